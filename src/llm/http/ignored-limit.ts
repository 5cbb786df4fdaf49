import type { Capabilities } from './capabilities.ts';
import { readFinish } from './finish-reason.ts';
import type { RawAnswer } from './response.ts';

/** An answer that ends before this part of its limit was not cut off by that limit. */
const partOfLimit = 0.5;

/**
 * The other name for the limit of an answer's length, where an answer was cut off long before the
 * limit that was asked for: a server that does not know `max_completion_tokens` may pass over it in
 * silence, and cut at a default of its own (some at 256 tokens). Never the other way round: every
 * server knows `max_tokens`, and one whose context is full would then write without any limit.
 *
 * @param asked the limit that was asked for, in tokens
 */
export function otherLimit(
  { finish, completionTokens, isEstimated }: RawAnswer,
  { limit }: Capabilities,
  asked: number,
): Partial<Capabilities> | null {
  if (limit !== 'max_completion_tokens' || isEstimated || completionTokens === 0) return null;
  if (readFinish(finish) !== 'cut_off' || completionTokens >= asked * partOfLimit) return null;
  return { limit: 'max_tokens' };
}
