import { minuteMs } from '../../duration.ts';
import { isErrorCode, TolkError } from '../../errors.ts';
import { isWaiting } from '../error-policy.ts';
import type { Hold, LlmStore } from '../store.ts';

/** A shorter wait concerns the call that was refused, and no other. */
const leastHoldMs = 2_000;
/** After this many refusals in a row we say ourselves how long to wait. */
const refusalsInARow = 8;
/** The first such wait; it doubles with each further refusal. */
const firstHoldMs = 10_000;
const longestHoldMs = 10 * minuteMs;
/** How long it is believed that there is no hold; one that is known may be ended at any time. */
const believeMs = 1_000;

/** Refusals of a model in a row, and when the last of them came. */
interface Refusals {
  readonly inARow: number;
  readonly at: number;
}

const noRefusals: Refusals = { inARow: 0, at: Number.NEGATIVE_INFINITY };

/** What holds are kept with. */
export interface ServerHoldsContext {
  readonly store: Pick<LlmStore, 'readHold' | 'writeHold'>;
  /** Identifies the server: its address. */
  readonly server: string;
  readonly clock: () => number;
}

/**
 * Keeps all workers from calling a model until the time its server has named: every further call
 * would be refused, and free tiers count refused calls. Where a server refuses call after call and
 * names no time, or too short a one, the wait grows from ten seconds to ten minutes until one
 * succeeds.
 */
export class ServerHolds {
  readonly #context: ServerHoldsContext;
  readonly #refusals = new Map<string, Refusals>();
  readonly #known = new Map<string, { readonly hold: Hold | null; readonly readAt: number }>();

  constructor(context: ServerHoldsContext) {
    this.#context = context;
  }

  /** @throws TolkError what the server said, with the rest of the wait, while the model is held */
  async check(model: string): Promise<void> {
    const hold = await this.#read(model);
    const retryAfterMs = hold === null ? 0 : hold.until - this.#context.clock();
    if (hold === null || retryAfterMs <= 0) return;
    const code = isErrorCode(hold.code) ? hold.code : 'llm.rate_limited';
    const until = new Date(hold.until).toISOString();
    throw new TolkError(code, `${hold.message}; calls wait until ${until}`, { retryAfterMs });
  }

  /** Makes a call unless the model is held by now; holds it when the server asks to wait. */
  async run<T>(model: string, call: () => Promise<T>): Promise<T> {
    await this.check(model);
    const startedAt = this.#context.clock();
    try {
      const answer = await call();
      this.#refusals.delete(model);
      return answer;
    } catch (error) {
      if (TolkError.isInstance(error) && isWaiting(error)) {
        this.#count(model, startedAt);
        await this.#note(model, error);
      }
      throw error;
    }
  }

  async #note(model: string, error: TolkError): Promise<void> {
    const waitMs = Math.max(error.retryAfterMs ?? 0, this.#ownWait(model));
    if (waitMs < leastHoldMs) return;
    const until = this.#context.clock() + waitMs;
    const known = await this.#read(model);
    if (known !== null && known.until >= until) return;
    const { code, message } = error;
    const { store, server } = this.#context;
    await store.writeHold(server, { model, until, code, message });
    this.#known.delete(model);
  }

  /** Calls that were in flight together are refused together, which counts once. */
  #count(model: string, startedAt: number): void {
    const { inARow, at } = this.#refusals.get(model) ?? noRefusals;
    if (startedAt >= at)
      this.#refusals.set(model, { inARow: inARow + 1, at: this.#context.clock() });
  }

  #ownWait(model: string): number {
    const { inARow } = this.#refusals.get(model) ?? noRefusals;
    if (inARow < refusalsInARow) return 0;
    return Math.min(longestHoldMs, firstHoldMs * 2 ** (inARow - refusalsInARow));
  }

  async #read(model: string): Promise<Hold | null> {
    const known = this.#known.get(model);
    const isFresh = known !== undefined && this.#context.clock() - known.readAt < believeMs;
    if (isFresh && known.hold === null) return null;
    const hold = await this.#context.store.readHold(this.#context.server, model);
    this.#known.set(model, { hold, readAt: this.#context.clock() });
    return hold;
  }
}
