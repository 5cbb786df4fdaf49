/** Compiled by hand. Notation: `concepts.ts`. When and where. */
export const beforeAfter = `
voordat vóór alvorens vóórdat voorheen voordien tevoren voor_# voorafgaand~ voor_het_eerst_sinds vooraf vooraleer nog_voor nog_voordat voorafgaande_aan
  | pas_na pas_nadat voor eerder* vroeger* dit_jaar_nog nog_dit_jaar uiterlijk* nog_geen totdat eerst al alvast reeds ooit vorig* geleden pre* prehist* voorb* tevoren vooruit* voordi* daarvoor destijds toen tot voorafg* vroeg* -voor tegen uiterlijk -tot nog
  : before! prior_to beforehand ahead_of preceding | previous* earlier prior ago ahead already first until pre* former* early by in_front advance* precede* yet pre-*
  <> na nadat daarna nadien achteraf naderhand hierna waarna vervolgens na_afloop erna
  | sinds* later* toen* achter* volgend* vervolg* opvolg* wanneer waarna achterna afloop* nagedachtenis uiteind* vernoemd* genoemd overmorgen morgen* 's_middags namiddag* geleden verstreken voorbij einde | na- als dan verder vanaf uit van op dankzij over tot door eind* omdat net opnieuw nu bij met terwijl aan zodra om middag* uur naar afgelopen jaar
  : after! afterwards afterward following thereafter subsequently | later since then next follow* post* when once past subsequent* as behind upon end* from on named succeed* latter afternoon*
tot totdat | tot* voor* tegen voordat vóór pas eer t/m : until! till | up to before by as_far pending through not_until
  <> sinds sindsdien vanaf | sinds* sedert* al omdat na* -sinds daar* aangezien nu tijdens reeds uit lang afgelop* vorig* begin* : since! ever_since | from after because as for in ago over during starting
tijdens gedurende | onder* in bij -tijdens loop* terwijl toen op over* met : during | while in throughout amid* over at when for on whilst
  <> na nadat | voor* sinds* later* daarna* toen* erna : after | since following
  <> voordat vóór | voor* eerder* tot* : before | prior until
`;

/** As above: prepositions of having and being. */
export const withWithout = `
met | met* mee* -mee samen* waarm* daarm* erm* hierm* door* van* bij* via aan* tegen* voor* in* over* onder* die heb* heef* had* om* als* op* en* te* wiens* waarv* waar* uit* tot* naar* plus* nu* -de -e evenals ten* -ig -ige tussen ermee daarmee hiermee waarmee dankzij per : with | having by using and including along has had have through whose -ed
  <> zonder zonder_dat | -loos -loze -vrij -vrije niet geen behalve buiten* gebrek* ontbre* nooit* on* los* noch* -loosheid gratis : without! | no not un* free lack* -less -free never absen* nor
binnen binnenin erbinnen binnenste | binnen* -binnen | in op* uit -binnen intern* daar* op* tijdens* er* over* : inside! within indoors | in into indoor* inner* interior* internal* among* -in under* intra*
  <> buiten erbuiten daarbuiten buitenshuis | buiten* uit* -buiten extern* rond* langs* naast* behalve* bij* voor* verre* over* open : outside! beyond outdoors | out outdoor* outer* external* exterior* foreign* extra* except* off abroad* other* exclud* suburb* outsk* far apart away overseas front
boven bovenop bovenaan erboven | boven* over* meer* hoog* op* -boven hoger* meer groter* omhoog* vanaf* : above! atop | over* on* top* up* higher* more* upstairs overhead* exceed* beyond upper* eas* aforem* out
  <> onder onderaan beneden eronder | onder* bene* laag* -onder lager* onder* minder* neder* diep* tussen* voet* : below! beneath underneath | under* down* lower* less* bottom* follow* among* deep* short* low* foot
omhoog naar_boven opwaarts~ | op* hoog* boven* : upward upwards | up* ris* high* <> omlaag naar_beneden neerwaarts~ | neer* af* laag* onder* : downward downwards | down* fall* below*
voor vóór | voor* tegen* : in_front_of | before* ahead* outside <> achter | acht* steun* volg* voorstander* verlaten verlat* : behind | back* rear* beyond* after*
aan_land | land kust* wal : ashore onshore | shore* land* <> op_zee offshore | zee* water* kust* : offshore at_sea | sea* ocean* coast
aan_het_begin_van begin_van | begin* vroeg* : at_the_beginning_of at_the_start_of start_of beginning_of | early* open* begin* start* outset* <> aan_het_einde_van einde_van eind_van eind | eind* laat* slot* laatst* : at_the_end_of end_of late_in | late* end* clos* last* final*
`;

/** As above: points of the compass, left and right. */
export const compass = `
noord noorden noordelijk~ northern north noorder* noordwaarts | noord* -noord noor* : north! northern! northward northwards northerly northerner | north*
  <> zuid zuiden zuidelijk~ southern south zuider* zuidwaarts | zuid* -zuid : south! southern! southward southwards southerly southerner | south*
  <> oost oosten oostelijk~ eastern east ooster* oosters~ oostwaarts | oost* indië indisch* nederlands-indië oosters* -oost midden-oosten : east! eastern! eastward eastwards easterly | east* orient*
  <> west westen westelijk~ western wester* westers~ westwaarts | west* westers* antillen -west : west! western! westward westwards westerly | west*
  <> noordoost noordoosten noordoostelijk~ noordoost* noord-oost : northeast! northeastern! north-east north-eastern northeasterly northeastward | north* east*
  <> noordwest noordwesten noordwestelijk~ noordwest* : northwest! northwestern! north-west north-western northwesterly northwestward | north* west*
  <> zuidoost zuidoosten zuidoostelijk~ zuidoost* : southeast! southeastern! south-east south-eastern southeasterly southeastward | south* east*
  <> zuidwest zuidwesten zuidwestelijk~ zuidwest* : southwest! southwestern! south-west south-western southwesterly southwestward | south* west*
links linkse linker linkerkant linkerzijde linker* linksaf linkshandig~ linksachter extreemlinks | links* -links : left-wing left-hand left_side left_hand left_wing far_left leftist left-handed leftwards left_foot left_leg left_arm left_eye left_knee left_ear left_shoulder on_the_left the_left left-back left_back left_bank left-footed left_turn left_field leftmost left_atrium left_ventricle your_left his_left her_left to_the_left | left* port
  <> rechts rechtse rechter rechterkant rechterzijde rechterhand rechter* rechtsaf rechtshandig~ rechtsachter extreemrechts | recht* : right-wing right-hand right_side right_hand right_wing far_right rightist right-handed rightwards right_foot right_leg right_arm right_eye right_knee right_ear right_shoulder on_the_right the_right_of right-back right_back right_bank right-footed right_turn rightmost right_atrium right_ventricle your_right his_right her_right to_the_right | right* starboard
bovenkant bovenste bovenaan top boven- | boven* hoog* opper* piek kop toppen : top upper | above over peak head high* up*
  <> onderkant onderste onderaan bodem beneden | onder* laag* diep* beneden* lager* neder* : bottom | lower under* below down* low*
stroomopwaarts | : upstream <> stroomafwaarts | : downstream
binnenshuis binnen overdekt~ | binnen* : indoors indoor | inside* <> buitenshuis buiten openlucht | buiten* : outdoors outdoor | outside*
binnenkant interieur binnenste binnenland | binnen* : interior | inside inner <> buitenkant buitenste buitenzijde | buiten* gevel* : exterior | outside outer
`;

/** As above: relative time. */
export const relativeTime = `
vandaag vandaag_de_dag vanochtend vanmiddag vanavond vannacht vanmorgen heden deze_morgen deze_ochtend deze_middag deze_avond deze_nacht | nu* tegenw* hedend* dag* huidig* hede* vandaag* deze dit vanda* zojuist : today! tonight! this_morning this_afternoon this_evening today's | now nowadays current* present* day this contemporary*
  <> gisteren gisteravond gistermiddag gisterochtend gisternacht gistermorgen | giste* eergist* : yesterday! last_night! | day_before last previous*
  <> morgen morgenavond morgenochtend morgenmiddag morgenvroeg | overmorg* morg* : tomorrow! | next_day morning* day_after
vorig~ vorige afgelopen verleden laatste laatst_genoemde jongstleden gepasseerde verstreken geleden | laatst* vorig* voor* verl* voorgaand* voorbij* vroeg* sinds* eerder* recent* gister* net* oud* toen* onlangs* pas* over* geled* vannacht
  : last_week! last_month! last_year! last_night! last_summer last_winter last_spring last_autumn last_monday last_tuesday last_wednesday last_thursday last_friday last_saturday last_sunday last_season last_june last_july last_may last_march last_april last_august last_september last_october last_november last_december last_january last_february last_weekend last_century last_time last_decade last_few last ago! previous past | earlier prior recent* former* yesterday over preced* since final* late* gone histor*
  <> volgend~ volgende komend~ komende aanstaand~ aankomend~ eerstvolgend~ eerstkomend~ | komt kom* daarop* opvolg* nieuw* vol* straks* binnenkort* toekom* over* later* aanst* naast* na* ander* straks erop* eerstv* hierna* morgen* hierop* verder* daarna
  : next_week! next_month! next_year! next_summer next_winter next_spring next_autumn next_monday next_tuesday next_wednesday next_thursday next_friday next_saturday next_sunday next_season next_june next_july next_may next_march next_april next_august next_september next_october next_november next_december next_january next_february next_weekend next_century next_time next_decade next_few next coming upcoming forthcoming from_now | follow* later* future* soon* tomorrow ahead new* subsequent* after* then incoming* impend* com* another
  <> deze_week deze_maand dit_jaar dit_seizoen deze_zomer deze_winter dit_weekend dit_voorjaar dit_najaar deze_herfst deze_lente dit_kwartaal deze_eeuw | huidig* deze dit nu* vandaag lopend* afgelop* week* vana* jaar* : this_week this_month this_year this_season this_summer this_winter this_weekend this_spring this_autumn this_century this_quarter | current* present* this today* now
voormalig~ vroeger~ gewezen ex oud-* ex-* | oud* voorm* vorig* eerder* vroeg* eerst* eertijds* toenmalig* destijds* : former formerly ex erstwhile | previous* past* old* late ex* earlier first once retired*
  <> toekomst toekomstig~ aanstaand~ | toekom* later* volgend* aan* komend* straks* verder* : future | coming* next* later* upcoming* prospect* will ahead*
  <> huidig~ tegenwoordig~ hedendaags~ momenteel op_dit_moment op_het_moment thans | nu* vandaag* deze dit* actu* bestaa* thans* zitt* lopend* recent* stroom* | deze dit : current currently present-day nowadays | present* now* today* existing* contemporar* ongoing* incumbent* modern* stream* still
onlangs recent~ recentelijk laatst pas_geleden kortgeleden kort_geleden zojuist zopas net_nog zonet laatstelijk | pas* net* nieuw* laatst* afgelop* vorig* recent* eerder* kort* juist* vers* jongst* sinds* gister* tot_voor_kort : recently lately just_now newly | recent* just new* last* past* latest* late* earlier*
  <> binnenkort straks weldra spoedig zo_dadelijk dadelijk gauw binnen_afzienbare_tijd | snel* toekom* kom* aanst* zo* eerd* meteen* direct* korte* vlug* vlot* al* zodra* later* morgen* ras* algauw* toen* daarna* kort* zo_snel over* volg* snel : soon shortly | quick* near* before* imminent* early* upcom* momentar* immediate* then just* brief* fast* future* short* rapid*
ochtend ochtenden 's_ochtends ochtend* -ochtend -ochtenden vanochtend 's_morgens -morgen vanmorgen voormiddag gisterochtend | morgen* vroeg* ontbijt* a.m dageraad* : morning! mornings this_morning | a.m am dawn* breakfast* early
  <> middag middagen 's_middags middag* -middag -middagen namiddag vanmiddag gistermiddag | na* lunch* twaalf* p.m : afternoon! afternoons noon midday | p.m pm lunch*
  <> avond avonden 's_avonds avond* -avond -avonden vanavond gisteravond | nacht* laat* diner* vooravond* p.m schemer* uit* gala* : evening! evenings tonight! last_night! | night* p.m pm dinner* late eve dusk* supper* sunset*
  <> nacht nachten 's_nachts nacht* -nacht -nachten vannacht middernacht gisternacht | avond* slaap* overnacht* wedstrijd* duister* donk* uur* vanavond : night! nights midnight overnight last_night! nightly | even* sleep* tonight dark* nightt*
dagelijks~ elke_dag iedere_dag | dag* alledaag* : daily every_day | day* everyday* <> wekelijks~ elke_week iedere_week | week* weken : weekly every_week | week* <> maandelijks~ elke_maand iedere_maand | maand* : monthly every_month | month* <> jaarlijks~ elk_jaar ieder_jaar | jaar* jaren : annual annually yearly every_year | year*
eergisteren | : day_before_yesterday | <> overmorgen | : day_after_tomorrow |
voorgoed eeuwig~ altijd | perm* blijv* : forever | permanent* always etern* <> tijdelijk~ even | : temporarily | brief* moment* while
verleden geschiedenis de_afgelopen het_afgelopen | vroeg* histor* voorbij* afgelop* gister* : past history | former* previous* histor* ago last <> toekomst | toekom* later* morgen : future | later ahead tomorrow
nog_steeds nog_altijd nog | steeds altijd blijf* blijv* bleef* gebleven voortdur* toch noch | : still | remain* yet continu* even always nevertheless
  <> niet_meer niet_langer geen_meer nooit_meer niets_meer niemand_meer | niet geen nooit meer langer af* stop* opge* : no_longer! not_any_longer | anymore any_more never not cease*
al alvast reeds | al_lang inmiddels eerder voordien ooit : already | even yet previously early before now
  <> nog_niet nog_geen nog_nooit | niet geen pas nooit nog : not_yet! yet_to! | not still never yet
nu tegenwoordig momenteel vandaag_de_dag op_dit_moment thans inmiddels nu_toe | vandaag huidig* hedend* heden actue* nog net deze vanaf al : now currently at_present at_the_moment nowadays presently | today present* this current* just already
  <> toen destijds toentertijd indertijd | dan vervolgens daarna waarna als zodra nadat voormalig* eerder later vroeger verder waarbij al zullen : then | when after later next thereafter subsequently therefore
onlangs recent~ recentelijk net pas zojuist vlak kort_na kortgeleden | nieuw* laatst* afgelop* sinds kort* vorig* snel : recently recent soon shortly | just new* last late* newly
  <> lang_geleden allang al_lang lang_daarvoor | oud* eeuw* ooit vroeger* lange lang : long_ago! | once ancient
eerder voorheen vroeger daarvoor voordien | al ooit vorig* voorm* oorspr* eerst* toen vroeg* destijds vooraf* tevoren : previously formerly beforehand | earlier former* before previous once past originally used
  <> later daarna vervolgens nadien naderhand daaropvolgend~ uiteindelijk | na* erna waarna toen dan* volgend* sindsdien ook : subsequently thereafter afterwards | later then after follow* next eventually since
`;
