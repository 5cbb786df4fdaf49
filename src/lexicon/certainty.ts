/*
 * How sure something is, who says so, when it is and why: words of both languages by what they do.
 * Compiled by hand from the grammars (Algemene Nederlandse Spraakkunst 18.5 and 10.3; Huddleston
 * and Pullum 2002, chapters 3, 9 and 14) and from dictionaries. How phrases are written:
 * `check/parse/phrases.ts`.
 */

/** Dutch by what it does. A word stands in one list only. */
export const dutchMarkers = {
  /** Phrases of words that are something else elsewhere. */
  plain: `te zeggen, te laat, is/was/zijn/waren te laat/vroeg/klein/groot/duur/weinig/veel/hoog/laag/kort/lang/oud/jong, later, laatst, volgens de/het/een/deze/dit/vaste/bepaalde regel*/principe*/methode*/procedure*/wet/wetten/plan/schema/model/patroon/recept/systeem/afspraak/afspraken/voorschrift*/richtlijn*/norm/normen/traditie*/planning/protocol*/instructie*/verdeling/logica/formule*,
    volgens huidige/nieuwe/geldende/vaste/strenge/eigen/bestaande plan/plannen/planning/standaard*/regel*/norm/normen/wet*/systeem/methode*/prioriteit/schema*/eis*/afspraken/procedure*/richtlijn*/model*/maatstaven/begrippen/kalender, volgens de/het/een/onze/hun huidige/nieuwe/geldende/vaste/strenge/eigen/bestaande/zogenaamde/oude plan/plannen/planning/standaard*/regel*/norm/normen/wet*/systeem/methode*/prioriteit/schema*/eis*/afspraken/procedure*/richtlijn*/model*/maatstaven/begrippen/kalender,
    volgens uw/je/jouw/eigen behoefte*/wens*/smaak, wil zeggen, d.w.z, aan/af/ziek te melden, meldt/meldde/melden/meldden zich, zich … melden, zich … meldt/meldde/meldden, geeft/gaf/geven/gaven … door aan, te nemen aan, te geven aan, deel neemt/nemen/nam/namen aan,
    prioriteit/voorrang/aandacht/vorm/gehoor/leiding/uitvoering/gevolg/ruimte/toestemming/les/steun/geld geeft/gaf/geven/gaven aan,
    in verwachting, leek/lijkt het/bijna/wel/erg/sterk op, leek/lijkt het bijna/haast/wel/net op, lijkt/lijken/leek/leken/geleken/lijkend op, *st/meest mogelijke/mogelijk, zo … mogelijk, zoveel mogelijk, verdacht zijn op, bedacht, als … maar, vast en zeker,
    mogelijk te maken, mogelijk maken/maakt/maakte/maakten/gemaakt, maakt/maakte/maken/maakten … mogelijk, te verwachten, kan niet anders, zou/zouden later, een/het/dit/uw/elk/haar/zijn bericht,
    mogelijk ., mogelijk ;, niet mogelijk, geen/niet … mogelijk, alle/elke/iedere/enige/allerlei/diverse/talloze/verschillende mogelijke,
    vertelt/vertellen/zegt/zeggen u/je/jou/ons/iets/niets/weinig/veel/alles, wat is/was er aan de hand, op z'n/zijn best`,
  /** Somebody says or thinks so, and nobody has proved it. */
  alleged: `naar verluidt, naar verluid, vermeend, vermeende, vermeendelijk, beweerdelijk, verdacht, verdachte, verdachten, verdenking, verdenkingen, verdenkt, verdenken, verdachtmaking*,
    het gerucht, geruchten, gerucht, naar men zegt, zou naar, ten laste gelegd, ten laste gelegde`,
  /** Somebody is said to have done it. */
  accused:
    'beschuldigd, beschuldigde, beschuldigden, beschuldigt, beschuldigen, beschuldiging, beschuldigingen, aangeklaagd, aangeklaagde, aantijging*, aanklacht, aanklachten, verweten',
  /** It may be so. */
  probable: `vermoedelijk, vermoedelijke, vermoed, vermoede, vermoeden, vermoedens, vermoedt, vermoedde, vermoedden, waarschijnlijk, waarschijnlijke, waarschijnlijker, hoogstwaarschijnlijk,
    wellicht, misschien, mogelijkerwijs, mogelijk, mogelijke, mogelijks, kennelijk, kennelijke, blijkbaar, ogenschijnlijk, schijnbaar, lijkt, lijken te, leek, leken, schijnt, schijnen, scheen, schenen,
    denkbaar, denkbare, aannemelijk, aannemelijke, allicht, verondersteld, veronderstelde, veronderstel*, neemt/nemen/nam/namen aan, neemt/nemen men aan, men neemt/nam aan, aangenomen dat, naar alle waarschijnlijkheid`,
  /** It is to come, as somebody thinks. */
  expected:
    'naar verwachting, verwacht, verwachten, verwachtte, verwachtten, verwachting, verwachtingen, voorspelt, voorspellen, voorspelde, voorspelden, voorspeld',
  /** Somebody means to do it. */
  intended:
    'overweegt, overwegen, overwoog, overwogen, overweging, van plan, voornemens, beoogt, beoogde, beogen, plannen om, plan om, hoopt, hopen, hoopte, hoopten',
  /** "zou": reported, conditional, or future in the past. */
  would: 'zou, zouden, zoudt',
  possible: `kan, kunnen, kunt, kun, kon, konden, gekund, in staat, mogelijkheid, mogelijkheden, onmogelijk, onmogelijke, mogelijk om/te/is/was/zijn/waren, is/was/zijn/waren/wordt/werd/worden/niet/weer/het/ook/alleen mogelijk, kans, kansen, risico, *baar, *bare,
    lukt, lukte, lukken, gelukt, weet te, wist te, slaagt erin, slaagde erin, bevoegd, vermag, potentieel, potentiele`,
  allowed:
    'mag, mogen, mocht, mochten, gemogen, toegestaan, toegestane, toestemming, laat, laten, liet, lieten, gelaten',
  must: 'moet, moeten, moest, moesten, gemoeten, dient te, dienen te, diende te, dienden te, dient, dienen, verplicht, verplichte, genoodzaakt, gedwongen',
  mustWeak: `nodig, noodzakelijk, noodzakelijke, vereist, vereiste, vereisen, behoort, behoren, behoorde, behoorden, hoort, horen, hoorde, hoorden, geacht, eis, eist, eisen, eiste, opdracht,
    hoeft, hoeven, hoef, hoefde, hoefden, is te, zijn te, was te, waren te, zaak, plicht, bevel, vergt, vergen, noodzaak`,
  future:
    'zal, zullen, zult, zul, gaat, gaan, toekomst, toekomstig, toekomstige, binnenkort, morgen, straks, aanstaande, komend, komende, volgend, volgende, voortaan',
  think: `denk, denkt, denken, dacht, dachten, gedacht, geloof, gelooft, geloven, geloofde, geloofden, meen, meent, menen, meende, meenden, vind, vindt, vinden, vond, vonden, hoop,
    plan, plannen, plant, plande, gepland, geplande, schat, schatten, schatte, geschat, geschatte, naar schatting, schatting, schattingen, prognose*, wil, wilt, willen, wilde, wilden, gewild, eventueel, eventuele, niet uitgesloten, mogelijkheid dat, lijken, wens, wenst, wensen, wenste, bedoeling, bedoeld,
    zogenaamd, zogenaamde, zogeheten, streeft, streven, neig*, twijfel*, betwijfel*, onzeker*, onduidelijk*, gevoel, indruk, idee, vrees, vreest, vrezen, vreesde, vreesden, ga ervan uit, gaat ervan uit, gaan ervan uit, ging ervan uit, zogezegd,
    suggereer*, hint, gesuggereerd, speculeer*, gespeculeerd, stel dat, als, indien, of, tenzij, geprobeerd, probeert, proberen, probeerde, probeerden, poging*, dreig*, gedreigd, weleens, wel eens, ooit, zeker, soms, geneigd, blijkt, blijken, bleek, bleken, sprake van, ergens, soort, min of meer, zoiets, rekening mee, voorstel*, beweer*, beweerd, zeggen te, zegt te`,
  /** What English has to keep somebody who says it for. */
  said: `volgens, aldus, zegt, zeggen, zei, zeiden, vertelt, vertelde, vertelden, verklaart, verklaarde, verklaarden, meldt, melden, meldde, meldden, schrijft, schreef, schreven,
    benadrukt, benadrukte, benadrukten, beweert, beweren, beweerde, beweerden, waarschuwt, waarschuwde, waarschuwden, voegde … toe, voegden … toe, voegt … toe, liet … weten, laat … weten, lieten … weten, laten … weten, merkte … op, merkt … op, deelde … mee, deelt … mee, deelden … mee,
    naar eigen zeggen, kondigde … aan, kondigden … aan, gaf … aan, gaven … aan, geeft … aan, bericht, berichtte, berichtten, betoogt, betoogde, betoogden, antwoordde, antwoordden, concludeert, concludeerde`,
  saidWeak: `zeg, gezegd, verteld, vertellen, verklaren, verklaard, verklaring, verklaringen, gemeld, melding, schrijven, geschreven, stelt, stelde, stelden, stellen, gesteld, noemt, noemde, noemden, genoemd, roept, riep, vraagt, vroeg, gevraagd, reageert, reageerde, reactie, uitspraak, uitspraken, woorden, opmerking, bevestig*, ontken*, erken*, geef, meedeel*, meegedeeld, aangekondigd, toegevoegd, bericht*, rapport*, onderzoek*, hoor, hoorde, leg* uit, legde uit, uitgelegd, toegegeven, verwijt, klaagt, klaagde, citaat, spreekt, sprak, spraken, gesproken, praat, praatte, aangegeven, laat zien, blijkt, wijst, wees, opmerk*, belooft, beloofde`,
  cause:
    'omdat, doordat, want, aangezien, vanwege, wegens, dankzij, als gevolg van, ten gevolge van, als gevolg hiervan, door toedoen van, gezien, daardoor, daarom, derhalve, dus, zodat, waardoor, hierdoor, vandaar, bijgevolg, reden, redenen, oorzaak, immers, namelijk, ter wille van, mede door, naar aanleiding van',
  causeWeak:
    'door, daar, om, opdat, uit, nu, zodoende, toen, als, aan, dan ook, gevolg, gevolgen, teneinde, met het oog op, van',
  concession:
    'hoewel, ofschoon, alhoewel, ondanks, niettegenstaande, ook al, zelfs al, al, weliswaar, desondanks, niettemin, desalniettemin, toch, ongeacht, evengoed, nochtans, maar, echter, terwijl, wel, daarentegen, evenwel, tegenstelling, in weerwil van, zij het, overigens, anderzijds, andere kant, daartegenover, juist, eerder, ook, zo, hoe',
  pastBe: 'was, waren, werd, werden, had, hadden, geweest, geworden',
  presentBe: 'is, ben, bent, zijn, wordt, worden, word, heeft, hebben, heb, hebt',
} as const;

/** English by what it may do. */
export const englishMarkers = {
  alleged: `allegedly, alleged, allege, alleges, alleging, allegation, allegations, reportedly, supposedly, supposed, purportedly, purported, suspected, suspect, suspects, suspicion, suspicions, accused, accuse, accuses, accusing, accusation, accusations,
    suspicious*, perpetrator*, attacker*, gunman, gunmen, culprit*, assailant*, offender*, gossip, putative, rumour*, rumor*, so - called, is/are/was/were said to, is/are/was/were reported to, charge, charges, charged, indict*, prosecut*, implicat*, defendant*, complaint*, claims, lawsuit, sued, sue, suing, blame, blames, blamed, blaming, supposedly, word/rumour/rumor/legend has it, rumour has it, by all accounts, unconfirmed, unproven, hearsay`,
  probable: `by the look/looks of, to all appearances, cannot/can't be ruled/excluded out, not be ruled out, not ruled out, presumably, presumed, presum*, probably, probable, possibly, possible, perhaps, maybe, apparently, apparent, seemingly, ostensibly, conceivably, conceivable, likely, unlikely, potentially, potential, likelihood, probabilit*, possibilit*,
    seem, seems, seemed, seeming, appear to, appears to, appeared to, appears, appear that, appeared that, evidently, suspect that, believed to, thought to, is/are/was/were believed, is/are/was/were thought, assum*, think, thinks, thinking, believe, believes, guess*, speculat*, suggest*, may be, may have, might be, might have, could be, could have, looks, looked, as if, as though, prone, plausib*, feared, must have, must be, looking, sounds, in all probability, odds, reckon*, hypothes*, provided, theori*, theory, imply, implies, implied, indicat*`,
  expected: `expect*, forecast*, predict*, project, projected, projections, projects, anticipat*, set to, due to be, going to, about to, bound to, scheduled, poised, estimat*, prospect*, on track, slated, tipped, hopes, hope, hoped, hoping, hopefully, thought likely, planned`,
  intended: `plan, plans, planned, planning, consider, considers, considered, considering, consideration, contemplat*, weigh*, mull*, intend*, intent*, aim, aims, aimed, aiming, want, wants, wanted, wanting, wish*, hope, hopes, hoped, hoping, try, tries, tried, trying, attempt*, propos*, seek, seeks, sought, seeking, willing*, would like, going to, set to, about to, keen, eager, desire*, looking, looks, looked, strive*, striving, bid, effort*, in order to, think*, thought, prefer*, refus*, unwilling*, decid*, chose, choose*, like, likes, prepar*, mean, means, meant, ask*, demand*, insist*, let, vow*, determin*, ready, interested, rather`,
  hedgeWeak: `claim, claims, claimed, claiming, said, say, says, told, tell, tells, according, view*, opinion, feel, feels, felt, whether, if, doubt*, unclear, uncertain*, tend*, chance, chances, risk, risks, eventual*, undoubtedly, no doubt, surely, called, dubbed, concern*, option*, imagin*, sort of, kind of, any, threat*, known as, in case, worri*, fear*, hint*, as, like`,
  may: 'may, might, could',
  can: "can, cannot, can't, couldn't, able, unable, ability, inability, capab*, incapab*, capacity, allow*, permit*, enabl*, unabl*, manage, manages, managed, managing, *able, *ible, *ably, *ibly, let, lets, letting, opportunit*, free to, welcome to, helps, helped, potential to, power to, succeed*, possibl*, possibilit*, impossibl*, permission, entitled, help, get to, gets to, got to",
  would: "would, wouldn't, should, shouldn't, *'d, was to, were to, going to",
  must: "must, mustn't, have to, has to, had to, having to, need to, needs to, needed to, ought, need not, needn't",
  mustWeak:
    'needed, need, needs, requir*, oblig*, forc*, necessar*, necessit*, essential*, is to, are to, be to, imperative*, compuls*, mandat*, urge*, demand*, insist*, better, sure, ensure, ensures, compel*, duty, duties, supposed to, order, orders, ordered, call, calls, called, crucial*, vital*, up to, responsib*, impos*, bound',
  will: "will, won't, shall, *'ll",
  willWeak:
    'future, next, tomorrow, soon, upcoming, coming, forthcoming, later, until, ahead, eventually',
  said: `said, says, say, saying, tells, told, according, stated, states, added, adds, claimed, claims, announced, announces, argued, argues, reported, reports, explained, explains, wrote, writes, warned, warns, noted, notes, insisted, insists, declared, declares`,
  saidWeak: `alleg*, tell, telling, stating, adding, announc*, claim, claiming, argu*, reporting, report, reportedly, allegedly, explain*, write, writing, written, warning*, noting, insist*, declar*, call, calls, called, calling, think, thinks, thought,
    comment, commented, comments, reveal*, remark*, confirm*, deny, denies, denied, denying, admit*, suggest*, ask, asks, asked, repl*, respond*, response, quot*, cit*, mention*, observ*, maintain*, assert*, acknowledg*, conclud*, testif*, view*, opinion*, words,
    feel, feels, felt, find, finds, found, estimat*, predict*, stress*, emphasi*, point, points, pointed, pointing, describ*, urg*, promis*, inform, informs, informed, recount*, recall*, speak*, spoke*, talk, talks, talked, talking, discuss*, hear, hears, heard, show, shows, showed, shown, indicat*,
    as per, in line with, under, based on, following, statement*, believ*, belief*, interview*, letter, tweet*, posted, accordance, depend*, per, by law, in terms of, accus*, deem*, express*, account, accounts, boast*, vow*, pledg*, prais*, critic*, blam*, concede*, caution*, contend*,
    joked, jokes, quipp*, shout*, cried, cries, exclaim*, whisper*, laugh*, continued, continues, expects, expected, question*, retort*, signal*, submit*, learned, finding*, poll, survey, data, figures, rumour*, in the eyes, considers, considered, let it be known, from, for, goes, went on, lament*, complain*, protest*, reiterat*, reckon*, put it, puts it, agree*, disagree*, teach*, dismiss*, reject*, label*, brand*, regard*, denounc*, condemn*, hail*`,
  cause:
    'because, due to, owing to, thanks to, as a result, therefore, thus, hence, consequently, since, given, so, why, reason*, on account of, for the sake, cause*, causing, caused, accordingly',
  concession:
    'although, though, even though, albeit, despite, in spite of, notwithstanding, nevertheless, nonetheless, regardless of',
  contrast:
    'but, however, while, whereas, yet, still, even, instead, rather, unlike, contrary, whilst, other hand, as',
  pastBe: "was, were, wasn't, weren't, had, hadn't, did, didn't",
  presentBe:
    "is, are, am, isn't, aren't, has, have, hasn't, haven't, been, do, does, be, *'s, *'re, *'ve, *'m",
} as const;
