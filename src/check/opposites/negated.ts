import { wordSet } from '../../word-set.ts';
import type { Token } from '../parse/text.ts';
import type { Mention } from './sentence.ts';

const negators = wordSet(
  'niet geen nooit niemand niets nergens noch evenmin zonder nauwelijks amper',
  'weiger weigert weigeren weigerde weigerden geweigerd',
  'not no never nobody none nothing nowhere neither nor cannot without hardly barely scarcely',
  'failed fail fails failing refused refuse refuses refusing',
);
const lessening = wordSet('minder minst less least');

/** What comes after one of these is another clause. */
const clauseStarts = wordSet(
  'en maar of want omdat terwijl die dat wie waar and but or because while who which that where',
);
/** Words between a negation and what it negates, at most. */
const reach = 4;

/** Does a negation stand near what is mentioned? After a Dutch verb as well as before it. */
export function isNegated(tokens: readonly Token[], { at, length }: Mention): boolean {
  // "minder snel" is slower.
  if (lessening.has(tokens[at - 1]?.lower ?? '')) return true;
  return reaches(tokens, at - 1, -1) || reaches(tokens, at + length, 1);
}

function reaches(tokens: readonly Token[], from: number, step: 1 | -1): boolean {
  for (let away = 0; away < reach; away += 1) {
    const token = tokens[from + away * step];
    if (token === undefined) return false;
    if (negators.has(token.lower) || token.lower.endsWith("n't")) return true;
    if (token.kind === 'sign' || clauseStarts.has(token.lower)) return false;
  }
  return false;
}
