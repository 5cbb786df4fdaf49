import { expect, test } from 'vitest';
import { createClient } from '../../src/index.ts';
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
    spentTodayUsd: 0,
  });
});

test('three hundred waits share one stream and all end', async () => {
  await using world = await createWorld();
  await world.startWorker({ TOLK_CONCURRENCY: '50' });
  const articles = Array.from({ length: 300 }, () => makeArticle(1));
  const ids = receivedIds(await world.client.enqueueMany(articles));
  const results = await Promise.all(ids.map((id) => world.client.wait(id, { timeoutMs: 50_000 })));
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
  await world.startWorker({ TOLK_RESULT_DAYS: '0.0001' });
  const { id } = await world.client.enqueue(makeArticle());
  await world.client.wait(id, { timeoutMs: 5_000 });
  expect((await world.client.status()).articles.done).toBe(1);
  while ((await world.client.get(id)) !== null)
    await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await world.client.status()).toMatchObject({ articles: { done: expect.any(Number) } });
  expect(await world.client.list()).toEqual([]);
});
