/** A Dutch word that looks like an English one of another meaning. */
export interface FalseFriend {
  /** The Dutch word, in its forms. */
  readonly dutch: readonly string[];
  /** The English that it looks like, in its forms. */
  readonly english: readonly string[];
  /** How English that is right begins; the first says what it means. */
  readonly right: readonly string[];
  /** How other Dutch words begin that the English would be right for. */
  readonly others: readonly string[];
}

/**
 * Forms of the Dutch = forms of the English : how what is right begins ; how other Dutch words begin
 * that the English word is right for. One false friend a line; compiled by hand. Words spelt alike in
 * both languages are in homographs.ts.
 */
const table = `
actie acties = act acts : action campaign strike protest drive ; daad wet
actueel actuele = actual actually : current topical present latest up-to-date recent ; werkelijk feitelijk daadwerkelijk eigenlijk echt
actualiteit actualiteiten = actuality : current news topical
advocaat advocaten = advocate advocates avocado : lawyer attorney solicitor counsel barrister ; voorstander pleitbezorg pleit bepleit
ambtenaar ambtenaren = ambassador ambassadors : official civil public ; ambassadeur
arts artsen = art arts artist artists : doctor physician gp medic practitioner ; kunst artiest
beker bekers = beaker beakers : cup mug goblet
biljoen = billion : trillion
braaf brave = brave : well-behaved good obedient ; dapper moedig
brutaal brutale = brutal : cheeky bold impudent insolent brazen ; wreed gewelddadig meedogenloos
controleren controleert controleerde gecontroleerd = control controls controlled : check inspect verif monitor audit supervis ; beheers macht greep
concurrent concurrenten = concurrent concurrents : competitor rival compet
concurrentie = concurrence concurrency : competition competiti rival
conducteur conducteurs = conductor : conductor guard train ; dirigent
consequent consequente = consequent consequently : consistent ; dus daardoor daarom gevolg bijgevolg
corps = corpse corpses : corps ; lijk
directie directies = direction directions : management board executive ; richting aanwijzing leiding
eindelijk = endless endlessly : finally last ; eindeloos
etage etages = stage stages : floor storey story ; podium fase
eventueel eventuele = eventual eventually : possible possib potential any might may if ; uiteindelijk
fabriek fabrieken = fabric fabrics : factory factor plant mill ; stof weefsel
fractie fracties = fraction fractions faction factions : parliamentary party group ; deel breuk
gemeen gemene = common : mean nasty vicious ; gewoon algemeen gezamenlijk vaak heb heeft had
gemeenheid = commonality commonness : meanness nastiness vicious
gemeente gemeenten gemeentes = gemeente community communities : municipal council city town local ; gemeenschap
globaal globale = global globally : rough broad general approximat overall ; wereld mondiaal
graad graden = grade grades : degree rank ; cijfer klas
grapte grapten = grabbed : joked jok quip ; greep grijp pakte
gymnasium gymnasia = gymnasium gymnasiums gym : grammar secondary school ; sport
handel = handle handles : trade commerc trading ; behandel afhandel omgaan
kamer kamers = camera cameras : room chamber house parliament mps ; fototoestel
kritiek = critic critique : criticism critici critical ; criticus
leraar leraren = learner learners : teach ; leerling
lenen leent leende = learn learned learns : borrow lend loan ; leer
lokaal lokalen = locale : classroom local room
magazijn magazijnen = magazine magazines : warehouse stor ; tijdschrift blad weekblad
manifestatie manifestaties = manifestation manifestations : demonstration event rall protest ; uiting verschijn
mening meningen = meaning meanings : opinion view belie ; betekenis
motief motieven = motif motifs : motive reason
notitie notities = notice notices : note memo ; merk opmerk mededeling
novelle novelles = novel novels : novella ; roman
ondernemer ondernemers = undertaker undertakers : entrepreneur business ; begrafenis uitvaart
onderneming ondernemingen = undertaking undertakings : company compan enterprise business firm venture
ondernemen onderneemt ondernam ondernomen = undermine undermines undermined : undertake undertook take took action attempt launch ; ondermijn
opper opperde opperen = upper : suggest propos ; boven
ordinair ordinaire = ordinary : vulgar common cheap ; gewoon normaal
overnemen overgenomen overname = overtake overtaken overtook : take acqui takeover adopt ; inhaal ingehaald
overzien overziet = oversee oversees : survey overview grasp foresee ; toezicht
overzicht overzichten = oversight : overview summary survey ; toezicht
parket = parquet : prosecutor prosecut
particulier particuliere particulieren = particular particularly : private individual ; bijzonder specifiek vooral
pathetisch pathetische = pathetic : melodramatic
personeel = personal : staff personnel employee worker ; persoonlijk
principieel principiële = principal principally : principle ; voornaam hoofd
procederen procedeert = proceed proceeds : litigate litigat court sue ; doorga verder
proef proeven = proof proofs prove : trial test experiment taste ; bewijs
promoveren promoveert promoveerde = promote promotes : doctorate doctora phd degree promot ; bevorder
prospectus = prospect prospects : prospectus brochure ; vooruitzicht
rapport rapporten = rapport : report ; band verstand
recept recepten = receipt receipts reception : recipe prescription ; bon kwitantie ontvangst
reclame reclames = reclaim reclaims : advert commercial ; claim vorder
rekening rekeningen = reckoning : bill account invoice
rendement = rendition : return yield efficienc
rente rentes = rent rents : interest ; huur
rumoer = rumour rumor rumours rumors : noise uproar commotion clamo ; gerucht
rumoerig rumoerige = rumour rumor : noisy rowdy raucous
schade = shade shadow shades : damage harm ; schaduw
sensibel sensibele = sensible : sensitive ; verstandig
smal smalle = small : narrow thin ; klein
stadium = stadium stadiums : stage phase ; stadion
standbeeld standbeelden = stand : statue
stoffelijk stoffelijke = chemical : mortal remains material ; chemi
sympathiek sympathieke = sympathetic : likeable nice friendly pleasant ; begrip medelijden
vers verse = verse verses : fresh ; couplet strofe gedicht
wethouder wethouders = lawmaker lawmakers legislator : alder executive councillor ; wetgever parlement kamerlid
chef chefs = chef chefs : head boss manager chief superior leader ; kok keuken restaurant gerecht
deftig deftige = deft : dignified stately posh distinguished
ernstig ernstige = earnest : serious severe grave bad
genie genieën = genie genies : genius
humeur = humour humor : mood temper
jubileum jubilea = jubilation : anniversary anniversar jubilee
kelder kelders = killer killers : cellar basement
kool = cool : cabbage coal ; koel
kunst = cunning : art trick
medicijn medicijnen = medic medics : medicine drug medication
middelbaar middelbare = middling : secondary middle
neef neven = nephews : cousin nephew
omzet = offset : turnover revenue sales
opmerkelijk opmerkelijke = marketable : remarkable remarkabl notable striking
politie = politics politicians : police ; politiek politic
promotie promoties = promotions : doctor phd promot degree ; bevorder
raadsel = council : riddle mystery puzzle
staatssecretaris = secretary-general : state minister
stage stages = stage stages : intern placement trainee ; fase etappe podium toneel stadium
stof stoffen = stuff : dust fabric substance material matter ; spullen
straf straffen = strife : punish penalt sentence
trein treinen = terrain : train
ondergrond = underground : subsoil ground surface base ; metro illega
uitbreiding uitbreidingen = outbreak outbreaks : expansion expan extension ; uitbraak
vee = fee fees : cattle livestock ; kosten tarief
voorstelling voorstellingen = forestalling : performance show idea represent
winkel winkels = wrinkle wrinkles : shop store ; rimpel
zeilen zeilt zeilde = sell sells sold : sail ; verkoop
zolder zolders = soldier soldiers : attic loft ; soldaat soldaten militair
zwager = swagger : brother-in-law
oorlog oorlogen = orlog orlogen : war
benzine = benzine benzene : petrol gas fuel
bord borden = border borders : plate sign board ; grens grenzen
boete boetes = booty : fine penalt
amper = ample : barely hardly scarcely
armoede = arms army : poverty poor ; wapen leger
`;

/** The false friends. */
export const falseFriends: readonly FalseFriend[] = table.trim().split('\n').map(readLine);

function readLine(line: string): FalseFriend {
  const [pair = '', meaning = ''] = line.split(' : ');
  const [dutch = '', english = ''] = pair.split(' = ');
  const [right = '', others] = meaning.split(' ; ');
  return {
    dutch: dutch.split(' '),
    english: english.split(' '),
    right: right.split(' '),
    others: others?.split(' ') ?? [],
  };
}
