import { englishUnits } from '../../lexicon/english.ts';

/*
 * English words for numbers.
 */

const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const unitOrdinals = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
];
const tensOrdinals = [
  'twentieth',
  'thirtieth',
  'fortieth',
  'fiftieth',
  'sixtieth',
  'seventieth',
  'eightieth',
  'ninetieth',
];
const tensPlurals = [
  'twenties',
  'thirties',
  'forties',
  'fifties',
  'sixties',
  'seventies',
  'eighties',
  'nineties',
];

function byUnit(words: readonly string[]): Array<[string, number]> {
  return words.map((word, value) => [word, value]);
}

/** Words for twenty, thirty, …, in this order. */
function byTen(words: readonly string[]): Array<[string, number]> {
  return words.map((word, at) => [word, (at + 2) * 10]);
}

/** Numbers below a hundred, in one word. */
export const cardinals: ReadonlyMap<string, number> = new Map([
  ...byUnit(englishUnits),
  ...byTen(tens),
]);

/** "third", "thirtieth", "hundredth". */
export const ordinals: ReadonlyMap<string, number> = new Map([
  ...byUnit(unitOrdinals),
  ...byTen(tensOrdinals),
  ['hundredth', 100],
  ['thousandth', 1_000],
]);

/** "nineties", by its last two figures. */
export const decades: ReadonlyMap<string, number> = new Map(byTen(tensPlurals));

/** What multiplies the number before it. */
export const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['m', 1e6],
  ['mn', 1e6],
  ['billion', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['tn', 1e12],
]);
/** What a fraction is made with: "two thirds". */
export const parts: ReadonlyMap<string, number> = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fourth', 4],
  ['fourths', 4],
  ['fifth', 5],
  ['fifths', 5],
  ['sixth', 6],
  ['sixths', 6],
  ['seventh', 7],
  ['sevenths', 7],
  ['eighth', 8],
  ['eighths', 8],
  ['ninth', 9],
  ['ninths', 9],
  ['tenth', 10],
  ['tenths', 10],
]);
