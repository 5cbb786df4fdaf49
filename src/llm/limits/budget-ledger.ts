import { randomUUID } from 'node:crypto';
import { TolkError } from '../../errors.ts';
import { costOfCall } from '../cost/call-cost.ts';
import type { PriceTable, TokenUsage } from '../cost/price.ts';
import type { RawAnswer } from '../http/response.ts';
import type { BookedCall, LlmStore } from '../store.ts';
import { type Budget, budgetSpent } from './budgets.ts';
import { Dearness } from './dearness.ts';

/** A call that is paid from budgets. */
export interface Booking {
  readonly budgets: readonly Budget[];
  readonly model: string;
  readonly likely: TokenUsage;
}

/** What a ledger books with. */
export interface LedgerContext {
  readonly store: Pick<LlmStore, 'book' | 'sendBooked' | 'unbook' | 'settle'>;
  readonly prices: PriceTable;
  /** The server reports what it has charged, in dollars. */
  readonly reportsDollars?: boolean | undefined;
  /** What was learned of dear calls, where others learn too. */
  readonly dearness?: Dearness | undefined;
}

/**
 * A call to be made. It awaits `onSend` just before it is sent, which throws where it may be sent
 * no more: from then on it may be paid for.
 */
export type BookableCall = (onSend: () => Promise<void>) => Promise<RawAnswer>;

/**
 * Books calls on budgets: the likely cost before a call, corrected afterwards to what it was. Where
 * calls turn out dearer than likely (a dearer model answers, a model thinks longer), later ones are
 * booked at what they turned out to cost; until the first has told, calls of a model go one by one.
 */
export class BudgetLedger {
  readonly #context: LedgerContext;
  /** Calls of this process that have money booked; each ends when what it did not use is back. */
  readonly #inFlight = new Set<Promise<void>>();
  readonly #dearness: Dearness;
  /** By model: the first call, whose cost is not known yet. */
  readonly #first = new Map<string, Promise<void>>();

  /** Books on budgets in `context.store`, at `context.prices`. */
  constructor(context: LedgerContext) {
    this.#context = context;
    this.#dearness = context.dearness ?? new Dearness();
  }

  /**
   * Makes a call that is booked on all its budgets.
   *
   * @throws TolkError `config.invalid` without a price, `llm.budget_spent`, `job.budget_spent`;
   *   what `call` throws
   */
  async run(booking: Booking, call: BookableCall): Promise<RawAnswer> {
    if (booking.budgets.length === 0) return call(noWait);
    const { model } = booking;
    while (this.#first.has(model)) await this.#first.get(model);
    if (this.#dearness.knows(model)) return this.#runKnown(booking, call);
    const first = this.#runKnown(booking, call);
    this.#first.set(
      model,
      first.then(noop, noop).finally(() => this.#first.delete(model)),
    );
    return first;
  }

  async #runKnown(booking: Booking, call: BookableCall): Promise<RawAnswer> {
    const { budgets, model, likely } = booking;
    // What is sent may be written to the server's cache, which can cost more than sending it.
    const tokens = { ...likely, cacheWriteTokens: likely.promptTokens };
    const likelyUsd = this.#context.prices.cost(model, tokens);
    if (likelyUsd === null) throw unknownPrice(model);
    const bookedUsd = likelyUsd * this.#dearness.of(model);
    const booked = { id: randomUUID(), budgets, usd: bookedUsd };
    const end = await this.#reserve(booked);
    let paidUsd = 0;
    let isSent = false;
    let isAnswered = false;
    const onSend = async () => {
      if (!isSent) await this.#confirm(booked);
      isSent = true;
    };
    try {
      const raw = await call(onSend);
      paidUsd =
        costOfCall(this.#context.prices, raw, { ...this.#context, asked: model }) ?? bookedUsd;
      this.#dearness.learn(model, { paidUsd, likelyUsd });
      isAnswered = true;
      return raw;
    } catch (error) {
      if (isSent && mayBePaid(error)) paidUsd = bookedUsd;
      throw error;
    } finally {
      // A sum that stays booked ends a budget early; an answer that is lost is paid for again.
      const { store } = this.#context;
      const settling = isSent ? store.settle(budgets, paidUsd - bookedUsd) : store.unbook(booked);
      await settling
        .catch((error) => {
          if (isAnswered) return;
          throw error;
        })
        .finally(end);
    }
  }

  /** Waits while calls in flight may leave enough of their bookings; returns what ends this one. */
  async #reserve(call: BookedCall): Promise<() => void> {
    for (;;) {
      const full = await this.#context.store.book(call);
      // At once: whoever finds the budget full in the same turn must see that this call is in
      // flight.
      if (full === null) return this.#begin();
      if (this.#inFlight.size === 0) throw budgetSpent(full);
      await Promise.race(this.#inFlight);
    }
  }

  /** Who was taken for dead while the call waited (a laptop that slept) books it again. */
  async #confirm(call: BookedCall): Promise<void> {
    const { store } = this.#context;
    while (!(await store.sendBooked(call))) {
      const full = await store.book(call);
      if (full !== null) throw budgetSpent(full);
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

/** What we did not wait for has been written all the same, and most servers charge for it. */
function mayBePaid(error: unknown): boolean {
  return TolkError.isInstance(error) && error.code === 'llm.timeout';
}

const noop = () => {};
const noWait = async () => {};

/** The error for a budget that cannot be kept, since nobody knows what a call costs. */
function unknownPrice(model: string): TolkError {
  const advice = 'take it over with tolk prices update, or name a file in TOLK_PRICES_FILE';
  return new TolkError(
    'config.invalid',
    `a budget is set, but the price of "${model}" is not known; ${advice}`,
  );
}
