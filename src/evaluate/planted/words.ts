import {
  anyOf,
  elsewhere,
  inSegment,
  type Place,
  type Planter,
  pick,
  replaceOne,
  splice,
  wordsOf,
} from './planter.ts';

/** Dutch words and their English, as a model leaves them: nouns for the most part. */
const dutchOf: ReadonlyMap<string, string[]> = readPairs(`
bewoners residents; bewoner resident; inwoners inhabitants; burgers citizens; gevangenis prison; gevangenen prisoners
cipiers guards; bewakers guards; olifant elephant; olifanten elephants; paarden horses; vogels birds; honden dogs
leeuwen lions; walvissen whales; muizen mice; bondgenoten allies; soldaten soldiers; leger army; oorlog war
vrede peace; wapens weapons; schutter gunman; slachtoffers victims; slachtoffer victim; dader perpetrator
verdachte suspect; rechter judge; rechtbank court; advocaat lawyer; getuigen witnesses; aanklacht charge; straf sentence
misdaad crime; moord murder; diefstal theft; politie police; agenten officers; brandweer firefighters
ziekenhuis hospital; ziekenhuizen hospitals; artsen doctors; verpleegkundigen nurses; patiënten patients
ziekte disease; ziekten diseases; kanker cancer; griep flu; koorts fever; hersenen brain; bloed blood; huid skin
longen lungs; geneesmiddel drug; geneesmiddelen medicines; vaccin vaccine; behandeling treatment; onderzoek research
onderzoek investigation; onderzoek study; onderzoekers researchers; wetenschappers scientists; wetenschap science
hoogleraar professor; leerlingen pupils; leerlingen students; studenten students; leraar teacher; leraren teachers; school school
onderwijs education; kennis knowledge; geschiedenis history; eeuw century; eeuwen centuries; verleden past; toekomst future
jeugd youth; kinderen children; ouders parents; moeder mother; vader father; zoon son; dochter daughter
broer brother; zus sister; vrouw woman; vrouwen women; mannen men; vrienden friends; buren neighbours; buren neighbors
gezin family; familie family; huwelijk marriage; bruiloft wedding; begrafenis funeral; kerk church; kerken churches
geloof faith; dorp village; dorpen villages; stad city; steden cities; straat street; straten streets; weg road; wegen roads
brug bridge; gebouw building; gebouwen buildings; huis house; huizen houses; woningen homes; kamer room; deur door
ramen windows; tuin garden; bossen forests; bergen mountains; rivier river; rivieren rivers
zee sea; kust coast; strand beach; eiland island; eilanden islands; schip ship; schepen ships
boten boats; vliegtuig plane; vliegtuig aircraft; vliegtuigen aircraft; luchthaven airport; trein train
treinen trains; fiets bicycle; fietsen bicycles; auto car; vrachtwagen truck; voertuigen vehicles; voertuig vehicle
weer weather; regen rain; sneeuw snow; storm storm; overstroming flood; overstromingen floods; aardbeving earthquake
droogte drought; klimaat climate; lucht air; lucht sky; zon sun; maan moon; aarde earth; ruimte space; sterren stars
regering government; overheid government; kabinet cabinet; verkiezingen elections; verkiezing election; stemmen votes
kiezers voters; wetten laws; grens border; grenzen borders; belasting tax; belastingen taxes; geld money
begroting budget; schuld debt; schulden debts; bedrijf company; bedrijven companies; werknemers employees; werkgever employer
baan job; banen jobs; winst profit; winkel shop; winkels shops; markt market; handel trade; prijs price; prijzen prices
prijs award; landbouw agriculture; boeren farmers; oogst harvest; voedsel food; vlees meat; vis fish; brood bread
groente vegetables; groenten vegetables; melk milk; kaas cheese; zout salt; suiker sugar; wijn wine; energie energy
stroom electricity; olie oil; kolen coal; goud gold; zilver silver; ijzer iron; hout wood; steen stone; glas glass
boek book; boeken books; krant newspaper; kranten newspapers; tijdschrift magazine; brieven letters
schilderij painting; schilderijen paintings; kunst art; kunstenaar artist; kunstenaars artists; muziek music
liederen songs; toneel stage; schrijver writer; schrijvers writers; voorwerp object; voorwerpen objects; verzameling collection
collectie collection; herkomst provenance; bronnen sources; bron source; vragen questions; vraag question; antwoord answer
wedstrijd match; wedstrijd game; wedstrijden matches; spelers players; speler player; ploeg team; doelpunt goal
overwinning victory; nederlaag defeat; kampioen champion; kampioenschap championship; toernooi tournament; seizoen season
scheidsrechter referee; voorzitter chairman; burgemeester mayor; woordvoerder spokesman; woordvoerder spokesperson
koning king; koningin queen; keizer emperor; opstand uprising; opstand revolt; vluchtelingen refugees; reizigers travellers
reizigers travelers; toeristen tourists; bezoekers visitors; toeschouwers spectators; gemeente municipality; provincie province
vergadering meeting; overeenkomst agreement; verdrag treaty; besluit decision; beslissing decision; maatregelen measures
maatregel measure; plannen plans; gevaar danger; risico risk; hulp help; hulp aid; zorg care; veiligheid safety
veiligheid security; vrijheid freedom; gelijkheid equality; kracht strength; kracht force; snelheid speed; hoogte height
grootte size; gewicht weight; oppervlakte area; bodem soil; diepte depth; breedte width; lengte length; gemiddelde average
vooruitgang progress; ontwikkeling development; ontdekking discovery; uitvinding invention; gereedschap tools
verkoop sales; klanten customers; klant customer; eigenaar owner; gebruikers users; gebruiker user; telefoon phone
instellingen settings; versie version; sleutel key; scherm screen; netwerk network; bericht message; berichten messages
gegevens data; spelregels rules; regels rules; fout error; fouten errors; oorzaak cause; gevolg consequence; gevolgen consequences
verandering change; veranderingen changes; verschil difference; verschillen differences; kans chance; kansen opportunities
ongeluk accident; ongeval accident; aanval attack; aanvallen attacks; aanslag attack; bom bomb; schade damage
doden deaths; gewonden injured; lichaam body; hoofd head; handen hands; ogen eyes; gezicht face
meisje girl; meisjes girls; jongen boy; jongens boys; volk people; mensen people; leider leader; leiders leaders; leden members
groot large; grote large; grote great; grote big; kleine small; nieuwe new; oude old; jonge young; belangrijke important
snelle fast; sterke strong; zwakke weak; gevaarlijke dangerous; moeilijke difficult; rijke rich; arme poor; zware heavy
lange long; korte short; hoge high; lage low; vroege early; late late; gezonde healthy; zieke sick; dode dead; levende living
volgens according; omdat because; maar but; ook also; wel indeed; echter however; tijdens during; tussen between; zonder without
`);

function readPairs(lines: string): ReadonlyMap<string, string[]> {
  const pairs = new Map<string, string[]>();
  for (const line of lines.split(/[\n;]/)) {
    const [dutch, english] = line.trim().split(' ');
    if (dutch && english && dutch !== english)
      pairs.set(english, [...(pairs.get(english) ?? []), dutch]);
  }
  return pairs;
}

const englishWords = anyOf(dutchOf.keys(), 'gu');

/** Words that English has too, so that nobody could call them left in Dutch. */
const alsoEnglish = new Set(
  `water winter minister president premier partner student moment project product problem system film album radio computer
  internet website software program export import transport sport tennis hockey voetbal golf team trainer coach park
  museum hotel restaurant café bar bus metro station tunnel tram taxi drama opera theater concert band podium tennis
  centrum centrum plan test model monitor type norm basis status media dossier budget expert manager director vice
  contact contract conflict protest incident moment instrument document argument element arrest transport export
  national nationale international data agenda virus infectie lever warm hand land arm storm bank ring wind ramp
  begin winkel golf over under waren worden door moest meer more most last first west east former later letter
  server browser tablet laptop smartphone update online offline scanner printer link code app apps bluetooth wifi
  animal instituut studio variant patent referendum forum campus trauma trend trends record records show shows finale
  festival popular liberal federal regional lokaal normaal generatie legende service chef legend`.split(
    /\s+/,
  ),
);

/** Content words of the Dutch that could be left standing: no name, and no English word. */
function dutchWords({ nl, en, ...place }: Place): string[] {
  const english = new Set(
    wordsOf(`${en} ${elsewhere({ nl, en, ...place })}`.toLowerCase()).map(trimmed),
  );
  return [...nl.matchAll(/(?<=[\p{Ll},;] )\p{Ll}{6,}(?![\p{L}\p{N}'’-])/gu)]
    .map(([word]) => word)
    .filter((word) => !alsoEnglish.has(word) && !english.has(word));
}

function trimmed(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** A Dutch content word takes the place of an English one that is as far along in the text. */
function leaveWord(place: Place, random: () => number): string | null {
  const word = pick(dutchWords(place), random);
  if (word === undefined) return null;
  const along = place.nl.indexOf(word) / place.nl.length;
  const places = [...place.en.matchAll(/(?<=\p{Ll},? )\p{Ll}{5,}(?![\p{L}\p{N}'’-])/gu)];
  const nearest = places.toSorted(
    (a, b) =>
      Math.abs(a.index / place.en.length - along) - Math.abs(b.index / place.en.length - along),
  )[0];
  if (!nearest) return null;
  return splice(place.en, nearest.index, nearest.index + nearest[0].length, word);
}

/** From four to seven Dutch words take the place of as many English ones. */
function leaveClause({ nl, en }: Place, random: () => number): string | null {
  const [dutch, english] = [wordsOf(nl), wordsOf(en)];
  const count = 4 + Math.floor(random() * 4);
  if (dutch.length < count + 6 || english.length < count + 6) return null;
  const along = random();
  const from = Math.floor(along * (dutch.length - count));
  const at = Math.floor(along * (english.length - count));
  const clause = dutch.slice(from, from + count);
  // Names and figures alone are no Dutch.
  if (clause.filter((word) => /^\p{Ll}{2,}$/u.test(word)).length < 3) return null;
  return english.toSpliced(at, count, ...clause).join(' ');
}

const endings = ['ing', 'ed', 'ly', 'ion', 'ity', 's', ''];

function endingOf(word: string): string {
  return endings.find((ending) => word.endsWith(ending)) ?? '';
}

/** A content word of another segment in the place of one of this. */
function otherWord(place: Place, random: () => number): string | null {
  const content = /(?<=\p{Ll} )\p{Ll}{5,}(?![\p{L}'’-])/gu;
  const own = new Set(place.en.toLowerCase().match(/\p{L}+/gu));
  const others = [...new Set(elsewhere(place).match(content))].filter((word) => !own.has(word));
  return replaceOne(place.en, content, random, ([word]) =>
    pick(
      others.filter((other) => endingOf(other) === endingOf(word)),
      random,
    ),
  );
}

/** Dutch left standing. */
export const dutchWordPlanters: readonly Planter[] = [
  inSegment(
    'dutch left in',
    'dutch-word',
    'a Dutch word in place of its English',
    ({ nl, en }, random) => {
      const words = new Set(nl.toLowerCase().match(/\p{L}+/gu));
      return replaceOne(en, englishWords, random, ([english]) =>
        pick(
          (dutchOf.get(english) ?? []).filter((dutch) => words.has(dutch)),
          random,
        ),
      );
    },
  ),
  inSegment('dutch left in', 'dutch-word-any', 'any Dutch word of six letters or more', leaveWord),
  inSegment('dutch left in', 'dutch-clause', 'four to seven Dutch words', leaveClause),
];

/** A word that means something else. */
export const wordPlanters: readonly Planter[] = [
  inSegment('meaning', 'content-word', 'another content word of the article', otherWord),
];
