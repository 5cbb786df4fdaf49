/** A Dutch word that looks like an English one of another meaning. */
export interface FalseFriend {
  /** The Dutch word, in its forms. */
  readonly dutch: readonly string[];
  /** The English that it looks like, in its forms. */
  readonly english: readonly string[];
  /** What it does mean. */
  readonly meaning: string;
}

/** Forms of the Dutch, forms of the English, and the meaning; one false friend a line. */
const table = `
eventueel eventuele = eventual eventually: possible, possibly
actueel actuele = actual actually: current, topical
actualiteit actualiteiten = actuality: current affairs
controle controles = control controls: check, inspection
controleren controleert gecontroleerd = control controls controlled: to check
brutaal brutale = brutal: cheeky, bold
consequent consequente = consequent consequently: consistent
dapper dappere = dapper: brave
directie directies = direction directions: management
fabriek fabrieken = fabric fabrics: factory
gymnasium = gymnasium: grammar school
kritiek = critic critique: criticism
lokaal lokalen = locale: classroom; local
manifestatie manifestaties = manifestation manifestations: demonstration, event
mening meningen = meaning: opinion
motief = motif: motive
notitie notities = notice: note
novelle novelles = novel novels: novella
ordinair ordinaire = ordinary: vulgar
pathetisch pathetische = pathetic: melodramatic
personeel = personal: staff
prospectus = prospect: brochure
proces processen = process processes: trial; process
rapport rapporten = rapport: report
rendement = rendition: return, yield
roman romans = roman: novel
rumoer rumoerig = rumour rumor rumours: noise
slim slimme = slim: clever
smal smalle = small: narrow
solide = solid: sound, reliable
stadium = stadium: stage
sensibel sensibele = sensible: sensitive
sympathiek sympathieke = sympathetic: likeable
undergrond = underground: subsoil
braaf brave = brave: well-behaved
chef = chef: boss
concurrent concurrenten = concurrent: competitor
concurrentie = concurrency: competition
fractie fracties = fraction fractions faction: parliamentary party
genie = genie: genius
globaal globale = global globally: rough, broadly
parket = parquet: public prosecution service
principieel principiële = principal principally: on principle
procederen procedeert = proceed proceeds: to litigate
promotie = promotion: doctorate; promotion
reclame = reclaim reclaiming: advertising
realiseren = realize realise: to achieve; to realise
stage stages = stage stages: internship
trant = trend: manner
warenhuis warenhuizen = warehouse warehouses: department store
wethouder wethouders = lawmaker lawmakers: alderman, city executive
biljoen = billion: trillion
miljard = milliard: billion
`;

/** The false friends. */
export const falseFriends: readonly FalseFriend[] = table.trim().split('\n').map(readLine);

function readLine(line: string): FalseFriend {
  const [forms = '', meaning = ''] = line.split(': ');
  const [dutch = '', english = ''] = forms.split(' = ');
  return { dutch: dutch.split(' '), english: english.split(' '), meaning };
}
