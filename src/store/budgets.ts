import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { reserveBudget } from './scripts/reserve-budget.ts';

/** A sum of money that must not be overspent, under a name that all workers know. */
export interface NamedBudget {
  readonly name: string;
  readonly limitUsd: number;
  readonly expiresInMs: number;
}

/** What is spent of budgets, by all workers together. */
export interface BudgetStore {
  /** Books `usd` on every budget, or on none and returns the first without enough left. */
  reserve<B extends NamedBudget>(budgets: readonly B[], usd: number): Promise<B | null>;
  /** Corrects what was booked by `usd`, up or down. */
  settle(budgets: readonly NamedBudget[], usd: number): Promise<void>;
}

/** The budgets on `redis`. */
export function createBudgetStore(redis: RedisConnection, keys: Keys): BudgetStore {
  const scriptKeys = { spendPrefix: keys.spend('') };
  return {
    async reserve(budgets, usd) {
      const full = await runScript(redis, reserveBudget, {
        keys: scriptKeys,
        args: { usd, budgets: [...budgets] },
      });
      return budgets.find(({ name }) => name === full) ?? null;
    },
    async settle(budgets, usd) {
      await Promise.all(budgets.map(({ name }) => redis.incrbyfloat(keys.spend(name), usd)));
    },
  };
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
