import { isAround, type PlacedTerm, placedTerms } from './negation-scope.ts';
import { marksOf, type PairFinding, warning } from './pair-check.ts';
import { readNegators } from './parse/negators.ts';
import type { Pair } from './parse/pair.ts';

/*
 * A negation of the wrong word: both sentences negate once, but what the Dutch negates stands in
 * the English elsewhere, and what the English negates in the Dutch.
 */

/** How many words what is negated stands from the negator at most, and its counterpart at least. */
const reach = 5;
const away = 5;

/** A negation that stands with another word than in the Dutch. */
export function findMovedNegation(pair: Pair): PairFinding[] {
  const { nl, en } = pair;
  const [dutch, ...otherDutch] = readNegators(nl);
  const [english, ...otherEnglish] = readNegators(en);
  if (!dutch || !english || otherDutch.length > 0 || otherEnglish.length > 0) return [];
  if (dutch.kind !== 'full' || english.kind !== 'full') return [];
  const [nlWords, enWords] = [placedTerms(nl), placedTerms(en)];
  const dutchFocus = nlWords.filter(({ at }) => isAround(nl, dutch.at, at, reach));
  const englishFocus = enWords
    .filter(({ at }) => at > english.at && isAround(en, english.at, at, reach))
    .slice(0, 2);
  const isElsewhere =
    standElsewhere(dutchFocus, enWords, english.at) &&
    standElsewhere(englishFocus, nlWords, dutch.at);
  if (!isElsewhere) return [];
  const [before, after] = [dutch.tokens[0]?.text, english.tokens[0]?.text];
  const message = `"${after}" seems to negate another word than "${before}" in the Dutch`;
  const marks = marksOf([dutch.tokens], [english.tokens]);
  return [warning(message, { rule: 'negation/moved', marks })];
}

/** Some have counterparts, and none of these is near. */
function standElsewhere(
  words: readonly PlacedTerm[],
  others: readonly PlacedTerm[],
  negator: number,
): boolean {
  const counterparts = words.flatMap(({ list }) =>
    others.filter((other) => list.shares(other.list)),
  );
  return counterparts.length > 0 && counterparts.every(({ at }) => Math.abs(at - negator) > away);
}
