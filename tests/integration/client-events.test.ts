import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, inject, test } from 'vitest';
import { type ArticleEvent, createClient } from '../../src/index.ts';
import { makeArticle } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';

/** The events until as many articles have ended. */
async function untilEnded(
  events: AsyncIterable<ArticleEvent>,
  articles: number,
): Promise<ArticleEvent[]> {
  const seen: ArticleEvent[] = [];
  let ended = 0;
  for await (const event of events) {
    seen.push(event);
    if (event.type === 'done' || event.type === 'failed') ended += 1;
    if (ended === articles) break;
  }
  return seen;
}

/** The connections of this test's own, each a line of Redis's list: by name, or as BullMQ names it. */
async function connectionsOf(redis: Redis, name: string): Promise<string[]> {
  const clients = String(await redis.client('LIST'));
  return clients.split('\n').filter((line) => line.includes(name));
}

test('events tell of a worker’s every step with an article, and each end once, with its result', async () => {
  await using world = await createWorld();
  const events = world.client.events();
  await world.startWorker();
  const good = await world.client.enqueue(makeArticle());
  const bad = await world.client.enqueue({ body: 'This is an English text, and no Dutch at all.' });
  const seen = await untilEnded(events, 2);
  const ofGood = seen.filter(({ id }) => id === good.id);
  expect(ofGood[0]).toEqual({ type: 'active', id: good.id });
  expect(ofGood).toContainEqual(expect.objectContaining({ type: 'progress' }));
  expect(ofGood.at(-1)).toMatchObject({
    type: 'done',
    result: { status: 'done', translation: { segments: [{ n: 1 }, { n: 2 }] } },
  });
  expect(seen.filter(({ id }) => id === bad.id).at(-1)).toMatchObject({
    type: 'failed',
    result: { error: { code: 'article.not_dutch' } },
  });
});

test('a cancelled article, and the same article retried, end with an event each', async () => {
  await using world = await createWorld();
  await using events = world.client.events();
  const { id } = await world.client.enqueue(makeArticle());
  await world.client.cancel(id);
  expect(await events.next()).toMatchObject({
    value: { type: 'failed', id, result: { error: { code: 'job.cancelled' } } },
  });
  await world.client.retry(id);
  await world.startWorker();
  expect((await untilEnded(events, 1)).at(-1)).toMatchObject({ type: 'done', id });
});

test('leaving the loop, an abort and closing the client each end events and their connection', async () => {
  const name = `events-${randomUUID().slice(0, 8)}`;
  const redis = new Redis(inject('redisUrl'));
  await redis.acl('SETUSER', name, 'on', '>geheim', 'allkeys', 'allchannels', 'allcommands');
  const redisUrl = inject('redisUrl').replace('//', `//${name}:geheim@`);
  const client = createClient({ redisUrl, prefix: `{${name}}` });
  const connections = async () => (await connectionsOf(redis, name)).length;

  const left = client.events();
  const { id } = await client.enqueue(makeArticle());
  await client.cancel(id);
  for await (const event of left) {
    expect(event.id).toBe(id);
    expect(await connections()).toBe(2);
    break;
  }
  await expect.poll(connections).toBe(1);
  expect(await left.next()).toMatchObject({ done: true });

  const stop = new AbortController();
  const aborted = client.events({ signal: stop.signal });
  const next = aborted.next();
  await expect.poll(connections).toBe(2);
  stop.abort();
  expect(await next).toMatchObject({ done: true });
  await expect.poll(connections).toBe(1);

  const pending = client.events().next();
  await client.close();
  expect(await pending).toMatchObject({ done: true });
  await expect.poll(connections).toBe(0);
  redis.disconnect();
});

test('events resume where they were after their connection is lost', async () => {
  await using world = await createWorld();
  const redis = new Redis(inject('redisUrl'));
  await using events = world.client.events();
  const first = await world.client.enqueue(makeArticle());
  await world.client.cancel(first.id);
  expect(await events.next()).toMatchObject({ value: { id: first.id } });
  const [line = '', ...others] = await connectionsOf(redis, world.prefix);
  expect(others).toEqual([]);
  await redis.client('KILL', 'ID', /id=(\d+)/.exec(line)?.[1] ?? '');
  const second = await world.client.enqueue(makeArticle());
  await world.client.cancel(second.id);
  expect(await events.next()).toMatchObject({ value: { type: 'failed', id: second.id } });
  redis.disconnect();
});

test('a client on the caller’s own connection leaves it open, and its waits and events end', async () => {
  await using world = await createWorld();
  const connection = new Redis(inject('redisUrl'));
  const client = createClient({ connection, prefix: world.prefix });
  await world.startWorker();
  const events = client.events();
  const { id } = await client.enqueue(makeArticle());
  expect(await client.wait(id)).toMatchObject({ status: 'done' });
  expect((await untilEnded(events, 1)).at(-1)).toMatchObject({ type: 'done', id });
  await client.close();
  expect(await connection.ping()).toBe('PONG');
  connection.disconnect();
});

test('a refused connection is the error of the first event', async () => {
  await using client = createClient({ redisUrl: 'redis://127.0.0.1:9' });
  const events = client.events();
  await expect(events.next()).rejects.toMatchObject({ code: 'redis.unreachable' });
});
