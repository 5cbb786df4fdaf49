import type { ArticleBudget } from '../../contract.ts';
import { articleBudget, type Budget, dailyBudget } from '../../llm/limits/budgets.ts';
import type { CallEnd, PendingCall } from '../../store/submissions.ts';
import type { OpenLlm } from '../open-llm.ts';

/** The budgets that a call is booked on: everybody's, and its article's own. */
export function budgetsOf(
  { budgets }: Pick<OpenLlm, 'budgets'>,
  own: ArticleBudget | null,
): Budget[] {
  return [...budgets(), ...(own ? [articleBudget(own)] : [])];
}

type Reservation = Pick<PendingCall, 'budget' | 'day' | 'likelyUsd'>;

/**
 * From what was reserved for a call to what it cost, or to nothing where the call will not be made;
 * on the day it was reserved for, however long it took.
 */
export function correctionsOf(
  llm: Pick<OpenLlm, 'budgets'>,
  reservation: Reservation,
  costUsd = 0,
): CallEnd['corrections'] {
  const usd = costUsd - reservation.likelyUsd;
  return bookedOn(llm, reservation).map(({ name }) => ({ budget: name, usd }));
}

/** Only the names count: what is corrected is never over the limit. */
export function bookedOn(llm: Pick<OpenLlm, 'budgets'>, { budget, day }: Reservation): Budget[] {
  const own = budget === null ? [] : [articleBudget({ name: budget, limitUsd: 0 })];
  return [...sharedOn(day, llm), ...own];
}

function sharedOn(
  day: string | null | undefined,
  { budgets }: Pick<OpenLlm, 'budgets'>,
): readonly Budget[] {
  if (day === undefined) return budgets();
  return day === null ? [] : dailyBudget(day, 0);
}
