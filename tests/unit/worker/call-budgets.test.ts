import { expect, test } from 'vitest';
import { z } from 'zod';
import { createPriceTable } from '../../../src/llm/cost/price.ts';
import { createInMemoryLlmStore } from '../../../src/llm/in-memory-store.ts';
import { dailyBudget } from '../../../src/llm/limits/budgets.ts';
import { Dearness } from '../../../src/llm/limits/dearness.ts';
import { presets } from '../../../src/llm/providers.ts';
import { correctionsOf } from '../../../src/worker/batch-api/call-budgets.ts';
import { toRequest } from '../../../src/worker/batch-api/request.ts';

test('a call that was reserved on one day and comes back on the next changes only the first day’s budget', () => {
  const llm = { budgets: () => dailyBudget('day:2026-11-28', 1) };
  const correctionsFor = (day: string | null | undefined, costUsd?: number) =>
    correctionsOf(llm, { budget: 'a-batch', day, likelyUsd: 1 }, costUsd);
  const own = (usd: number) => ({ budget: 'articles:a-batch', usd });
  expect(correctionsFor('day:2026-11-27', 0.25)).toEqual([
    { budget: 'day:2026-11-27', usd: -0.75 },
    own(-0.75),
  ]);
  // Without a daily budget nothing was reserved on one, and nothing comes back.
  expect(correctionsFor(null)).toEqual([own(-1)]);
  // An earlier version did not write the day down.
  expect(correctionsFor(undefined)).toEqual([{ budget: 'day:2026-11-28', usd: -1 }, own(-1)]);
});

test('a call is reserved with the thinking that is likely, and at what calls of its model turn out to cost', async () => {
  const llm = {
    store: createInMemoryLlmStore(),
    prices: createPriceTable(),
    dearness: new Dearness(),
    server: 'http://127.0.0.1:9/v1',
    capabilities: presets.openai.capabilities,
  };
  const reserved = async (model: string, effort?: 'high') => {
    const request = {
      model,
      task: 'translation',
      messages: [{ role: 'user', content: 'De gemeente bouwt huizen.' }],
      schema: z.object({ answer: z.string() }),
      maxOutputTokens: 1_000,
      round: 0,
      extras: { effort },
    } as const;
    const article = { record: 'r', budget: null, day: null };
    return (await toRequest({ key: 'k', request }, article, llm)).call.likelyUsd;
  };
  const usual = await reserved('gpt-6-luna');
  expect(await reserved('gpt-6-luna', 'high')).toBeGreaterThan(10 * usual);
  llm.dearness.learn('gpt-6-luna', { paidUsd: 3, likelyUsd: 1 });
  expect(await reserved('gpt-6-luna')).toBeCloseTo(3 * usual, 12);
  llm.dearness.learn('gpt-6.1-terra', { paidUsd: 0.5, likelyUsd: 1 });
  expect(await reserved('gpt-6.1-terra')).toBeGreaterThan(usual);
});
