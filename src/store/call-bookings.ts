import { pages } from '../pages.ts';
import type { NamedBudget } from './budgets.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { bookCalls } from './scripts/book-calls.ts';
import { unbookLeftCalls, unbookOwnCalls } from './scripts/unbook-calls.ts';

/** Calls in one script: Redis does nothing else meanwhile. */
const pageSize = 1_000;

/** What is booked for calls in files that are no submissions yet; see submissions.ts. */
export class CallBookings {
  readonly #redis: RedisConnection;
  readonly #keys: Readonly<Record<'lease' | 'bookings' | 'spendPrefix', string>>;

  constructor(redis: RedisConnection, { batchApi, spend }: Keys) {
    this.#redis = redis;
    this.#keys = { lease: batchApi.lease, bookings: batchApi.bookings, spendPrefix: spend('') };
  }

  /** See `SubmissionStore.book`. */
  async book<B extends NamedBudget>(
    owner: string,
    budgets: readonly B[],
    likelyUsd: ReadonlyMap<string, number>,
  ): Promise<B | 'lease lost' | null> {
    if (budgets.length === 0) return null;
    const names = budgets.map(({ name }) => name);
    const calls = [...likelyUsd].map(([call, usd]) => ({
      call,
      usd,
      booking: JSON.stringify({ usd, budgets: names, owner }),
    }));
    const args = { owner, calls, budgets: [...budgets] };
    const full = await runScript(this.#redis, bookCalls, { keys: this.#keys, args });
    if (full === 0) return 'lease lost';
    return budgets.find(({ name }) => name === full) ?? null;
  }

  /** See `SubmissionStore.unbook`. */
  async unbook(owner: string, calls: readonly string[] | 'all'): Promise<void> {
    const isAll = calls === 'all';
    const booked = isAll ? await this.#redis.hkeys(this.#keys.bookings) : calls;
    for (const page of pages(booked, pageSize)) {
      const run = { keys: this.#keys, args: { owner, calls: [...page] } };
      if (!isAll) await runScript(this.#redis, unbookOwnCalls, run);
      // Who has lost the lease leaves the rest to whoever has it.
      else if (!(await runScript(this.#redis, unbookLeftCalls, run))) return;
    }
  }
}
