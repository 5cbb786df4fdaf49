import { randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { readSpend } from '../../src/store/budgets.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createSubmissionStore } from '../../src/store/redis-submission-store.ts';
import { submissionSchema } from '../../src/store/submissions.ts';
import { connectServer } from '../support/redis.ts';

test('a call that ends gives back what was booked for it in the same step, once', async () => {
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(`{money-${randomUUID()}}`);
  const submissions = createSubmissionStore(redis, keys, Date.now);
  const submission = submissionSchema.parse({ id: 's', apiBatch: null, createdAt: 1, calls: 1 });
  const call = { record: 'r', likelyUsd: 0.75, dearness: 1, budget: 'b' };
  await submissions.prepare(
    submission,
    new Map([['c', { ...call, task: 'translation', promptTokens: 1 }]]),
  );
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
