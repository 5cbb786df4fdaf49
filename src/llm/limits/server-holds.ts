import { minuteMs } from '../../duration.ts';
import { isErrorCode, TolkError } from '../../errors.ts';
import { isWaiting } from '../error-policy.ts';
import type { Hold, LlmStore } from '../store.ts';

/** A shorter wait concerns the call that was refused, and no other. */
const leastHoldMs = 2_000;
/** After this many refusals in a row of a server that does not say how long to wait, we say it. */
const refusalsInARow = 8;
/** The first such wait; it doubles with each further refusal. */
const firstHoldMs = 10_000;
const longestHoldMs = 10 * minuteMs;
/** How long it is believed that there is no hold; one that is known may be ended at any time. */
const believeMs = 1_000;

/**
 * Keeps all workers from calling a model until the time its server has named: every further call
 * would be refused, and free tiers count refused calls. Where a server refuses call after call and
 * names no time, the wait grows from ten seconds to ten minutes until one succeeds.
 */
export class ServerHolds {
  readonly #store: Pick<LlmStore, 'readHold' | 'writeHold'>;
  readonly #clock: () => number;
  /** Refusals in a row, by model. */
  readonly #refusals = new Map<string, number>();
  readonly #known = new Map<string, { readonly hold: Hold | null; readonly readAt: number }>();

  constructor(store: Pick<LlmStore, 'readHold' | 'writeHold'>, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  /** @throws TolkError what the server said, with the rest of the wait, while the model is held */
  async check(model: string): Promise<void> {
    const hold = await this.#read(model);
    const retryAfterMs = hold === null ? 0 : hold.until - this.#clock();
    if (hold === null || retryAfterMs <= 0) return;
    const code = isErrorCode(hold.code) ? hold.code : 'llm.rate_limited';
    const until = new Date(hold.until).toISOString();
    throw new TolkError(code, `${hold.message}; calls wait until ${until}`, { retryAfterMs });
  }

  /** Makes a call unless the model is held by now; holds it when the server asks to wait. */
  async run<T>(model: string, call: () => Promise<T>): Promise<T> {
    await this.check(model);
    try {
      const answer = await call();
      this.#refusals.delete(model);
      return answer;
    } catch (error) {
      if (TolkError.isInstance(error) && isWaiting(error)) await this.#note(model, error);
      throw error;
    }
  }

  async #note(model: string, error: TolkError): Promise<void> {
    const waitMs = error.retryAfterMs ?? this.#ownWait(model);
    if (waitMs < leastHoldMs) return;
    const until = this.#clock() + waitMs;
    const known = await this.#read(model);
    if (known !== null && known.until >= until) return;
    const { code, message } = error;
    await this.#store.writeHold({ model, until, code, message });
    this.#known.delete(model);
  }

  #ownWait(model: string): number {
    const refusals = (this.#refusals.get(model) ?? 0) + 1;
    this.#refusals.set(model, refusals);
    if (refusals < refusalsInARow) return 0;
    return Math.min(longestHoldMs, firstHoldMs * 2 ** (refusals - refusalsInARow));
  }

  async #read(model: string): Promise<Hold | null> {
    const known = this.#known.get(model);
    const isFresh = known !== undefined && this.#clock() - known.readAt < believeMs;
    if (isFresh && known.hold === null) return null;
    const hold = await this.#store.readHold(model);
    this.#known.set(model, { hold, readAt: this.#clock() });
    return hold;
  }
}
