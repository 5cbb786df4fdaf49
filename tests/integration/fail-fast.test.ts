import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, createBatchClient, createClient } from '../../src/index.ts';
import { Pulse } from '../../src/store/pulse.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { makeArticle } from '../support/articles.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startSilentLine } from '../support/silent-line.ts';
import { runTolk } from '../support/tolk.ts';
import { until } from '../support/until.ts';

/* Whoever calls the library has somebody waiting: no call hangs when Redis does not answer. */

let redis: TestRedis;

beforeAll(async () => {
  redis = await startRedis(['--appendonly', 'yes']);
});

afterAll(() => redis.stop());

const unreachable = { code: 'redis.unreachable', retryable: true };

/** Every call of a client, by its name. */
function callsOf(client: Client, id: string): ReadonlyArray<readonly [string, () => unknown]> {
  return [
    ['enqueue', () => client.enqueue(makeArticle())],
    ['enqueueMany', () => client.enqueueMany([makeArticle()])],
    ['get', () => client.get(id)],
    ['wait', () => client.wait(id)],
    ['wait with a time', () => client.wait(id, { timeoutMs: 200 })],
    ['list', () => client.list()],
    ['cancel', () => client.cancel(id)],
    ['retry', () => client.retry(id)],
    ['retranslate', () => client.retranslate(id)],
    ['status', () => client.status()],
    ['workers', () => client.workers()],
    ['resume', () => client.resume()],
    ['events', () => client.events().next()],
  ];
}

async function outcomes(calls: ReadonlyArray<readonly [string, () => unknown]>) {
  return Promise.all(
    calls.map(async ([name, call]) => {
      const error = await Promise.resolve(call()).then(
        () => 'no error',
        ({ code, retryable }) => ({ code, retryable }),
      );
      return [name, error];
    }),
  );
}

test('every call fails with a retryable error when Redis has gone after the first connection, and works when it is back', async () => {
  await using client = createClient({ redisUrl: redis.url, timeoutMs: 300 });
  const { id } = await client.enqueue(makeArticle());
  const calls = callsOf(client, id);
  let failed: unknown;
  await redis.restart(0, async () => {
    failed = await outcomes(calls);
  });
  expect(failed).toEqual(calls.map(([name]) => [name, unreachable]));
  await expect.poll(() => client.get(id).catch(() => null)).toMatchObject({ id });
});

test('so does every call of a batch client', async () => {
  await using batches = createBatchClient({ redisUrl: redis.url, timeoutMs: 300 });
  await batches.list();
  redis.signal('SIGSTOP');
  const calls = [
    ['status', () => batches.status('b')],
    ['capacity', () => batches.capacity('m')],
    ['list', () => batches.list()],
    ['pause', () => batches.pause('b')],
    ['resume', () => batches.resume('b')],
    ['cancel', () => batches.cancel('b')],
    ['retryFailed', () => batches.retryFailed('b', () => true)],
    ['failed', () => batches.failed('b')],
    ['results', () => batches.results('b').next()],
    ['release', () => batches.release('b', [1])],
    ['report', () => batches.report('b')],
    ['remove', () => batches.remove('b')],
    ['run', () => batches.run('b', { signal: AbortSignal.timeout(50) })],
  ] as const;
  const failed = await outcomes(calls);
  redis.signal('SIGCONT');
  expect(failed).toEqual(calls.map(([name]) => [name, unreachable]));
});

test('a line that went silent ends a call in its own time, and a signal ends it at once', async () => {
  await using line = await startSilentLine(redis.port);
  await using client = createClient({ redisUrl: `redis://127.0.0.1:${line.port}` });
  const { id } = await client.enqueue(makeArticle());
  line.goSilent('all');
  await expect(client.get(id, { timeoutMs: 200 })).rejects.toMatchObject(unreachable);
  await expect(client.enqueue(makeArticle(), { timeoutMs: 200 })).rejects.toMatchObject(
    unreachable,
  );
  const reason = new Error('nobody waits any more');
  const stop = new AbortController();
  const aborted = client.list({ signal: stop.signal });
  stop.abort(reason);
  await expect(aborted).rejects.toBe(reason);
  await expect(client.status({ signal: stop.signal })).rejects.toBe(reason);
});

test('a frozen Redis is no connection, and a client that waits for one can be closed', async () => {
  redis.signal('SIGSTOP');
  const client = createClient({ redisUrl: redis.url, timeoutMs: 200 });
  await expect(client.get('a')).rejects.toMatchObject(unreachable);
  const events = client.events();
  const next = events.next();
  next.catch(() => {});
  await client.close();
  redis.signal('SIGCONT');
});

test('a call that Redis answers may take longer than its time of silence', async () => {
  const connection = await connectRedis(redis.url);
  using pulse = new Pulse(connection);
  const work = () => sleep(2_500).then(() => 'done');
  expect(await pulse.run(work, { timeoutMs: 1_000 })).toBe('done');
  connection.disconnect();
});

test('a Redis that takes no more clients says so', async () => {
  await using full = await startFullRedis();
  await using client = createClient({ redisUrl: full.url, timeoutMs: 500 });
  await expect(client.get('a')).rejects.toMatchObject({
    ...unreachable,
    message: expect.stringContaining('maxclients'),
  });
  const { code, stderr } = await runTolk(['list'], { env: { REDIS_URL: full.url } });
  expect([code, stderr]).toEqual([2, expect.stringContaining('maxclients')]);
});

/** A Redis that has as many clients as it takes. */
async function startFullRedis() {
  const server = await startRedis(['--maxclients', '3']);
  const clients = [1, 2, 3].map(() => new Redis(server.url, { retryStrategy: () => 20 }));
  for (const client of clients) client.on('error', () => {});
  await until(() => clients.every(({ status }) => status === 'ready'));
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.disconnect();
      await server.stop();
    },
  };
}
