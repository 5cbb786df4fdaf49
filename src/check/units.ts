import type { Quantity } from './parse/quantity.ts';

/**
 * Metres, kilograms, litres, square metres and degrees: what a unit is, and how many base units.
 */
interface Measure {
  readonly dimension: 'length' | 'mass' | 'volume' | 'area' | 'temperature' | 'speed';
  readonly factor: number;
}

const table: ReadonlyArray<
  readonly [names: string, dimension: Measure['dimension'], factor: number]
> = [
  ['mm millimeter millimeters millimetre millimetres', 'length', 0.001],
  ['cm centimeter centimeters centimetre centimetres', 'length', 0.01],
  ['m meter meters metre metres', 'length', 1],
  ['km kilometer kilometers kilometre kilometres', 'length', 1_000],
  ['inch inches', 'length', 0.0254],
  ['foot feet ft voet', 'length', 0.3048],
  ['yard yards', 'length', 0.9144],
  ['mile miles mijl mijlen', 'length', 1_609.344],
  ['g gram grams gramme grammes', 'mass', 0.001],
  ['kg kilo kilos kilogram kilograms', 'mass', 1],
  ['ton tons tonne tonnes', 'mass', 1_000],
  ['ounce ounces oz', 'mass', 0.02835],
  ['pound pounds lb lbs', 'mass', 0.4536],
  ['stone', 'mass', 6.35],
  ['liter liters litre litres', 'volume', 1],
  ['gallon gallons', 'volume', 3.785],
  ['pint pints', 'volume', 0.5],
  ['hectare hectares ha', 'area', 10_000],
  ['acre acres', 'area', 4_046.86],
  ['mph', 'speed', 1_609.344],
];

const measures = new Map<string, Measure>(
  table.flatMap(([names, dimension, factor]) =>
    names.split(' ').map((name) => [name, { dimension, factor }] as const),
  ),
);
/** Converted figures are rounded: small ones to a fifth, others to about the second figure. */
const tolerance = (figure: number): number => (figure < 5 ? 0.2 : 0.07);

/** A quantity among all those of its text. */
interface QuantityInText {
  readonly quantity: Quantity;
  readonly all: readonly Quantity[];
}

/**
 * The measure of a quantity, if it has one; a range has that of its second figure ("5 tot 10 cm").
 */
function measureOf({ quantity, all }: QuantityInText): Measure | undefined {
  const own = measures.get(quantity.unit ?? '');
  if (own) return own;
  const next = all.find(({ from }) => from > quantity.from && from <= quantity.to + 1);
  return measures.get(next?.unit ?? '');
}

/** Are these the same amount in two different units, as far as rounding tells? */
export function isConversion(dutch: QuantityInText, english: QuantityInText): boolean {
  const from = measureOf(dutch);
  const to = measureOf(english);
  if (!from || !to || from.factor === to.factor) return false;
  const areSpeeds = from.dimension === 'speed' || to.dimension === 'speed';
  if (from.dimension !== to.dimension && !areSpeeds) return false;
  const figures = [dutch.quantity.value, english.quantity.value];
  const amounts = [dutch.quantity.value * from.factor, english.quantity.value * to.factor];
  const difference = Math.max(...amounts) - Math.min(...amounts);
  return difference <= Math.max(...amounts) * tolerance(Math.min(...figures));
}

/** Names of currencies in both languages, by what they are. */
const currencies = new Map<string, string>(
  [
    ['euro', 'euro euros eur'],
    ['dollar', 'dollar dollars usd'],
    ['pound sterling', 'pond ponden pound pounds sterling gbp'],
    ['yen', 'yen'],
    ['guilder', 'gulden guilder guilders'],
    ['franc', 'frank franc francs chf'],
    ['krone', 'kroon kronen krone krona kroner'],
    ['rouble', 'roebel roebels rouble roubles ruble rubles'],
    ['yuan', 'yuan renminbi'],
    ['rupee', 'roepie roepies rupee rupees'],
  ].flatMap(([currency = '', names = '']) =>
    [currency, ...names.split(' ')].map((name) => [name, currency] as const),
  ),
);

/** Rates of these stay within a factor of each other. */
const majorCurrencies = new Set(['euro', 'dollar', 'pound sterling']);
const maxRate = 2;

/** May this be the amount in another currency? Rates are not known here: the reader decides. */
export function isOtherCurrency(dutch: Quantity, english: Quantity): boolean {
  const from = currencies.get(dutch.unit ?? '');
  const to = currencies.get(english.unit ?? '');
  if (from === undefined || to === undefined || from === to) return false;
  if (!majorCurrencies.has(from) || !majorCurrencies.has(to)) return true;
  return Math.max(dutch.value / english.value, english.value / dutch.value) <= maxRate;
}

/** One figure in two units: five kilometres that became five miles, euros that became dollars. */
export function changedUnit({
  dutch,
  english,
}: {
  readonly dutch: Quantity;
  readonly english: Quantity;
}): boolean {
  if (dutch.value !== english.value || dutch.unit === english.unit) return false;
  const currency = currencies.get(dutch.unit ?? '');
  const newCurrency = currencies.get(english.unit ?? '');
  if (currency !== undefined && newCurrency !== undefined) return currency !== newCurrency;
  const measure = measures.get(dutch.unit ?? '');
  const newMeasure = measures.get(english.unit ?? '');
  return measure !== undefined && newMeasure !== undefined && measure.factor !== newMeasure.factor;
}
