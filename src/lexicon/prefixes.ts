/*
 * Words that a prefix turns into their opposites, in either language, as
 * `Dutch | English | Dutch opposite | English opposite`. Compiled by hand from general knowledge of
 * both languages. How words are written: `check/parse/phrases.ts`.
 */
export const prefixOpposites = `
waarschijnlijk*, vermoedelijk*, aannemelijk*, kans, verwacht*, wellicht, allicht | likely, probable, probably, plausible, plausibly | onwaarschijnlijk*, onaannemelijk* | unlikely, improbable, implausible
kan, kunnen, kunt, kon, konden, in staat, staat, lukt, lukte, gelukt, wist, wisten, weet, vermag, mogelijk* | able, capable | onmogelijk, onbekwaam, machteloos | unable, incapable
mogelijk*, kan, kunnen, kunt | possible, possibly | onmogelijk* | impossible, impossibly
legaal, legale, wettig*, wettelijk*, rechtmatig*, geoorloofd* | legal, legally, lawful, lawfully | illega*, onwettig*, wederrechtelijk*, onrechtmatig*, verboden, clandestien*, zwart, zwarte | illegal, illegally, unlawful, unlawfully, illicit
bekend*, gekend*, weten, weet | known | onbekend* | unknown
duidelijk*, helder* | clear, clearly | onduidelijk*, vaag, vage | unclear
eerlijk*, billijk*, redelijk* | fair, fairly | oneerlijk*, onbillijk*, onrechtvaardig* | unfair, unfairly, unjust
veilig* | safe, safely | onveilig*, gevaarlijk* | unsafe
gelukkig*, blij, blije, tevreden | happy, happily, content | ongelukkig*, ontevreden, verdrietig* | unhappy, unhappily, discontent*, dissatisfied
gelukkig | fortunately, luckily, happily | helaas, jammer*, spijtig*, ongelukkig* | unfortunately, unluckily, unhappily
gewoon*, gebruikelijk*, gangba*, normaal, normale | usual, usually, common, normal | ongewoon*, ongebruikelijk*, zeldzaam*, uitzonderlijk*, vreemd* | unusual, unusually, uncommon, abnormal
gewoonlijk, meestal, doorgaans, gebruikelijk*, normaliter | usually | ongewoon*, ongebruikelijk*, uitzonderlijk* | unusually
nodig*, noodzakelijk* | necessary, necessarily | onnodig*, overbodig*, nodeloos, nodeloze | unnecessary, unnecessarily, needless*
zeker*, vast | certain, certainly, sure | onzeker* | uncertain, unsure
verwacht*, voorzien*, voorspeld* | expected | onverwacht*, onvoorzien*, verrassend* | unexpected, unexpectedly
succesvol*, geslaagd*, met succes | successful, successfully | onsuccesvol*, mislukt*, tevergeefs, vergeefs*, zonder succes | unsuccessful, unsuccessfully
betrouwba* | reliable, reliably | onbetrouwba* | unreliable
stabiel*, stabiliteit | stable, stability | onstabiel*, instabiel*, labiel*, instabiliteit | unstable, instability
bewust*, beseft, beseffen, weten, weet | aware, conscious, consciously | onbewust*, bewusteloos, bewusteloze, onwetend* | unaware, unconscious, unconsciously
belangrijk*, gewichtig* | important, significant | onbelangrijk*, onbeduidend* | unimportant, insignificant
interessant* | interesting | oninteressant*, saai*, saaie | uninteresting
gezond* | healthy | ongezond* | unhealthy
comfortabel*, aangenaam, aangename, prettig* | comfortable, comfortably, pleasant | oncomfortabel*, ongemakkelijk*, onaangenaam, onaangename, onprettig* | uncomfortable, uncomfortably, unpleasant
vriendelijk* | friendly | onvriendelijk* | unfriendly
aanvaardba*, acceptabel*, toelaatba* | acceptable, admissible | onaanvaardba*, onacceptabel*, ontoelaatba* | unacceptable, inadmissible
beschikba*, verkrijgba*, vrij | available | onbeschikba*, uitverkocht*, bezet* | unavailable
bereid*, gewillig* | willing, willingly | onwillig*, weiger* | unwilling, unwillingly
veranderd*, gewijzigd* | changed, altered | onveranderd*, ongewijzigd*, gelijk, hetzelfde, dezelfde, constant*, stabiel* | unchanged, unaltered
werkzaam, werkend* | employed | werkloos, werkloze* | unemployed
beperkt*, gelimiteerd* | limited | onbeperkt*, ongelimiteerd*, grenzeloos, grenzeloze | unlimited
regelmatig*, geregeld* | regular, regularly | onregelmatig*, ongeregeld* | irregular, irregularly
verantwoordelijk*, verantwoord*, aansprakelijk* | responsible, responsibly | onverantwoord*, onverantwoordelijk* | irresponsible, irresponsibly
compleet, complete, volledig* | complete | onvolledig*, incompleet, incomplete, onvoltooid* | incomplete, unfinished
juist*, correct*, goed, goede | correct, correctly, accurate, accurately | onjuist*, incorrect*, verkeerd*, fout*, onnauwkeurig* | incorrect, incorrectly, inaccurate, inaccurately, wrong, wrongly, mistaken
afhankelijk* | dependent | onafhankelijk*, zelfstandig* | independent, independently
direct*, rechtstreeks* | direct, directly | indirect*, onrechtstreeks*, niet - rechtstreeks* | indirect, indirectly
zichtba* | visible, visibly | onzichtba* | invisible, invisibly
formeel, formele, officieel, officiele | formal, formally, official, officially | informeel, informele, onofficieel, onofficiele, officieus, officieuze | informal, informally, unofficial, unofficially
actief, actieve | active, actively | inactief, inactieve, passief, passieve | inactive
effectief, effectieve, doeltreffend*, doelmatig*, werkzaam | effective, effectively, efficient, efficiently | ineffectief, ineffectieve, ondoeltreffend*, inefficient*, ondoelmatig* | ineffective, ineffectively, inefficient, inefficiently
voldoende, genoeg, toereikend* | sufficient, sufficiently, adequate, adequately | onvoldoende, ontoereikend* | insufficient, insufficiently, inadequate, inadequately
adequaat, adequate | adequate, adequately | inadequaat, inadequate, ontoereikend* | inadequate, inadequately
zeker*, veilig* | secure | onzeker*, onveilig* | insecure
moreel, morele | moral | immoreel, immorele, onzedelijk* | immoral
volwassen*, rijp*, rijpe | mature | onvolwassen*, onrijp*, onrijpe | immature
geduldig* | patient | ongeduldig* | impatient, impatiently
perfect*, volmaakt* | perfect, perfectly | imperfect*, onvolmaakt* | imperfect
eerlijk* | honest, honestly | oneerlijk* | dishonest, dishonestly
tevreden, voldaan | satisfied | ontevreden, onvoldaan | dissatisfied, unsatisfied
eens, akkoord, instem*, overeen* | agree, agreed, agrees | oneens, onenig* | disagree, disagreed, disagrees
verschijn*, verscheen, verschen*, opduik*, opgedoken, dook, doken, opdook | appear, appeared, appears, appearing | verdwijn*, verdween, verdwen* | disappear, disappeared, disappears, disappearing, vanished
goedkeur*, goedgekeurd*, keurde, keurt, keuren | approve, approved, approves, approving | afkeur*, afgekeurd* | disapprove, disapproved, disapproves, disapproving
leuk*, houdt, houden, hield*, mag, graag | like, liked, likes | hekel | dislike, disliked, dislikes
voordeel, voordelen, voorsprong | advantage, advantages | nadeel, nadelen, achterstand | disadvantage, disadvantages
populair*, geliefd* | popular | impopulair*, onpopulair* | unpopular
bevoegd*, geautoriseerd*, toegestaan* | authorised, authorized | onbevoegd*, ongeautoriseerd*, ongeoorloofd* | unauthorised, unauthorized
gewond*, letsel | injured, hurt, harmed | ongedeerd*, onbeschadigd* | uninjured, unhurt, unharmed, unscathed
beschadigd* | damaged | onbeschadigd*, intact | undamaged, intact
bewapend*, gewapend* | armed | ongewapend*, onbewapend* | unarmed
geidentificeerd*, herkend* | identified | ongeidentificeerd*, onbekend* | unidentified
ingewijd*, vertrouwd*, bekend* | familiar | onbekend*, vreemd* | unfamiliar
waar, ware, juist* | true | onwaar, onware, onjuist* | untrue
gelijk*, gelijkwaardig* | equal, equally | ongelijk*, ongelijkwaardig* | unequal, unequally
gelijkheid | equality | ongelijkheid | inequality
nauwkeurig*, precies*, accuraat, accurate | accurate, accurately, precise | onnauwkeurig*, inaccuraat | inaccurate, inaccurately, imprecise
schuldig* | guilty | onschuldig* | innocent
vermijdba*, vermijdelijk* | avoidable | onvermijdba*, onvermijdelijk* | unavoidable, inevitable, inevitably
menselijk*, humaan, humane | human, humane | onmenselijk*, inhumaan, inhumane | inhuman, inhumane
zichtba*, merkba* | noticeable, noticeably | onmerkba* | unnoticeable, imperceptible
opgemerkt* | noticed | onopgemerkt* | unnoticed
gehuwd*, getrouwd* | married | ongehuwd*, ongetrouwd* | unmarried
betaald* | paid | onbetaald* | unpaid
verkocht* | sold | onverkocht* | unsold
begaanba* | passable | onbegaanba* | impassable
bewoond* | inhabited | onbewoond* | uninhabited
rustig* | calm, quiet | onrustig* | restless, unquiet
rust | rest, calm | onrust | unrest
vruchtba* | fertile | onvruchtba* | infertile
tolerant*, tolerantie | tolerant, tolerance | intolerant*, intolerantie | intolerant, intolerance
rechtvaardig*, terecht* | just, justified, justly | onrechtvaardig*, onterecht*, ten onrechte | unjust, unjustified, unjustly
ervaren | experienced | onervaren | inexperienced
opgelost* | solved, resolved | onopgelost* | unsolved, unresolved
afgemaakt*, voltooid* | finished, completed | onvoltooid*, onafgemaakt* | unfinished, incomplete
geldig* | valid | ongeldig* | invalid
redelijk* | reasonable, reasonably | onredelijk* | unreasonable, unreasonably
realistisch* | realistic | onrealistisch* | unrealistic
leesba* | readable, legible | onleesba* | unreadable, illegible
eetba* | edible | oneetba* | inedible
controleerba* | controllable | oncontroleerba* | uncontrollable
gevoelig* | sensitive | ongevoelig* | insensitive
vrijwillig* | voluntary, voluntarily | onvrijwillig*, gedwongen | involuntary, involuntarily
bruikba* | usable, useful | onbruikba* | unusable, useless
beduidend* | significant | onbeduidend* | insignificant
begrijpelijk* | understandable, comprehensible | onbegrijpelijk* | incomprehensible
omkeerba* | reversible | onomkeerba* | irreversible
relevant* | relevant | irrelevant* | irrelevant
rationeel, rationele | rational | irrationeel, irrationele | irrational
logisch* | logical | onlogisch* | illogical
zorgvuldig* | careful, carefully | onzorgvuldig*, slordig* | careless, carelessly
hoopvol* | hopeful, hopefully | hopeloos, hopeloze | hopeless, hopelessly
nuttig* | useful | nutteloos, nutteloze | useless
pijnlijk* | painful, painfully | pijnloos, pijnloze | painless
gehoorzaam* | obedient | ongehoorzaam* | disobedient
geschikt* | suitable, suited | ongeschikt* | unsuitable, unsuited
natuurlijk* | natural | onnatuurlijk* | unnatural
christelijk* | christian | onchristelijk* | unchristian
overwinnelijk* | beatable | onoverwinnelijk* | invincible, unbeatable
verslagen | beaten, defeated | ongeslagen | unbeaten, undefeated`;
