/** Compiled by hand from dictionaries' synonyms, Dutch and English. Notation: `concepts.ts`. */
export const riseFall = `
stijgen/steeg/stegen/gestegen toe+nemen/nam/namen/genomen groeien/ op+lopen/liep/liepen/gelopen verhogen/ vermeerderen/ vergroten/ uit+breiden/ klimmen/klom/klommen/geklommen op+voeren/ op+schroeven/ aan+zwellen/zwol/zwollen/gezwollen aan+wassen/wies/wiesen/gewassen aan+groeien/ uit+dijen/ aan+sterken/ omhoog -stijging -stijgingen -toename -toenames -groei -verhoging -verhogingen -vergroting -vermeerdering -uitbreiding -uitbreidingen opwaarts~ hausse vermenigvuldigen/ verveelvoudigen/ escaleren/ escalatie groeispurt opmars
  | meer hoger hogere groter grotere -hogend* versterken/ versterking verbeteren/ verdubbelen/ verdubbeling verdrievoudigen/ bij+komen/kwam/kwamen/gekomen opkomst op+komen/kwam/kwamen/gekomen opkomend* op+staan/stond/stonden/gestaan op+stijgen/steeg/stegen/gestegen bevorder* stimul* kweek* kweken telen teelt verbouw* winst winnen won gewonnen zwellen heffen hief hieven geheven hef hijsen ophalen opgehaald opvoeden opvoeding opgroei* opgegroeid opvoed* grootgebracht aanwakker* op+werpen/wierp/wierpen/geworpen kwekers oplopend* trek* getrokken sprong springen steil* op hoog hoge winsten verkreeg verkrijgen krijgen kreeg meerwaarde boven steeds intensiever vaker verder aankaarten opleveren oplevert
  : rise/rose/risen increase/ grow/grew/grown climb/ soar/! surge/ expand/ expansion escalate/ escalation swell/swelled/swollen upturn growth upward upwards raise/ multiply/ rocket/ skyrocket/ mushroom/ balloon/ uptick heighten/ enlarge/ enlargement upsurge
  | jump/ gain/ boost/ up hike/ double/ doubling strengthen/ add/ more higher larger bigger greater mount/ accelerate/ spike/ build/ extend/ enhance/ triple/ stronger lift/ arise arose arising climber picked pick increasingly advance/ rally/ additional further extra longer
<> dalen/ zakken/ af+nemen/nam/namen/genomen verminderen/ verlagen/ verkleinen/ krimpen/kromp/krompen/gekrompen slinken/slonk/slonken/geslonken kelderen/ terug+lopen/liep/liepen/gelopen terug+vallen/viel/vielen/gevallen achteruit+gaan/ging/gingen/gegaan terug+dringen/drong/drongen/gedrongen minderden geminderd omlaag reduceren/ -daling -dalingen -afname -vermindering -verlaging -krimp -verkleining -reductie -achteruitgang neerwaarts~ duikelen/ tuimelen/ halveren/ in+krimpen/kromp/krompen/gekrompen inkrimping verzwakken/ verzwakking inperken/ in+perken/ terugloop terugval neergang baisse
  | minder lager lagere kleiner kleinere vallen viel vielen gevallen valt val vervallen verval beperk* korten korting gekort snijd* gesneden besnoei* bezuinig* inlever* verloor verliezen verlies verloren verliest terug+brengen/bracht/brachten/gebracht terug omlaag+* af neer+* neer onder ten_val -val sneeuw* regen* neerslag stort* ingestort instort* verlicht* laten_vallen afwijz* weiger* druppel* druppels drop schrap* geschrapt landen zonk zinken gezonken zinkt wegzakken weggezakt af+bouwen/ afbouw neergaand* ondergang zonsondergang sneuvel* gesneuveld knip* doorsnijd* weg lagen knippen naar_beneden beneden duik* verdwijn* verdween aftreden achteruit aflopen afgelopen verkort* verkleind herfst najaar inzinking laag lage hakken hakte gehakt kappen vermijd* afsnijd* sneed
  : decline/ decrease/! shrink/shrank/shrunk! plunge/! plummet/! tumble/ reduce/ reduction diminish/! dwindle/! lessen/ halve/ slump/ downturn downward downwards lower_the lowered lowering lowers downsize/ wane/ subside/ fall/fell/fallen drop/ deteriorate/! slide/slid dip/ weaken/ curtail/
  | sink/sank/sunk cut/ less fewer lower smaller down lose/lost loss losses collapse/ ebb/ slow/ slowdown contract/ crash/ ease/ weaker shed/ recession limit/ restrict/ minimise/ minimize/ regress/ relieve/ alleviate/ retreat/ autumn
verdubbelen/ verdubbeling | dubbel* twee tweemaal tweevoud* keer : double/ doubling twofold | twice two second
  <> halveren/ halvering | half helft halve : halve/ | half
versnellen/ versnelling | sneller hard* vlugger bespoedig* : accelerate/ acceleration speed_up sped_up quicken/ hasten/ | faster quick* speed* rapid*
  <> vertragen/ vertraging vertragingen | langzamer later uitstel* traag trager rem* geremd : slow_down slowed_down slows_down slowing_down decelerate/ slow/ delay/ | slower later postpone* late lag* brake*
verbeteren/ verbetering verbeteringen op+knappen/ vooruit+gaan/ging/gingen/gegaan vooruitgang | beter betere best beste sterker aanpass* verhelp* corrig* herstel* moderniser* optimalis* vergro* verrijk* verhog* : improve/ improvement better_than | better enhance* upgrade* best fix* progress* correct* advance* ameliorat* recover* more increase* perfect*
  <> verslechteren/ verslechtering verergeren/ verergering achteruit+gaan/ging/gingen/gegaan achteruitgang | slechter erger slechtere ergere afnem* ernstiger verzwak* verscherp* : worsen/! deteriorate/! deterioration aggravate/ exacerbate/ degrade/ | worse decline* degenerat*
versterken/ versterking versterkt | sterker sterk* krachtiger aansterk* verhevig* : strengthen/ reinforce/ bolster/ fortify/ | stronger strong* boost* intensif* amplif* enhanc* increase* consolidat*
  <> verzwakken/ verzwakking verzwakt ondermijnen/ ondermijning | zwakker zwak* afzwak* minder aantast* aangetast* ondergrav* : weaken/ undermine/ | weaker weak* erode* debilitat* soften*
uit+breiden/ uitbreiding verruimen/ verruiming vergroten/ | groter groei* meer uitgebreid* verbreed* : expand/ expansion broaden/ widen/ enlarge/ | grow* extend* extens* more larger wider spread* increase*
  <> in+krimpen/kromp/krompen/gekrompen inkrimping krimpen/kromp/krompen/gekrompen krimp verkleinen/ verkleining | kleiner minder af* beperk* bezuinig* : shrink/shrank/shrunk! contract/ downsize/ narrow/ | smaller less fewer decline* decrease* reduc*
aan+moedigen/ aanmoediging stimuleren/ stimulering | bevorder* stimul* moedig* zet aan* : encourage/ encouragement stimulate/ promote/ | urge* boost* foster* inspire* incentiv* spur*
  <> ontmoedigen/ ontmoediging | afschrik* weerhou* afrad* tegen* afgerad* afraden : discourage/ deter/ | put_off dissuad* disincentiv*
verlengen/ verlenging | langer uitgebreid* : lengthen/ prolong/ extend/ | longer renew* extension* overtime
  <> verkorten/ verkorting in+korten/ | korter kort* afgekort* : shorten/ curtail/ | shorter reduc* cut* abbreviat*
verbreden/ verbreding | breder : widen/ broaden/ | wider broader
  <> versmallen/ versmalling | smaller nauwer : narrow/ | narrower
opwarmen opwarming verwarmen/ | warm* heter verhit* : warming heat_up heating warm_up | warm* heat* hot*
  <> afkoelen afkoeling verkoelen/ koelen/ | koel* kouder koud* : cooling cool_down | cool* cold* chill*
versoepelen/ versoepeling | soepeler verlicht* : relax/ relaxation ease/ easing loosen/ | relief looser
  <> verscherpen/ verscherping aan+scherpen/ aanscherping | strenger streng* : tighten/ tightening toughen/ | stricter tougher stringent sharpen*
vereenvoudigen/ vereenvoudiging | eenvoudiger simpeler : simplify/ simplification | simpler easier
  <> ingewikkelder bemoeilijken/ compliceren/ | complex* moeilijker : complicate/ | complex* harder difficult
uit+stellen/ uitstel | later vertra* verschuiv* verschov* opschort* : postpone/ delay/ defer/ | later suspend* adjourn* put_off hold
  <> vervroegen/ vervroegd~ | eerder versneld* : bring_forward brought_forward | early earlier advance*
aanwezigheid | aanwezig* bestaan : presence | present exist*
  <> afwezigheid | afwezig* ontbreken gebrek : absence | absent lack
overschot overschotten | teveel over overtollig* : surplus surpluses | excess* leftover
  <> tekort tekorten | gebrek schaars* : shortage shortages deficit deficits shortfall | lack* short* scarc*
opwaarderen/ opwaardering | hoger : revaluation upgrade/ | appreciate*
  <> devalueren/ devaluatie afwaarderen/ afwaardering | lager : devalue/ devaluation downgrade/ | depreciat*
`;

/** As above: degrees of comparison. */
export const comparatives = `
meer | vaker extra nog verder -ste -ere -iger ruim groter grotere hoger hogere -meer steeds liever toe* groei* stijg* gest* gegroeid* langer eerder boven over* anders verbeter* beter* grotendeels meerdere sterker vermeerder* veel vele toenem* steeg aanvullend* bijkomend* bovendien -er -ere : more | greater increas* further extra larger additional longer over above better higher grow* bigger | most other others rather again any mainly some another
  <> minder | weinig lager lagere kleiner kleinere minst minste dal* afnem* afgenomen vermind* af* krimp* daal* gedaald onder kort* niet geen beperk* amper nauwelijks schaars* reduc* slecht* lichter min ten_minste minstens verlaag* verlag* gemakkelijker mindere : less! fewer! lesser! | lower smaller reduc* declin* decreas* fall* fell least little few below under poorer short* under* drop* slight* worse minus
hoger hogere | meer groter grotere stijg* steeg gestegen hoge hoog toegenomen verhoo* verhog* boven* toenem* beter* duurder* opper* hoogste : higher | more greater increas* larger above upper rais* better senior high* high rose up bigger
  <> lager lagere | minder kleiner kleinere daal* gedaald laag lage verlaag* verlag* onder* neder* beneden laagste neer* zwakker* goedkoper* afgenomen lagen lagere : lower | less fewer smaller reduc* declin* below bottom under low* cheaper worse down
groter grotere | meer hoger hogere groot grote ruimer* uitgebreid* vergro* groei* toe* gegroeid sterker hoofd* meeste langer omvangrijk* ernstiger* grootste grootschalig* wijder* grotendeels beter* breder* ruime grootste -ere -er : larger bigger greater | more higher increas* wider enhanced grow* large* big* great* major broader better longer heavier older
  <> kleiner kleinere | minder klein* lager* krimp* verklein* kort* jonger* lichter* geringer* dunner* minst* laag lage kleinste beperkter* : smaller! | less fewer lower minor small* reduc* shrink* lesser little shorter slighter
beter betere beters | best* verbeter* liever goed* meer gezonder* hoger* sterker* uitst* fijner* knapper* superieur* geneest genees* vooruit* : better | best improv* superior well good more stronger higher rather enhanc* nicer healthier
  <> slechter slechtere erger ergere | minder slecht* zwaarder* ernstig* verslecht* verslech* vererger* minst* kwaadaardig* erg* achteruit* : worse! | less poorer worst bad* inferior worsen* deteriorat* lower serious* severe*
ouder oudere | oud* eerder* vroeger* bejaard* volwassen* senior* grote groter* ouderen -jarig* boven meer vanaf : older elder | old* elderly aged senior* eldest earlier more over above big
  <> jonger jongere jongste | jong* nieuw* kleiner* kleine later* recent* junior* kind* minder onder -jarig* -jongeren -jongere : younger! | young* newer junior youth* teen* little kid* under less
langer langere | lang* verleng* meer niet* nog groter* verder* duur* hoger* uitgebreid* al : longer | long* lengthy extend* more anymore lengthen* prolong* greater still taller further
  <> korter kortere | kort* minder sneller* kleiner* verkort* verkort* vroeg* bekort* eerder* : shorter! | short* briefer less smaller quicker brief* fewer
sterker sterkere | sterk* meer steviger* krachtig* versterk* groter* heviger* forser* hoger* beter* nog* : stronger | strong* more greater better tougher powerful strengthen* higher worse
  <> zwakker zwakkere | zwak* minder slapper* lager* : weaker! | weak* less lower worse fragile vulnerable poorer
sneller snellere | snel* vlug* vlot* eerder* versnel* vroeg* hard* rap* spoedig* haast* : faster quicker | quick* fast* rapid* soon* earlier accelerat* speed* swift* early
  <> langzamer langzamere trager tragere | langzaam* traag* trage vertraag* later* : slower! | slow* delay* later*
eerder eerdere vroeger vroegere | vroeg* voor* vooraf* al sneller* geleden voormalig* vorig* begin* eerst* nog afgelopen oud* destijds ooit toen reeds liever tot_dan vóór* oorspronkelijk* oude voordat : earlier | before previous* already early ago former* sooner first* prior preceding last rather past once younger older
  <> later latere | laat* na* vervolgens toekomst* daarna* uitgestel* uiteindelijk* nader* volgend* toen* erop* verder* straks dan* inmiddels vertra* over* nadien* achter* verlopen ouder* nog na binnenkort hierna* uiterlijk laatste : later | after* late* subsequent* then eventual* following next future delay* further finally older last since ultimate* thereafter
makkelijker makkelijkere gemakkelijker eenvoudiger eenvoudigere simpeler | makkelijk* gemakkelijk* eenvoud* vereenvoudig* gemak* minder* sneller* beter* simpel* : easier simpler | easy easily simpl* facilitat* less better ease
  <> moeilijker moeilijkere lastiger lastigere ingewikkelder | moeilijk* lastig* minder* ingewikkeld* zwaarder* bemoeilijk* complexer* harder* meer : harder tougher | difficult* hard* complicat* less more complex* tough* trick*
duurder duurdere | duur* hoger* meer* prijzig* : more_expensive pricier costlier dearer | expensive cost* higher price* more
  <> goedkoper goedkopere | goedkoop* voordelig* lager* betaalbaar* minder* : cheaper less_expensive | cheap* inexpensive low* afford* less
rijker rijkere | rijk* welvarend* : richer wealthier | rich* wealth* prosper* affluent
  <> armer armere | arm* slecht* : poorer! | poor* impoverish* worse
dichterbij nader | dicht* nabij* nader* vlak : closer nearer | close* near* approach*
  <> verder verdere verderop | ver verr* nog meer* bovendien* ook* voort* door* nader* daarnaast* overig* aanvullend* anders* uitgebreid* : further farther | far* more additional* beyond also else other* continu* forward on rest
zwaarder zwaardere | zwaar* ernstig* hevig* strenger* sterker* moeilijk* harder* : heavier | heav* more serious* harder tough* severe* strong*
  <> lichter lichtere | licht* minder* milder* : lighter | light* less easier mild* bright*
warmer warmere heter hetere | warm* heet* hete hitte* hoger* : warmer hotter | warm* hot* heat* higher
  <> kouder koudere koeler koelere | koud* koel* kou* afkoel* lager* fris* : colder cooler | cold* cool* chill* lower
veiliger veiligere | veilig* zekerder* : safer | safe* secure*
  <> gevaarlijker gevaarlijkere onveiliger onveiligere riskanter | gevaar* onveilig* risk* : more_dangerous riskier | danger* risk* unsafe less
jonger jongere | jong* : younger! | young* <> ouder oudere | oud* : older | old*
`;

/** As above: superlatives. */
export const superlatives = `
grootste grootst | groot* meeste hoogste belangrijkste langste oudste hoofd* zwaarste best* maxim* enorm* ergste voornaamste omvangrijkste rijkste sterkste meest ruim* duurste -ste : largest! biggest greatest | most highest main major longest maximum best worst heaviest leading top big* large* great* oldest chief strongest prim* richest
  <> kleinste kleinst | klein* minst* minimaal minim* geringste laagste kortste minder* lichtste jongste : smallest! | least lowest minor minimum small* tiniest shortest fewest youngest slightest little*
hoogste hoogst | hoog* hoge opper* top* meeste grootste best* hoge maxim* duurste uiterst zeer : highest! | high* top* most largest greatest supreme best upper maximum tallest peak* senior record* uppermost
  <> laagste laagst | laag* lage minst* onderste slechtste kleinste diep* minim* beneden* goedkoopste : lowest! | low* least bottom smallest worst minimum fewest under* cheapest poorest
beste best | goed* beter* top* uitst* liefst* favoriet* geliefd* hoog* meest mooi* prima ideaal* prachtig* leuk* -best : best | better top finest greatest favourite* favorite* good well optim* leading ideal* most great highest strongest
  <> slechtste slechtst ergste ergst | slecht* erg* zwaarste ernstigst* minst* rampz* grootste dieptepunt zwaar* dodelijk* vreselijk* verschrikkelijk* hoogste laagste : worst! | bad* least poor* terribl* deadliest most greatest severe* lowest wrong
oudste oudst | oud* eerst* vroeg* oer* : oldest! eldest | old* earliest first* ancient elder* most senior
  <> jongste jongst nieuwste nieuwst | jong* nieuw* recent* laatst* later* modern* afgelopen : youngest! newest | young* new* latest most_recent recent* last junior modern*
langste langst | lang* hoog* grootste : longest! | long* tallest most
  <> kortste kortst | kort* snelst* kleinst* : shortest! | short* brief* quickest smallest
sterkste sterkst | sterk* best* krachtig* hevig* meest* zwaarste grootste : strongest! | strong* most powerful best toughest greatest
  <> zwakste zwakst | zwak* minst* slechtst* : weakest! | weak* least poorest worst
snelste snelst | snel* hard* vlug* best* rap* : fastest! quickest | fast* quick* rapid* swift* best
  <> langzaamste langzaamst traagste | traag* langzaam* laag* : slowest! | slow*
vroegste vroegst | vroeg* eerst* eerder* oud* begin* : earliest! | early first* oldest old* begin*
  <> laatste nieuwste recentste meest_recente | laat* nieuw* recent* jongst* vorig* huidig* afgelopen actue* : latest | last* recent* late* new* current* final* modern
rijkste rijkst | rijk* : richest! wealthiest | rich* wealth* top
  <> armste armst | arm* : poorest! | poor* needi* lowest
duurste duurst | duur* : most_expensive! priciest costliest | expensive* cost* highest
  <> goedkoopste goedkoopst | goedkoop* : cheapest! least_expensive | cheap* low*
meest meeste | meer* -ste grootste groot* vooral hoog* veel* -stes doorgaans overgrote merendeel grotendeels grootst* zeer erg heel uiterst bijna merendeel overgroot* best* vaak hoofdzakelijk ergst* vrijwel voornamelijk gros : most | majority -est greatest mainly largest mostly biggest main best very highest largely primar* much many bulk usually more favourite* top
  <> minst minste | minder* klein* laag* weinig* geringst* ten_minste minstens zeker tenminste alleszins in_ieder_geval slechtst* laatst* : least! fewest! | less* fewer minimum lowest small* slight* low* under*
dichtstbijzijnde dichtstbij | dicht* nabij* : nearest closest | near* close* next
  <> verste verst verste | ver verder* verre* afgelegen* : furthest farthest | far* remote* outer*
populairste | populair* geliefd* bekendst* : most_popular | popular* favourite* favorite*
  <> impopulairste minst_populaire | impopulair* : least_popular | unpopular*
belangrijkste voornaamste | belangrijk* hoofd* grootste essenti* centra* kern* meest* primair* : most_important | main major key import* chief prim* principal* top leading most biggest central core
  <> onbelangrijkste minst_belangrijke | : least_important | minor
gevaarlijkste | gevaarlijk* : most_dangerous | danger* deadl* <> veiligste | veilig* : safest | safe* secure*
warmste warmst heetste | warm* heet* : warmest hottest | warm* hot* <> koudste koudst | koud* koel* : coldest coolest | cold* cool*
zwaarste zwaarst | zwaar* ernstig* : heaviest | heav* severe* tough* worst hard* <> lichtste lichtst | licht* : lightest | light*
`;
