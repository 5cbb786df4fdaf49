import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { articleBudget, dailyBudget } from '../../src/llm/limits/budgets.ts';
import { createBudgetStore, readSpend } from '../../src/store/budgets.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createSubmissionStore } from '../../src/store/redis-submission-store.ts';
import { submissionSchema } from '../../src/store/submissions.ts';
import { connectServer } from '../support/redis.ts';

async function open() {
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(`{money-${randomUUID()}}`);
  const submissions = createSubmissionStore(redis, keys, Date.now);
  /** The lease is over, and goes to `owner`. */
  const giveLeaseTo = async (owner: string) => {
    await redis.del(keys.batchApi.lease);
    expect(await submissions.lease(owner, 60_000).acquire()).toBe(true);
  };
  await giveLeaseTo('A');
  return { redis, keys, submissions, giveLeaseTo };
}

const call = { record: 'r', likelyUsd: 0.75, dearness: 1, budget: 'b', task: '', promptTokens: 1 };
const submissionOf = (id: string) =>
  submissionSchema.parse({ id, apiBatch: null, createdAt: 1, calls: 1 });
const budget = articleBudget({ name: 'b', limitUsd: 2 });
const oneCall = new Map([['c', 0.75]]);

test('a call that ends gives back what was booked for it in the same step, once', async () => {
  const { redis, keys, submissions } = await open();
  await submissions.prepare('A', submissionOf('s'), new Map([['c', call]]));
  await redis.set(keys.spend('articles:b'), '1', 'PX', 60_000);
  const corrections = [
    { budget: 'articles:b', usd: -0.5 },
    { budget: 'day:2026-11-28', usd: -0.5 },
  ];
  const spend = { usage: { calls: 1 }, costUsd: 0.25 };
  const end = { submission: 's', spend, corrections };
  // Whoever dies after this one step has left nothing booked.
  expect(await submissions.completeCall('c', end)).toMatchObject({
    record: 'r',
  });
  expect(await readSpend(redis, keys, 'articles:b')).toBe(0.5);
  expect(await submissions.completeCall('c', end)).toBeNull();
  expect(await readSpend(redis, keys, 'articles:b')).toBe(0.5);
  // A day that is over keeps no budget, and gets none that never ends.
  expect(await redis.exists(keys.spend('day:2026-11-28'))).toBe(0);
});

test('what is booked for a file that died is given back, once; a submission keeps what is booked for it', async () => {
  const { redis, keys, submissions } = await open();
  const budgets = [budget, ...dailyBudget('day:2026-11-28', 10)];
  const spent = () =>
    Promise.all(['articles:b', 'day:2026-11-28'].map((name) => readSpend(redis, keys, name)));
  const both = new Map([
    ['lost', 0.5],
    ['sent', 0.75],
  ]);
  expect(await submissions.book('A', budgets, both)).toBeNull();
  // Whoever plans the same calls after a crash books them in place of the first.
  expect(await submissions.book('A', budgets, both)).toBeNull();
  expect(await spent()).toEqual([1.25, 1.25]);
  expect(await submissions.book('A', budgets, new Map([['dear', 0.8]]))).toMatchObject({
    name: 'articles:b',
  });
  await submissions.prepare('A', submissionOf('s'), new Map([['sent', call]]));
  await submissions.unbook('A', 'all');
  await submissions.unbook('A', ['lost', 'sent', 'dear']);
  expect(await spent()).toEqual([0.75, 0.75]);
  // What somebody else has written there is in nobody's way.
  await redis.hset(keys.batchApi.bookings, 'strange', 'no JSON', 'other', '[]');
  // Earlier versions did not keep who booked.
  await submissions.book('A', budgets, new Map([['earlier', 0.25]]));
  const earlier = JSON.stringify({ usd: 0.25, budgets: budgets.map(({ name }) => name) });
  await redis.hset(keys.batchApi.bookings, 'earlier', earlier);
  await submissions.unbook('A', 'all');
  expect(await redis.exists(keys.batchApi.bookings)).toBe(0);
  expect(await spent()).toEqual([0.75, 0.75]);
});

test('a worker that was held up gives back nothing that its successor has booked, and books and sends nothing', async () => {
  const { redis, keys, submissions, giveLeaseTo } = await open();
  const spent = () => readSpend(redis, keys, budget.name);
  expect(await submissions.book('A', [budget], oneCall)).toBeNull();
  await giveLeaseTo('B');
  await submissions.unbook('B', 'all');
  expect(await submissions.book('B', [budget], oneCall)).toBeNull();
  // It wakes at whatever step it was.
  await submissions.unbook('A', ['c']);
  expect(await spent()).toBe(0.75);
  await submissions.unbook('A', 'all');
  expect(await spent()).toBe(0.75);
  expect(await submissions.book('A', [budget], oneCall)).toBe('lease lost');
  expect(await submissions.prepare('A', submissionOf('a'), new Map([['c', call]]))).toBe(false);
  expect(await submissions.submissions()).toEqual([]);
  expect(await submissions.prepare('B', submissionOf('b'), new Map([['c', call]]))).toBe(true);
  const corrections = [{ budget: budget.name, usd: 0.25 - call.likelyUsd }];
  const spend = { usage: { calls: 1 }, costUsd: 0.25 };
  // Nor does it end a call that is in flight in another submission since.
  const late = { submission: 'a', spend: null, corrections };
  expect(await submissions.completeCall('c', late)).toBeNull();
  const end = { submission: 'b', spend, corrections };
  expect(await submissions.completeCall('c', end)).toMatchObject({ submission: 'b' });
  expect(await spent()).toBe(0.25);
});

test('what is created and lost is written down with its money, but for calls in flight elsewhere', async () => {
  const { redis, keys, submissions, giveLeaseTo } = await open();
  const spent = () => readSpend(redis, keys, budget.name);
  const created = (calls: readonly string[]) =>
    submissions.writeCreated(
      'A',
      submissionOf('a'),
      new Map(calls.map((name) => [name, { call, budgets: [budget.name] }])),
    );
  await submissions.book('A', [budget], oneCall);
  await giveLeaseTo('B');
  await submissions.book('B', [budget], new Map([['sent', 0.75]]));
  await submissions.prepare('B', submissionOf('b'), new Map([['sent', call]]));
  expect(await created(['sent'])).toBe(false);
  expect((await submissions.submissions()).map(({ id }) => id)).toEqual(['b']);
  // What A has booked is still there.
  expect(await created(['c', 'sent'])).toBe(true);
  expect(await spent()).toBe(1.5);
  expect(await submissions.inFlight(['c', 'sent'])).toEqual(['a', 'b']);
  // What it has booked was given back.
  expect(await created(['given back'])).toBe(true);
  expect(await created(['c', 'given back'])).toBe(true);
  expect(await spent()).toBe(2.25);
  expect([...(await submissions.pendingCallsOf('a')).keys()].toSorted()).toEqual([
    'c',
    'given back',
  ]);
  // A submission that is gone holds nothing.
  await redis.hdel(keys.batchApi.submissions, 'b');
  expect(await created(['sent'])).toBe(true);
});

test('what is booked for files of thousands of calls is given back in pages; who is cut off in between leaves the rest to the next', async () => {
  const { redis, keys, submissions, giveLeaseTo } = await open();
  const spent = () => readSpend(redis, keys, budget.name);
  const calls = Array.from({ length: 2_500 }, (_, at) => `c${at}`);
  await submissions.book('A', [budget], new Map(calls.map((name) => [name, 2 ** -11])));
  await giveLeaseTo('B');
  const send = redis.sendCommand.bind(redis);
  let pages = 0;
  redis.sendCommand = async (...command) => {
    const isScript = command[0].name.toLowerCase().startsWith('eval');
    if (isScript && pages === 1) throw new Error('killed');
    const reply = await send(...command);
    if (isScript) pages += 1;
    return reply;
  };
  await expect(submissions.unbook('B', 'all')).rejects.toThrow('killed');
  redis.sendCommand = send;
  expect(await redis.hlen(keys.batchApi.bookings)).toBe(1_500);
  expect(await spent()).toBe(1_500 * 2 ** -11);
  await giveLeaseTo('C');
  await submissions.unbook('C', 'all');
  expect(await redis.exists(keys.batchApi.bookings)).toBe(0);
  expect(await spent()).toBe(0);
});

test('a call that is sent while the line to Redis breaks is booked once', async () => {
  const { redis, keys } = await open();
  const { hostname, port } = new URL(inject('redisUrl'));
  let breaksAtAnswer = false;
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on('error', () => {}).pipe(far.on('error', () => {}));
    far.on('data', (answer) => {
      if (!breaksAtAnswer) return void near.write(answer);
      breaksAtAnswer = false;
      near.destroy();
      far.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const address = new URL(inject('redisUrl'));
  address.port = String((line.address() as AddressInfo).port);
  const broken = await connectServer(String(address));
  onTestFinished(() => {
    broken.disconnect();
    line.close();
  });
  const store = createBudgetStore(broken, keys, 'A');
  const booked = { id: 'c', budgets: [budget], usd: 0.75 };
  // So that Redis knows the script: what it does not know is tried again anyway.
  expect(await store.sendBooked({ ...booked, id: 'other' })).toBe(false);
  expect(await store.book(booked)).toBeNull();
  breaksAtAnswer = true;
  expect(await store.sendBooked(booked)).toBe(true);
  expect(breaksAtAnswer).toBe(false);
  // Another sending is another matter.
  expect(await store.sendBooked(booked)).toBe(false);
  expect(await store.book(booked)).toBeNull();
  expect(await store.sendBooked(booked)).toBe(true);
  expect(await readSpend(redis, keys, budget.name)).toBe(1.5);
});
