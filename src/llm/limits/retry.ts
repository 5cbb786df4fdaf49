import type { TolkError } from '../../errors.ts';
import { actionFor } from '../error-policy.ts';

/** How long and how often one call is tried again by the worker that has it. */
export interface RetryTiming {
  /** Ceiling of the first back-off; doubles with every try. */
  readonly baseMs: number;
  /** Ceiling of all back-offs. */
  readonly capMs: number;
  readonly maxTries: number;
  /** A call that would go on beyond this is handed back to the queue instead. */
  readonly patienceMs: number;
}

/** The timing when nothing else is asked for. */
export const defaultTiming: RetryTiming = {
  baseMs: 500,
  capMs: 20_000,
  maxTries: 6,
  patienceMs: 60_000,
};

/**
 * How many milliseconds to wait before the next try, or null to stop trying. Full jitter: any time
 * up to the ceiling, so that workers who failed together do not come back together (Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog 2015). What the server asks for is a floor.
 *
 * @param tries how often it was tried so far
 * @param elapsedMs since the first try
 * @param random a number in [0, 1)
 */
export function nextDelay(
  error: TolkError,
  tries: number,
  elapsedMs: number,
  random: number,
  timing: RetryTiming,
): number | null {
  const action = actionFor(error);
  if (action !== 'retry' && action !== 'wait') return null;
  if (action === 'retry' && tries >= timing.maxTries) return null;
  const backOff = random * Math.min(timing.capMs, timing.baseMs * 2 ** (tries - 1));
  const delay = Math.ceil((error.retryAfterMs ?? 0) + backOff);
  return elapsedMs + delay > timing.patienceMs ? null : delay;
}
