import { expect, test } from 'vitest';
import { createInMemoryLlmStore } from '../../../src/llm/in-memory-store.ts';
import { dailyBudget } from '../../../src/llm/limits/budgets.ts';
import { settleReservation } from '../../../src/worker/batch-api/call-budgets.ts';

test('a call that was reserved on one day and comes back on the next changes only the first day’s budget', async () => {
  const store = createInMemoryLlmStore();
  const budgetOf = (day: string) => dailyBudget(day, 1);
  const [first, second] = [budgetOf('day:2026-11-27'), budgetOf('day:2026-11-28')];
  await store.reserve(first, 1);
  const llm = { store, budgets: () => second };
  await settleReservation(llm, { budget: null, day: 'day:2026-11-27', likelyUsd: 1 }, 0.25);
  // The first day got back what was not used; the second did not grow by it.
  expect(await store.reserve(first, 0.75)).toBeNull();
  expect(await store.reserve(second, 1.5)).toMatchObject({ name: 'day:2026-11-28' });
  // Without a daily budget nothing was reserved on one, and nothing comes back.
  await settleReservation(llm, { budget: null, day: null, likelyUsd: 1 });
  expect(await store.reserve(second, 1.5)).toMatchObject({ name: 'day:2026-11-28' });
  // An earlier version did not write the day down.
  await settleReservation(llm, { budget: null, day: undefined, likelyUsd: 1 });
  expect(await store.reserve(second, 1.5)).toBeNull();
});
