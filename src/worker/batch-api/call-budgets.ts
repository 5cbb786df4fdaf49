import type { ArticleBudget } from '../../contract.ts';
import { articleBudget, type Budget, dailyBudget } from '../../llm/limits/budgets.ts';
import type { PendingCall } from '../../store/submissions.ts';
import type { OpenLlm } from '../open-llm.ts';

/** The budgets that a call is booked on: everybody's, and its article's own. */
export function budgetsOf(
  { budgets }: Pick<OpenLlm, 'budgets'>,
  own: ArticleBudget | null,
): Budget[] {
  return [...budgets(), ...(own ? [articleBudget(own)] : [])];
}

/**
 * Corrects what was reserved for a call to what it cost, or gives it back where the call will not
 * be made; on the day it was reserved for, however long it took.
 */
export async function settleReservation(
  llm: Pick<OpenLlm, 'budgets' | 'store'>,
  { budget, day, likelyUsd }: Pick<PendingCall, 'budget' | 'day' | 'likelyUsd'>,
  costUsd = 0,
): Promise<void> {
  // Only the name counts: what is settled is never over the limit.
  const own = budget === null ? [] : [articleBudget({ name: budget, limitUsd: 0 })];
  await llm.store.settle([...sharedOn(day, llm), ...own], costUsd - likelyUsd);
}

function sharedOn(
  day: string | null | undefined,
  { budgets }: Pick<OpenLlm, 'budgets'>,
): readonly Budget[] {
  if (day === undefined) return budgets();
  return day === null ? [] : dailyBudget(day, 0);
}
