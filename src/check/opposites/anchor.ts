import { type PlacedTerm, placedTerms } from '../negation-scope.ts';
import type { Pair } from '../parse/pair.ts';
import type { Mention } from './sentence.ts';

/*
 * Where in the Dutch what an English word renders would stand: beside what renders the words beside
 * it. In a sentence of many clauses that is far surer than how far along the sentence it is.
 */

/** So far, in words, the words beside it may be. */
const reach = 4;

/** Places of the Dutch that answer the English words beside these, the nearest first. */
export function anchorsOf({ nl, en }: Pair, { at, length }: Mention): number[] {
  const last = at + length - 1;
  const distance = (place: number) => (place < at ? at - place : place - last);
  const beside: PlacedTerm[] = [];
  for (const term of placedTerms(en)) {
    if (term.at > last + reach) break;
    if (distance(term.at) > 0 && distance(term.at) <= reach) beside.push(term);
  }
  beside.sort((a, b) => distance(a.at) - distance(b.at));
  const scale = nl.tokens.length / en.tokens.length;
  return beside.flatMap((term) => {
    const counterpart = nearestCounterpart(term, placedTerms(nl), term.at * scale);
    return counterpart === undefined ? [] : [counterpart];
  });
}

function nearestCounterpart(
  { list }: PlacedTerm,
  others: readonly PlacedTerm[],
  expected: number,
): number | undefined {
  let best: number | undefined;
  for (const other of others) {
    if (!list.shares(other.list)) continue;
    if (best === undefined || Math.abs(other.at - expected) < Math.abs(best - expected))
      best = other.at;
  }
  return best;
}
