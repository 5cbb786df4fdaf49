import type { ArticleBudget } from '../../contract.ts';
import { dayMs } from '../../duration.ts';
import { TolkError } from '../../errors.ts';

/** A sum of money that must not be overspent. */
export interface Budget {
  /** Identifies it to all workers: `day:2026-11-23`, `articles:abc`. */
  readonly name: string;
  /** `daily` concerns everybody, `articles` only those that were enqueued with it. */
  readonly kind: 'daily' | 'articles';
  readonly limitUsd: number;
  readonly expiresInMs: number;
}

const articleBudgetMs = 30 * dayMs;

/** What a day has cost is kept beyond it, so that it can be looked up. */
const dailyBudgetMs = 8 * dayMs;

/**
 * The budget of all workers for a day (`TOLK_DAILY_BUDGET_USD`), under the name of that day; none
 * where there is no limit. When it is full, all workers pause (`worker/hand-back.ts`).
 */
export function dailyBudget(name: string, limitUsd: number | undefined): Budget[] {
  if (limitUsd === undefined) return [];
  return [{ name, kind: 'daily', limitUsd, expiresInMs: dailyBudgetMs }];
}

/** The budget of articles that were enqueued with `--max-cost`. */
export function articleBudget({ name, limitUsd }: ArticleBudget): Budget {
  return { name: `articles:${name}`, kind: 'articles', limitUsd, expiresInMs: articleBudgetMs };
}

/** The error for a full budget: the daily one pauses all workers, another fails its articles. */
export function budgetSpent({ kind }: Budget): TolkError {
  if (kind === 'daily') {
    const advice = 'raise TOLK_DAILY_BUDGET_USD and restart the workers, then tolk resume';
    return new TolkError('llm.budget_spent', `today’s budget is spent; ${advice}`);
  }
  const advice = 'submit them again with a higher --max-cost; what is paid stays paid';
  return new TolkError('job.budget_spent', `the budget of these articles is spent; ${advice}`);
}
