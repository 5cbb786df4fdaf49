import { error, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import type { Side } from './parse/pair.ts';

const days: Readonly<Record<string, readonly string[]>> = {
  maandag: ['monday', 'mon'],
  dinsdag: ['tuesday', 'tue', 'tues'],
  woensdag: ['wednesday', 'wed'],
  donderdag: ['thursday', 'thu', 'thurs'],
  vrijdag: ['friday', 'fri'],
  zaterdag: ['saturday', 'sat'],
  zondag: ['sunday', 'sun'],
};
const months: Readonly<Record<string, readonly string[]>> = {
  januari: ['january', 'jan'],
  februari: ['february', 'feb'],
  maart: ['march', 'mar'],
  april: ['april', 'apr'],
  mei: ['may'],
  juni: ['june', 'jun'],
  juli: ['july', 'jul'],
  augustus: ['august', 'aug'],
  september: ['september', 'sept', 'sep'],
  oktober: ['october', 'oct'],
  november: ['november', 'nov'],
  december: ['december', 'dec'],
};
/** Ordinary words too, in one of the languages: they count as gone, never as come. */
const ambiguous = new Set(['may', 'march', 'mar', 'sat', 'sun', 'mon', 'wed']);

/** Days of the week and months, which must be the same. Times of day are numbers (numbers.ts). */
export const checkDates: PairCheck = ({ nl, en }) => [
  ...compare(nl, en, days),
  ...compare(nl, en, months),
];

function compare(
  nl: Side,
  en: Side,
  names: Readonly<Record<string, readonly string[]>>,
): PairFinding[] {
  const gone: string[] = [];
  const come: string[] = [];
  for (const [dutch, english] of Object.entries(names)) {
    const inDutch = has(nl, dutch) || has(nl, `${dutch}s`);
    const inEnglish = english.some(
      (name) => has(en, name) || has(en, `${name}s`) || has(en, `${name}'s`),
    );
    if (inDutch && !inEnglish && !hasPart(en, english)) gone.push(dutch);
    if (
      inEnglish &&
      !inDutch &&
      !hasPart(nl, [dutch]) &&
      english.some((name) => has(en, name) && !ambiguous.has(name))
    )
      come.push(english[0] ?? '');
  }
  const [lost, found] = [gone[0], come[0]];
  if (lost !== undefined && found !== undefined) {
    return [error(`"${lost}" in the Dutch is not in the English, which has "${found}" instead`)];
  }
  return lost === undefined ? [] : [warning(`"${lost}" in the Dutch is not in the English`)];
}

const has = ({ words }: Side, word: string): boolean => words.has(word);

/** As a part of another word: "zondagavond", "midweek". */
function hasPart({ words }: Side, names: readonly string[]): boolean {
  return names.some((name) => name.length > 3 && [...words].some((word) => word.includes(name)));
}
