import { randomUUID } from 'node:crypto';
import { pages } from '../pages.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { bookCall, sendBooked, unbookCall, unbookDead } from './scripts/book-call.ts';

/** A sum of money that must not be overspent, under a name that all workers know. */
export interface NamedBudget {
  readonly name: string;
  readonly limitUsd: number;
  readonly expiresInMs: number;
}

/** What is booked for a call on budgets. */
interface BookedCall {
  /** A new one for each booking. */
  readonly id: string;
  readonly budgets: readonly NamedBudget[];
  readonly usd: number;
}

/** What is spent of budgets, by all workers together; see scripts/book-call.ts. */
export interface BudgetStore {
  /** Books a call on every budget, or on none and returns the first without enough left. */
  book<B extends NamedBudget>(
    call: Omit<BookedCall, 'budgets'> & { readonly budgets: readonly B[] },
  ): Promise<B | null>;
  /** A call is sent; false where what was booked for it was given back meanwhile. */
  sendBooked(call: BookedCall): Promise<boolean>;
  /** Gives back what is booked for a call that is not sent, unless that was done. */
  unbook(call: BookedCall): Promise<void>;
  /** Corrects what is booked for a call that was sent by `usd`, up or down. */
  settle(budgets: readonly NamedBudget[], usd: number): Promise<void>;
}

/**
 * The budgets on `redis`.
 *
 * @param owner the worker that books: what it has not sent is given back when it is dead
 */
export function createBudgetStore(redis: RedisConnection, keys: Keys, owner: string): BudgetStore {
  const { bookings } = keys;
  const spendPrefix = keys.spend('');
  return {
    async book({ id, budgets, usd }) {
      const names = budgets.map(({ name }) => name);
      const booking = JSON.stringify({ usd, budgets: names, owner });
      const full = await runScript(redis, bookCall, {
        keys: { bookings, spendPrefix },
        args: { id, usd, budgets: [...budgets], booking },
      });
      return budgets.find(({ name }) => name === full) ?? null;
    },
    sendBooked: ({ id }) =>
      runScript(redis, sendBooked, {
        keys: { bookings, sent: keys.sentCall(id) },
        args: { id, sending: randomUUID() },
      }),
    unbook: ({ id }) =>
      runScript(redis, unbookCall, { keys: { bookings, spendPrefix }, args: { id } }),
    async settle(budgets, usd) {
      await Promise.all(budgets.map(({ name }) => redis.incrbyfloat(keys.spend(name), usd)));
    },
  };
}

/** Bookings looked at in one round trip, about. */
const pageSize = 500;

/**
 * Gives back what is booked for calls that workers had not sent when they died.
 *
 * @returns how many calls that were
 */
export async function unbookDeadCalls(redis: RedisConnection, keys: Keys): Promise<number> {
  const { bookings } = keys;
  const scriptKeys = { bookings, spendPrefix: keys.spend(''), workerPrefix: keys.worker('') };
  const calls = await redis.hkeys(bookings);
  let found = 0;
  for (const page of pages(calls, pageSize))
    found += await runScript(redis, unbookDead, { keys: scriptKeys, args: { calls: [...page] } });
  return found;
}

/** The name of the budget that a batch's articles share. */
export function batchBudgetName(batch: string): string {
  return `batch-${batch}`;
}

/** The name under which a day's spend is kept (UTC). */
export function dayBudgetName(now: number): string {
  return `day:${new Date(now).toISOString().slice(0, 10)}`;
}

/** What was spent of a budget, in dollars, with what is booked for calls in flight. */
export async function readSpend(
  redis: RedisConnection,
  keys: Keys,
  budget: string,
): Promise<number> {
  return Number((await redis.get(keys.spend(budget))) ?? 0);
}
