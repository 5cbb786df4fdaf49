import { dutchUnits } from '../lexicon/units.ts';
import { wordSet } from '../word-set.ts';
import { error, marksOf, type PairFinding, warning } from './pair-check.ts';
import type { Pair } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/*
 * Numbers in fixed expressions, which no figure tells: "om de twee jaar" is every two years, and not
 * twice a year; the Eerste Kamer is the Senate.
 */

/** Findings about such expressions. */
export function checkTerms(pair: Pair): PairFinding[] {
  if (![...beginnings].some((word) => pair.nl.words.has(word))) return [];
  return pair
    .aligned()
    .flatMap((bead) => [...checkChambers(bead), ...checkEvery(bead), ...checkAgo(bead)]);
}

/** Where none of these is, there is nothing to look for. */
const beginnings = wordSet('kamer om geleden');

type Run = readonly Token[];

interface Chambers {
  readonly first: Run | null;
  readonly second: Run | null;
}

/** The two houses of the Dutch parliament: where only one is named, it must be the same. */
function checkChambers({ nl, en }: Pair): PairFinding[] {
  if (!nl.words.has('kamer')) return [];
  const dutch = dutchChambers(nl.tokens);
  const english = englishChambers(en.tokens);
  for (const [own, other] of [
    ['first', 'second'],
    ['second', 'first'],
  ] as const) {
    const [said, instead] = [dutch[own], english[other]];
    if (!said || dutch[other] || !instead || english[own]) continue;
    const written = (run: Run) => run.map(({ text }) => text).join(' ');
    const message =
      `"${written(said)}" in the Dutch is "${written(instead)}" in the English: ` +
      'the Eerste Kamer is the Senate, the Tweede Kamer the House of Representatives';
    return [error(message, { rule: 'numbers/chamber', marks: marksOf([said], [instead]) })];
  }
  return [];
}

function dutchChambers(tokens: Run): Chambers {
  const find = (rank: string) => {
    const at = tokens.findIndex(
      ({ lower }, place) => lower === rank && tokens[place + 1]?.text === 'Kamer',
    );
    return at < 0 ? null : tokens.slice(at, at + 2);
  };
  return { first: find('eerste'), second: find('tweede') };
}

const houses = wordSet('house chamber');

function englishChambers(tokens: Run): Chambers {
  let first: Run | null = null;
  let second: Run | null = null;
  for (const [at, { lower }] of tokens.entries()) {
    const isHouse = houses.has(tokens[at + 1]?.lower ?? '');
    const run = tokens.slice(at, at + 2);
    if (lower === 'senate') first ??= tokens.slice(at, at + 1);
    else if (isHouse && (lower === 'upper' || lower === 'first')) first ??= run;
    else if (isHouse && (lower === 'lower' || lower === 'second')) second ??= run;
    else if (lower === 'house' && tokens[at + 2]?.lower === 'representatives')
      second ??= tokens.slice(at, at + 3);
  }
  return { first, second };
}

const often = wordSet('once twice thrice times');
const each = wordSet('every other alternate alternating each');

/** "om de twee jaar" is not "twice a year". */
function checkEvery({ nl, en }: Pair): PairFinding[] {
  if (!nl.words.has('om') || !nl.words.has('de')) return [];
  const at = nl.tokens.findIndex(
    ({ lower }, place) =>
      lower === 'om' &&
      nl.tokens[place + 1]?.lower === 'de' &&
      dutchUnits.get(nl.tokens[place + 3]?.lower ?? '')?.dimension === 'time',
  );
  if (at < 0 || [...each].some((word) => en.words.has(word))) return [];
  const place = en.tokens.findIndex(
    ({ lower }, step) =>
      often.has(lower) && ['a', 'per'].includes(en.tokens[step + 1]?.lower ?? ''),
  );
  if (place < 0) return [];
  const said = nl.tokens.slice(at, at + 4);
  const instead = en.tokens.slice(place, place + 3);
  const written = (run: Run) => run.map(({ text }) => text).join(' ');
  const message = `"${written(said)}" (every so often) in the Dutch is "${written(instead)}" in the English`;
  return [error(message, { rule: 'numbers/every', marks: marksOf([said], [instead]) })];
}

/** What may stand for "een maand geleden": its own unit, those nearby, and a year in figures. */
const longAgo: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['week', wordSet('week weeks weekly days fortnight month months weekend')],
  ['weken', wordSet('week weeks weekly days fortnight month months')],
  ['maand', wordSet('month months monthly weeks days year')],
  ['maanden', wordSet('month months monthly weeks days year years')],
  ['jaar', wordSet('year years yearly decade decades century centuries months millennia ancient')],
]);

/** "een maand geleden" that became "yesterday". */
function checkAgo({ nl, en }: Pair): PairFinding[] {
  const at = nl.words.has('geleden') ? nl.tokens.findIndex(({ lower }) => lower === 'geleden') : -1;
  const kept = longAgo.get(nl.tokens[at - 1]?.lower ?? '');
  if (kept === undefined || [...kept].some((word) => en.words.has(word))) return [];
  if (en.tokens.length === 0 || en.tokens.some(({ kind }) => kind === 'digits')) return [];
  const said = nl.tokens.slice(at - 2, at + 1);
  const written = said.map(({ text }) => text).join(' ');
  const message = `"${written}" in the Dutch is not in the English`;
  return [warning(message, { rule: 'numbers/ago', marks: marksOf([said], []) })];
}
