import type { Quantity } from './parse/quantity.ts';

/** Metres, kilograms, litres, square metres and degrees: what a unit is, and how many base units. */
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

/** The measure a quantity is given in, if it is one; a range takes that of its second figure ("5 tot 10 cm"). */
function measureOf(quantity: Quantity, all: readonly Quantity[]): Measure | undefined {
  const own = measures.get(quantity.unit ?? '');
  if (own) return own;
  const next = all.find(({ from }) => from > quantity.from && from <= quantity.to + 1);
  return next && next !== quantity ? measures.get(next.unit ?? '') : undefined;
}

/** Are these the same amount in two different units, as far as rounding tells? */
export function isConversion(
  nl: Quantity,
  en: Quantity,
  allNl: readonly Quantity[],
  allEn: readonly Quantity[],
): boolean {
  const dutch = measureOf(nl, allNl);
  const english = measureOf(en, allEn);
  if (!dutch || !english || dutch.factor === english.factor) return false;
  const speeds = dutch.dimension === 'speed' || english.dimension === 'speed';
  if (dutch.dimension !== english.dimension && !speeds) return false;
  const [a, b] = [nl.value * dutch.factor, en.value * english.factor];
  return Math.abs(a - b) <= Math.max(a, b) * tolerance(Math.min(nl.value, en.value));
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

/** Rates of the great currencies stay within this factor of each other. */
const maxRate = 2;

/** May this be the amount in another currency? Rates are not known here: it is said, and left to the reader. */
export function isOtherCurrency(nl: Quantity, en: Quantity): boolean {
  const [paid, got] = [currencies.get(nl.unit ?? ''), currencies.get(en.unit ?? '')];
  if (paid === undefined || got === undefined || paid === got) return false;
  const great = [paid, got].every(
    (one) => one === 'euro' || one === 'dollar' || one === 'pound sterling',
  );
  return !great || Math.max(nl.value / en.value, en.value / nl.value) <= maxRate;
}

/** The same figure in two units that are not the same: five kilometres that became five miles, euros that became dollars. */
export function changedUnit(nl: Quantity, en: Quantity): boolean {
  if (nl.value !== en.value) return false;
  const [paid, got] = [currencies.get(nl.unit ?? ''), currencies.get(en.unit ?? '')];
  if (paid !== undefined && got !== undefined) return paid !== got;
  const dutch = measures.get(nl.unit ?? '');
  const english = measures.get(en.unit ?? '');
  return (
    dutch !== undefined &&
    english !== undefined &&
    dutch.factor !== english.factor &&
    nl.unit !== en.unit
  );
}
