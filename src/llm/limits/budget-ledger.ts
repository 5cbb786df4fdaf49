import { TolkError } from '../../errors.ts';
import type { PriceTable, TokenUsage } from '../cost/price.ts';
import type { RawAnswer } from '../http/response.ts';
import type { LlmStore } from '../store.ts';
import { type Budget, budgetSpent } from './budgets.ts';

/** A call that is paid from budgets. */
export interface Booking {
  readonly budgets: readonly Budget[];
  readonly model: string;
  readonly likely: TokenUsage;
}

/** Books calls on budgets: the likely cost before a call, corrected afterwards to what it was. */
export class BudgetLedger {
  readonly #store: Pick<LlmStore, 'reserve' | 'settle'>;
  readonly #prices: PriceTable;
  /** Calls of this process that have money booked; each ends when what it did not use is back. */
  readonly #inFlight = new Set<Promise<void>>();

  /** Books on budgets in `store`, at `prices`. */
  constructor(store: Pick<LlmStore, 'reserve' | 'settle'>, prices: PriceTable) {
    this.#store = store;
    this.#prices = prices;
  }

  /**
   * Makes a call that is booked on all its budgets.
   *
   * @throws TolkError `config.invalid` without a price, `llm.budget_spent`, `job.budget_spent`;
   *   what `call` throws
   */
  async run(booking: Booking, call: () => Promise<RawAnswer>): Promise<RawAnswer> {
    const { budgets, model, likely } = booking;
    if (budgets.length === 0) return call();
    const likelyUsd = this.#prices.cost(model, likely);
    if (likelyUsd === null) throw unknownPrice(model);
    const end = await this.#reserve(budgets, likelyUsd);
    try {
      return await this.#callAndSettle(budgets, likelyUsd, call);
    } finally {
      end();
    }
  }

  async #callAndSettle(
    budgets: readonly Budget[],
    likelyUsd: number,
    call: () => Promise<RawAnswer>,
  ): Promise<RawAnswer> {
    let paidUsd = 0;
    try {
      const raw = await call();
      paidUsd = this.#prices.cost(raw.model, raw) ?? likelyUsd;
      return raw;
    } finally {
      await this.#store.settle(budgets, paidUsd - likelyUsd);
    }
  }

  /** Waits while calls in flight may leave enough of their bookings; returns what ends this one. */
  async #reserve(budgets: readonly Budget[], usd: number): Promise<() => void> {
    for (;;) {
      const full = await this.#store.reserve(budgets, usd);
      // At once: whoever finds the budget full in the same turn must see that this call is in flight.
      if (full === null) return this.#begin();
      if (this.#inFlight.size === 0) throw budgetSpent(full);
      await Promise.race(this.#inFlight);
    }
  }

  #begin(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#inFlight.add(promise);
    return () => {
      this.#inFlight.delete(promise);
      resolve();
    };
  }
}

function unknownPrice(model: string): TolkError {
  const advice = 'add it to a file and name that in TOLK_PRICES_FILE';
  return new TolkError(
    'config.invalid',
    `a budget is set, but the price of "${model}" is not known; ${advice}`,
  );
}
