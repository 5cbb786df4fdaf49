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

/** Which limit ended a call. */
export type TimeLimit = keyof TimeLimits;

/** What ended a call; the cause of an `llm.timeout`. */
class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly limit: TimeLimit;

  constructor(limit: TimeLimit) {
    super(limit);
    this.limit = limit;
  }
}

/** A server that keeps the connection open after its answer is complete is left after this long. */
const graceMs = 1_000;

/**
 * The clock of one call. It is *waiting* until the answer has text, then the answer *arrives* until
 * it is *complete*; each sign of life restarts the time of its state. What runs out aborts `signal`,
 * and `problem` says which limit it was; none for an answer that was complete.
 */
export class CallWatch {
  readonly #limits: TimeLimits;
  readonly #abort = new AbortController();
  readonly #total: NodeJS.Timeout;
  #silence: NodeJS.Timeout;
  #state: 'waiting' | 'arriving' | 'complete' = 'waiting';
  #problem: TolkError | undefined;

  /** Starts the clock. */
  constructor(limits: TimeLimits) {
    this.#limits = limits;
    this.#total = setTimeout(() => this.#giveUp('totalMs'), limits.totalMs);
    this.#silence = setTimeout(() => this.#giveUp('firstTextMs'), limits.firstTextMs);
  }

  /** Aborted when a limit is reached. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The limit that was reached, as an error; undefined while none is. */
  get problem(): TolkError | undefined {
    return this.#problem;
  }

  /** Bytes of any kind arrived. */
  onBytes(): void {
    if (this.#state !== 'complete') this.#silence.refresh();
  }

  /** The answer has begun. */
  onText(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'arriving';
    this.#restart(this.#limits.silenceMs, () => this.#giveUp('silenceMs'));
  }

  /** Nothing more is needed; the rest, if any, must come at once. */
  onComplete(): void {
    if (this.#state === 'complete') return;
    this.#state = 'complete';
    this.#restart(graceMs, () => this.#abort.abort());
  }

  /** Stops the clock; safe to call twice. */
  stop(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#silence);
  }

  #restart(ms: number, onEnd: () => void): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(onEnd, ms);
  }

  #giveUp(limit: TimeLimit): void {
    this.stop();
    const message = messageOf(limit, this.#limits[limit]);
    this.#problem = new TolkError('llm.timeout', message, { cause: new LimitReached(limit) });
    this.#abort.abort(this.#problem);
  }
}

function messageOf(limit: TimeLimit, ms: number): string {
  const time = ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 1_000)} s`;
  const messages: Readonly<Record<TimeLimit, string>> = {
    firstTextMs: `the LLM API did not answer within ${time} (TOLK_CALL_TIMEOUT_MS)`,
    silenceMs: `the LLM API fell silent for ${time} within its answer`,
    totalMs: `the LLM API’s answer took longer than ${time}`,
  };
  return messages[limit];
}
