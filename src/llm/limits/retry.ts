import type { TolkError } from '../../errors.ts';
import { actionFor } from '../error-policy.ts';

/** How long and how often one call is tried again by the worker that makes it. */
export interface RetryTiming {
  /** Ceiling of the first back-off; doubles with every try. */
  readonly baseMs: number;
  /** Ceiling of all back-offs. */
  readonly capMs: number;
  readonly maxTries: number;
  /** A call that would take longer than this is handed back to the queue instead. */
  readonly maxWaitMs: number;
}

/** The timing when nothing else is asked for. */
export const defaultTiming: RetryTiming = {
  baseMs: 500,
  capMs: 20_000,
  maxTries: 6,
  maxWaitMs: 60_000,
};

/** What has been tried so far. */
export interface Tried {
  readonly tries: number;
  /** Since the first try. */
  readonly elapsedMs: number;
}

/**
 * How many milliseconds to wait before the next try, or null to stop trying. Full jitter: any time
 * up to the ceiling, so that workers who failed together do not come back together (Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog 2015). What the server asks for is a
 * floor.
 *
 * @param random a number in [0, 1)
 */
export function nextDelay(
  error: TolkError,
  { tries, elapsedMs }: Tried,
  random: number,
  { baseMs, capMs, maxTries, maxWaitMs }: RetryTiming,
): number | null {
  const action = actionFor(error);
  if (action !== 'retry' && action !== 'wait') return null;
  if (action === 'retry' && tries >= maxTries) return null;
  const ceilingMs = Math.min(capMs, baseMs * 2 ** (tries - 1));
  const delayMs = Math.ceil((error.retryAfterMs ?? 0) + random * ceilingMs);
  return elapsedMs + delayMs > maxWaitMs ? null : delayMs;
}
