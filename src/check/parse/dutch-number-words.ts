/*
 * Dutch numbers written as one word: "vijfhonderd", "tweeënzeventig", "drieduizendvierhonderd".
 */

const units: Readonly<Record<string, number>> = {
  nul: 0,
  een: 1,
  één: 1,
  eén: 1,
  twee: 2,
  drie: 3,
  vier: 4,
  vijf: 5,
  zes: 6,
  zeven: 7,
  acht: 8,
  negen: 9,
  tien: 10,
  elf: 11,
  twaalf: 12,
  dertien: 13,
  veertien: 14,
  vijftien: 15,
  zestien: 16,
  zeventien: 17,
  achttien: 18,
  negentien: 19,
};

const tens: Readonly<Record<string, number>> = {
  twintig: 20,
  dertig: 30,
  veertig: 40,
  vijftig: 50,
  zestig: 60,
  zeventig: 70,
  tachtig: 80,
  negentig: 90,
};

/** An alternation in which a word comes before those it begins with. */
function longestFirst(words: Readonly<Record<string, number>>): string {
  return Object.keys(words)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
}

const unitWord = longestFirst(units);
const tensWord = longestFirst(tens);
const compoundTens = `(?:(?<unit>${unitWord})(?:en|ën))??(?<tens>${tensWord})`;
const below = new RegExp(`^(?:${compoundTens}|(?<single>${unitWord}))$`);
const hundreds = new RegExp(`^(?<count>${unitWord}|${tensWord})?honderd(?<rest>.*)$`);
const thousands = /^(?<count>.*)duizend(?<rest>.*)$/;

/**
 * The value of a Dutch number written as one word ("vijfhonderd", "tweeënzeventig",
 * "drieduizendvierhonderd"), or null when the word is no number.
 */
export function readNumberWord(word: string): number | null {
  if (word === '') return 0;
  const thousand = thousands.exec(word)?.groups;
  if (!thousand) return belowThousand(word);
  const count = thousand['count'] ?? '';
  return combine(count === '' ? 1 : belowThousand(count), 1_000, thousand['rest'] ?? '');
}

function belowThousand(word: string): number | null {
  const hundred = hundreds.exec(word)?.groups;
  if (!hundred) return belowHundred(word);
  const count = hundred['count'];
  return combine(count === undefined ? 1 : belowHundred(count), 100, hundred['rest'] ?? '');
}

function combine(count: number | null, scale: number, rest: string): number | null {
  const remainder = rest === '' ? 0 : readNumberWord(rest.replace(/^en(?=.)/, ''));
  return count === null || remainder === null ? null : count * scale + remainder;
}

function belowHundred(word: string): number | null {
  const groups = below.exec(word)?.groups;
  if (!groups) return null;
  if (groups['single'] !== undefined) return units[groups['single']] ?? null;
  return (tens[groups['tens'] ?? ''] ?? 0) + (units[groups['unit'] ?? ''] ?? 0);
}

const beginnings = [
  'nul',
  'een',
  'één',
  'eén',
  'twee',
  'drie',
  'vier',
  'vijf',
  'zes',
  'zeven',
  'acht',
  'negen',
  'tien',
  'elf',
  'twaalf',
  'der',
  'veer',
  'vijf',
  'zest',
  'twin',
  'tach',
  'hon',
  'dui',
  'ander',
  'half',
  'halve',
  'kwart',
  'eer',
  'beid',
  'verdubbel',
  'verdrie',
  'vervier',
  'vervijf',
  'verzes',
  'vertien',
  'verhonderd',
  'dubbel',
  'helft',
  'halv',
  'gehalv',
  'allereerst',
];
const numberLike = new RegExp(`^(?:${beginnings.join('|')})`);

/** False for words that cannot be a number, by their first letters: most words. */
export function looksLikeNumber(word: string): boolean {
  return numberLike.test(word);
}

const maxKnown = 5_000;
const known = new Map<string, number | null>();

/** The value of a number word, or null; what was read before is remembered. */
export function numberWordValue(word: string): number | null {
  const before = known.get(word);
  if (before !== undefined) return before;
  const value = word !== '' && looksLikeNumber(word) ? readNumberWord(word) : null;
  // Numbers are few, but other words that begin like one are many.
  if (known.size < maxKnown) known.set(word, value);
  return value;
}
