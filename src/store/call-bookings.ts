import { pages } from '../pages.ts';
import type { NamedBudget } from './budgets.ts';
import type { BatchApiKeys, Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { bookCalls } from './scripts/book-calls.ts';
import { unbookLeftCalls, unbookOwnCalls } from './scripts/unbook-calls.ts';
import { writeCreated } from './scripts/write-created.ts';
import type { CreatedCall, Submission } from './submissions.ts';

/** Calls in one script: Redis does nothing else meanwhile. */
const pageSize = 1_000;

/** What is booked for calls in files that are no submissions yet; see submissions.ts. */
export class CallBookings {
  readonly #redis: RedisConnection;
  readonly #keys: Readonly<Record<'lease' | 'bookings' | 'spendPrefix', string>>;
  readonly #batchApi: BatchApiKeys;

  constructor(redis: RedisConnection, { batchApi, spend }: Keys) {
    this.#redis = redis;
    this.#batchApi = batchApi;
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

  /** See `SubmissionStore.writeCreated`. */
  async writeCreated(
    owner: string,
    submission: Submission,
    calls: ReadonlyMap<string, CreatedCall>,
  ): Promise<boolean> {
    const { id } = submission;
    const { submissions, pendingCalls } = this.#batchApi;
    const { bookings, spendPrefix } = this.#keys;
    const callsOf = this.#batchApi.calls(id);
    const keys = { submissions, callsOf, pendingCalls, bookings, spendPrefix };
    let isWritten = false;
    for (const page of pages([...calls], pageSize)) {
      const sent = page.map(([call, { call: details, budgets }]) => ({
        call,
        pending: JSON.stringify({ ...details, submission: id }),
        usd: details.likelyUsd,
        budgets: [...budgets],
      }));
      const args = { owner, id, submission: JSON.stringify(submission), calls: sent };
      isWritten = (await runScript(this.#redis, writeCreated, { keys, args })) || isWritten;
    }
    return isWritten;
  }
}
