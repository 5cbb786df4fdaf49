/** Compiled by hand from dictionaries' antonyms, Dutch and English. Notation: `concepts.ts`. */
export const qualities = `
veilig^ veiligheid veilige beveiligd~ | bescherm* beveilig* zeker* gerust ongedeerd* behouden betrouwbaar* : safe^ safety secure^ security | protect* reliabl* unharmed saf*
  <> gevaarlijk^ gevaar gevaren onveilig^ onveiligheid riskant~ levensgevaarlijk~ | risico* bedreig* dreig* gevaar* schadelijk* dodelijk* onzeker* ernstig* : dangerous^! danger dangers unsafe hazardous risky perilous peril | risk* threat* hazard* danger* harm* insecur* deadl* treacher* critical endanger* serious*
rijk^ rijkdom welvarend~ vermogend~ bemiddeld~ | rijk* welvaart geld* fortuin overvloed* koninkrijk* miljon* keizerrijk* vermogen* : rich^ wealthy^ wealth affluent prosperous | prosper* fortune* well-off enrich* abundan* million* reich empire
  <> arm^ armoede armen straatarm~ verarmd~ behoeftig~ armoedig~ | arme* slecht* minderbedeeld* kansarm* schraal* laag* achterg* : poor^! poverty impoverished destitute needy | bad* weak* low* depriv* disadvant* inadequat* underprivileg*
duur~ kostbaar~ prijzig~ peperduur duurder | dure* kosten kost* hoog* hoge : expensive costly pricey | cost* price* valuab* dear high* luxur*
  <> goedkoop^ lager lagere voordelig~ betaalbaar~ spotgoedkoop | laag* lage gunstig* bespaar* goedkoop* budget* : cheap^! inexpensive affordable low-cost | low* budget* save* econom* bargain* less
sterk^ krachtig^ robuust~ stevig^ kracht krachten | sterk* fors* hevig* zwaar* hard* versterk* macht* fel* groot* grote hecht* intens* flink* solid* zware stoer* nauw* duidelijk* hoog* zeer goed* : strong^ powerful robust sturdy strength mighty | heav* solid* firm* potent* strength* force* intens* sever* high* great* deep* tough* stiff* close* big* good hard* sharp*
  <> zwak^ zwakte zwakheid kwetsbaar~ fragiel~ breekbaar~ krachteloos zwakke | slap* gering* flauw* mat* zwak* slecht* matig* teer* broos broze mager* : weak^! weakness weaknesses fragile feeble frail vulnerable | poor* light* faint* susceptib* delicat* soft* slight* low* flaw* britt* vulnerab*
mogelijk^ mogelijkheid mogelijkheden haalbaar~ | mogelijk* misschien kan kun* kunnen kon* wellicht zou* kans* eventu* potent* waarschijnlijk* optie* mag* opties denkbaar* in_staat zo : possible possibly possibility possibilities feasible | can could may might potential* perhap* maybe option* able likel* plausib* enabl* opportun* probabl* as
  <> onmogelijk^ onmogelijkheid onhaalbaar~ uitgesloten ondoenlijk~ | niet geen on* nooit lastig* onbe* moeilijk* : impossible! impossibly impossibility unfeasible unattainable | not cannot unable no never hard difficult unlikel* can't
waarschijnlijk^ waarschijnlijkheid aannemelijk~ vermoedelijk~ | kans* verwacht* allicht wellicht kun* kan zal zull* zou* vast* vermoed* misschien denk* mogelijk* geneigd gauw snel* licht waars* neig* moet* naar_verluidt : likely probable probably likelihood probability | may might expect* could can presum* apparent* suspect* chance* would odds tend* will must perhap* maybe potential* prone* should possib* suppos*
  <> onwaarschijnlijk^ onaannemelijk~ | niet geen klein* nauwelijks amper weinig zelden ongelo* twijfel* : unlikely! improbable implausible | not hardly little no few rare* never doubt*
legaal~ wettig~ rechtmatig~ wettelijk~ gelegaliseerd~ | wet* recht* jurid* toegest* gerechtelijk* wettel* juri* mag* toegelat* : legal^ lawful legalised legalized legitimate | law* right* judici* permit* allow* author* statut* valid* forensic*
  <> illegaal~ onwettig~ onrechtmatig~ illegale verboden wederrechtelijk~ clandestien~ | zwart* strafba* smokk* ille* misdaad* : illegal^ unlawful illicit clandestine unauthorised unauthorized | illegit* unlicen* ban* forbid* prohibit* wrong* black crim*
dood dode doden overleden gestorven omgekomen gedood lijk lijken dodelijk~ levenloos levenloze vermoord~ | levens geëist eiste eisen dodental sterv* stierf stierven gesneuveld* slachtoff* overl* vermoord* dood* leven_kwam fataal fatale moord* verdronk* om_het_leven zelfmoord* uitgestorven : dead! deceased lifeless killed | death* die* dying kill* fatal* deadl* corpse* bod* murder* late casualt* lost
  <> levend~ overlevend~ | leven levens leef* leven* leeft geleefd* overle* bestaan* live* wonen woon* bewoon* vitaal* : alive living | live* life surviv* animat* lively residen* exist*
gezond^ gezondheid | goed* fit gezondh* welzijn* beter* hersteld* medisch* zorg* veilig* verstand* genezen* volksgez* : healthy healthier health | fit well* good wellness sound* heal* sane medical* clean
  <> ziek^ ziekte ziekten ziektes ongezond^ zieken | ziek* patient* aandoening* zwak* misselijk* kanker* besmet* griep* koorts* schadelijk* kwaal* virus* last* slecht* : sick^! ill illness illnesses disease diseases unhealthy ailing sickness ailment | patient* infect* condition* bad nause* disorder* unwell poor* cancer* diseas* fever
goed^ goede | beter* best* prima mooi* fijn* leuk* uitst* prettig* wel lekker* juist* correct* gunst* fatsoenlijk* knap* hoog* hoge groot* grote geweldig* positief* gezond* net* aardig* lief* behoorlijk* welkom* succes* goed* degelijk* oké braaf* voldoende eerlijk* dank* zeer erg bekend* kwali* sterk* mee sympathiek* : good^ nice excellent well fine | great* best better positiv* favour* favor* decent right correct* healthy kind* success* high* ok okay proper* benef* sound* properly close* happ* pleas* sure fairly wonderful* goods lucky enough strong*
  <> slecht^ kwaad kwalijk^ beroerd^ kwade belabberd~ waardeloos | erg* fout* zwak* arm* vies* naar nare negatief* boos* minder* verkeerd* ellend* vreselijk* ernstig* laag* verslecht* rot* vervelend* jammer* moeilijk* lelijk* schade* problem* verschrikkelijk* mis gevaarlijk* ongeluk* ongunst* zwaar* zware grof* stout* slechts* : bad badly evil nasty terrible | poor* wrong* worse worst negativ* awful* severe* low* serious* ill horrib* ugly hard harm* unfortunat* dirty heav* terribl* sad*
heet~ warm^ hete hitte warmte warme bloedheet | verwarm* opwarm* gloei* pittig* hart* kokend* vurig* verhit* temp* gekookt* verhit : hot^ warm^ heat warmth | heat* spic* burn* boil* warm* thermal
  <> koud^ kou koude ijskoud^ koel^ kil~ vrieskou | koel* afkoel* fris* koud* ijs* vries* bevror* kil* verkoud* : cold^! chilly cool^ freezing | cool* chill* ice* frost* frigid freez* frozen
oud^ oude -jarig -jarige eeuwenoud~ stokoud ouderwets~ antiek~ | ouder* oudst* jarig* voormalig* vroeg* jaar bejaard* klassiek* ex-* leeftijd* histor* aloud* vorig* jaren lang* verouder* eerste traditie* verled* eens -jarig* -oud* : old^ ancient antique elderly aged | age* year* former* previous* long* vintage older* elder* dated histor* classic* tradition* archaic* obsolet* out-of-date
  <> nieuw^ nieuwe modern^ recent~ gloednieuw~ hernieuwd~ jong^ jonge jeugdig~ hedendaags~ | vers* laatst* nieuw* actueel* actu* vernieuw* ander* vol* jeugd* jong* kind* eerste opnieuw pas* baby* onlangs* start* huidig* toekom* kinder* extra nader* tien* meer* volgend* -jonge* -jarige aankomend* : new^ modern recent young^ novel brand-new youthful contemporary newly | fresh* latest* recent* youth* renew* current* other* another junior* first* next early earl* kid* child* babi* baby teen* again just anew additional more further girl* boy* update* adolesc* up-to-date
vroeg^ vroege vroegtijdig~ begin beginnend~ vroege | eerder* eerst* jong* oud* ochtend* begin* voor* jonge tijdig* vroeg* oer* prem* snel* al voorlop* voortijd* : early earlier | first* begin* soon* initial* prior advance* former* start* prematur* old* already young before primit*
  <> laat~ late laatste einde eind later | laat* over* na* recent* eind* wijlen vertra* avond* nacht* toen* uiteind* voorlaat* hoelaat* nieuw* vorig* overleden : late later latest belated | end* recent* delay* last* after* deceas* overdue* evening* final* night* tardy subsequent* eventual*
snel^ vlug^ rap^ snelle gauw spoedig~ razendsnel~ vlot^ | hard* snel* direct* kort* binnenkort meteen onmidd* gezwind* vroeg* haast* ras* spoed* flits* eerder* eind* al vloeiend* acuut* versneld* : fast^ quick^ rapid^ swift^ speedy prompt^ | soon* short* hast* immediat* speed* earl* brisk* accelerat* readily easily fast* shortly hurr* urgent*
  <> langzaam^ traag^ langzame trage geleidelijk~ | langza* vertraag* sloom* slome rustig* stap* traag* lang* zacht* moeizaam* vertr* : slow^ sluggish gradual gradually | slow* delay* lag* leisure* stead* little late* step*
openbaar~ publiek~ publieke openbaar overheids* overheid algemeen~ | publiek* volks* staats* open* gemeen* bekend* burger* samenleving* overheids* maatschap* bevolking* ov bekend* gepubl* : public publicly | audience* govern* state* open* communit* people* common* popul* general* published
  <> privé particulier~ persoonlijk~ vertrouwelijk~ private besloten eigen | prive* privé* priv* individ* onder* bijzonder* afgez* intiem* apart* zelf* persoon* part* alleen* : private privately personal | own* individ* confident* person* privat* intima* secret*
positief~ positieve gunstig^ optimistisch~ | goed* goede plus* voorde* winst* zeker* gunst* beter* opti* blij* fijn* mooi* welwill* : positive^ favourable favorable optimistic | good* plus benef* well* certain* sure constructiv* up better* affirmat* promis*
  <> negatief~ negatieve ongunstig^ pessimistisch~ | slecht* min* nadel* afwijz* kritie* fout* laag* negat* schade* somb* tegen* ergere : negative^! unfavourable unfavorable pessimistic adverse | bad* minus poor* harm* low* neg* damag* down* critic* worse
groot~ grote omvangrijk~ enorm~ reusachtig~ aanzienlijk~ gigantisch~ grootschalig~ | groot* groter* grootst* veel vele hoog* hoge ruim* lang* fors* zwaar* hevig* belangrijk* breed* brede hoofd* immens* massa* zware zeer uitgebr* ernst* heel flink* sterk* mega* wijd* kolossa* omvang* grot* royaal* uitgestr* : large big huge vast enormous | great* major high* tall* significan* consider* much many wide* massive* substan* grand* long* main* broad* extensiv* heav* gigant* immens* bulk larg* big* deep* giant* mass* adult* important* strong*
  <> klein~ kleine gering^ minuscuul~ kleinschalig~ piepklein~ | klein* weinig* beetje* laag* lage kort* dun* licht* beperkt* jong* krap* smal* onbed* compact* mini* minder* enkel* nauw* paar bescheid* -tje -tjes -je -jes -pje -pjes : small little tiny minor miniature | low* short* few slight* limit* light* brief* compact* kid* mini* less* young* slim narrow* petit* modest* small* minim* lesser bit remote
hoog~ hoge torenhoog~ | hoog* hoger* groot* grote lang* duur* opper* top* veel verhoog* ernst* sterk* boven* hoofd* zwaar* meer hogel* sterk ver* goed* steil* fors* stevig* : high^ tall^ | great* upper* senior* big* large* top* strong* elevat* much lofty sever* soar* tower* more up heav* expens* steep* good
  <> laag~ lage | laag* lager* weinig gering* klein* diep* neder* minder* beperkt* bescheid* onder* slecht* goedkoop* zacht* zwak* : low^ | small* little poor* less* under* down* deep* bottom* reduc* few* short* minim* cheap* weak* lower*
lang~ lange langdurig^ langlopend~ | lang* langer* jaren* groot* uren* grote hoog* ver* verleng* uitgebreid* lengte* duur* sinds tijd* eind* lange_tijd allang lengte : long lengthy longstanding long-term long-running | length* tall extend* far* year* time* prolong* extensiv* endur* old ag* hour* much longer big*
  <> kort~ korte kortstondig~ beknopt~ kortdurend~ | kort* snel* klein* even* gauw* tekort* onlangs* vluchtig* vlug* pas* recent* bondig* vlak beperkt* beknopt* tijdelijk* : short^ brief^ short-term succinct | soon* recent* quick* small* concis* lack* summar* fleet* just* momentar* limit* little low insuffic*
diep~ diepe diepgaand~ | diep* laag* lage grondig* sterk* zwaar* hevig* verdiep* intens* : deep^ profound | low* thorough* in-depth strong* intens* depth*
  <> ondiep^ oppervlakkig^ | ondiep* opperv* laag* : shallow^! superficial | surfac* low*
makkelijk~ gemakkelijk~ eenvoudig^ simpel^ licht~ | makkel* gemak* vlot* snel* eenv* simp* gewoon* goed kinder* vanz* probleemloos* beter* sober* lichtv* soepel* vereenv* : easy easily simple simply straightforward effortless | eas* simpl* read* quick* conven* plain* basic* just smooth* comfort* light* prone*
  <> moeilijk^ lastig^ moeizaam~ ingewikkeld^ zwaar~ complex~ moeite | moeil* ingewikk* zwar* zware hard* probleem* problem* last* compl* streng* onmogelijk* kritiek* hachelijk* : difficult hard^ tough^ tricky complicated arduous complex | difficult* trouble* challeng* complic* struggl* complex* strugg* heav* problem* strict* demand* harsh* stiff* awkward* impossib* hard* strug*
zwaar~ zware loodzwaar~ | zwaar* ernst* hevig* hard* groot* grote fors* zwart* streng* moeil* sterk* fel* dik* gewicht* dicht* belast* intens* drukke druk : heavy heavily | sever* serious* hard* weigh* great* large* tough* big* strong* intens* bad* major dens* thick* high* massiv* hefty much
  <> licht~ lichte lichtgewicht | licht* zacht* dun* klein* slap* mild* enigszins beetje vlak* fractie* iets lucht* wat gering* lamp* helder* gemak* : light^ lightweight | slight* mild* minor* bright* lamp* soft* gentl* small* little easy lit lights pale*
breed~ brede wijd~ wijde | bred* ruim* groot* uitgebr* grote alg* lang* heel wijd* veel alom* -wijd* -breed* : wide^ broad^ | large* extensiv* vast* spacious* big* great* general* wid* broad* -wide
  <> smal^ nauw^ krap~ eng~ | smal* nauw* klein* krap* bekromp* engte* vernauw* beperk* spannend* : narrow^ tight^ | slim* small* thin* close* strait* limit* scar*
donker^ duister~ donkere duisternis | donker* zwart* avond* nacht* somb* duister* schemer* : dark^ darkness | black* dim* night* gloom* obscur* shad* dusk*
  <> licht~ lichte helder^ | licht* fel* zonnig* duidelijk* verlicht* bleek* : light^ bright^ | lit* lum* clear* pale* sun* fair* shin* sligh*
zwart~ zwarte | zwart* donker* kleurling* gekleurd* afro* neger* : black blacks | dark* afric* african-american blackl* negro*
  <> wit~ witte blank~ blanke | wit* blank* bleek* : white whites | pale* blank* caucas* whit*
vol~ volle gevuld~ | vol* volled* heel hele bezet* rijk* propvol* compleet* geheel* gans* druk volop : full^ filled crowded packed | whole* complet* entire* total* rich* all fill* loaded
  <> leeg~ lege | leeg* leg* verlaten* hol* blanco onbez* : empty^ vacant | blank* hollow* void* desert* clear* bare* unoccup* idle
droog~ droge droogte | droog* uitgedroog* dor* : dry dried drought | arid* drought* dehyd* dri*
  <> nat~ natte vochtig^ | nat* regen* vocht* water* drassig* : wet! damp moist | rain* humid* water* moist* soak*
schoon~ schone zuiver~ proper | schoon* schon* zuiver* gereinig* opgeruim* puur* rein* nett* blanco eerlijk* was* : clean^ pure | cleans* clear* pur* tid* neat* fresh* wash*
  <> vuil~ vuile vies vieze smerig~ vervuild~ vervuiling | vuil* vies* smerig* vervuil* onrein* bevuil* gemeen* : dirty! filthy polluted pollution | pollut* filth* soil* foul* mess* contamin*
dichtbij nabij vlakbij nabijgelegen naburig~ | dichtstbijzijnd* dicht* buurt* naast* bij* rond* omg* aan omstrek* nabij* langs vlak* dicht bijna buiten* omring* : near nearby close_to | close* by around next neighb* almost vicin* about* adjac* proxim* local* approach* surround*
  <> ver verre afgelegen ver_van ver_weg | verder* weg* andere_kant overkant achterkant afst* ver* veraf* uiteen* buitenl* : far_from far distant remote faraway far_away | dist* away long* further* off wide* out
eerste | eerst* begin* aanvank* allereerst* oorspr* vroeg* voornaam* 1e voor* primair* prem* aller* beginn* debu* aan* hoogste openings* vorige voorna* : first | initial* begin* early* earli* origin* prim* open* once debut* former* maiden lead* 1st start*
  <> laatste allerlaatste | laatst* vorig* uiteind* afgelop* slot* eind* recent* afsluit* jongst* einde uiterst* nieuwst* finale ult* late vroeger* net overg* later : last final finally | latest* end* recent* past* ultim* previous* lat* final* most newest
plaatselijk~ lokaal~ lokale binnenlands~ | plaatsel* regio* stad* gemeent* buurt* inheems* binnenl* inwoner* bewoner* dorp* wijk* eigen autochtoon* streek* thuis* nation* ter_plaatse inland* : local locally domestic native | region* resid* nation* nearby municip* communit* home* indig* in-country internal* inland neighb* town*
  <> buitenlands~ buitenland buitenlander buitenlanders internationaal~ mondiaal~ vreemd~ | intern* wereld* mondia* buiten* extern* vreemd* vreemdel* over* globa* : foreign! foreigners international global foreigner overseas | world* abroad* outsid* alien* external* intern* glob* outer strange*
landelijk~ platteland plattelands* | boeren* dorp* rura* natio* agrar* : rural! | country* provinc* village* nation* agrar* pastoral*
  <> stedelijk~ stad stads* steden | gemeent* -stad -steden binnenst* urba* : urban! | city* cities town* metropol* municip* urba*
blijvend~ permanent~ vast~ definitief~ duurzaam~ | vaste vast* bestend* voortdur* eeuwig* altijd onherstel* levensl* definit* perm* onafgeb* blijf* langd* : permanent^ lasting | last* endur* fix* constant* definit* final* perpet* long-term foreve* regular* stead* irrever*
  <> tijdelijk^ voorlopig^ kortstondig~ tijdelijke | nood* interim* even* inval* waarn* tijd* kort* moment* : temporary! temporarily provisional interim | brief* short* transien* moment* time* part-time transit* seasonal* pop-up
inwendig~ intern~ interne binnenste | binnen* in* : internal internally inner | in insid* interior* domest* within
  <> uitwendig~ extern~ externe buitenste | buiten* uit* vreemd* : external externally outer | out* exterior* foreign* outsid*
ernstig^ ernstige zwaar~ zware | ernst* zwaar* erg* groot* grote hevig* serieus* dringend* belangrijk* kritiek* flink* diep* levensg* aanz* fors* hard* streng* sterk* ingrijp* grove hevige : serious^ severe^ major grave | heav* grav* bad* hard* critical* big* import* acut* great* deep* strong* considerabl* signif* harsh* intens* strict* main* large* worst worse extreme* extens*
  <> gering^ licht~ lichte klein~ kleine onbeduidend~ oppervlakkig~ miniem~ | minder* kleine* zacht* licht* ondergesch* mild* weinig beetje* iets : minor slight slightly mild^ trivial negligible | small* little* light* limit* less* modest* insign* gentl* superfic* minim*
vriendelijk^ vriendschappelijk~ aardig~ | vriend* lief* lieve gast* hartel* zacht* sympath* beleefd* gemoed* : friendly amicable kind | warm* nice* good gentl* cordial* pleasant* welcom* hospit* amiab* easy
  <> vijandig^ vijandelijk~ onvriendelijk~ | vija* onhebb* bot* agress* haat* : hostile! unfriendly | enem* aggress* antagon* adver* opposi* rude*
conservatief~ behoudend~ behoudsgezind~ conservatieven tory tory's rechts rechtse | conserv* tradit* tori* behoud* voorzicht* : conservative conservatives tory tories | right* tradition* cautious* conserv* careful*
  <> liberaal~ progressief~ vooruitstrevend~ liberalen progressieven links linkse | liber* modern* vrij* links* vrijz* labour : liberal liberals progressive progressives | left* free* modern* liber* labour
zeldzaam~ zeldzame schaars~ zelden ongewoon~ uitzonderlijk~ | zeldz* zeld* weinig* uniek* bijz* nauwelijks amper soms uitzond* ongebr* eens : rare rarely scarce uncommon seldom unusual | few* unique* infrequ* unus* exception* hard* little unlik* except* occas* scarc*
  <> gewoon~ gewone algemeen~ gebruikelijk~ veelvoorkomend~ gangbaar~ vaak veel_voorkomend~ | gemeensch* gezamenlijk* vaak* normaal* doorgaans algem* veel* alledaag* gemeen* gebruik* courant* voorkom* regel* gewoonlijk meest* populair* vaker wijdver* verbr* traditi* samen* bekend* gedeelde : common commonly widespread ordinary frequent | usual* general* often normal* regular* typical* shared share* mutual* joint* most* popular* conventional* preval* mainstr* everyday* standard*
waar ware waarheid waarachtig~ echt~ | werkel* feit* zeker* oprecht* juist* klopt* trouw* klop* inderdaad daadw* echte eerl* geldt gelden bewaarh* terecht* ook waar* : true truth truly | real* genuin* fact* right* correct* actual* accur* loyal* same apply
  <> onwaar~ vals~ valse onjuist^ leugen leugens nep* verzonnen | vals* fout* verkeerd* onjuist* onterecht* gefing* mis* lieg* gelogen loog verzin* onecht* ten_onrechte namaak* misleid* niet oneig* schijn* : false^! untrue fake lie lies falsehood | wrong* fals* incorrect* mislead* fake* forg* bogus* decept* made untru* fabric* not pretend* erron*
terecht juist^ correct~ gelijk rechtvaardig~ | goed* waar klop* recht* precies* pas* echt* correct* rechtm* nauwk* : correct^ rightly accurate accurately | right* true* just* proper* exact* precis* fair* good* accurat*
  <> onterecht~ onjuist^ fout~ foute verkeerd~ ten_onrechte onrecht ongelijk | fout* mis* vals* niet slecht* vergis* ongeg* onnauwk* : wrong! wrongly incorrect incorrectly inaccurate mistaken mistakenly | fals* mistak* error* bad* unjust* unfair* fault* erron* improper* misguid* not
populair^ geliefd^ | popul* bekend* gel* volk* veel* favor* bemind* gewild* : popular^ beloved | well-known favour* favor* famous* lov* like* peopl* fashion* common* trend*
  <> impopulair^ onpopulair^ | niet gehaat* weinig : unpopular^! | not hated dislik*
bekend^ beroemd^ vermaard~ befaamd~ | ken* bekend* roem* ster* weet* herken* noem* gezien vert* beke* aangek* wel genaam* : known famous well-known renowned celebrated | know* fame* call* popul* celebr* not* familiar* announc* recogn* identif* star* unknown
  <> onbekend^ vreemd~ anoniem~ | niet onbek* geheim* onduid* ongek* geen : unknown! anonymous unfamiliar obscure | not no unident* strang* unclear* never mystery foreign*
belangrijk^ essentieel~ cruciaal~ wezenlijk~ | hoofd* kern* groot* grote betek* belang* voorn* aanz* bijz* cruc* vitaal* sleutel* noodz* prim* toonaangev* centr* gewicht* zwaar* fors* vooraanst* : important^ importance essential crucial vital significant | major* key* main* great* big* lead* signif* prominent* crit* cent* serious* matter* vita* cruc* prim* fundam* import* top high* necessar* consid*
  <> onbelangrijk^ onbeduidend~ onbenullig~ bijkomstig~ irrelevant~ | klein* gering* ondergesch* niet onbet* : unimportant! insignificant! irrelevant trivial | minor* small* not little* less
officieel~ formeel~ | offic* form* ambt* : official^ formal^ | offic* form* author* <> officieus~ informeel~ onofficieel~ | ongedw* infor* off* niet : unofficial^! informal^ | casual* not
zeker^ vast~ zekerheid gegarandeerd~ | vast* bepaald* onget* gew* stellig* natuurlijk ongetw* beslist* ernst* verz* sommig* overt* wel vooral minst* alles* garant* min* enige zeker* een* soms : certain certainly sure surely definite definitely certainty | secur* some* particular* defin* confid* doubt* ensur* least assur* inevit* guarant* convinc* obvious* indeed
  <> onzeker^ onzekerheid onzekerheden twijfelachtig~ twijfel ongewis~ | twijf* onduid* niet vraag* wisself* aarz* instab* wankel* : uncertain^ unsure uncertainty uncertainties doubtful | doubt* unclear* insecur* not precari* shaky* hesit* question*
gelukkig^ blij^ geluk vrolijk^ verheugd~ tevreden~ opgewekt~ | geluk* vreugd* plezier* gelukk* leuk* fijn* tevred* goed* vrol* lach* graag enth* zalig* dankb* goede voldaan* zonnig* : happy happily glad cheerful joyful pleased | fortun* luck* joy* delight* content* satisf* please* fun merr* enjoy* cheer* thrill* glad*
  <> ongelukkig^ verdrietig~ droevig~ triest~ bedroefd~ somber~ ontevreden~ treurig~ verdriet | verdr* droef* pijn* ongel* jammer* teleur* ellend* erg* zielig* helaas niet huil* boos* rouw* slecht* gedepr* depress* ontevr* tragi* : unhappy! sad^ sadness miserable gloomy sorrowful dissatisfied | unfortun* disappoint* depress* griev* not tragic* misfort* upset* sorr* discont* pity* bad* grim* bleak*
gelukkig gelukkige godzijdank | geluk* bof* : fortunately luckily thankfully | happ* good* fortun* luck* thank*
  <> helaas jammer jammergenoeg spijtig ongelukkigerwijs | ongel* teleur* triest* spijt* : unfortunately! sadly regrettably alas | sorr* pity* disappoint* shame* regret* unfortun*
succesvol^ geslaagd~ | succes* slaag* winn* goed* lukt* : successful^ | success* thriv* effectiv* win* good*
  <> onsuccesvol~ mislukt~ vergeefs~ tevergeefs | zonder_succes niet misl* faal* geen : unsuccessful^! failed futile | fail* not vain* no without
nodig noodzakelijk^ vereist~ onmisbaar~ | moet* nood* behoef* vereis* hoef* vraag* vergt* verpl* : necessary necessarily needed essential required | need* requir* must have* take* essent* mandat* vital* demand* call* should inevit* oblig*
  <> onnodig^ overbodig~ nodeloos | niet zonder geen : unnecessary! unnecessarily needless needlessly redundant superfluous | not need* no avoid* without
verwacht~ | verwach* voorzi* voorsp* naar_verwachting zal zull* zou* : expected | expect* anticip* predict* likel* due suppos* will
  <> onverwacht^ onverwachts plotseling~ onvoorzien~ plots~ | verras* opeens ineens niet : unexpected^! sudden^ unforeseen | surpris* abrupt* not
eerlijk^ rechtvaardig~ billijk~ fair | eerl* recht* oprecht* terecht* blond* beurs* gelijk* : fair fairly honest just | hones* right* equit* equal* reasonab* quite blond* exhibit* expos* integ*
  <> oneerlijk^ onrechtvaardig~ onterecht~ | onrecht* vals* bedrieg* niet : unfair^! unjust^ dishonest^ | wrong* not injust* inequit* decept*
rechtstreeks~ direct~ onmiddellijk~ | meteen recht* live* vlak* direct* regis* : direct directly immediate | immediat* straight* right* live* instant* first-hand
  <> indirect~ onrechtstreeks~ | zijdel* via omweg* : indirect^ | via through*
compleet~ volledig^ helemaal geheel gehele | totaal totale heel hele vol* gans* total* alle* vervol* klaar* voltoo* afgerond* absoluut* integraal* grondig* : complete completely full fully total totally entire entirely whole wholly | all* finish* utter* absolut* thorough* fulfil* quit* perfect*
  <> onvolledig^ incompleet~ gedeeltelijk~ deels half halve | deel* gebrekk* onvol* part* niet : incomplete^! partial^ partly unfinished half | part* not some* lack*
zichtbaar^ | zie* zicht* duidelijk* toon* : visible visibly | see* view* clear* show* sight* appar* <> onzichtbaar^ | niet verborg* : invisible^! unseen | hid* not
regelmatig^ geregeld~ | vaak* gewoon* steeds* regelm* vast* reguli* norma* : regular^ | often frequent* usual* normal* standard* common*
  <> onregelmatig^ | niet ongelijk* : irregular^! | not uneven*
onafhankelijk^ onafhankelijkheid zelfstandig~ zelfstandigheid autonoom~ | vrij* zelf* onaf* los* apart* : independent^ independence autonomous | free* self* separat* alone own autonom* third-party
  <> afhankelijk^ afhankelijkheid | hangt* afhang* nodig leun* aangew* versla* : dependent dependence dependency reliant | depend* rel* subject* need* addict*
verantwoord~ verantwoordelijk^ | verantw* : responsible responsibly | respons* account* charge* blame* <> onverantwoord~ onverantwoordelijk^ | roekel* : irresponsible^ reckless | careless*
aanvaardbaar^ acceptabel~ | acc* goed* : acceptable^ | accept* ok tolerab* <> onaanvaardbaar^ onacceptabel~ | niet : unacceptable^! | not intoler*
stabiel^ stabiliteit | stab* vast* gelijk* rust* : stable^ stability | stead* firm* constant* stab* <> instabiel^ onstabiel^ instabiliteit wankel~ labiel~ | onrust* onzek* : unstable^! instability volatile | unst* shak* fragil*
schuldig~ schuld | dader* schuld* veroord* bekend* : guilty^ guilt | blame* plead* fault* convict* debt* culprit* <> onschuldig^ onschuld | vrij* niet_schuldig* : innocent^! innocence | harmless* not acquit*
vrij~ vrijheid gratis vrijwillig~ | vrij* los* bevrijd* kosteloos* onafh* liber* onbep* : free^ freedom voluntary liberty | libert* liberat* complim* open* without volunt* independ*
  <> gedwongen verplicht~ gevangen onvrij~ | dwing* dwong* moet* opgesl* verpl* : compulsory mandatory obligatory captive forced | oblig* requir* must* bound* imprison* have* forc*
actief~ actieve bedrijvig~ | werk* actie* bezig* : active^ | act* work* busy* engag* <> inactief~ passief~ passieve | niet stil* lijd* : inactive passive^ | idle* not dormant*
dik~ dikke | dik* zwaar* vet* stevig* grot* : thick^ fat | dens* heav* obes* bulk* deep* <> dun~ dunne slank~ mager~ | dun* licht* klein* sma* ijl* : thin^ slim slender lean | light* small* spars* skinn* narrow*
hard~ harde | hard* streng* zwaar* luid* fel* snel* sterk* : hard^ loud^ | heav* strong* harsh* tough* strict* fast* firm* difficult* severe* solid* <> zacht~ zachte stil~ stille | zacht* rust* mild* gedempt* : soft^ gentle^ quiet^ | mild* silent* low* calm* smooth* tender*
jong~ jonge jongeren jeugd jeugdig~ | jong* kind* nieuw* jeugd* tien* minderj* -jongeren studen* : young^ youth youngsters youths | child* kid* junior* teen* new* adolesc* student* boy* girl* minor*
  <> oud~ oude ouderen bejaard~ bejaarden | ouder* oudere* jaar jarig* hoog* senior* bejaard* : elderly old aged seniors | elder* older* senior* year* years_old months_old weeks_old days_old age*
echt~ echte oprecht~ werkelijk~ authentiek~ | waar* feit* heus* daadw* eigenl* natuurl* onverv* reë* : real genuine authentic really | true* actual* proper* very right*
  <> nep vals~ valse onecht~ namaak kunstmatig~ gefingeerd~ | kunst* vervals* zogenaamd* imit* : fake artificial! counterfeit bogus | fals* imitat* pseudo* sham* forg*
natuurlijk~ natuurlijke | natuur* vanz* uiteraard organ* : natural naturally | nature* course* organ* obvious* <> kunstmatig~ synthetisch~ kunst* | artif* : artificial! artificially synthetic man-made | fake* imit* manufact*
verticaal~ loodrecht~ | recht* : vertical vertically | upright* perpend* <> horizontaal~ liggend~ | vlak* plat* : horizontal horizontally | flat* level*
mannelijk~ mannen man | man* heren* jongen* : male masculine males | men man boy* <> vrouwelijk~ vrouwen vrouw | vrouw* dames* meisj* : female feminine females | women woman girl* lad*
meervoud meervoudig~ | : plural <> enkelvoud enkelvoudig~ | : singular
voorwaarts~ vooruit naar_voren | voor* verder* : forward forwards ahead | advance* front* onward* <> achterwaarts~ achteruit terug naar_achteren | achter* ruggel* : backward backwards back | return* behind* rear* revers*
voorkant voorzijde voorste | voor* front* vooraan* : front | ahead* before forward* fore* first* <> achterkant achterzijde achterste | achter* : rear back_of backside | back* behind* hind*
begin aanvang | begin* start* eerst* : beginning | start* begin* outset* first* early onset <> einde eind slot | eind* laatst* afloop* : end ending | finish* final* last* late conclus* clos*
overdag dag dagen | dag* -dag -dagen etmaal : daytime by_day | day* <> 's_nachts nacht nachten nachtelijk~ | nacht* -nacht : nighttime by_night | night* overnight*
zomer zomers~ zomer* | vakant* : summer! summers summery | <> winter winters~ winter* | : winter! winters wintry |
lente voorjaar | lente* voorjaar* : spring_of in_spring | spring* <> herfst najaar | herfst* najaar* : autumn | fall*
meerderheid meerderheden merendeel | meest* meer* overgroot* groot* : majority! | most* more bulk* <> minderheid minderheden minderheids* | minder* : minority! minorities | less* few*
hoofd* belangrijkste | grootste : primary | main* chief* first* basis* basic* <> secundair~ middelbaar~ ondergeschikt~ voortgezet~ | tweede* bij* : secondary! | second* high subordin*
maximum maximaal~ hoogstens | hoog* grootste meest* uiterlijk max : maximum maximal | most* highest* top* up utmost <> minimum minimaal~ minstens | min* laagst* kleinst* ten_minste : minimum minimal | least* lowest* small*
theorie theoretisch~ | : theory theoretical theoretically theories | <> praktijk praktisch~ | : practice practical practically practices |
oorzaak oorzaken | reden* veroorz* : cause causes | reason* caus* origin* <> gevolg gevolgen effect effecten | result* uit* : consequence consequences effect effects | result* impact* outcome* therefore follow*
vraag | : demand | <> aanbod | bied* : supply | offer* suppl* provi*
eb laagwater laagtij | : low_tide ebb low_water | <> vloed hoogwater hoogtij | : high_tide flood_tide high_water |
winst winsten | : profit profits | gain* <> verlies verliezen | : loss losses | los*
verse vers | vers* : fresh | new* <> bedorven ingeblikt~ bevroren | : stale frozen canned |
betaald~ | betaal* : paid | pay* <> onbetaald~ vrijwillig~ | gratis : unpaid | volunt* free*
bewust~ opzettelijk~ met_opzet expres doelbewust~ | opzet* bewust* weten* : deliberate deliberately intentional intentionally conscious consciously on_purpose | aware* purpos* know* intent*
  <> onbewust~ onopzettelijk~ per_ongeluk per_abuis | onged* ongeluk* : accidental accidentally unintentional unintentionally unconscious inadvertently by_accident by_mistake | unaware* mistak* unknow*
moedig~ dapper~ moed | held* : brave^ courageous courage | bold* hero* <> laf~ laffe lafheid lafaard | : cowardly coward cowards cowardice |
scherp~ | scherp* fel* : sharp^ | acut* keen* <> bot~ botte stomp~ | : blunt^ dull^ |
vreedzaam~ vrede vredes* | vred* rust* : peace peaceful peacefully | pact* calm* <> gewelddadig~ oorlog oorlogen oorlogs* gewapend~ | geweld* strijd* -oorlog : war violent violently wars warfare | conflict* figh* violen* battle*
binnenlands~ | nation* : domestic | home* intern* <> buitenlands~ | intern* : foreign! overseas | extern* abroad*
gelovig~ religieus~ godsdienstig~ | relig* geloof* : religious | faith* believ* <> ongelovig~ seculier~ atheïstisch~ | : secular atheist nonreligious | unbeliev*
burger burgers burgerlijk~ civiel~ | civi* : civilian civilians civil | citizen* <> militair~ soldaat soldaten leger | mili* -soldaat -soldaten strijdkr* : military soldier soldiers army | troop* forces*
enkel~ alleenstaand~ ongehuwd~ | alleen* : single unmarried | one only <> gehuwd~ getrouwd~ | huw* trouw* : married | marri* wed*
ingang ingangen | entree* : entrance | entry* gate* <> uitgang uitgangen | : exit exits | way_out
hemel | lucht* : heaven heavens | sky* <> hel | hels* : hell |
helder^ | duidelijk* licht* : clear^ limpid | bright* obvious* plain* <> troebel^ onduidelijk^ vaag~ | : murky cloudy unclear vague | obscur*
glad~ gladde effen | : smooth^ even | slippery sleek <> ruw^ hobbelig~ | grof* : rough^ bumpy | coarse* harsh*
zoet~ | : sweet^ | sugar* <> bitter~ zout~ zuur~ | : bitter^ sour^ salty | acid*
rijp~ | : ripe mature | <> onrijp~ | : unripe immature | green
vruchtbaar~ | : fertile | productive fruitful <> onvruchtbaar~ dor~ | : infertile barren sterile | arid
dichtbevolkt~ | druk* : densely_populated | crowded <> dunbevolkt~ | : sparsely_populated thinly_populated | remote
meerderjarig~ volwassen~ volwassenen | : adult adults grown-up grown-ups of_age | mature* <> minderjarig~ minderjarigen | kind* jong* : underage minor minors juvenile | child* young* under
optimistisch~ optimisme optimist | hoop* positief* : optimistic optimism optimist | hopeful* positive* <> pessimistisch~ pessimisme pessimist | somber* negatief* : pessimistic pessimism pessimist | gloom* negative*
bovengronds~ | boven* : above_ground overground | surface <> ondergronds~ | onder* : underground subterranean | below
hoofdrol hoofdrollen | : leading_role lead_role starring_role | star* lead* <> bijrol bijrollen | : supporting_role minor_role bit_part | support*
bruto | : gross | before_tax <> netto | : net | after_tax
vloeibaar~ vloeistof | : liquid fluid | <> vast~ vaste | : solid | fixed steady regular permanent
eenzijdig~ unilateraal~ | : unilateral one-sided | <> wederzijds~ bilateraal~ onderling~ tweezijdig~ | : mutual bilateral reciprocal | each
voltijds~ voltijd fulltime | : full-time | <> deeltijd parttime deeltijds~ | : part-time |
analoog~ analoge | : analogue analog | <> digitaal~ digitale | : digital |
handmatig~ | hand* : manual manually by_hand | <> automatisch~ geautomatiseerd~ | : automatic automatically automated |
nuchter^ | : sober^ | <> dronken beschonken | : drunk drunken intoxicated | tipsy
wakker~ | : awake | <> slapend~ in_slaap | slaap* sliep* : asleep | sleep*
geduldig~ geduld | : patiently patience | patient <> ongeduldig~ ongeduld | : impatient impatiently impatience | eager
gewapend~ bewapend~ | wapen* : armed | weapon* gun* <> ongewapend~ | : unarmed | without
gewond~ gewonden verwond~ | letsel* slachtoff* gekwets* : injured wounded hurt | injur* wound* <> ongedeerd~ | niet_gewond : unhurt unharmed uninjured unscathed | safe*
bewoond~ | : inhabited populated | <> onbewoond~ | : uninhabited unpopulated deserted |
beperkt~ gelimiteerd~ | grens* begrens* : limited restricted | few <> onbeperkt~ onbegrensd~ | : unlimited unrestricted boundless | infinite
betrouwbaar^ | : reliable trustworthy dependable | <> onbetrouwbaar^ | : unreliable untrustworthy |
geschikt~ | : suitable suited fit | appropriat* <> ongeschikt~ | : unsuitable unfit unsuited | inappropriat*
tevreden | : satisfied content | pleased happy <> ontevreden onvrede ontevredenheid | : dissatisfied discontented dissatisfaction discontent | unhappy
voldoende toereikend~ genoeg | : sufficient adequate enough sufficiently | plenty <> onvoldoende ontoereikend~ | tekort* weinig : insufficient inadequate insufficiently | lack* not
bevoegd~ | : authorised authorized qualified competent | <> onbevoegd~ | : unauthorised unauthorized unqualified incompetent |
werkend~ werkenden | werk* : employed | work* <> werkloos~ werklozen werkeloos~ | : unemployed jobless | idle
bedekt~ overdekt~ | : covered | <> onbedekt~ bloot~ naakt~ | : bare naked uncovered exposed |
vooraf tevoren | : beforehand in_advance | earlier prior <> achteraf naderhand | : afterwards in_retrospect in_hindsight | later after
ontvankelijk~ | : admissible | <> niet-ontvankelijk~ | : inadmissible |
hoogseizoen | : high_season peak_season | <> laagseizoen | : low_season off-season |
moederbedrijf moedermaatschappij | : parent_company | <> dochterbedrijf dochtermaatschappij dochteronderneming | : subsidiary subsidiaries |
`;
