import {
  anyOf,
  inSegment,
  type Place,
  type Planter,
  pick,
  pickOther,
  replaceOne,
} from './planter.ts';

interface Country {
  readonly country: string;
  readonly adjective: string;
  readonly dutch: string;
  /** How the Dutch for its people and things begins. */
  readonly stem: string;
}

/** English, its adjective, Dutch, and what the Dutch adjective begins with. */
const countries: readonly Country[] = `
Germany|German|Duitsland|duits
France|French|Frankrijk|fran
Belgium|Belgian|België|belg
Spain|Spanish|Spanje|spaan
Italy|Italian|Italië|itali
Greece|Greek|Griekenland|griek
Turkey|Turkish|Turkije|turk
Russia|Russian|Rusland|russ
China|Chinese|China|chine
Japan|Japanese|Japan|japan
India|Indian|India|indi
Pakistan|Pakistani|Pakistan|pakistan
Egypt|Egyptian|Egypte|egypt
Morocco|Moroccan|Marokko|marok
Sweden|Swedish|Zweden|zwee
Norway|Norwegian|Noorwegen|noor
Denmark|Danish|Denemarken|deen
Finland|Finnish|Finland|fin
Poland|Polish|Polen|pool
Hungary|Hungarian|Hongarije|hongaar
Austria|Austrian|Oostenrijk|oostenrijk
Switzerland|Swiss|Zwitserland|zwits
Portugal|Portuguese|Portugal|portug
Ireland|Irish|Ierland|ier
Scotland|Scottish|Schotland|schot
England|English|Engeland|engel
Wales|Welsh|Wales|wels
Brazil|Brazilian|Brazilië|brazil
Argentina|Argentine|Argentinië|argent
Mexico|Mexican|Mexico|mexic
Canada|Canadian|Canada|canad
Australia|Australian|Australië|austral
New Zealand|New Zealand|Nieuw-Zeeland|nieuw-zee
Indonesia|Indonesian|Indonesië|indones
Suriname|Surinamese|Suriname|surina
South Africa|South African|Zuid-Afrika|zuid-afrika
Nigeria|Nigerian|Nigeria|nigeri
Kenya|Kenyan|Kenia|kenia
Ethiopia|Ethiopian|Ethiopië|ethiop
Israel|Israeli|Israël|isra
Iran|Iranian|Iran|iraan
Iraq|Iraqi|Irak|ira
Syria|Syrian|Syrië|syri
Lebanon|Lebanese|Libanon|liban
Jordan|Jordanian|Jordanië|jorda
Saudi Arabia|Saudi|Saudi-Arabië|saudi
Afghanistan|Afghan|Afghanistan|afghaan
Ukraine|Ukrainian|Oekraïne|oekra
Romania|Romanian|Roemenië|roemeen
Bulgaria|Bulgarian|Bulgarije|bulgaar
Serbia|Serbian|Servië|serv
Croatia|Croatian|Kroatië|kroa
Cuba|Cuban|Cuba|cuba
Chile|Chilean|Chili|chil
Colombia|Colombian|Colombia|colomb
Venezuela|Venezuelan|Venezuela|venez
Vietnam|Vietnamese|Vietnam|vietnam
Thailand|Thai|Thailand|thai
Malaysia|Malaysian|Maleisië|maleis
Philippines|Philippine|Filipijnen|filip
South Korea|South Korean|Zuid-Korea|zuid-korea
North Korea|North Korean|Noord-Korea|noord-korea
United States|American|Verenigde Staten|amerika
United Kingdom|British|Verenigd Koninkrijk|brit
Netherlands|Dutch|Nederland|nederland`
  .trim()
  .split('\n')
  .map((line) => {
    const [country = '', adjective = '', dutch = '', stem = ''] = line.split('|');
    return { country, adjective, dutch, stem };
  });

const byName = new Map(countries.map((row) => [row.country, row]));
const byAdjective = new Map(countries.map((row) => [row.adjective, row]));

const dutchCities: Readonly<Record<string, string>> = {
  London: 'Londen',
  Paris: 'Parijs',
  Rome: 'Rome',
  Brussels: 'Brussel',
  Antwerp: 'Antwerpen',
  Ghent: 'Gent',
  Cologne: 'Keulen',
  Munich: 'München',
  Vienna: 'Wenen',
  Lisbon: 'Lissabon',
  Moscow: 'Moskou',
  Prague: 'Praag',
  Warsaw: 'Warschau',
  Copenhagen: 'Kopenhagen',
  Athens: 'Athene',
  Milan: 'Milaan',
  Venice: 'Venetië',
  Geneva: 'Genève',
  Beijing: 'Peking',
  'The Hague': 'Den Haag',
  Cairo: 'Caïro',
  Jerusalem: 'Jeruzalem',
  Damascus: 'Damascus',
};
const cities = [
  ...Object.keys(dutchCities),
  ...'Amsterdam Rotterdam Utrecht Eindhoven Groningen Maastricht Arnhem Leiden Haarlem Berlin Hamburg Frankfurt Madrid Barcelona Seville Manchester Liverpool Birmingham Glasgow Edinburgh Dublin Washington Chicago Boston Philadelphia Houston Miami Toronto Montreal Sydney Melbourne Tokyo Mumbai Delhi Jakarta Bangkok Singapore Istanbul Ankara Tehran Baghdad Kabul Nairobi Johannesburg Lagos Oslo Stockholm Helsinki Budapest Zurich'.split(
    ' ',
  ),
];

/** Kinds of institution: one takes the place of another of its line. */
const institutions = [
  ['Supreme Court', 'Court of Appeal', 'Constitutional Court', 'High Court', 'Court of Audit'],
  ['Parliament', 'Senate', 'House of Representatives', 'Congress', 'Cabinet', 'City Council'],
  [
    'European Commission',
    'European Parliament',
    'European Council',
    'European Central Bank',
    'European Court of Justice',
    'Council of Europe',
  ],
  [
    'United Nations',
    'World Bank',
    'World Health Organization',
    'International Monetary Fund',
    'Red Cross',
    'Security Council',
    'European Union',
  ],
  ['White House', 'Pentagon', 'Kremlin', 'Downing Street'],
  ['Labour Party', 'Conservative Party', 'Green Party', 'Republican Party', 'Democratic Party'],
  ['Ministry of Defence', 'Ministry of Finance', 'Ministry of Justice', 'Ministry of Education'],
  ['Ministry of Health', 'Ministry of Foreign Affairs', 'Ministry of Agriculture'],
  ['Department of Justice', 'State Department', 'Treasury', 'Department of Health'],
  ['Rijksmuseum', 'Tropenmuseum', 'Mauritshuis', 'Van Gogh Museum'],
  ['National Archives', 'National Library', 'Chamber of Commerce', 'Tax Administration'],
] as const;
const acronyms =
  'NASA NATO WHO FBI CIA BBC CNN UNICEF UNESCO OPEC IMF NSA MIT FIFA UEFA NHS HIV'.split(' ');

function changeInstitution(place: Place, random: () => number): string | null {
  return replaceOne(place.en, anyOf(institutions.flat(), 'gu'), random, ([found]) => {
    const line: readonly string[] =
      institutions.find((names) => names.some((name) => name === found)) ?? [];
    return pick(
      line.filter((name) => !place.en.includes(name)),
      random,
    );
  });
}

/** The Dutch of a text has a word that begins so. */
function hasStem(nl: string, stem: string): boolean {
  return new RegExp(`(?<!\\p{L})${stem}`, 'iu').test(nl);
}

/** Countries, peoples, cities and institutions. */
export const placePlanters: readonly Planter[] = [
  inSegment('places', 'country', 'another country', (place, random) =>
    replaceOne(place.en, anyOf(byName.keys(), 'gu'), random, ([name]) => {
      const row = byName.get(name);
      if (!row || !(place.nl.includes(row.dutch) || hasStem(place.nl, row.stem))) return null;
      const others = countries.filter((other) => !place.en.includes(other.country));
      return pick(others, random)?.country;
    }),
  ),
  inSegment('places', 'nationality', 'Belgian → German', (place, random) =>
    replaceOne(place.en, anyOf(byAdjective.keys(), 'gu'), random, ([name]) => {
      const row = byAdjective.get(name);
      if (!row || !hasStem(place.nl, row.stem)) return null;
      const others = countries.filter((other) => !place.en.includes(other.adjective));
      return pick(others, random)?.adjective;
    }),
  ),
  inSegment('places', 'city', 'another city', (place, random) =>
    replaceOne(place.en, anyOf(cities, 'gu'), random, ([name]) =>
      place.nl.includes(dutchCities[name] ?? name)
        ? pick(
            cities.filter((city) => !place.en.includes(city)),
            random,
          )
        : null,
    ),
  ),
  inSegment('places', 'institution', 'another institution', changeInstitution),
  inSegment('names', 'acronym', 'NATO → NASA', (place, random) =>
    replaceOne(place.en, /(?<![\p{L}\d.-])\p{Lu}{3,5}(?![\p{L}\d-])/gu, random, ([found]) =>
      new RegExp(`(?<!\\p{L})${found}(?!\\p{L})`, 'u').test(place.nl) || found === 'NATO'
        ? pickOther(
            acronyms.filter((acronym) => !place.en.includes(acronym)),
            [found],
            random,
          )
        : null,
    ),
  ),
];

const dutchAcronyms: ReadonlyArray<readonly [RegExp, RegExp, string]> = [
  [
    /(?:the )?(?:United States(?: of America)?|U\.S\.A?\.?|\bUSA?\b)/g,
    /\bVS\b|Verenigde Staten/,
    'the VS',
  ],
  [/(?:the )?(?:United Kingdom|U\.K\.|\bUK\b)/g, /\bVK\b|Verenigd Koninkrijk/, 'the VK'],
  [/(?:the )?(?:United Nations|U\.N\.|\bUN\b)/g, /\bVN\b|Verenigde Naties/, 'the VN'],
  [/\bNATO\b/g, /\bNAVO\b/, 'NAVO'],
  [/\bEU member states\b/g, /\bEU-lid/, 'EU-lidstaten'],
  [/\bEU countries\b/g, /\bEU-land/, 'EU-landen'],
  [/\bGDP\b|\bgross domestic product\b/g, /\bbbp\b|bruto binnenlands/i, 'bbp'],
  [/\bVAT\b/g, /\bbtw\b/i, 'btw'],
  [
    /(?:the )?(?:Public Prosecution Service|public prosecutor's office)/gi,
    /\bOM\b|Openbaar Ministerie/,
    'the OM',
  ],
  [/\bWHO\b|\bWorld Health Organi[sz]ation\b/g, /\bWHO\b|\bWGO\b|Wereldgezondheids/, 'WGO'],
  [/\bWorld War (?:II|Two)\b|\bSecond World War\b/g, /\bWO ?II\b|Tweede Wereldoorlog/, 'WO II'],
  [/\bWorld War (?:I|One)\b|\bFirst World War\b/g, /\bWO ?I\b|Eerste Wereldoorlog/, 'WO I'],
  [
    /\bIMF\b|\bInternational Monetary Fund\b/g,
    /\bIMF\b|Internationaal Monetair/,
    'Internationaal Monetair Fonds',
  ],
  [/\bIS\b|\bISIS\b|\bIslamic State\b/g, /\bIS\b|Islamitische Staat/, 'Islamitische Staat'],
];

/** What has an English form and was left in its Dutch one. */
export const dutchPlacePlanters: readonly Planter[] = [
  inSegment(
    'dutch left in',
    'dutch-exonym',
    'Germany → Duitsland, London → Londen',
    (place, random) =>
      replaceOne(
        place.en,
        anyOf([...byName.keys(), ...Object.keys(dutchCities)], 'gu'),
        random,
        ([name]) => {
          const dutch = byName.get(name)?.dutch ?? dutchCities[name];
          return dutch !== undefined && place.nl.includes(dutch) ? dutch : null;
        },
      ),
  ),
  inSegment('dutch left in', 'dutch-nationality', 'German → Duitse', (place, random) =>
    replaceOne(place.en, anyOf(byAdjective.keys(), 'gu'), random, ([name]) => {
      const stem = byAdjective.get(name)?.stem;
      if (stem === undefined) return null;
      return new RegExp(`(?<!\\p{L})${stem}\\p{Ll}+`, 'iu').exec(place.nl)?.[0];
    }),
  ),
  inSegment('dutch left in', 'dutch-acronym', 'the US → the VS', ({ en, nl }, random) => {
    const fitting = dutchAcronyms.filter(
      ([english, dutch]) => dutch.test(nl) && en.search(english) >= 0,
    );
    const [english, , left = ''] = pick(fitting, random) ?? [];
    return english ? replaceOne(en, english, random, () => left) : null;
  }),
];

/** True for an English name of a country or a city that Dutch has too: no name of its own. */
export function isKnownPlace(name: string): boolean {
  return (
    byName.has(name) || byAdjective.has(name) || cities.includes(name) || elsewhereKnown.has(name)
  );
}

const elsewhereKnown = new Set(
  [
    ...countries.flatMap(({ country, adjective }) => [country, adjective]),
    'Africa',
    'Asia',
    'Europe',
    'America',
  ].flatMap((name) => name.split(' ')),
);
