/** Compiled by hand. Notation: `concepts.ts`. People, and words that stand for them. */
export const gender = `
man mannen mannelijk~ mannetje mannetjes | heer heren man* -man -mannen -mannetje jongen* vent* kerel* echtgen* soldaten mens* iemand meneer mede* persoon personen gast* vader* zoon -lui knul* manl* manschap* jongens bemann* bemand* menselijk* : man men male males | gentleman gentlemen mankind guy guys boy* husband* masculin* lad* people person* manned human* -man -men crew* one someone troops
  <> vrouw vrouwen vrouwelijk~ vrouwtje vrouwtjes | dame dames vrouw* -vrouw -vrouwen meisje* echtgen* mevrouw moeder* wijf* wijven gade dochter* -ster -sters -es -in -vrouwtje* feminis* zwanger* : woman! women! female females | lady ladies girl* wife wives feminin* -woman -women feminis* mother* actress* pregnan* her
jongen jongens jongetje jongetjes | kind* knul* jong* man* zoon* -jongen -jongens knaap* broer* tien* baby* tiener* leerling* welp* : boy! boys | lad* guy* kid* man men son* boy* male youth* teen* child* young*
  <> meisje meisjes | meid* vrouw* dochter* kind* -meisje -meisjes meiden dame* juffrouw* tien* girl* student* : girl! girls! | female* woman women girl* daughter* lass* teen* lady ladies young* kid*
vader vaders papa pa stiefvader schoonvader | vader* ouder* pater* -vader : father! fathers dad daddy stepfather father-in-law | parent* paternal* father* grandfather* founder* pa papa
  <> moeder moeders mama ma stiefmoeder schoonmoeder | moeder* ouder* -moeder mam* : mother! mothers mum mom mummy mommy stepmother mother-in-law | parent* maternal* mother* grandmother* mama nan*
grootvader grootvaders opa opa's opaatje | vader* voorouder* groot* overgroot* : grandfather! grandfathers grandpa granddad grandad | grandparent* great-*
  <> grootmoeder grootmoeders oma oma's omaatje | moeder* groot* overgroot* : grandmother! grandmothers grandma granny nan | grandparent* great-*
zoon zonen zoontje zoons kleinzoon stiefzoon schoonzoon | kind* -zoon zoon* jongen* : son! sons! grandson grandsons stepson | child* boy* kid* son-in-law
  <> dochter dochters dochtertje kleindochter stiefdochter schoondochter | kind* meisje* -dochter dochter* : daughter! daughters! granddaughter granddaughters stepdaughter | child* girl* kid* subsid*
broer broers broertje broeder broeders halfbroer zwager | broer* broed* gebroeders -broer : brother! brothers! half-brother brother-in-law | sibling* bro fratern* friar*
  <> zus zussen zusje zusjes zuster zusters halfzus schoonzus | zuster* zus* -zus : sister! sisters! half-sister sister-in-law | sibling* nun* nurse*
oom ooms | -oom : uncle! uncles | <> tante tantes | -tante : aunt! aunts auntie |
neef neven neefje | : nephew! nephews | cousin* <> nicht nichten nichtje | : niece! nieces | cousin*
echtgenoot echtgenoten man | partner* echtpaar gehuwd* gade getrouwd* : husband! husbands | spouse* man partner* hubby married
  <> echtgenote echtgenotes vrouw vrouwen | partner* gade -vrouw getrouwd* : wife! wives | spouse* woman partner* married
weduwnaar | : widower widowers | <> weduwe weduwen weduwes | : widow! widows widowed |
bruidegom bruidegoms | : groom bridegroom | <> bruid bruiden | bruids* : bride brides | bridal*
koning koningen | vorst* konink* konings* -koning monarch* koningsh* : king! kings | monarch* royal* ruler* crown
  <> koningin koninginnen | vorstin* -koningin koningin* : queen! queens | monarch* royal* majesty
prins prinsen | prins* kroonprins* : prince princes | <> prinses prinsessen | prinses* : princess! princesses |
keizer keizers tsaar | keizer* : emperor emperors tsar czar | imperial* kaiser <> keizerin tsarina | : empress! tsarina |
hertog hertogen | : duke dukes | <> hertogin | : duchess! |
heer heren meneer mijnheer | dhr heer* mr hr : mr gentleman gentlemen sir | lord* master* men man lords
  <> mevrouw dame dames juffrouw mejuffrouw mejuffrouwen mevr mw vrouwe freule | vrouw* mw* ms : mrs ms lady! ladies! madam! miss | woman women
acteur acteurs toneelspeler toneelspelers | : actor actors | <> actrice actrices toneelspeelster | : actress! actresses |
zanger zangers | : singer_songwriter male_singer | singer* <> zangeres zangeressen | : female_singer | singer*
god goden | god* : god gods | <> godin godinnen | : goddess goddesses |
ober obers kelner | : waiter waiters | <> serveerster serveersters | : waitress! waitresses |
zakenman zakenlieden | zaken* : businessman businessmen | business* <> zakenvrouw zakenvrouwen | : businesswoman businesswomen | business*
woordvoerder woordvoerders | spreek* woordvoer* : spokesman spokesmen | spokesp* <> woordvoerster woordvoersters | spreek* woordvoer* : spokeswoman spokeswomen | spokesp*
gastheer gastheren | : host hosts | <> gastvrouw gastvrouwen | : hostess hostesses |
held helden | : hero heroes | <> heldin heldinnen | : heroine heroines |
monnik monniken | : monk monks | <> non nonnen | : nun nuns |
stier stieren os ossen | : bull bulls ox oxen | <> koe koeien | : cow cows | cattle
haan hanen | : rooster roosters cockerel | <> kip kippen hen hennen | : hen hens chicken chickens |
`;

/** He and she: of the forms of "zijn", "ze" and "haar" the reader says which are meant. */
export const pronounGender = `
hij hem zijn(his) hijzelf hemzelf 'ie z'n | zijn 'm man mannen heer meneer vader zoon broer koning president hij_of_zij diens
  : he! him! his! himself he's he'd he'll |
  <> zij(she) ze(she) haar haarzelf zijzelf | zij ze hare vrouw* vrouwen moeder* dochter* zus* zuster* mevrouw meisje* dame* koningin* actrice* echtgenote zangeres* prinses* weduwe* vriendin* meisje -ster
  : she! her! hers! herself! she's! she'd! she'll! |
`;

/** I, we, they; "you" and "je" are often anybody. */
export const person = `
ik mij mijn ikzelf mijzelf mezelf mijne m'n 'k | me : i my myself i'm i've i'd i'll | me mine
  <> wij we ons onze wijzelf onszelf | : and_i we! us! our! ours! ourselves! we're! we've! we'd! we'll! |
  <> zij(they) ze(they) hen hun | zij ze zich zichzelf haar die deze men mensen iedereen wie diens ieder elk zijn
  : they them their theirs themselves they're they've they'd they'll |
  <> | u uw jij je jouw jou jullie uzelf jezelf jijzelf men we ons onze : | you your yours yourself yourselves you're you've
`;

/** Offices and trades, of which one person has one at a time. */
export const roles = `
minister ministers | minister* -minister bewindsl* bewindspers* premier* ministerie* kabinet* -ministers : minister ministers | minister* secretary secretaries prime ministries department cabinet chancellor
  <> staatssecretaris staatssecretarissen : state_secretary secretary_of_state junior_minister undersecretary state_secretaries under-secretary | minister* secretary deputy assistant
  <> premier premiers minister-president eerste_minister | minister-president* regeringsleid* kabinetsch* president : prime_minister! premier prime_ministers | pm president minister_president government head
  <> president presidenten presidente | voorzit* president* presidents* oud-president -president staatshoofd leider* directeur* bestuursvoorzitter topman -leider : president presidents presidential | chair* presid* govern* head
  <> burgemeester burgemeesters | burgem* : mayor! mayors mayoral | mayor*
  <> wethouder wethouders schepen schepenen : alderman aldermen alderwoman city_councillor deputy_mayor | council* executive alder*
  <> gouverneur gouverneurs commissaris_van_de_koning landvoogd | gouver* -gouverneur stadhouder* : governor! governors | govern* commissioner stadtholder
  <> senator senatoren | senaat* senat* : senator! senators | senat*
  <> kamerlid kamerleden parlementariër parlementariërs volksvertegenwoordiger volksvertegenwoordigers wetgever wetgevers afgevaardigde afgevaardigden congreslid congresleden | kamer* parlem* congres* raadslid* lid leden : mp mps member_of_parliament members_of_parliament congressman congressmen congresswoman lawmaker lawmakers parliamentarian parliamentarians | represent* deleg* member* legislat* parliament* politic*
  <> raadslid raadsleden gemeenteraadslid gemeenteraadsleden | raad* : councillor councillors councilor councilman | council* member*
  <> kanselier bondskanselier | kansel* minister_van_financiën : chancellor | finance
  <> ambassadeur ambassadeurs gezant gezanten | ambass* : ambassador ambassadors envoy | embass* diplomat* envoy*
  <> consul consuls | consul* : consul consuls | consul*
  <> diplomaat diplomaten | diplom* : diplomat diplomats | diplom* envoy*
  <> rechter rechters raadsheer raadsheren | recht* magistra* opperrecht* -rechter -rechters jurylid juryleden : judge! judges magistrate magistrates | justic* court* referee jud*
  <> advocaat advocaten raadsman raadslieden | jurist* juridisch* advoc* strafpleit* : lawyer lawyers attorney attorneys barrister solicitor counsel | advoc* legal* counsel* defen*
  <> officier_van_justitie officieren_van_justitie aanklager aanklagers procureur openbaar_aanklager | ministerie justitie aankla* om procur* officier* : prosecutor prosecutors public_prosecutor district_attorney | prosecut* attorney
  <> notaris notarissen : notary notaries
  <> dokter dokters arts artsen huisarts huisartsen medicus medici chirurg chirurgen specialist specialisten | med* -arts -artsen dr doctor* geneesh* : doctor doctors physician physicians surgeon surgeons gp gps medic medics | dr med* special* consult* vet*
  <> verpleegkundige verpleegkundigen verpleegster verpleegsters verpleger verplegers zuster zusters | verple* -verpleegkundige* zorgverl* : nurse! nurses | nurs* sister*
  <> patiënt patiënten | patiënt* zieke* cliënt* ziek* -patiënten -patiënt : patient! patients! | sick* client* ill
  <> tandarts tandartsen : dentist dentists | dental
  <> leraar leraren lerares leerkracht leerkrachten docent docenten onderwijzer onderwijzers meester juf | doce* onderwijz* -leraar lera* leerm* : teacher! teachers! schoolteacher | lectur* master* teach* instruct* tutor* professor* educator* faculty
  <> leerling leerlingen scholier scholieren student studenten studente studentes -studenten -student | leerl* stude* discip* volgel* schol* -leerlingen universit* pupil* : pupil pupils student students schoolchildren | disciple* school* apprent* learner* undergrad* graduat* kid* child* class*
  <> hoogleraar hoogleraren professor professoren | prof* docent* -hoogleraar leraar : professor professors | prof* lectur* chair academic*
  <> rector rectoren schoolhoofd : headteacher headmaster school_principal rector | head* princip* dean*
  <> directeur directeuren directrice bestuurder bestuurders | direct* hoofd* bestuu* leider* leid* -directeur chef* baas topman* ceo regis* algemeen_directeur topvrouw* : director directors managing_director | direct* head* manag* execut* ceo boss* chief* leader* principal* administr* board*
  <> topman topvrouw ceo bestuursvoorzitter | direct* bestuur* algemeen_directeur baas top* voorz* : ceo ceos chief_executive chief_executives | exec* chief* boss* direct* chair* head*
  <> voorzitter voorzitters voorzitster | voorz* praes* bestuur* -voorzitter president* : chairman chairwoman chairperson chairs chairmen | chair* president* speaker* head* leader*
  <> penningmeester penningmeesters | minister_van_financiën : treasurer treasurers
  <> secretaris secretarissen secretaresse secretaris-generaal | secr* minister* -secretaris griffier* : secretary secretaries secretary-general | secret* minister* clerk* assistant
  <> woordvoerder woordvoerders woordvoerster zegsman | woordv* spreek* persv* -woordvoerder zegsl* zegsvr* : spokesman spokesmen spokeswoman spokesperson spokespersons spokespeople | spok* press represent* rep
  <> hoofd hoofden chef chefs leider leiders leidster baas bazen aanvoerder | hoofd* leid* chef* -leider -hoofd -chef top* kop direct* opper* vooraan* manager* voorman* korps* stam* leidingg* : chief chiefs boss bosses | head* lead* top* direct* manag* chair* command* princip* main* major superior* supervis* ceo editor* captain*
  <> manager managers bedrijfsleider | manag* leid* beheer* direct* coach* trainer* bestuur* -manager -managers leidinggev* : manager managers | manag* execut* direct* head* coach* boss* superv* administr*
  <> eigenaar eigenaren eigenaars eigenares | bezit* eige* -eigenaar -eigenaars -eigenaren baas* verhuur* : owner owners proprietor | own* landlord* propriet* holder*
  <> huurder huurders | huur* bewon* : tenant tenants renter renters | rent* resid* lodg* leas*
  <> werkgever werkgevers | werkg* baas* bedrij* : employer employers | boss* compan* employ*
  <> werknemer werknemers medewerker medewerkers personeel personeelslid personeelsleden arbeider arbeiders werknemend* | werk* mede* arbeid* staf* mensen perso* -medewerkers -medewerker collega* krachten -personeel ambten* -arbeiders dienst* bedien* : employee employees worker workers staff | work* employ* labour* labor* personnel* crew* assoc* collea* people team* operative*
  <> -ambtenaar | ambt* functionar* amb* -ambtenaar beambt* : civil_servant civil_servants | offici* public* civil* officer* bureauc* govern*
  <> slachtoffer slachtoffers | getroff* slacht* dode* gewond* -slachtoffer -slachtoffers gedup* prooi : victim victims | casualt* victim* surviv* dead suffer* prey sufferer*
  <> dader daders moordenaar moordenaars pleger plegers | mis* moord* daad* -dader -daders schuld* crimin* aanval* aanrand* schutter* -moordenaar boosd* : perpetrator perpetrators murderer murderers culprit culprits offender offenders killer killers | suspect* attack* crim* shoot* assail* assass* gunm* abus*
  <> verdachte verdachten beklaagde beklaagden beschuldigde | verd* beklaag* beschuld* aangekl* vermoed* : suspect suspects defendant defendants | accused* suspect* alleg* susp*
  <> getuige getuigen ooggetuige ooggetuigen | getuig* -getuigen -getuige omst* toeschouwer* : witness witnesses eyewitness eyewitnesses | witness* testif* bystand* testimon* evidence
  <> gijzelaar gijzelaars gegijzelde gegijzelden : hostage hostages
  <> gevangene gevangenen gedetineerde gedetineerden | gevang* gedet* krijgsg* -gevangenen : prisoner! prisoners inmate inmates detainee detainees | prison* captiv* pow* detain* convict* incarcer*
  <> bewaker bewakers cipier cipiers bewaking | bewak* wacht* agent* gevangenis* : guard guards warden wardens jailer jailers | guard* officer* secur* keeper*
  <> coach coaches trainer trainers | coach* train* manager* -coach -trainer touringcar* bus* bondscoach* : coach coaches | coach* train* manag* bus*
  <> aanvoerder aanvoerders captain captains | kapit* hoofd* leid* gezagv* : captain | skipper* captain* lead*
  <> kapitein kapiteins gezagvoerder schipper | kapit* gezag* schipp* : captain captains skipper | captain* skipper* command* master* boat*
  <> scheidsrechter scheidsrechters arbiter arbiters | scheid* : referee referees umpire | ref* umpire* judge* official*
  <> speler spelers speelster speelsters -speler -spelers | spel* speel* voetball* ploeg* acteur* tennis* golf* deeln* -speelster keeper* aanvall* verded* middenv* : player players footballer footballers | play* golf* team* actor* footb* gam*
  <> doelman doelverdediger keeper | doel* keep* : goalkeeper keeper goalie | keep*
  <> -onderzoeker onderzoekster -wetenschapper vorser | onderz* weten* geleerd* -onderzoeker -wetenschapper -wetenschappers expert* deskund* -loog -logen speur* recherch* : researcher researchers scientist scientists investigator investigators | research* scien* investig* academ* scholar* expert* analyst* inspect* detect* -ologist -ologists historian*
  <> journalist journalisten journaliste verslaggever verslaggevers verslaggeefster correspondent reporter reporters | journ* pers* verslag* repor* corresp* redact* media : journalist journalists reporter reporters correspondent | press* journ* report* media corresp* news* writer* editor*
  <> politicus politici politica | polit* bestuur* -politicus beleid* kamerl* : politician politicians | polit* polic* statesm* lawmak* mp*
  <> kunstenaar kunstenaars kunstenares artiest artiesten zanger rapper muzikant | kunst* artie* schild* muz* : artist artists | art* perform* paint* music*
  <> schilder schilders schilderes | schild* kunst* : painter painters | paint* artist*
  <> -schrijver schrijfster -auteur romanschrijver | schrijf* schrijv* aut* dicht* -schrijver tekst* columnist* schr* : writer writers author authors novelist | writ* auth* poet* novel* columnist* playwr* screenw*
  <> lezer lezers lezeres | lees* leze* : reader readers | read*
  <> dichter dichters dichteres | dich* : poet poets | poet*
  <> zanger zangers zangeres | zang* muz* : singer singers vocalist | sing* music* vocal* artist*
  <> agent agenten politieagent politieagenten politieman politiemensen politie -agent -agenten | politie* agent* wijkag* rech* mar* veiligh* bevoegd* officier* : policeman policemen police_officer police_officers constable policewoman cop cops | police* agent* officer* detect* PC
  <> soldaat soldaten militair militairen -soldaat -soldaten | leger* solda* troep* milit* krijg* manschap* mari* strijd* : soldier soldiers | milit* troop* army* serv* personnel* infant* fight* marin* guard*
  <> generaal generaals | gener* opper* -generaal : generals | gener* commander* overall*
  <> kolonel kolonels : colonel! colonels | lieutenant*
  <> brandweerman brandweermannen brandweerlieden | brandw* : firefighter firefighters fireman firemen | fire*
  <> piloot piloten vlieger vliegers vliegenier | vlieg* pilo* : pilot pilots airman | aviat* flyer* fly* crew*
  <> bestuurder bestuurders chauffeur chauffeurs automobilist automobilisten | rijder* bestuu* machinist* rijd* trucker* coureur* -chauffeur -rijder : driver drivers motorist motorists | driv* chauff* rider* motor* operator*
  <> passagier passagiers inzittende inzittenden reiziger reizigers | reiz* pass* -passagiers inzit* : passenger passengers | travel* passeng* occup* rider* commut*
  <> voetganger voetgangers wandelaar wandelaars | voetg* loop* wandel* : pedestrian pedestrians | walk* foot* hik*
  <> fietser fietsers wielrenner wielrenners | fiets* wielr* : cyclist cyclists | cycl* bik* rider*
  <> klant klanten afnemer afnemers consument consumenten koper kopers | klant* consum* gebruik* kop* gast* cli* -klanten : customer customers consumer consumers | cust* client* shopp* buyer* user* guest* patron*
  <> leverancier leveranciers verkoper verkopers | lever* verko* -leverancier* aanbied* : supplier suppliers seller sellers | suppl* vend* provid* sell*
  <> boer boeren boerin landbouwer landbouwers | boer* agr* landb* veeh* -boeren kwek* tel* : farmer farmers | farm* agric* grow* peasant* ranch*
  <> ouder ouders | ouder* vader* moeder* -ouders opvoed* voor* : parent parents | parent* mother* father* mum* mom* dad* famil* folk*
  <> kind kinderen kindje kleuter kleuters peuter peuters | kind* jong* baby* kleint* zoon* dochter* -kind -kinderen -kids leerl* : child children kid kids toddler toddlers | child* kid* young* bab* youth* son sons daughter* infant* student* pupil* offspr* teen* schoolch*
  <> bisschop bisschoppen aartsbisschop | biss* : bishop bishops archbishop | bish*
  <> priester priesters pastoor dominee predikant | pries* pasto* gees* kerk* : priest priests pastor vicar clergyman | cler* prie* pasto* relig* minister* reverend*
  <> paus pausen | paus* : pope popes | pap* pontif*
  <> imam imams : imam imams
  <> rabbijn rabbijnen : rabbi rabbis
  <> -koning | koni* vorst* : king! kings | royal* monarch*
  <> keizer keizers tsaar | keiz* : emperor emperors tsar | imper*
  <> prins prinsen kroonprins | prins* : prince princes crown_prince | royal*
  <> oprichter oprichters stichter grondlegger | opr* sticht* grond* medeop* : founder founders co-founder | found* creat* establish* father*
  <> opvolger opvolgers : successor successors | succ* replac*
  <> voorganger voorgangers voorloper voorlopers : predecessor predecessors | previous pastor
  <> buurman buurvrouw buren buur buurland buurlanden omliggend* omring* | buur* omwon* : neighbour neighbours neighbor neighbors | neighb* next
  <> toerist toeristen | toer* bezoek* vakan* reiz* : tourist tourists holidaymaker holidaymakers | tour* visit* travel* vacation*
  <> redacteur redacteuren hoofdredacteur | redac* : editor editors editor-in-chief | edit*
  <> kok koks chef-kok | kok* keuk* : cook cooks chef chefs | cook* chef*
  <> visser vissers | viss* : fisherman fishermen | fish*
  <> winnaar winnaars winnares | winn* won de_baas zege* versla* overwin* kampioen* : winner winners champion champions | win* champ*
  <> regisseur regisseurs filmmaker filmmakers | regis* film* : film_director filmmaker film-maker filmmakers | direct* film*
  <> acteur acteurs actrice actrices | act* spel* toneel* rol : actor actors actress actresses | act* star* cast play*
  <> ingenieur ingenieurs technicus technici | technic* ingen* : engineer engineers | engineer* technic*
  <> drummer drummers slagwerker : drummer drummers
  <> gitarist gitaristen bassist : guitarist guitarists
  <> fan fans supporter supporters toeschouwer toeschouwers aanhangers publiek | support* aanhang* kijk* toesch* : fan fans spectators spectator supporters | crowd audience viewers support* follow*
  <> politie politiekorps politiebureau | agent* politie* recherche* korps marechaussee beamb* : police | officer* cop* constab* law_enforcement
  <> leger legers landmacht strijdkrachten krijgsmacht | milit* solda* troep* leger* : army armed_forces | milit* troop* soldier* force* military
  <> marine zeemacht | vloot marini* : navy | naval fleet marine*
  <> brandweer | brandw* : fire_brigade fire_service fire_department firefighters | fire*
  <> sergeant sergeanten : sergeant sergeants
  <> luitenant luitenanten : lieutenant lieutenants | lt
  <> majoor : majors
  <> voetballer voetballers -voetballer | speler* voetbal* : footballer footballers | player* football*
  <> docent docenten lector universitair_docent | leraar* lera* : lecturer lecturers | teach* prof* instruct*
  <> producent producenten maker makers | produc* fabrik* : producer producers maker makers | produc* manufactur*
  <> uitgever uitgevers uitgeverij | uitgev* : publisher publishers | publish*
  <> redacteur redacteuren | redact* : editor editors | edit*
  <> steward stewards stewardess purser : steward stewards stewardess flight_attendant
  <> financieel_directeur cfo : cfo chief_financial_officer
  <> minister_van_buitenlandse_zaken buitenlandminister | minister* buitenlandse_zaken : foreign_minister foreign_ministers foreign_secretary | minister* secretary
  <> bediende bedienden klerk griffier : clerk clerks
  <> verhuurder verhuurders huisbaas huisbazen : landlord landlords landlady
  <> apotheker apothekers : pharmacist pharmacists
  <> architect architecten | architect* : architect architects | architect*
  <> econoom economen | econo* : economist economists | econo*
  <> historicus historici geschiedkundige | histor* : historian historians | histor*
  <> psycholoog psychologen psychiater psychiaters | psych* : psychologist psychologists psychiatrist | psych*
  <> bakker bakkers : baker bakers
  <> slager slagers : butcher butchers
  <> timmerman timmerlieden : carpenter carpenters
  <> loodgieter : plumber plumbers
  <> monteur monteurs : mechanic mechanics
  <> verkoper verkopers verkoopster : salesman salesmen salesperson shop_assistant | seller* vendor*
  <> vrijwilliger vrijwilligers | vrijwil* : volunteer volunteers | volunt*
  <> vluchteling vluchtelingen asielzoeker asielzoekers | migrant* vlucht* : refugee refugees asylum_seeker asylum_seekers | migrant* displaced
  <> kandidaat kandidaten | kandid* : candidate candidates | nominee* contend* applicant*
  <> kiezer kiezers stemmer stemmers | kies* stem* : voter voters | vot* elector*
  <> dief dieven inbreker inbrekers overvaller overvallers : thief thieves burglar burglars robber robbers
  <> jager jagers : hunter hunters
  <> tolk tolken vertaler vertalers : interpreter interpreters translator translators
  <> tegenstander tegenstanders opponent | tegen* : opponent opponents | oppos* rival*
  <> broer broers | broer* : brother brothers | sibling*
  <> zus zussen zuster | zus* : sister sisters | sibling* nun*
  <> vader vaders | vader* : father fathers | dad parent*
  <> moeder moeders | moeder* : mother mothers | mum mom parent*
  <> zoon zonen zoontje | zoon* : son sons | child* boy*
  <> dochter dochters dochtertje | dochter* : daughter daughters | child* girl*
  <> neef neven nicht nichten | neef* nicht* : cousin cousins nephew nephews niece nieces
  <> oom ooms : uncle uncles
  <> tante tantes : aunt aunts
  <> opa grootvader : grandfather grandpa | grandparent*
  <> oma grootmoeder : grandmother grandma | grandparent*
`;
