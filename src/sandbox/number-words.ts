const units: Readonly<Record<string, number>> = {
  een: 1,
  één: 1,
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

const unitWord = Object.keys(units)
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const tensWord = Object.keys(tens).join('|');
const belowHundred = `(?:(?<unit>${unitWord})(?:en|ën))??(?<tens>${tensWord})|(?<single>${unitWord})`;
const below = new RegExp(`^(?:${belowHundred})$`);
const hundreds = new RegExp(`^(?<count>${unitWord}|${tensWord})?honderd(?:en)?(?<rest>.*)$`);
const thousands = /^(?<count>.*)duizend(?:en)?(?<rest>.*)$/;

/**
 * The value of a Dutch number written as one word ("vijfhonderd", "tweeënzeventig",
 * "drieduizendvierhonderd"), or null when the word is no number.
 */
export function readNumberWord(word: string): number | null {
  if (word === '') return 0;
  if (word === 'nul') return 0;
  const thousand = thousands.exec(word)?.groups;
  if (thousand) return combine(thousand['count'] === '' ? 1 : belowThousand(thousand['count'] ?? ''), 1_000, thousand['rest'] ?? '');
  return belowThousand(word);
}

function belowThousand(word: string): number | null {
  const hundred = hundreds.exec(word)?.groups;
  if (hundred) return combine(hundred['count'] === undefined ? 1 : belowHundredOf(hundred['count']), 100, hundred['rest'] ?? '');
  return belowHundredOf(word);
}

function combine(count: number | null, scale: number, rest: string): number | null {
  const remainder = rest === '' ? 0 : readNumberWord(rest);
  return count === null || remainder === null ? null : count * scale + remainder;
}

function belowHundredOf(word: string): number | null {
  const groups = below.exec(word)?.groups;
  if (!groups) return null;
  if (groups['single'] !== undefined) return units[groups['single']] ?? null;
  return (tens[groups['tens'] ?? ''] ?? 0) + (units[groups['unit'] ?? ''] ?? 0);
}
