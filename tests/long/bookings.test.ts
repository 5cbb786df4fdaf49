import { expect, inject, onTestFinished, test } from 'vitest';
import { dayBudgetName, readSpend } from '../../src/store/budgets.ts';
import { createKeys } from '../../src/store/keys.ts';
import { makeArticle } from '../support/articles.ts';
import { writePrices } from '../support/batches.ts';
import { createRig } from '../support/processes.ts';
import { connectServer } from '../support/redis.ts';
import { until } from '../support/until.ts';

test('what a worker killed with -9 had booked and not sent is free again; what it had sent stays', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    {},
    { TOLK_PRICES_FILE: await writePrices(), TOLK_DAILY_BUDGET_USD: '100', TOLK_RPM: '2' },
  );
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(rig.env['TOLK_PREFIX'] ?? '');
  const spent = () => readSpend(redis, keys, dayBudgetName(Date.now()));
  const victim = await rig.startWorkerProcess();
  await Promise.all([1, 2, 3, 4].map(() => rig.client.enqueue(makeArticle())));
  // Two are made within the minute; the others have money booked, and wait.
  await until(async () => (await redis.hlen(keys.bookings)) >= 2);
  await until(() => rig.sandbox.stats().inFlight === 0);
  victim.child.kill('SIGKILL');
  await victim.finished;
  const waiting = (await redis.hvals(keys.bookings)).map((text) => JSON.parse(text));
  const bookedUsd = waiting.reduce((sum: number, { usd }) => sum + usd, 0);
  const before = await spent();
  expect(bookedUsd).toBeGreaterThan(0);
  await rig.client.pause({ reason: 'to look at what is booked' });
  // Its heartbeat ends by itself, some seconds later.
  for (const id of await redis.zrange(keys.workers, '0', '-1')) await redis.del(keys.worker(id));
  await rig.startWorker();
  await until(async () => (await redis.hlen(keys.bookings)) === 0);
  expect(await spent()).toBeCloseTo(before - bookedUsd, 9);
  expect(await spent()).toBeGreaterThan(0);
});
