import { wordSet } from '../../word-set.ts';
import type { Token } from '../parse/text.ts';
import type { Mention } from './sentence.ts';

const negators = wordSet(
  'niet geen nooit niemand niets nergens noch evenmin zonder nauwelijks amper weinig gebrek',
  'not no never nobody none nothing nowhere neither nor cannot without hardly barely scarcely',
  'lack failed fail fails failing refused refuse',
);
/** Words between a negation and what it negates, at most. */
const reach = 4;

/** Does a negation stand near what is mentioned? After a Dutch verb as well as before it. */
export function isNegated(tokens: readonly Token[], { at, tokens: said }: Mention): boolean {
  const after = at + said.length;
  for (
    let near = Math.max(0, at - reach);
    near < Math.min(tokens.length, after + reach);
    near += 1
  ) {
    const lower = tokens[near]?.lower ?? '';
    if ((near < at || near >= after) && (negators.has(lower) || lower.endsWith("n't"))) return true;
  }
  return false;
}
