import { TolkError } from '../../errors.ts';

/** How long a call may be kept waiting. It is given up for silence, not for its length. */
export interface TimeLimits {
  /**
   * From the request to the first text of the answer, and to the end of one that is not streamed.
   * Any byte before that (a keep-alive comment, white space) starts it again.
   */
  readonly firstTextMs: number;
  /** Between two signs of life once a streamed answer has begun. */
  readonly silenceMs: number;
  /** From the request to the end of the answer, whatever comes: keep-alives do not move it. */
  readonly totalMs: number;
}

/** Which limit ended a call: one of ours, or that of a gateway on the way. */
type TimeLimit = keyof TimeLimits | 'gateway';

/** What ended a call; the cause of an `llm.timeout`. */
class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly limit: TimeLimit;

  constructor(limit: TimeLimit, cause?: unknown) {
    super(limit, cause === undefined ? undefined : { cause });
    this.limit = limit;
  }
}

/** What fails sooner than this has another fault than time, and passes by itself. */
export const longMs = 10_000;

/** The error for an answer that broke off after a long time. */
export function brokeOffLate(message: string): TolkError {
  return new TolkError('llm.timeout', message, { cause: new LimitReached('gateway') });
}

/**
 * A gateway that gives up a call, or a connection that breaks, after a long time has run out of
 * patience, whatever it calls that: the same call would end in the same way.
 */
export function orGatewayLimit(error: TolkError, ms: number): TolkError {
  const { code, message, status, requestId } = error;
  const mayBe = code === 'llm.timeout' || code === 'llm.unreachable';
  if (!mayBe || ms < longMs || limitReached(error) !== undefined) return error;
  const cause = new LimitReached('gateway', error);
  return new TolkError('llm.timeout', message, { cause, status, requestId });
}

/** Which of its limits a call reached; undefined for any other error. */
export function limitReached(error: TolkError): TimeLimit | undefined {
  return error.cause instanceof LimitReached ? error.cause.limit : undefined;
}

/** What the time limits of one call depend on. */
export interface CallTraits {
  /** The server is the user's own, and may be one processor. */
  readonly isLocal: boolean;
  readonly promptTokens: number;
  /** How many times as long, for a server that has shown itself slower than its limits allow. */
  readonly patience: number;
}

/** A server of one's own reads prompts up to this many tokens within `firstTextMs`. */
const usualPromptTokens = 1_000;
/** It writes nothing while it reads the prompt of another call: a loaded CPU takes 90 s for it. */
const silenceAtHome = 4;

/**
 * The limits of one call. A server of one's own gets more time in proportion to the prompt, since it
 * reads that before it says a word (a loaded CPU reads 12 tokens a second), and longer silences.
 * Others read a prompt in a second: there it would only make a dead connection last longer.
 */
export function limitsOf(limits: TimeLimits, call: CallTraits): TimeLimits {
  const { isLocal, promptTokens, patience } = call;
  const ofPrompt = isLocal ? Math.max(1, promptTokens / usualPromptTokens) : 1;
  const firstTextMs = limits.firstTextMs * ofPrompt * patience;
  const silenceMs = limits.silenceMs * (isLocal ? silenceAtHome : 1) * patience;
  return {
    firstTextMs: Math.min(Math.round(firstTextMs), longestTimerMs),
    silenceMs: Math.min(silenceMs, longestTimerMs),
    totalMs: Math.min(Math.max(limits.totalMs, firstTextMs), longestTimerMs),
  };
}

/** No timer is longer: one that is ends at once. */
const longestTimerMs = 2 ** 31 - 1;

/** A server that keeps the connection open after its answer is complete is left after this long. */
const graceMs = 1_000;

/**
 * The clock of one call. It is *waiting* until the answer has text, then the answer *arrives* until
 * it is *complete*; each sign of life restarts the time of its state. What runs out aborts `signal`,
 * and `problem` says which limit it was; none for an answer that was complete.
 *
 * A process that was held up (a machine that slept, one that is busy) finds that its time is over
 * before it has looked at what has arrived meanwhile: so it looks once more before it gives up.
 */
export class CallWatch {
  readonly #limits: TimeLimits;
  readonly #abort = new AbortController();
  readonly #until: AbortSignal | null | undefined;
  readonly #onEnd = () => this.#abort.abort(this.#until?.reason);
  readonly #total: NodeJS.Timeout;
  #silence: NodeJS.Timeout;
  #state: 'waiting' | 'arriving' | 'complete' = 'waiting';
  /** Signs of life so far. */
  #signs = 0;
  #isStopped = false;
  #problem: TolkError | undefined;

  /**
   * Starts the clock.
   *
   * @param until ends the call too: whoever waits for its answer does so no longer
   */
  constructor(limits: TimeLimits, until?: AbortSignal | null) {
    this.#limits = limits;
    this.#until = until;
    // Cheaper than a signal of both, which every call would need.
    if (until?.aborted) this.#abort.abort(until.reason);
    else until?.addEventListener('abort', this.#onEnd);
    this.#total = setTimeout(() => this.#lookOnce('totalMs'), limits.totalMs);
    this.#silence = setTimeout(() => this.#lookOnce('firstTextMs'), limits.firstTextMs);
  }

  /** Aborted when a limit is reached, or nobody waits any more. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The limit that was reached, as an error; undefined while none is. */
  get problem(): TolkError | undefined {
    return this.#problem;
  }

  /** Bytes of any kind arrived. */
  onBytes(): void {
    this.#signs += 1;
    if (this.#state !== 'complete') this.#silence.refresh();
  }

  /** The answer has begun. */
  onText(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'arriving';
    this.#restart(this.#limits.silenceMs, () => this.#lookOnce('silenceMs'));
  }

  /** Nothing more is needed; the rest, if any, must come at once. */
  onComplete(): void {
    if (this.#state === 'complete') return;
    this.#state = 'complete';
    this.#restart(graceMs, () => this.#abort.abort());
  }

  /** Stops the clock; safe to call twice. */
  stop(): void {
    this.#isStopped = true;
    this.#until?.removeEventListener('abort', this.#onEnd);
    clearTimeout(this.#total);
    clearTimeout(this.#silence);
  }

  #restart(ms: number, onEnd: () => void): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(onEnd, ms);
  }

  /** Gives up unless something has arrived that is only not read yet. */
  #lookOnce(limit: keyof TimeLimits): void {
    const signs = this.#signs;
    afterReading(() => {
      const isAlive = limit !== 'totalMs' && this.#signs > signs;
      if (this.#isStopped || this.#state === 'complete' || isAlive) return;
      this.#giveUp(limit);
    });
  }

  #giveUp(limit: keyof TimeLimits): void {
    this.stop();
    const message = messageOf(limit, this.#limits[limit]);
    this.#problem = new TolkError('llm.timeout', message, { cause: new LimitReached(limit) });
    this.#abort.abort(this.#problem);
  }
}

/** Calls back when all that has arrived by now is read: the head of an answer, and then its body. */
function afterReading(callback: () => void): void {
  setImmediate(() => setImmediate(callback));
}

function messageOf(limit: keyof TimeLimits, ms: number): string {
  const time = ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 1_000)} s`;
  const messages: Readonly<Record<keyof TimeLimits, string>> = {
    firstTextMs: `the LLM API did not answer within ${time} (TOLK_CALL_TIMEOUT_MS)`,
    silenceMs: `the LLM API fell silent for ${time} within its answer (TOLK_SILENCE_TIMEOUT_MS)`,
    totalMs: `the LLM API’s answer took longer than ${time} (TOLK_ANSWER_TIMEOUT_MS)`,
  };
  return messages[limit];
}
