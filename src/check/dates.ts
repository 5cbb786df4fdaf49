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
/** Ordinary English words too: they count as missing, never as added. */
const ambiguous = new Set(['may', 'march', 'mar', 'sat', 'sun', 'mon', 'wed']);

/** Days of the week and months, which must be the same. Times of day are numbers (numbers.ts). */
export const checkDates: PairCheck = ({ nl, en }) => [
  ...compareNames(nl, en, days),
  ...compareNames(nl, en, months),
];

function compareNames(
  nl: Side,
  en: Side,
  names: Readonly<Record<string, readonly string[]>>,
): PairFinding[] {
  const missing: string[] = [];
  const added: string[] = [];
  for (const [dutch, english] of Object.entries(names)) {
    const isInDutch = hasForm(nl, dutch);
    const isInEnglish = english.some((name) => hasForm(en, name));
    if (isInDutch && !isInEnglish && !hasPart(en, english)) missing.push(dutch);
    if (isInDutch || !isInEnglish || hasPart(nl, [dutch])) continue;
    const isUnambiguous = english.some((name) => en.words.has(name) && !ambiguous.has(name));
    if (isUnambiguous) added.push(english[0] ?? '');
  }
  const [firstMissing] = missing;
  if (firstMissing === undefined) return [];
  const message = `"${firstMissing}" in the Dutch is not in the English`;
  const [firstAdded] = added;
  return firstAdded === undefined
    ? [warning(message)]
    : [error(`${message}, which has "${firstAdded}" instead`)];
}

/** The name itself, its plural or its genitive. */
function hasForm({ words }: Side, name: string): boolean {
  return words.has(name) || words.has(`${name}s`) || words.has(`${name}'s`);
}

/** As a part of another word: "zondagavond", "midweek". */
function hasPart({ words }: Side, names: readonly string[]): boolean {
  const long = names.filter((name) => name.length > 3);
  return long.some((name) => [...words].some((word) => word.includes(name)));
}
