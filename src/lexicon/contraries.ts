/*
 * What the other language may say the other way round. Compiled by hand from general knowledge of
 * both languages. How phrases are written: `check/parse/phrases.ts`.
 */

/**
 * Opposites, as `Dutch A | English A | Dutch B | English B`: "not A" is a way to say B, and "not B"
 * one to say A. A cell may be empty.
 */
export const contraries = `
plaats, ruimte | room, space, place | vol, volle | full, cramped, crowded
voor, eerder | before, earlier | | until, after, later
dicht, dichtbij, buurt, nabij | near, close | | far, away, clear, distance
hard, luid* | loud*, hard | zacht* | soft*, quiet*, gentl*
beweg*, bewoog, bewogen | mov* | stil, roerloos | still, motionless, immobile, stationary, frozen
slapen, slaapt, sliep, sliepen, slaap | sleep*, slept | wakker | awake, sleepless
zien, ziet, zag, gezien, opvall*, opgevallen | see*, saw, seen, notic* | | miss, missed, blind, overlook*, unnotic*
kennen, kent, kende, vertrouwd, gewend, ervaring, bekend | know*, familiar, used, experience* | onbekend, nieuw | new, newcomer*, stranger*, confus*, novice*
droog, droge | dry | nat, natte | wet, damp, moist
warm, warme | warm, hot | koud, koude, koel, fris | cold, cool, chilly
schoon, schone | clean | vuil, vuile, vies, vieze | dirty, filthy, polluted
gezond* | healthy, well | ziek* | sick*, ill, unhealthy
verplicht* | compulsory, mandatory, oblig*, required | vrijwillig*, facultatief | optional, voluntar*
vrij, vrije | free | | proprietary, closed, taken, occupied
ingeschakeld, aangezet, geactiveerd, verbonden, aangesloten, online | enabled, connected, turned on, switched on, online | uitgeschakeld, uitgezet | off, disabled, offline, disconnected
over, overblij*, overgebleven | left, remain* | weg, verdwenen | gone, lost, destroyed, wiped
succes*, geslaagd | success* | mislukk*, flop* | failure*, flop*, disaster*
fout, fouten | mistake*, error*, fault* | foutloos, perfect | flawless*, perfect*, faultless*
geld | money, cash | | broke, poor, penniless
probleem, problemen, bezwaar | problem*, objection*, trouble, difficulty | | fine, okay, easily, welcome, happy, smooth*
geheim* | secret* | openlijk, open | open, openly, public*
last, hinder, invloed, gevolgen, getroffen | bother*, trouble*, affect*, influence*, impact* | | free, immune, spared, intact
stand, houden, hield, hielden | hold, hold up, withstand | bezwe*, instort* | collaps*, crumbl*, gave out/way, broke down
bestand, opgewassen | resist*, match | | vulnerab*, overwhelm*, susceptib*
voldo*, voldeed, voldeden | meet*, met, comply, satisf* | | short, below, breach*, violat*, poor*, substandard
nog nooit, nog nimmer | ever, before | | first, ever, record, new
gebonden, afhankelijk | bound, dependent, tied | | free, regardless, irrespective
toepassing, geldt, gelden, gold | appl* | uitgezonderd | exempt*, excluded
meegerekend, meegeteld | count*, includ* | exclusief | exclud*, plus, extra, besides, additional
bedoeling, bedoeld | intend*, mean* | | accident*, mistake
mals | mild | | harsh*, severe*, fierce*
reager*, antwoord* | respond*, repl*, answer*, comment* | | ignor*, silen*
luister*, gehoorza* | listen*, obey* | | ignor*, deaf, defy, defied, disobey*
meewerk*, meegewerkt, werkt/werkte/werken/werkten … mee | cooperat*, help* | tegenwerk* | resist*, obstruct*
interesse, belangstelling, geinteresseerd | interest* | | indifferent, bored
voorbij, afgelopen, klaar, over | over, finished, done | | still, ongoing, continu*, remain*, yet
opgelost, oplossen | solv*, resolv*, fix* | | open, mystery, remain*
terug, terugkeer*, terugkom* | return*, back, again | weg | gone, forever, for good, left
verstandig, slim, wijs | wise, smart, sensible | dom, domme | foolish, stupid, silly, mistake
goedkeur*, goedgekeurd, aangenomen | approv*, passed, adopted | afgekeurd, verworp* | block*, fell, defeated, turned down
vrijgelaten, vrij | released, free | vast, vastzit* | held, detain*, custody, jail*
vergelijkba*, vergelijken | compar* | verschil* | differ*, unlike, beyond
genezen, hersteld, geneeslijk, beter | cured, recover*, better | ziek* | ill, sick, chronic
aangekomen, bereikt, bereik*, gehaald | reach*, arriv*, made | | short, below, missed, lost
bijzonder*, speciaals, nieuws | special, unusual, new | gewoon, gewone | ordinary, usual, routine, familiar
aan de hand, mis | wrong, matter | | fine, alright, well, okay
verantwoorde*, verantwoord | account, justif* | | irrespons*, reckless
meteen, gelijk, snel, vlug | soon, quick*, fast | langzaam, traag | slow*, gradual*, late, eventual*
zo, even, evenveel, zoveel | as, so | minder | less, fewer, than
herinner*, denk*, dacht*, weet, weten, wist | remember*, think*, thought, recall* | vergeet*, vergeten, vergat* | forg*
wil, willen, wilde*, wou, wens*, zin | want*, wish*, desire* | | against, oppos*, refus*, reluctan*, rejec*, declin*, unwill*, rather
niemand, niets, niks | anyone, anything, anybody, nothing | leeg, verlaten | empty, deserted, alone, blank, vacant, abandon*
kosten, betal*, betaal*, rekenen | cost, costs, charge*, pay* | gratis | free
openbaar*, openbare, publiek*, bekendgemaakt, bekend, prijsgegeven, vrijgegeven | public*, disclos*, reveal*, releas* | geheim* | secret*, private*, confidential*, anonym*, withh*, hidden
actief, actieve | active | | dormant, idle, extinct
zoals, als | as, like | anders | contrary, unlike, differ*
zolang | | | until, unless, before, till, while
nog geen, nog niet | | | less than, fewer than, under, below, barely, just, only, within, almost, nearly, yet, future, upcoming
bijna, vrijwel, haast, nagenoeg, zo goed | almost, virtually | | little, few, hard, difficult, minimal*, virtually, low, slight*, rarely, almost
in, binnen | in, inside, within | buiten | outside, beyond, elsewhere
naleven, nakomen, nakomt, nageleefd*, leeft, houden, houdt, hield, hielden | comply, complied, abide*, adher*, obey* | overtred*, schend*, schond* | violat*, breach*, break*, broke*, flout*, defy, defied, defies, disobey*
opgepakt, gepakt, gevonden, aangehouden | caught, found, arrest* | | at large, fugitive, missing, lost
blijvend*, permanent* | permanent* | tijdelijk* | temporar*
direct*, meteen, onmiddellijk* | direct*, immediate* | later | later, indirect*, eventual*, delay*
betrouwba*, vertrouw* | reliab*, trust* | | suspicious, untrust*, shady, dubious
passen, past, paste | fit, suit* | | clash*, wrong, odd
liever | rather | | rather, prefer*
opgeven, opgegeven, loslaten, gaf, geeft | give up, let go | vast, volhoud* | keep*, kept, hold*, held, persist*, stick, stuck
onderdoen, doet, deden | | | equal*, match*, rival*, par
ander*, anders | other*, else, differ* | | any other, than ever, like, best, only, alone
bang, vrees, vrezen | afraid, fear* | gerust | fearless, rest assured, sure
gebruik*, gebruikt | use*, used | | idle, disus*, avoid*
druk | busy, worry, worri* | gerust, rustig | relax*, calm*, quiet*, easy
tegen | against, object* | voor | for, favour, support*, agree*, fine, happy
betaalbaar, betalen, veroorloven | afford* | duur, dure | expensive, poor
tijdig, op tijd | time* | laat, late | late, delay*, overdue
bereid* | willing, prepared | | reluctan*, refus*, unwill*
toereikend*, groot genoeg | enough | klein*, kort*, laag | too, small, short, low
lang* | long, longer | kort*, spoedig, gauw, straks | short, shortly, soon, brief*, quickly, recent*
veel, zoveel | many, much, a lot, lots, plenty, great deal | weinig, beperkt*, gering*, laag, lage | few, fewer, little, limited, rare*, low, small, scant*, minor, modest
vaak, dikwijls, geregeld | often, frequent* | zelden, zeldzaam*, soms | sometimes, rare*, unusual*, uncommon
ver, veraf | far | dichtbij, nabij, vlakbij, dicht | near*, close*, next
goed*, beter, best*, wel, deugt, deugde, deugen | good, well, better, right, correct*, proper*, work* | slecht*, fout*, verkeerd*, mis, kwaad, ziek* | bad*, poor*, wrong*, ill, worse, worst, error*, fault*, problem*, bug*
waar, klopt, kloppen, klopte, juist* | true, correct, right | vals*, gelogen, fabel*, fout* | false*, wrong*, myth*, lie, lied, fake*, misleading, baseless, error*
aanwezig*, bijwoon*, bijgewoond*, deelneem*, deelgenomen, deelnam*, meedoe*, meegedaan, doet/deed/deden/doen … mee, komt, kwam, kwamen, gekomen, opdagen, opgedaagd, verscheen, verschenen | present, attend*, took part, take part, participat*, join*, came, come, turn* up, show* up, appear* | afwezig*, wegb*, weg | absen*, miss, misses, missed, missing, skip*, sat out, sit out, sits out, stay/stayed/stays away, boycott*, no - show, snub*, withdr*
genoeg, voldoende, toereikend* | enough, sufficient*, adequate* | tekort*, gebrek*, te | lack*, short*, too, poor*, scarce*
hetzelfde, dezelfde, gelijk*, eens, overeen* | same, equal*, identical*, alike, agree*, match* | verschil*, anders | differ*, vary, varie*, various, divided, other, another, odds
verander*, gewijzigd*, wijzig*, verschil*, verschill*, verschoven, anders | chang*, differ*, vary, altered | hetzelfde, gelijk*, constant*, stabiel*, blijft, bleef | same, constant*, equal*, similar*, identical*, stable, steady, remain*, stay*, alike, still, held, status quo
open*, toegankelijk* | open*, accessible | dicht, gesloten, sluit*, sloot | clos*, shut*
ooit, eerder, voorheen, vertoond*, nooit | before, ever, previous*, seen | eerst*, nieuw, nieuwe | first, new, unprecedented, debut*, novel, record, *est, most, highest, unheard
meer, langer | longer, anymore, any more, again | stop*, gestopt, voormalig*, verdwe*, vroeger*, voorbij | former, formerly, gone, over, ended, ends, previous*, used to, silence, silent, finished, done, last, final, enough, stop*, lost, disappear*
gewond*, letsel, geraakt, gedeerd | injur*, hurt, wound*, harm* | ongedeerd, veilig* | safe*, escap*, spared
vergeet*, vergeten, vergat* | forg* | onthou*, denk/dacht/denken aan, herinner* | remember*, in mind, mind you, sure, recall*
duur, dure, duurder, kost* | expensive, costly, cost* | goedkoop*, gratis | cheap*, free, affordable
goedkoop* | cheap* | duur, dure | expensive, costly, pricey
makkelijk*, gemakkelijk*, eenvoudig*, simpel*, licht, mee | easy, easily, simple, straightforward | moeilijk*, lastig*, zwaar, zware, ingewikkeld*, moeite | difficult*, hard*, tough*, complicated, tricky, challeng*, struggl*, awkward
moeilijk*, lastig*, ingewikkeld* | difficult*, hard, tough, complicated | makkelijk*, gemakkelijk*, eenvoudig* | easy, easily, simple, simply, ease
groot*, grote, hoog, hoge, sterk | big*, large*, great*, high*, strong | klein*, laag, lage, zwak* | small*, low*, little, minor, weak*, modest, slight*, minimal, short
klein*, lage, gering* | small, little, low, minor | groot*, hoog, hoge, grote | large*, big*, great*, high*, major, considerabl*, signific*, substantial*
mag, mocht, mochten, mogen, toegestaan*, toestem*, toegang, welkom, toegelaten, bevoegd | allow*, may, permit*, welcome, permission, access, admit* | verbo*, verbied* | ban*, barred, denied, refus*, restrict*, unwelcome
doorga*, doorgegaan, gaat/ging/gingen/gaan … door, doorgang | go ahead, goes ahead, went ahead, take place, continue | afgelast*, afgezegd*, geannuleer*, schrap*, geschrapt* | cancel*, called/call off, scrapp*, dropped, postpon*, abandon*, shelved, off
slaag*, slagen, geslaagd*, lukt*, lukken, gelukt, kan, kon, kunnen, konden, kunt, haalt*, gehaald, halen | succe*, manage*, able, can, could, finish* | moeilijk*, moeite | lost, hard, difficult*, beyond, miss, misses, missed, too, struggl*
win*, won, wonnen, gewonnen | win, won, wins, winning | verlies*, verlor*, verliez*, gelijk* | lose*, losing, lost, loss*, draw*, drew, tie*, defeat*, beaten
verlies*, verlor*, verliez*, verslagen, verslaan | lose, lost, loss, beaten, defeat*, beat | win*, won, wonnen, ongeslagen | win*, won, unbeat*, undefeat*, keep*, kept, retain*, draw, drew, held, hold, still
overle* | surviv* | sterf*, stierf*, stierven, overled*, omgekomen, gestorven, dood* | die, dies, died, dead, death*, kill*, perish*
leef*, leven*, leeft, leefde* | alive, live* | dood, dode, gestorven | dead, died, late, deceased
werk*, baan, banen | work*, job* | werkloos, kapot, defect*, stuk | unemployed, jobless, broken, idle, out of, down, fail*, fault*, dysfunction*, unavailable
rijk* | rich, wealthy | arm, arme, armer | poor*
tevreden*, blij, blije, gelukkig*, eens, vrolijk* | happy, pleased, satisf*, content, glad | boos, boze, teleurgesteld*, ongelukkig*, kwaad, verdrietig* | angry, disappoint*, upset, sad, unimpressed, furious, concerned
veilig* | safe* | gevaar*, riskant* | danger*, risk*, hazard*
gevaar*, kwaad, schadelijk*, schade | danger*, harm*, damage* | veilig* | safe*, harmless*, fine, benign, undamaged, intact
beschadig* | damag* | intact, heel | intact
nodig, hoef*, hoeven, hoefd*, noodzak* | need*, necessary | overbodig* | needless*, superfluous, optional, redundant, spared, free, skip*
bekend*, duidelijk*, zeker, weet, weten, wist, wisten | known, clear, certain, know*, sure, aware | vraag, vragen, afvraag*, afgevraagd | mystery, question*, wonder*, ignoran*, obscure, anonymous, anyone's, guess*
ernstig*, erg, zwaar, zware | serious*, severe*, bad | licht*, mild*, mee | mild*, minor, slight*, light*, okay
belangrijk*, boeit, schelen | important*, matter*, care* | bijza* | irrelev*, minor, whatever, trivial, immaterial, indifferen*
getrouwd*, gehuwd* | married | vrijgezel*, single | single, unwed
snel*, vlug* | fast, quick* | langzaam, langzame, traag, trage | slow*, gradual*
jong* | young* | oud, oude, ouder | old, older, elderly
sterk* | strong* | zwak* | weak*
iedereen, alle, allemaal, alles, elk, elke, ieder, iedere, overal | everyone, everybody, all, every, everything, everywhere | sommige, enkele | some, several, part, partly, few, certain, most
altijd | always | soms | sometimes, occasional*, at times
helemaal, geheel, gehele, volledig, precies | entirely, fully, quite, exactly, complet* | deels, gedeeltelijk, bijna | partly, partial*, almost, nearly, half, some, approximately, roughly
thuis, hier, daar, bij, buurt | here, there, home | weg, buiten | away, gone, out, left, outside, elsewhere, beyond, clear
bemoei*, inmeng*, inmeng, aanraak*, zitten | interfer*, meddl*, touch* | afblijven, af | away, alone, out of, clear of, hands off, aside
hoor*, gehoord, zeg*, zei, zegt, gezegd, spre*, gesproken, antwoord*, geluid* | said, say*, hear*, sound*, answer*, respond*, speak* | stil, stille, zwijg*, zweeg, zwegen | silen*, quiet*, mute*, mum, ignor*, secret*
geloof*, gelov*, vertrouw* | believ*, trust* | verdenk*, verdacht* | doubt*, distrust*, mistrust*, suspicio*, suspect*
houd/houdt/hield/houden van, hou, leuk*, graag, mag, lust* | like*, love*, enjoy* | hekel, haat* | hate*, detest*, loath*, dislik*, against, reluctan*
steun*, akkoord, instem*, ingestemd*, stem*, eens, toestem*, voor | support*, favour*, favor*, agree*, approv* | tegen | against, veto*, refus*, rejec*
opzettelijk*, expres, bedoel*, bewust* | intentional*, deliberate*, mean*, conscious* | per ongeluk, toevallig* | accident*, inadvert*, by mistake
vrij*, beschikbaar, beschikbare | available, free | vol, bezet* | taken, full, sold out, busy, occupied
normaal, normale, gewoon, gebruikelijk*, alledaags* | normal*, usual*, common*, ordinary | zeldzaam*, vreemd*, bijzonder* | rare*, odd*, strange*, extraordinar*, exceptional*, weird*, abnormal*
verbaz*, verbaas*, verrass*, gek, vreemd*, raar, wonder* | surpris*, strange*, wonder | logisch*, begrijpelijk* | natural*, understandabl*, obvious*, of course, predictab*, expected
schuldig* | guilty | onschuldig*, vrijgesproken, vrijspraak | acquit*, clear*, innocent*
strafbaar, strafbare, verboden | punish*, crim*, offence, offense, banned | legaal, legale, toegestaan* | legal*, lawful*, allow*, permit*
af, klaar, voltooid*, gereed, compleet | finished, complete*, ready, done | | pending, ongoing, progress, awaiting
verder, door | further, on | | stop*, end*, enough
wacht*, wachten | wait*, hesitat* | direct, onmiddellijk* | immediate*, right away, at once, straight
aarzel*, twijfel* | hesitat* | gerust, onmiddellijk* | feel free, immediate*, promptly, readily
verwacht*, voorzien*, gedacht | expect*, anticipat*, foresee*, predict* | plotseling*, verrass* | surpris*, sudden*
eerlijk* | fair*, honest* | | cheat*, lie*, lied
zichtba*, zien, zie, ziet, zag | visible, see*, seen | verborg* | hidden, out of sight, hid*, obscur*, blind, conceal*
stem*, gestemd, stemm* | vot* | onthou*, onthield* | abstain*
betaal*, betal* | paid, pay* | gratis, schuldig | free, owe*, volunt*, default*
vol, volle | full | leeg, lege | empty
gelijk | right | ongelijk | wrong
blijf*, blijven, bleef, bleven, gebleven | stay*, remain*, last* | vertrek*, vertrok*, verla*, weg | leave*, left, depart*, go, gone, going, move*, short, temporar*
vertrek*, vertrok*, verla*, weg | leave*, left, depart* | blijf*, blijven, bleef, bleven | stay*, remain*, still
stop*, ophoud*, houdt, hield, hielden | stop*, ceas*, end* | ga, gaat, door | continu*, keep*, kept, persist*, went on, goes on, carr*, incessant*, endless*, relentless*
slecht*, verkeerd*, mis, gek, kwaad | bad*, wrong*, poor* | goed*, prima, in orde | good, fine, decent, well, okay, right
weinig, gering* | little, few | veel, flink* | many, much, several, quite, considerabl*, plenty, signific*
rekening, aandacht, acht, aantrekken, trok, aangetrokken, letten | account, attention, heed, notice | | ignor*, disregard*, overlook*, regardless, undeterred, unfaz*, neglect*
krijg*, kreeg, kregen, gekregen, ontvang*, ontving*, gegeven, geven, geeft, gaf | get, gets, got, receiv*, given, give* | | denied, deprived, refus*, miss*, lost, withheld
bang | afraid | dapper*, onbevreesd | fearless, brave, undaunted
zin, nut, waard*, nuttig | sense, point, worth*, use*, useful | | pointless, useless, worthless, futile, meaningless, senseless, waste*
nog | already | | still, remain*, pending, awaiting, yet to
vast, vaststa*, besloten, definitief | certain, fixed, decided, settled | open | open, undecided, yet
vrede* | peace* | oorlog* | war*
bewolkt | cloud* | helder | clear
eten, at, gegeten | eat* | vasten | fast*, hungry
inbegrepen, inclusief | includ* | exclusief | exclud*, extra
bestaat, bestaan, bestond, bestonden | exist* | | before, fictional, imagin*, extinct
bewezen, bewijs | prove* | | unproven, alleged, unfounded, baseless
heeft, hebben, had, hadden, heb, bezit* | ha* | | zero, nil, empty
ophouden, eind*, grens, grenzen, einde | end*, limit*, bound* | | endless*, limitless*, unlimited, boundless*, infinite*, forever, eternal*
beter*, groter*, hoger*, erger*, mooier*, slechter* | better, bigger, greater, worse, higher, larger, more, closer, stronger, harder, finer | best*, grootst*, hoogst*, ergst*, mooist*, meest*, enig*, bij uitstek, uniek* | best, biggest, greatest, worst, highest, largest, most, only, unique, unrivalled, unmatched, unparalleled, second to none
ander*, anders | other, else, another, different* | enig*, alleen, slechts, uitsluitend, enkel, puur, zelfs | only, sole*, just, alone, merely, exclusive*, purely, but, same, unique`;

/** Dutch with which English may negate beyond what the Dutch does: the Dutch, and the English. */
export const englishNegatesMore = `
pas, eerst, uiterlijk, tot, totdat, voordat, alvorens, vooraleer, minstens, zolang, sinds, sedert, vanaf | until, before, later than, earlier than, unless, since, till, as long as
alleen, slechts, enkel, uitsluitend, louter, hooguit, hoogstens, maximaal | more than, only, except, unless, beyond, exceed*, longer
mits, zodra, tenzij, zonder dat, alleen als, alleen wanneer | unless, without, until
gerust, denk, vergeet, wees, blijf, pas, let | worry, hesitat*, forget, miss, let, fear, afraid, mind
weinig, zelden, nauwelijks, amper, moeilijk*, lastig*, beperkt*, minder, gering* | much, many, often, always, enough, far, well, easy, easily, able, great*
stop*, gestopt*, voormalig*, voorbij, verdwe*, vervall*, vervalt, verviel, opgeheven, kwijt, vroeger* | longer, anymore, any more, again, ever
moet, moeten, mag, moest, moesten, dien*, verplicht* | without, unless, except
in plaats van, eerder, veeleer | but, rather
wie, waar, wat, hoe, welk* | matter
tegen* | favour, support, like, want, agree, approve
kapot, defect*, stuk | work*
dicht, gesloten | open*
ziek* | well, good, feel*
alle, elk, elke, ieder, iedere, overal, alles, iedereen | single, without, exception, spared
leeg, lege | full, anything, any, anyone
vervelend*, jammer, erg, helaas | like, good, pleasant, nice, help*, want
goed*, juist*, zorgvuldig, precies | wrong, mistake*, error*`;
