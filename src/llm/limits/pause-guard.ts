import { TolkError } from '../../errors.ts';
import { isOfModel, stopsEverything } from '../error-policy.ts';

/** After this long the pause of all workers is known in every process. */
const localPauseMs = 2_000;

/**
 * Keeps calls from being made while all workers pause. An error that concerns every article stops
 * the calls of this process at once, before the pause has gone through Redis.
 */
export class PauseGuard {
  readonly #pauseReason: () => TolkError | undefined;
  readonly #clock: () => number;
  #stopped: { readonly error: TolkError; readonly at: number } | undefined;

  /** @param pauseReason why all workers pause at present, if they do */
  constructor(pauseReason: () => TolkError | undefined, clock: () => number) {
    this.#pauseReason = pauseReason;
    this.#clock = clock;
  }

  /** @throws TolkError the reason of the pause; `llm.circuit_open` until it is known */
  throwIfPaused(): void {
    const reason = this.#pauseReason();
    if (reason) throw reason;
    const stopped = this.#stopped;
    if (!stopped || this.#clock() - stopped.at >= localPauseMs) return;
    // Not the error itself: that would start the pause again when it has just been ended.
    throw new TolkError(
      'llm.circuit_open',
      'calls pause until it is known whether all workers do',
      { retryAfterMs: localPauseMs, cause: stopped.error },
    );
  }

  /** Makes a call unless workers pause by now: that may have begun while it waited for its turn. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    this.throwIfPaused();
    try {
      return await call();
    } catch (error) {
      if (TolkError.isInstance(error) && concernsEverybody(error))
        this.#stopped = { error, at: this.#clock() };
      throw error;
    }
  }
}

/** A model may be unknown because one article asks for it. */
function concernsEverybody(error: TolkError): boolean {
  return stopsEverything(error) && !isOfModel(error);
}
