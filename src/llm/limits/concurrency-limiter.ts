import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import pLimit from 'p-limit';
import { TolkError } from '../../errors.ts';
import { actionFor } from '../error-policy.ts';

/** What stands between this process and one model: so many calls at a time, none when it is down. */
export interface ConcurrencyLimiter {
  /**
   * Runs `call` when there is room.
   *
   * @throws TolkError `llm.circuit_open` while the model is taken to be down; what `call` throws
   */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** This many failures in a row and the model is taken to be down. */
const failuresInARow = 8;
/** Then this long nobody asks; after it, one call finds out. */
const downMs = 5_000;
const firstConcurrency = 4;
/** Congestion halves the concurrency at most this often: the calls under way all report the same one. */
const halveEveryMs = 1_000;

/**
 * A gate whose width adapts between 1 and `cap`: it opens by one with every success until the first
 * congestion, then by one for a whole round of successes; a 429, a 503 or a time-out halves it
 * (additive increase, multiplicative decrease: Chiu and Jain 1989).
 */
export function createConcurrencyLimiter(cap: number, clock: () => number): ConcurrencyLimiter {
  let width = Math.min(cap, firstConcurrency);
  let congestedAt = Number.NEGATIVE_INFINITY;
  const limit = pLimit(Math.floor(width));
  const breaker = circuitBreaker(
    handleWhen((error) => TolkError.isInstance(error) && isTrouble(error)),
    { halfOpenAfter: downMs, breaker: new ConsecutiveBreaker(failuresInARow) },
  );
  const setWidth = (wanted: number) => {
    width = Math.min(cap, Math.max(1, wanted));
    limit.concurrency = Math.floor(width);
  };
  return {
    run: (call, signal) =>
      limit(async () => {
        signal?.throwIfAborted();
        try {
          const answer = await breaker.execute(call);
          setWidth(width + (congestedAt === Number.NEGATIVE_INFINITY ? 1 : 1 / width));
          return answer;
        } catch (error) {
          if (error instanceof BrokenCircuitError) {
            throw new TolkError(
              'llm.circuit_open',
              'the LLM API fails again and again; calls wait until it recovers',
              {
                retryAfterMs: downMs,
                cause: error,
              },
            );
          }
          if (
            TolkError.isInstance(error) &&
            isCongestion(error) &&
            clock() - congestedAt > halveEveryMs
          ) {
            congestedAt = clock();
            setWidth(width / 2);
          }
          throw error;
        }
      }),
  };
}

/** The server or the way to it is at fault, not the question; a rate limit is no fault. */
function isTrouble(error: TolkError): boolean {
  return actionFor(error) === 'retry' || error.code === 'llm.overloaded';
}

function isCongestion({ code }: TolkError): boolean {
  return code === 'llm.rate_limited' || code === 'llm.overloaded' || code === 'llm.timeout';
}
