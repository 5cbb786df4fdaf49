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
/** Words that need no counterpart: languages differ in where they use them. */
export const loose: ReadonlyMap<string, number> = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
  ['double', 2],
  ['doubled', 2],
  ['triple', 3],
  ['both', 2],
  ['pair', 2],
  ['couple', 2],
  ['twins', 2],
  ['trio', 3],
  ['dozens', 12],
  ['dozen', 12],
  ['decade', 10],
  ['half', 0.5],
  ['halves', 0.5],
  ['halved', 0.5],
  ['quarter', 0.25],
  ['quarters', 0.25],
  ['fortnight', 14],
  ['century', 100],
  ['single', 1],
  ['duo', 2],
  ['quartet', 4],
  ['quintet', 5],
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
  ['eighth', 8],
  ['eighths', 8],
  ['tenth', 10],
  ['tenths', 10],
]);
