import type { Term } from './align/terms.ts';
import { marksOf, type PairFinding, warning } from './pair-check.ts';
import { readNegators } from './parse/negators.ts';
import type { Pair, Side } from './parse/pair.ts';

/*
 * A negation of the wrong word: both sentences negate once, but what the Dutch negates stands in
 * the English elsewhere, and what the English negates in the Dutch.
 */

/** How many words what is negated stands from the negator at most, and its counterpart at least. */
const reach = 5;
const away = 5;
/** What may be around a negator ends here. */
const clauseEnd = new Set(
  ', . ; : ? ! ( ) " ” “ – — en maar of die dat omdat als terwijl hoewel and but or which that because if while although'.split(
    ' ',
  ),
);

/** A negation that stands with another word than in the Dutch. */
export function findMovedNegation(pair: Pair): PairFinding[] {
  const { nl, en } = pair;
  const [dutch, ...otherDutch] = readNegators(nl);
  const [english, ...otherEnglish] = readNegators(en);
  if (!dutch || !english || otherDutch.length > 0 || otherEnglish.length > 0) return [];
  if (dutch.kind !== 'full' || english.kind !== 'full') return [];
  const [nlWords, enWords] = [placedTerms(nl), placedTerms(en)];
  const dutchFocus = nlWords.filter(({ at }) => isAround(nl, dutch.at, at));
  const englishFocus = enWords
    .filter(({ at }) => at > english.at && isAround(en, english.at, at))
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

interface PlacedTerm {
  readonly at: number;
  readonly keys: Term['keys'];
}

function placedTerms(side: Side): PlacedTerm[] {
  const places = new Map(side.tokens.map((token, at) => [token, at]));
  return side.terms().flatMap(({ token, keys }) => {
    const at = token.kind === 'word' ? places.get(token) : undefined;
    return at === undefined ? [] : [{ at, keys }];
  });
}

/** In the same clause, and not far. */
function isAround({ tokens }: Side, negator: number, at: number): boolean {
  if (Math.abs(at - negator) > reach) return false;
  const [from, to] = at < negator ? [at, negator] : [negator, at];
  return !tokens.slice(from, to).some(({ lower }) => clauseEnd.has(lower));
}

/** Some have counterparts, and none of these is near. */
function standElsewhere(
  words: readonly PlacedTerm[],
  others: readonly PlacedTerm[],
  negator: number,
): boolean {
  const counterparts = words.flatMap(({ keys }) =>
    others.filter((other) => other.keys.some((key) => keys.includes(key))),
  );
  return counterparts.length > 0 && counterparts.every(({ at }) => Math.abs(at - negator) > away);
}
