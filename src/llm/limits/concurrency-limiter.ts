import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  noJitterGenerator,
} from 'cockatiel';
import pLimit from 'p-limit';
import { TolkError } from '../../errors.ts';
import { actionFor } from '../error-policy.ts';
import { Saturation } from './saturation.ts';

/** This many failures in a row and the model is taken to be down. */
const failuresInARow = 8;
/**
 * Then nobody asks for this long; after it, one call finds out: if it fails, after twice as long.
 */
const downMs = 5_000;
const longestDownMs = 30_000;
const firstConcurrency = 4;
/** Alone, a call shows how fast the server can be. */
const firstConcurrencyAtHome = 1;
/** Congestion halves the width at most this often: the calls in flight all report the same one. */
const halveEveryMs = 1_000;

/** What a limiter is made for. */
export interface LimiterOptions {
  /** The most calls in flight. */
  readonly cap: number;
  readonly clock: () => number;
  /** The server is the user's own, and may be one processor that all calls share. @default false */
  readonly isLocal?: boolean | undefined;
}

/** What a limiter needs to know of one call. */
export interface LimitedCall<T> {
  readonly signal?: AbortSignal | undefined;
  /** How much work an answer was, for the pace of a local server. @default always the same */
  readonly sizeOf?: ((answer: T) => number) | undefined;
}

/**
 * Lets this many calls of one model be in flight, and none while the model is down. The width
 * adapts between 1 and a cap: it grows by one with every success until the first congestion, then
 * by one for a whole round of successes; a 429, a 503 or a time-out halves it (additive increase,
 * multiplicative decrease: Chiu and Jain 1989). With a local server it begins narrower, and does
 * not grow by a call that shows the server saturated.
 */
export class ConcurrencyLimiter {
  readonly #cap: number;
  readonly #clock: () => number;
  readonly #saturation: Saturation | undefined;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #breaker = circuitBreaker(handleWhen(isTrouble), {
    halfOpenAfter: new ExponentialBackoff({
      initialDelay: downMs,
      maxDelay: longestDownMs,
      generator: noJitterGenerator,
    }),
    breaker: new ConsecutiveBreaker(failuresInARow),
  });
  #width: number;
  #congestedAt = Number.NEGATIVE_INFINITY;

  /** A limiter that has seen no call yet. */
  constructor({ cap, clock, isLocal = false }: LimiterOptions) {
    this.#cap = cap;
    this.#clock = clock;
    this.#saturation = isLocal ? new Saturation() : undefined;
    this.#width = Math.min(cap, isLocal ? firstConcurrencyAtHome : firstConcurrency);
    this.#limit = pLimit(Math.floor(this.#width));
  }

  /**
   * Makes `call` when its turn comes.
   *
   * @throws TolkError `llm.circuit_open` while the model is taken to be down; what `call` throws
   */
  run<T>(call: () => Promise<T>, { signal, sizeOf = () => 1 }: LimitedCall<T> = {}): Promise<T> {
    return this.#limit(async () => {
      signal?.throwIfAborted();
      try {
        const startedAt = this.#clock();
        const answer = await this.#breaker.execute(call);
        const ms = this.#clock() - startedAt;
        if (!this.#saturation?.note(ms, sizeOf(answer))) this.#widen();
        return answer;
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw circuitOpen(error);
        if (isCongestion(error)) this.#halve();
        throw error;
      }
    });
  }

  #widen(): void {
    const wasCongested = this.#congestedAt !== Number.NEGATIVE_INFINITY;
    this.#setWidth(this.#width + (wasCongested ? 1 / this.#width : 1));
  }

  #halve(): void {
    if (this.#clock() - this.#congestedAt <= halveEveryMs) return;
    this.#congestedAt = this.#clock();
    this.#setWidth(this.#width / 2);
  }

  #setWidth(width: number): void {
    this.#width = Math.min(this.#cap, Math.max(1, width));
    this.#limit.concurrency = Math.floor(this.#width);
  }
}

function circuitOpen(cause: BrokenCircuitError): TolkError {
  return new TolkError(
    'llm.circuit_open',
    'the LLM API fails again and again; calls wait until it recovers',
    { retryAfterMs: downMs, cause },
  );
}

/** The server or the way to it is at fault, not the question; a rate limit is no fault. */
function isTrouble(error: unknown): boolean {
  if (!TolkError.isInstance(error)) return false;
  return actionFor(error) === 'retry' || error.code === 'llm.overloaded';
}

function isCongestion(error: unknown): boolean {
  if (!TolkError.isInstance(error)) return false;
  const { code } = error;
  return code === 'llm.rate_limited' || code === 'llm.overloaded' || code === 'llm.timeout';
}
