import type { Span, Telemetry } from 'bullmq';
import { Redis } from 'ioredis';
import { expect, inject, test } from 'vitest';
import { createClient } from '../../src/index.ts';
import { articleIdOf, queueName } from '../../src/queue/queue.ts';
import { createKeys } from '../../src/store/keys.ts';
import { makeArticle, receivedIds } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';

test('many articles: each one’s receipt or error in its place, and the good ones continue', async () => {
  await using world = await createWorld();
  const results = await world.client.enqueueMany([
    makeArticle(),
    { body: '  ' },
    { body: 'Goed.', date: 'morgen' },
    makeArticle(),
  ]);
  expect(results).toMatchObject([
    { status: 'received', receipt: { accepted: true, status: 'queued' } },
    { status: 'rejected', error: { code: 'article.empty' } },
    { status: 'rejected', error: { code: 'article.invalid' } },
    { status: 'received', receipt: { accepted: true, status: 'queued' } },
  ]);
  expect(await world.client.status()).toEqual({
    articles: { queued: 2, active: 0, done: 0, failed: 0 },
    workers: 0,
    pause: null,
    waiting: { articles: 0, holds: [] },
    spentTodayUsd: 0,
  });
});

test('more articles than a page: in the queue in their order, each with what became of it', async () => {
  await using world = await createWorld();
  const articles = Array.from({ length: 430 }, (_, at) => ({
    id: `nr-${at}`,
    body: at % 100 === 99 ? ' ' : `Bericht ${at}: het regent in Utrecht.`,
  }));
  const results = await world.client.enqueueMany(articles);
  const ids = articles.filter(({ body }) => body !== ' ').map(({ id }) => id);
  const received = results.filter(({ status }) => status === 'received');
  expect(receivedIds(received)).toEqual(ids);
  expect(results.map(({ status }) => status === 'rejected')).toEqual(
    articles.map(({ body }) => body === ' '),
  );
  const { queue, outbox } = createKeys(world.env['TOLK_PREFIX'] ?? '');
  const redis = new Redis(inject('redisUrl'));
  // BullMQ takes from the end.
  const waiting = await redis.lrange(`${queue}:${queueName}:wait`, 0, -1);
  expect(waiting.toReversed().map(articleIdOf)).toEqual(ids);
  expect(await redis.zcard(outbox)).toBe(0);
  redis.disconnect();
  const again = await world.client.enqueueMany(articles.slice(0, 120));
  expect(again.filter(({ status }) => status === 'received')).toHaveLength(119);
  expect(again.some((result) => result.status === 'received' && result.receipt.accepted)).toBe(
    false,
  );
});

test('three hundred waits share one stream and all end', async () => {
  await using world = await createWorld();
  await world.startWorker({ TOLK_CONCURRENCY: '50' });
  const articles = Array.from({ length: 50 }, () => makeArticle(1));
  const ids = receivedIds(await world.client.enqueueMany(articles));
  const waited = Array.from({ length: 6 }, () => ids).flat();
  const results = await Promise.all(waited.map((id) => world.client.wait(id)));
  expect(results.map(({ id }) => id)).toEqual(waited);
  expect(results.every(({ status }) => status === 'done')).toBe(true);
});

test('waiting ends with an unknown id, a time-out, an abort or the client’s end, each with its reason', async () => {
  const world = await createWorld();
  const { id } = await world.client.enqueue(makeArticle());
  await expect(world.client.wait('nobody')).rejects.toMatchObject({ code: 'article.not_found' });
  await expect(world.client.wait(id, { timeoutMs: 50 })).rejects.toMatchObject({
    code: 'wait.timeout',
    retryable: true,
  });
  await expect(
    world.client.wait(id, { signal: AbortSignal.abort(new Error('enough')) }),
  ).rejects.toThrow('enough');
  const stop = new AbortController();
  const aborted = world.client.wait(id, { signal: stop.signal });
  stop.abort(new Error('later'));
  await expect(aborted).rejects.toThrow('later');
  const pending = expect(world.client.wait(id)).rejects.toMatchObject({ code: 'job.interrupted' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await world[Symbol.asyncDispose]();
  await pending;
  await expect(world.client.get(id)).rejects.toMatchObject({ code: 'usage.invalid' });
});

test('list gives the last changed first, by status', async () => {
  await using world = await createWorld();
  const first = await world.client.enqueue({ ...makeArticle(), title: 'Eerste artikel' });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = await world.client.enqueue(makeArticle());
  await new Promise((resolve) => setTimeout(resolve, 5));
  await world.client.cancel(first.id);
  expect((await world.client.list()).map(({ id, status }) => [id, status])).toEqual([
    [first.id, 'failed'],
    [second.id, 'queued'],
  ]);
  expect((await world.client.list({ status: 'failed' })).map(({ source }) => source.title)).toEqual(
    ['Eerste artikel'],
  );
});

test('a Redis that is not there is one clear error, without the password', async () => {
  await using client = createClient({ redisUrl: 'redis://:secret@127.0.0.1:9' });
  const error = await client.get('x').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'redis.unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
  expect(String(error)).not.toContain('secret');
});

test('what is finished expires, and leaves nothing behind', async () => {
  await using world = await createWorld();
  await world.startWorker({ TOLK_RESULT_DAYS: '1' });
  const { id } = await world.client.enqueue(makeArticle());
  await world.client.wait(id);
  expect((await world.client.status()).articles.done).toBe(1);
  await passDays(world.prefix, 1);
  expect(await world.client.get(id)).toBeNull();
  expect(await world.client.status()).toMatchObject({ articles: { done: expect.any(Number) } });
  expect(await world.client.list()).toEqual([]);
});

test('a cancelled article is kept as long as workers say, whatever the client was made with', async () => {
  await using world = await createWorld();
  const redis = new Redis(inject('redisUrl'));
  const daysLeft = async (resultDays: number) => {
    const { prefix, redisUrl } = world;
    await using client = createClient({ redisUrl, prefix, resultDays });
    const { id } = await client.enqueue(makeArticle());
    await client.cancel(id);
    return Math.round((await redis.pttl(createKeys(prefix).result(id))) / 86_400_000);
  };
  expect(await daysLeft(5)).toBe(5);
  const worker = await world.startWorker({ TOLK_RESULT_DAYS: '12' });
  await worker.stop();
  expect(await daysLeft(5)).toBe(12);
  redis.disconnect();
});

test('BullMQ’s telemetry sees what a client enqueues', async () => {
  await using world = await createWorld();
  const spans: string[] = [];
  await using client = createClient({
    redisUrl: world.redisUrl,
    prefix: world.prefix,
    telemetry: recordSpans(spans),
  });
  await client.enqueue(makeArticle());
  expect(spans).toContain('addBulk articles');
});

test('a connection that cannot be used is refused with what to change', async () => {
  const connection = new Redis(inject('redisUrl'), { keyPrefix: 'mine:' });
  await using prefixed = createClient({ connection });
  await expect(prefixed.get('x')).rejects.toMatchObject({
    code: 'config.invalid',
    message: expect.stringContaining('keyPrefix'),
  });
  await using twice = createClient({ connection, redisUrl: inject('redisUrl') });
  await expect(twice.get('x')).rejects.toMatchObject({ code: 'config.invalid' });
  connection.disconnect();
});

/** Lets what has no longer than this to live expire now. */
async function passDays(prefix: string, days: number): Promise<void> {
  const redis = new Redis(inject('redisUrl'));
  for (const key of await redis.keys(`${prefix}:*`)) {
    const leftMs = await redis.pttl(key);
    if (leftMs >= 0 && leftMs <= days * 86_400_000) await redis.pexpire(key, 0);
  }
  redis.disconnect();
}

/** A telemetry that keeps the names of spans. */
function recordSpans(names: string[]): Telemetry<undefined> {
  const span: Span<undefined> = {
    setSpanOnContext: () => undefined,
    setAttribute: () => {},
    setAttributes: () => {},
    addEvent: () => {},
    recordException: () => {},
    end: () => {},
  };
  return {
    tracer: {
      startSpan(name) {
        names.push(name);
        return span;
      },
    },
    contextManager: {
      with: (_, run) => run(),
      active: () => undefined,
      getMetadata: () => '',
      fromMetadata: () => undefined,
    },
  };
}
