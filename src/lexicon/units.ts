/*
 * Units of measure, of time and of money in both languages, compiled by hand from the SI brochure,
 * the tables of British and American units of NIST Handbook 44, and ISO 4217.
 */

/** What a unit measures; amounts of one dimension can be converted. */
type Dimension =
  | 'angle'
  | 'area'
  | 'data'
  | 'energy'
  | 'frequency'
  | 'length'
  | 'mass'
  | 'money'
  | 'power'
  | 'share'
  | 'speed'
  | 'temperature'
  | 'time'
  | 'volume';

/** A unit that numbers are given in. */
export interface Unit {
  /** In English, for messages. */
  readonly name: string;
  readonly dimension: Dimension;
  /** How many of the first unit of its dimension it is; of money there is no such thing. */
  readonly factor: number;
}

type Row = readonly [
  name: string,
  dimension: Dimension,
  factor: number,
  dutch: string,
  english: string,
];

const year = 365.25 * 86_400;

const rows: readonly Row[] = [
  ['metres', 'length', 1, 'm meter meters', 'm meter meters metre metres'],
  ['millimetres', 'length', 1e-3, 'mm millimeter millimeters', 'mm millimeter millimeters'],
  ['millimetres', 'length', 1e-3, '', 'millimetre millimetres'],
  ['centimetres', 'length', 0.01, 'cm centimeter centimeters', 'cm centimeter centimeters'],
  ['centimetres', 'length', 0.01, '', 'centimetre centimetres'],
  ['kilometres', 'length', 1e3, 'km kilometer kilometers', 'km kms kilometer kilometers'],
  ['kilometres', 'length', 1e3, '', 'kilometre kilometres'],
  ['inches', 'length', 0.0254, 'inch inches', 'inch inches'],
  ['feet', 'length', 0.3048, 'voet', 'foot feet ft'],
  ['yards', 'length', 0.9144, 'yard yards', 'yard yards yd yds'],
  ['miles', 'length', 1_609.344, 'mijl mijlen', 'mile miles mi'],
  ['light years', 'length', 9.46e15, 'lichtjaar lichtjaren', 'light-year light-years'],
  ['grams', 'mass', 1e-3, 'g gr gram grammen', 'g gram grams gramme grammes'],
  ['hectograms', 'mass', 0.1, 'ons', ''],
  ['milligrams', 'mass', 1e-6, 'mg milligram', 'mg milligram milligrams'],
  ['kilos', 'mass', 1, 'kg kilo kilogram', 'kg kgs kilo kilos kilogram kilograms'],
  ['tonnes', 'mass', 1_000, 'ton', 'ton tons tonne tonnes'],
  ['kilotonnes', 'mass', 1e6, 'kiloton', 'kiloton kilotons kilotonne kilotonnes'],
  ['megatonnes', 'mass', 1e9, 'megaton', 'megaton megatons megatonne megatonnes'],
  ['ounces', 'mass', 0.02835, 'ounce ounces', 'ounce ounces oz'],
  ['stone', 'mass', 6.35, 'stone', 'stone'],
  ['pounds', 'mass', 0.4536, '', 'lb lbs'],
  ['litres', 'volume', 1, 'l liter liters', 'l liter liters litre litres'],
  ['millilitres', 'volume', 1e-3, 'ml milliliter', 'ml milliliter milliliters'],
  ['millilitres', 'volume', 1e-3, '', 'millilitre millilitres'],
  ['centilitres', 'volume', 0.01, 'cl centiliter', 'cl centilitre centilitres'],
  ['hectolitres', 'volume', 100, 'hl hectoliter', 'hl hectolitre hectolitres hectoliters'],
  ['gallons', 'volume', 3.785, 'gallon gallons', 'gallon gallons'],
  ['pints', 'volume', 0.5, 'pint pints', 'pint pints'],
  ['barrels', 'volume', 159, 'vat vaten barrel', 'barrel barrels'],
  ['hectares', 'area', 10_000, 'ha hectare hectares hectaren', 'ha hectare hectares'],
  ['acres', 'area', 4_046.86, 'acre acres', 'acre acres'],
  ['degrees', 'angle', 1, '', 'degree degrees'],
  ['degrees Celsius', 'temperature', 1, 'celsius', 'celsius centigrade'],
  ['degrees Fahrenheit', 'temperature', 5 / 9, 'fahrenheit', 'fahrenheit'],
  ['miles an hour', 'speed', 1_609.344, 'mph', 'mph'],
  ['kilometres an hour', 'speed', 1e3, 'kmu kmh', 'kph kmh kmph'],
  ['knots', 'speed', 1_852, 'knoop knopen', 'knot knots'],
  ['milliseconds', 'time', 1e-3, 'milliseconde milliseconden', 'millisecond milliseconds ms'],
  ['seconds', 'time', 1, 'seconde seconden sec', 'second seconds sec secs'],
  ['minutes', 'time', 60, 'minuut minuten minuutjes min', 'minute minutes min mins'],
  ['quarters of an hour', 'time', 900, 'kwartier kwartieren kwartiertje', ''],
  ['hours', 'time', 3_600, 'uur uren u uurtje uurs urig urige', 'hour hours hr hrs h'],
  ['days', 'time', 86_400, 'dag dagen etmaal etmalen daags daagse', 'day days'],
  ['weeks', 'time', 604_800, 'week weken weeks weekse', 'week weeks wk wks'],
  ['fortnights', 'time', 1_209_600, '', 'fortnight fortnights'],
  ['months', 'time', year / 12, 'maand maanden maands maandse', 'month months mth mths'],
  ['years', 'time', year, 'jaar jaren jarig jarige jarigen', 'year years yr yrs'],
  ['decades', 'time', year * 10, 'decennium decennia', 'decade decades'],
  ['centuries', 'time', year * 100, 'eeuw eeuwen', 'century centuries'],
  ['millennia', 'time', year * 1_000, 'millennium millennia', 'millennium millennia'],
  ['per cent', 'share', 1, 'procent % pct', 'percent % pct'],
  ['percentage points', 'share', 1, 'procentpunt procentpunten %-punt', ''],
  ['basis points', 'share', 0.01, 'basispunt basispunten', ''],
  ['per mille', 'share', 0.1, 'promille ‰', '‰'],
  ['watts', 'power', 1, 'w watt', 'w watt watts'],
  ['kilowatts', 'power', 1e3, 'kw kilowatt', 'kw kilowatt kilowatts'],
  ['megawatts', 'power', 1e6, 'mw megawatt', 'mw megawatt megawatts'],
  ['gigawatts', 'power', 1e9, 'gw gigawatt', 'gw gigawatt gigawatts'],
  ['horsepower', 'power', 745.7, 'pk', 'horsepower hp bhp'],
  ['kilowatt hours', 'energy', 3.6e6, 'kwh kilowattuur', 'kwh kilowatt-hours'],
  ['joules', 'energy', 1, 'joule', 'joule joules'],
  ['calories', 'energy', 4_184, 'kcal kilocalorie kilocalorieën', 'kcal kilocalories'],
  ['calories', 'energy', 4_184, 'calorie calorieën', 'calorie calories'],
  ['bytes', 'data', 1, 'byte bytes', 'byte bytes'],
  ['kilobytes', 'data', 1e3, 'kb kilobyte', 'kb kilobyte kilobytes'],
  ['megabytes', 'data', 1e6, 'mb megabyte megabytes', 'mb megabyte megabytes'],
  ['gigabytes', 'data', 1e9, 'gb gigabyte gigabytes', 'gb gigabyte gigabytes'],
  ['terabytes', 'data', 1e12, 'tb terabyte terabytes', 'tb terabyte terabytes'],
  ['hertz', 'frequency', 1, 'hz hertz', 'hz hertz'],
  ['kilohertz', 'frequency', 1e3, 'khz kilohertz', 'khz kilohertz'],
  ['megahertz', 'frequency', 1e6, 'mhz megahertz', 'mhz megahertz'],
  ['gigahertz', 'frequency', 1e9, 'ghz gigahertz', 'ghz gigahertz'],
  ['euros', 'money', 1, "euro euro's euros eur €", 'euro euros eur €'],
  ['dollars', 'money', 1, 'dollar dollars usd $', 'dollar dollars usd $ buck bucks'],
  ['pounds', 'money', 1, 'pond ponden gbp £', 'pound pounds sterling gbp £ quid'],
  ['cents', 'money', 0.01, 'cent centen eurocent', 'cent cents eurocent eurocents'],
  ['pence', 'money', 0.01, 'pence', 'pence penny'],
  ['yen', 'money', 1, 'yen jpy ¥', 'yen jpy ¥'],
  ['guilders', 'money', 1, 'gulden guldens', 'guilder guilders'],
  ['francs', 'money', 1, 'frank franken franc francs chf', 'franc francs chf'],
  ['kroner', 'money', 1, 'kroon kronen', 'krone krona kroner kronor crown crowns'],
  ['roubles', 'money', 1, 'roebel roebels', 'rouble roubles ruble rubles'],
  ['yuan', 'money', 1, 'yuan renminbi', 'yuan renminbi'],
  ['rupees', 'money', 1, 'roepie roepies', 'rupee rupees'],
  ['rupiahs', 'money', 1, 'roepia roepiah', 'rupiah rupiahs'],
  ['lire', 'money', 1, 'lire lires', 'lira lire liras'],
  ['zlotys', 'money', 1, "zloty zloty's", 'zloty zlotys'],
  ['pesos', 'money', 1, "peso peso's", 'peso pesos'],
  ['shekels', 'money', 1, 'shekel shekels', 'shekel shekels'],
  ['dinars', 'money', 1, 'dinar dinars', 'dinar dinars'],
  ['dirhams', 'money', 1, 'dirham dirhams', 'dirham dirhams'],
  ['riyals', 'money', 1, 'riyal riyals', 'riyal riyals'],
  ['German marks', 'money', 1, 'd-mark duitsmark', 'deutschmark deutschmarks'],
];

function byWord(words: (row: Row) => string): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  for (const row of rows) {
    const [name, dimension, factor] = row;
    for (const word of words(row).split(' '))
      if (word !== '') units.set(word, { name, dimension, factor });
  }
  return units;
}

/** Units by their Dutch words and signs. */
export const dutchUnits: ReadonlyMap<string, Unit> = byWord(([, , , dutch]) => dutch);
/** Units by their English words and signs. */
export const englishUnitNames: ReadonlyMap<string, Unit> = byWord(([, , , , english]) => english);

/** Before a unit of length they make one of area, or of volume. */
export const powerWords: ReadonlyMap<string, 2 | 3> = new Map([
  ['vierkante', 2],
  ['square', 2],
  ['sq', 2],
  ['kubieke', 3],
  ['cubic', 3],
  ['cu', 3],
]);
/** Behind a unit of length. */
export const powerSigns: ReadonlyMap<string, 2 | 3> = new Map([
  ['²', 2],
  ['2', 2],
  ['³', 3],
  ['3', 3],
]);
/** Whose money it is: between a number and its currency. */
export const moneyAdjectives: ReadonlySet<string> = new Set([
  ...'amerikaanse australische canadese britse engelse zwitserse franse belgische'.split(' '),
  ...'deense noorse zweedse japanse chinese indiase russische nederlandse'.split(' '),
  ...'duitse mexicaanse us american australian canadian british english swiss'.split(' '),
  ...'french belgian danish norwegian swedish japanese chinese indian russian'.split(' '),
  ...'dutch german mexican hong kong new zealand singapore'.split(' '),
]);
