/*
 * Negation in Dutch and English, compiled by hand from the grammars' lists of negative words
 * (Algemene Nederlandse Spraakkunst 29; Huddleston and Pullum 2002, chapter 9) and from dictionaries of
 * antonyms. How phrases are written: `check/parse/phrases.ts`.
 */

/** Words that negate: each has to have a counterpart. */
export const dutchNegators =
  'niet, geen, nooit, niemand, niets, nergens, noch, evenmin, nimmer, niks, geenszins';
/** Words that negate: each has to have a counterpart. */
export const englishNegators =
  "not, no, never, nobody, none, nothing, nowhere, neither, nor, cannot, *n't, ain't";

/** Phrases with a negator that the other language may say without one. */
export const dutchTurns = `
  nee, neen, niet alleen/enkel/slechts/louter/zomaar, niet in de eerste/laatste plaats, niet het minst,
  niet de minste/enige, of niet, al dan niet, voor/in zover/zoverre … niet, voorzover … niet,
  nog lang niet, lang niet, niet zo lang, niet lang, niet langer/hoger/meer/minder/later/eerder/vroeger dan,
  niet te vergeten/stuiten/geloven/missen/overzien/verwaarlozen/evenaren/onderschatten/tellen,
  niets anders/minder dan, niets dan, niet anders dan, niemand anders/minder dan,
  niet zelden, niet zonder, niet weg te denken, niet voor niets/niks, niet in het minst, waarom niet,
  zo niet, niet waar ?, afvragen/afvraagt/afvroeg/afvroegen/vraag of … niet/geen, geen twijfel, geen wonder, geen vraag,
  maakt/maakte/maken/maakten/maak … niet/niets/niks uit, doet/deed/doen er niet toe,
  niet zozeer, niet zo zeer, niet of nauwelijks, niet niks/niets, niet toevallig, geen toeval,
  niet verrassend, niet verwonderlijk, niet verbazingwekkend, niet toch, kan/kon niet anders,
  niet bepaald/direct, niet dat, geen geringe/gering, niet gering/geringe, niet aflatend/aflatende,
  nooit aflatend/aflatende, hoe niet, wie niet, wat niet al, zoals niemand, als geen ander, als geen andere`;
/** Phrases with a negator that the other language may say without one. */
export const englishTurns = `
  not only/just/merely/simply/solely/least/that/exclusively, not to mention, not so much, not surprisingly,
  not unexpectedly, no doubt/matter/wonder/question, no more/less/fewer/sooner, no later/earlier than,
  no longer/higher/lower/larger/bigger/smaller than, not until, *n't … until, not … until, never … until,
  not before, nothing/none but, nothing short/less, none other, or not, or no, not unlike, no small/stranger,
  why not, if not, not for nothing, not least, not one but, not exactly, not all that,
  no -, no/never mind, never - ending, none the less, cannot/can't/couldn't help but, cannot but,
  isn't/aren't/wasn't/weren't/don't/doesn't/didn't/haven't/hasn't/won't/can't/couldn't/wouldn't it/he/she/they/you/we/i ?`;

/**
 * Words that negate by what they mean: a concept, its Dutch and its English. One of either language
 * may stand for a negator of the other, unless its own concept is there as well.
 */
export const lexicalNegatives = `
without | zonder, *loos, *loze, vrij van, ontdaan van | without, devoid, *less, free of/from, - free, zero
silent | in het midden, zwijg*, zweeg, zwegen, gezwegen, stilzwijg*, verzweeg, verzwijg* | silent, silence, silently, mum, tight - lipped, quiet
lack | ontbreek*, ontbrek*, ontbrak*, ontbroken, gebrek, tekort*, gemis, afwezig*, schort, te weinig, te klein, te laag, te kort, schaars*, ontberen, ontbeer*, miste, misten, missen, gemist | lack, lacks, lacked, lacking, absen*, missing, shortage*, short of, shortfall*, dearth, paucity, devoid, deficien*, depriv*, too little, too few, not enough, stripped of, robbed of, scarc*, want for, bereft, ran/run/runs/running out, starved of
refuse | weiger*, geweiger*, vertik*, nee gezegd/zeggen, bedankt/bedankte/bedanken voor | refus*, declin*, unwilling*, reluctan*, rebuff*, turned/turn/turns/turning … down
reject | afwijz*, afgewez*, wees/wijst/wijzen/wezen … af, verwerp*, verwierp*, verworp*, afkeur*, afgekeur*, keur/keurt/keurde/keurden … af, afgestemd | reject*, dismiss*, repudiat*, spurn*, rebuff*, disapprov*, veto*, overturn*, vote/voted/voting/votes against, turned/turn/turns/turning … down, struck/strike down
deny | ontken*, ontkracht*, loochen*, weerleg*, weersprak*, weerspr*, tegenspr*, tegengesprok*, betwist*, spreekt/sprak/spreken/spraken … tegen | deny, denies, denied, denying, denial*, refut*, disput*, contradict*, disown*, rebut*, debunk*, disprov*
prevent | voorkom*, voorkwam*, verhinder*, belet*, tegenhou*, tegengehouden, houd/houdt/hield/hielden/houden … tegen, weerhoud*, weerhield*, vermijd*, vermed*, vermeed, afgewend*, afwend*, ontwijk*, ontweek, ontwek*, blokk*, geblokkeerd*, tegengaan, tegen te gaan, afhoud*, afgehouden, behoed*, belemmer*, ontkom*, ontkwam*, afraad*, afgeraden, raad/raadt/raden/raadde … af, ontraad*, ontraden | prevent*, avoid*, stop/stops/stopped/stopping … from, keep/keeps/kept/keeping … from/away/out/clear/off, deter, deters, deterred, avert*, block*, hinder*, hamper*, imped*, thwart*, forestall*, obstruct*, evad*, escap*, elud*, dodg*, ward* off, discourag*, dissuad*, preclud*, fend* off, lest, careful to, immune, spared, beware, guard/guards against, stave/staved off, shield*, inhibit*, suppress*, resist*
ban | verbod*, verbied*, verbood, verboden, gebannen, verbannen, uitgesloten, ongeoorloofd*, illega*, vrijgesteld*, vrijstelling*, clandest*, nietig*, ingetrokken, intrekk*, uitsluit*, sluit/sloot/sloten/sluiten … uit, ontoelaatba*, taboe*, ontzeg*, ontzegd, uit den boze | ban, bans, banned, banning, forbid*, forbad*, prohibit*, illegal*, unlawful*, outlaw*, barred, barring, disallow*, exclud*, exclusion*, rule/ruled/rules/ruling out, off limits, off - limits, disqualif*, ineligib*, exempt, exempted, out of the question, void, annul*, revok*, ban on
fail | misluk*, faal*, falen, gefaald, fiasco*, tekortschiet*, schiet/schoot/schoten … tekort, tevergeefs, vergeefs*, laat/liet/lieten/laten na, nagelaten, nalat*, verzuim*, achterwege, uitblijv*, uitgebleven, blijft/bleef/bleven/blijven uit | fail, fails, failed, failing, failure*, unsuccess*, in vain, to no avail, futile, fruitless*, neglect*, omit*, omission*, fall/falls/fell/falling short, inab*, unable, incapab*, powerless, impossib*, unfeasib*, struggl* to, hard pressed, beyond, useless, pointless, hopeless
cease | stopt, stopte, stopten, stoppen, gestopt, ophoud*, opgehouden, houdt/hield/hielden/houden … op, gestaakt, opgeheven, afgeschaf*, schaft/schafte/schaften … af, opgegeven | ceas*, discontinu*, extinct*, dormant, defunct, stop/stops/stopped/stopping, gave/give/gives/given up, abandon*, cut off, dried up, fed up, tired of, had enough
un | on*, onteg*, ontel*, ontem*, onterecht*, ontevred*, ontoe*, ontoonb*, ontrouw*, ontij*, ontas*, non*, wan*, buiten*, anti -, ongehoor*, inact* | un*, non*, disab*, disbelie*, discontent*, discredit*, dishonest*, dislik*, dislodg*, disobe*, dispens*, displeas*, disrupt*, dissatisf*, disuse*, decriminal*, inacc*, inaction, inactiv*, inadequ*, inadvert*, inappropr*, inaud*, incoher*, incompat*, incompet*, incompl*, incompreh*, inconceiv*, inconclus*, inconsist*, inconvenien*, incorrect*, incurab*, indecis*, indefinit*, independen*, indifferen*, indirect*, indisput*, ineffect*, inefficien*, inequal*, inescap*, inevitab*, inexpens*, inexperienc*, inexplic*, infertil*, infinit*, inflexib*, infrequent*, inhuman*, injust*, inoperab*, insan*, insecur*, insensitiv*, insignific*, instab*, insufficien*, intoleran*, intolerab*, invalid*, invisib*, involunt*, immatur*, immobil*, immoral*, immort*, impatien*, imperfect*, impractic*, improb*, improper*, impunit*, illegit*, illicit*, illiter*, illogic*, irration*, irregular*, irrelev*, irrespons*, irrevers*, irreplac*, malfunction*, anti -, ill -, misconduct*, mislead*, misplac*, misjudg*, mismatch*, misus*, abnormal*, atypic*, asymptom*, amoral*, apolit*, counterproduct*
hardly | nauwelijks, amper, ternauwernood, zelden, sporadisch, kwalijk, mondjesmaat | hardly, barely, scarcely, rarely, next to nothing, seldom, almost no, infrequent*, only just, negligible, virtually no, very few/little, few and far between
unless | tenzij, behalve, uitgezonderd, op … na, met uitzondering, afgezien van, los van | unless, except, apart from, other than, aside from, excluding, with the exception, but for, all but, save for, anything other, otherwise, or else
instead | in plaats van, in plaats daarvan, veeleer, laat staan, liever dan, in tegenstelling tot, anders dan | instead, rather than, as opposed to, let alone, much less, unlike, contrary to, in contrast to, opposite
far | verre van, allesbehalve, allerminst, bij lange na | far from, anything but, by no means, a long way from, nowhere near, a far cry
doubt | twijfel*, betwijfel*, getwijfeld*, vraag of, scepti*, wantrouw*, betwijfel* | doubt*, dubious*, sceptic*, skeptic*, uncertain*, unclear, unsure, distrust*, mistrust*, who knows, remains/remain to be seen
yet | nog te, nog altijd te | yet to, remain/remains/remained to be, still to be
disagree | oneens, onenig*, verdeeldheid | disagree*, fall/falls/fell/fallen/falling out, at odds, at loggerheads, dissent*
wrong | onjuist*, onwaar*, misverstand*, mythe*, ten onrechte, onterecht* | false*, untru*, misconception*, misunderst*, mistaken*, wrongly, myth*, hoax*, fake*, incorrect*
ignore | negeer*, negeren, genegeerd*, veronachtzaam*, over het hoofd, ongeacht | ignor*, disregard*, overlook*, neglect*, oblivious, regardless, irrespective, notwithstanding, unheeded, defy, defied, defies, defying
refrain | afzie, afziet, afzien, afgezien, zag/zagen/ziet/zien … af, onthoud, onthouden, onthield*, varen laten | refrain*, abstain*, forgo*, waiv*, withh*, opt/opted/opts out, decided/decide/decides against, shun*, skip*, steer clear, shy/shied away, stay/stays/stayed away/out, leave/left alone`;

/** Words that seem to begin or end with a negative prefix or suffix. */
export const notNegative = `
  onder*, onze, ons, onszelf, onion*, ontm*, onts*, ontw*, ontv*, ontd*, ontg*, onth*, ontl*, ontn*, ontp*, ontr*, ontz*, ont*, on, online*, ondanks, ondertussen, one, ones, onega*,
  buiten, buitenl*, buiteng*, buitenb*, buitenz*, buitenw*, buitens*, buitenr*, buitenp*, buitenk*, buitenst*, buitenh*,, ongeveer, onlangs, onmiddellij*, onweer*, ongeval*, onco*, once, onyx, onkosten, onraad,
  want, wand, wandel*, wanneer, wand*, wanden, wang*, wang, wangen, want*, wan,
  none, nonetheless, nonsense, nonstop,
  under*, uni, union*, unit*, units, uniq*, unis*, unif*, univ*, unicef, unic*, until, unto, uncle*, unanim*, unesco, un, unhcr,
  bless, nevertheless, nonetheless, regardless, less, wireless, priceless,
  draadloos, draadloze, groteloos, verloos, eindeloos`;
