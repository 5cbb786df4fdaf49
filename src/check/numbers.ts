import {
  conversionsOf,
  type Difference,
  findDifferences,
  rescueAcross,
} from './number-differences.ts';
import { type MatchedNumbers, matchNumbers } from './number-match.ts';
import { checkMatched } from './number-pairs.ts';
import { checkTerms } from './number-terms.ts';
import { error, hint, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import type { Quantity } from './parse/quantity.ts';

/*
 * Every number of the Dutch must be in the English, and the other way round, in digits or words, one
 * to one within the sentences that render each other. One that is missing and one that was added are
 * a changed number; where they are the same amount in another unit, that is said, and no more.
 */

/** Every number, in whatever form, against every number of the other side. */
export const checkNumbers: PairCheck = (pair) => {
  const withNumbers = pair
    .aligned()
    .filter(({ nl, en }) => nl.numbers().length > 0 || en.numbers().length > 0);
  if (withNumbers.length === 0) return checkTerms(pair);
  const matched = rescueAcross(withNumbers.map(matchNumbers));
  const everywhere = {
    dutch: matched.flatMap(({ pairs }) => pairs.map((each) => each.dutch)),
    english: matched.flatMap(({ pairs }) => pairs.map((each) => each.english)),
  };
  const found: PairFinding[] = [];
  for (const bead of matched) {
    if (bead.pairs.length > 0) found.push(...checkMatched(bead));
    if (bead.dutch.length === 0 && bead.english.length === 0) continue;
    const { conversions, rest } = conversionsOf(bead);
    for (const each of conversions) found.push(describeConversion(bead, each));
    for (const each of findDifferences(rest, everywhere))
      found.push(describeDifference(bead, each));
  }
  return [...found, ...checkTerms(pair)];
};

function marks({ pair }: MatchedNumbers, dutch: Quantity | null, english: Quantity | null) {
  const nl = dutch ? [pair.nl.tokens.slice(dutch.from, dutch.to)] : [];
  const en = english ? [pair.en.tokens.slice(english.from, english.to)] : [];
  return marksOf(nl, en);
}

function describeConversion(
  bead: MatchedNumbers,
  { dutch, english }: { readonly dutch: Quantity; readonly english: Quantity },
): PairFinding {
  const message = `"${inUnits(dutch)}" was converted into "${inUnits(english)}"`;
  return hint(message, { rule: 'numbers/conversion', marks: marks(bead, dutch, english) });
}

function inUnits({ written, unit }: Quantity): string {
  return unit === null ? written : `${written} ${unit.name}`;
}

function describeDifference(
  bead: MatchedNumbers,
  { dutch, english, rule }: Difference,
): PairFinding {
  const evidence = { rule, marks: marks(bead, dutch, english) };
  const severity = errorRules.has(rule) ? error : warning;
  if (dutch && english)
    return severity(
      `"${dutch.written}" in the Dutch is not in the English, ` +
        `which has "${english.written}" instead`,
      evidence,
    );
  return dutch
    ? severity(`"${dutch.written}" in the Dutch is not in the English`, evidence)
    : severity(`"${english?.written}" in the English is not in the Dutch`, evidence);
}

const errorRules = new Set([
  'numbers/changed',
  'numbers/rank',
  'numbers/part',
  'numbers/magnitude',
]);
