import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import type { Outcome } from '../../src/contract.ts';
import { TolkError } from '../../src/errors.ts';
import type { Order } from '../../src/store/order.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { type AcceptOptions, createStore } from '../../src/store/store.ts';
import { makeArticle } from '../support/articles.ts';

const outcome: Outcome = {
  translation: { title: null, segments: [{ n: 1, nl: 'Een huis.', en: 'A house.' }] },
  summary: { headline: 'h', tldr: 't', bullets: [{ text: 'b', segments: [1] }], abstract: 'a' },
  findings: [],
  usage: { calls: 2, cachedCalls: 0, promptTokens: 1, cachedTokens: 0, completionTokens: 1, memorySegments: 0, memoryTokens: 0 },
  costUsd: 0.1,
  model: 'm',
  promptVersion: 'p',
  gloss: false,
  language: 'nl',
  provenance: [],
  escalation: null,
};
const failure = { code: 'internal', message: 'x', retryable: true };

async function open() {
  const redis = await connectRedis(inject('redisUrl'));
  const store = createStore({ redis, prefix: `{store-${randomUUID()}}`, resultTtlMs: 60_000, clock: Date.now });
  const accept = async (body: string, options: AcceptOptions = {}): Promise<Order> => {
    const [accepted] = await store.accept([prepareArticle({ id: 'one', body })], options);
    if (!accepted || TolkError.isInstance(accepted)) throw accepted;
    return accepted.order;
  };
  const status = async () => (await store.read(['one']))[0]?.status;
  return { store, accept, status, [Symbol.dispose]: () => redis.disconnect() };
}

test('a job that runs twice counts once: the first end stands', async () => {
  using it = await open();
  const order = await it.accept(makeArticle().body);
  expect(await it.store.start(order)).toMatchObject({ attempt: 1 });
  expect(await it.store.start(order)).toMatchObject({ attempt: 2 });
  expect(await it.store.complete(order, outcome)).toBe(true);
  expect(await it.store.fail(order, failure)).toBe(false);
  expect(await it.store.complete(order, outcome)).toBe(false);
  expect(await it.store.start(order)).toBeNull();
  expect(await it.status()).toBe('done');
  expect(await it.store.count()).toEqual({ queued: 0, active: 0, done: 1, failed: 0 });
});

test('a worker that was slow cannot overwrite what took its article’s place', async () => {
  using it = await open();
  const old = await it.accept(makeArticle().body);
  await it.store.start(old);
  const fresh = await it.accept(makeArticle().body, { onConflict: 'replace' });
  expect(await it.store.complete(old, outcome)).toBe(false);
  expect(await it.store.fail(old, failure)).toBe(false);
  expect(await it.store.handBack(old, failure)).toBe(false);
  expect(await it.store.start(old)).toBeNull();
  expect(await it.status()).toBe('queued');
  expect(await it.store.start(fresh)).not.toBeNull();
  expect(await it.store.count()).toEqual({ queued: 0, active: 1, done: 0, failed: 0 });
});

test('nor what was cancelled, nor what was retried since', async () => {
  using it = await open();
  const order = await it.accept(makeArticle().body);
  await it.store.start(order);
  expect(await it.store.cancel('one')).toMatchObject({ status: 'active', order });
  expect(await it.store.complete(order, outcome)).toBe(false);
  expect(await it.store.cancel('one')).toMatchObject({ status: 'failed' });
  const retried = await it.store.retry('one');
  expect(retried.status).toBe('failed');
  expect(await it.store.complete(order, outcome)).toBe(false);
  await it.store.start(retried.order);
  expect(await it.store.complete(retried.order, outcome)).toBe(true);
  expect(await it.status()).toBe('done');
});

test('an order stands in the outbox until it is in the queue, or taken up', async () => {
  using it = await open();
  const order = await it.accept(makeArticle().body);
  expect(await it.store.overdue(Date.now() + 1, 10)).toEqual([order]);
  expect(await it.store.overdue(Date.now() - 60_000, 10)).toEqual([]);
  await it.store.queued([order]);
  expect(await it.store.overdue(Date.now() + 1, 10)).toEqual([]);
});

test('done is taken again, unless it is a gloss that is not wanted, made with other options, or not wanted at all', async () => {
  using it = await open();
  const { body } = makeArticle();
  const finish = async (order: Order, gloss: boolean) => {
    await it.store.start(order);
    await it.store.complete(order, { ...outcome, gloss });
  };
  const again = async (options: AcceptOptions) => {
    const [accepted] = await it.store.accept([prepareArticle({ id: 'one', body })], options);
    if (!accepted || TolkError.isInstance(accepted)) throw accepted;
    if (accepted.receipt.accepted) await finish(accepted.order, true);
    return accepted.receipt.accepted;
  };
  await finish(await it.accept(body), true);
  expect(await again({})).toBe(false);
  expect(await again({ reuse: 'unless-gloss' })).toBe(true);
  expect(await again({ model: 'other' })).toBe(true);
  expect(await again({ model: 'other' })).toBe(false);
  expect(await again({ model: 'other', reuse: 'never' })).toBe(true);
});
