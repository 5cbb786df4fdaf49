import { randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { articleBudget, dailyBudget } from '../../src/llm/limits/budgets.ts';
import { readSpend } from '../../src/store/budgets.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createSubmissionStore } from '../../src/store/redis-submission-store.ts';
import { submissionSchema } from '../../src/store/submissions.ts';
import { connectServer } from '../support/redis.ts';

async function open() {
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(`{money-${randomUUID()}}`);
  return { redis, keys, submissions: createSubmissionStore(redis, keys, Date.now) };
}

const call = { record: 'r', likelyUsd: 0.75, dearness: 1, budget: 'b', task: '', promptTokens: 1 };

test('a call that ends gives back what was booked for it in the same step, once', async () => {
  const { redis, keys, submissions } = await open();
  const submission = submissionSchema.parse({ id: 's', apiBatch: null, createdAt: 1, calls: 1 });
  await submissions.prepare(submission, new Map([['c', call]]));
  await redis.set(keys.spend('articles:b'), '1', 'PX', 60_000);
  const corrections = [
    { budget: 'articles:b', usd: -0.5 },
    { budget: 'day:2026-11-28', usd: -0.5 },
  ];
  const spend = { usage: { calls: 1 }, costUsd: 0.25 };
  // Whoever dies after this one step has left nothing booked.
  expect(await submissions.completeCall('c', { spend, corrections })).toMatchObject({
    record: 'r',
  });
  expect(await readSpend(redis, keys, 'articles:b')).toBe(0.5);
  expect(await submissions.completeCall('c', { spend, corrections })).toBeNull();
  expect(await readSpend(redis, keys, 'articles:b')).toBe(0.5);
  // A day that is over keeps no budget, and gets none that never ends.
  expect(await redis.exists(keys.spend('day:2026-11-28'))).toBe(0);
});

test('what is booked for a file that died is given back, once; a submission keeps what is booked for it', async () => {
  const { redis, keys, submissions } = await open();
  const budgets = [articleBudget({ name: 'b', limitUsd: 2 }), ...dailyBudget('day:2026-11-28', 10)];
  const spent = () =>
    Promise.all(['articles:b', 'day:2026-11-28'].map((name) => readSpend(redis, keys, name)));
  const both = new Map([
    ['lost', 0.5],
    ['sent', 0.75],
  ]);
  expect(await submissions.book(budgets, both)).toBeNull();
  // Whoever plans the same calls after a crash books them in place of the first.
  expect(await submissions.book(budgets, both)).toBeNull();
  expect(await spent()).toEqual([1.25, 1.25]);
  expect(await submissions.book(budgets, new Map([['dear', 0.8]]))).toMatchObject({
    name: 'articles:b',
  });
  const submission = submissionSchema.parse({ id: 's', apiBatch: null, createdAt: 1, calls: 1 });
  await submissions.prepare(submission, new Map([['sent', call]]));
  await submissions.unbook('all');
  await submissions.unbook(['lost', 'sent', 'dear']);
  expect(await spent()).toEqual([0.75, 0.75]);
  // What somebody else has written there is in nobody's way.
  await redis.hset(keys.batchApi.bookings, 'strange', 'no JSON', 'other', '[]');
  await submissions.unbook('all');
  expect(await redis.exists(keys.batchApi.bookings)).toBe(0);
  expect(await spent()).toEqual([0.75, 0.75]);
});
