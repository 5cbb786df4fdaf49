import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import pino from 'pino';
import { expect, inject, onTestFinished, test } from 'vitest';
import { Stopwatch } from '../../src/elapsed.ts';
import { createArticleQueue, queueName } from '../../src/queue/queue.ts';
import { createArticleStore } from '../../src/store/redis-article-store.ts';
import { createSubmissionStore } from '../../src/store/redis-submission-store.ts';
import { ServerClock } from '../../src/worker/server-clock.ts';
import { Sweep } from '../../src/worker/sweep.ts';
import { connectServer } from '../support/redis.ts';

const log = pino({ level: 'silent' });
const hourMs = 3_600_000;

async function open() {
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const prefix = `{clocks-${randomUUID()}}`;
  const store = createArticleStore({ redis, prefix, resultTtlMs: 1e6, clock: Date.now });
  return { redis, store };
}

/** Puts this process's clock forth, or back, while `run` does. */
async function withStep<T>(ms: number, run: () => Promise<T> | T): Promise<T> {
  const now = Date.now;
  Date.now = () => now() + ms;
  try {
    return await run();
  } finally {
    Date.now = now;
  }
}

test('workers go by the clock of Redis, however wrong their machine’s is and whatever becomes of it', async () => {
  const { redis, store } = await open();
  const clock = await withStep(86_400_000, () =>
    ServerClock.start({ redis, keys: store.keys, log }),
  );
  onTestFinished(() => clock.close());
  const [seconds] = await redis.time();
  const off = await withStep(-hourMs, () => clock.now() / 1_000 - Number(seconds));
  expect(Math.abs(off)).toBeLessThan(60);
});

test.each([hourMs, -hourMs])('time goes on though the clock steps by %i ms', async (ms) => {
  const watch = new Stopwatch();
  const timer = performance.now();
  while (performance.now() - timer < 20);
  await withStep(ms, () => expect(watch.elapsedMs).toBeGreaterThanOrEqual(19));
});

test('after a step of the machine’s clock nobody waits for what it had said', async () => {
  const { redis, store } = await open();
  let off = hourMs;
  const queue = createArticleQueue(redis, store, { attempts: 1, retryDelayMs: 1 });
  onTestFinished(() => queue.close());
  const submissions = createSubmissionStore(redis, store.keys, Date.now);
  const machineClock = () => Date.now() + off;
  const sweep = new Sweep({ redis, store, queue, submissions, log, machineClock });
  const jobs = new Queue(queueName, { connection: redis, prefix: store.keys.queue });
  onTestFinished(() => jobs.close());
  await jobs.add('article', { id: 'a', token: 't' }, { delay: hourMs });
  await sweep.sweep();
  expect(await queue.countDelayed()).toBe(1);
  off = 0;
  await sweep.sweep();
  expect(await queue.countDelayed()).toBe(0);
  sweep.stop();
});
