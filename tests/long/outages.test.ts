import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeArticle } from '../support/articles.ts';
import { createRig } from '../support/processes.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startSilentLine } from '../support/silent-line.ts';
import { type Running, startTolk } from '../support/tolk.ts';
import { until } from '../support/until.ts';

/* A process ends on SIGTERM whatever Redis does, and a worker outlasts what Redis does. */

/** Longer than any process may take to end here, and a slow machine on top. */
const endMs = 25_000;

let redis: TestRedis;

beforeAll(async () => {
  redis = await startRedis(['--maxclients', '60', '--appendonly', 'yes']);
});

afterAll(() => redis.stop());

const llm = { LLM_BASE_URL: 'http://127.0.0.1:9/v1', TOLK_MODEL: 'none', TOLK_SHUTDOWN_MS: '1000' };

function settings(port: number, more: Readonly<Record<string, string>> = {}) {
  return { REDIS_URL: `redis://127.0.0.1:${port}`, ...llm, ...more };
}

async function countClients(): Promise<number> {
  const client = new Redis(redis.url);
  const list = String(await client.client('LIST'));
  client.disconnect();
  return list.trim().split('\n').length;
}

async function endOf({ child, finished }: Running): Promise<'ended' | 'still there'> {
  child.kill('SIGTERM');
  const end = await Promise.race([
    finished.then(() => 'ended' as const),
    sleep(endMs, 'still there' as const, { ref: false }),
  ]);
  child.kill('SIGKILL');
  return end;
}

describe('SIGTERM ends a process', () => {
  test('that waits for a line that went silent: a worker, its start, and commands', async () => {
    await using line = await startSilentLine(redis.port);
    const env = settings(line.port);
    const worker = startTolk(['worker'], { env });
    const waiting = startTolk(['wait', 'nobody', '--timeout', '600'], { env });
    await worker.until(/worker.started/);
    await waiting.finished;
    line.goSilent('all');
    const starting = [['worker'], ['status'], ['batch', 'list']].map((args) =>
      startTolk(args, { env }),
    );
    await until(() => line.connections > 8);
    expect(await Promise.all([worker, ...starting].map(endOf))).toEqual(Array(4).fill('ended'));
  });

  test('whose Redis is frozen, in the middle of an article too', async () => {
    await using rig = await createRig(
      redis.url,
      { latencyMs: 60_000 },
      { TOLK_SHUTDOWN_MS: '500' },
    );
    const worker = await rig.startWorkerProcess();
    const { id } = await rig.client.enqueue(makeArticle());
    await until(() => rig.sandbox.stats().requests === 1);
    const connections = await countClients();
    const waiting = startTolk(['wait', id], { env: rig.env });
    await until(async () => (await countClients()) >= connections + 2);
    redis.signal('SIGSTOP');
    const ends = await Promise.all([worker, waiting].map(endOf));
    redis.signal('SIGCONT');
    expect(ends).toEqual(['ended', 'ended']);
  });
});

test('a worker that Redis refuses more connections says so once, and ends on SIGTERM', async () => {
  const full = await startRedis(['--maxclients', '4']);
  const clients = [1, 2].map(() => new Redis(full.url, { retryStrategy: () => 20 }));
  for (const client of clients) client.on('error', () => {});
  await until(() => clients.every(({ status }) => status === 'ready'));
  const worker = startTolk(['worker'], { env: settings(full.port) });
  const told = await worker.until(/redis.lost/);
  expect(told).toContain('maxclients');
  await sleep(3_000);
  expect(await endOf(worker)).toBe('ended');
  const { stderr } = await worker.finished;
  expect(stderr.match(/redis\.lost/g)).toHaveLength(1);
  for (const client of clients) client.disconnect();
  await full.stop();
});

test('a worker notices a line that went silent, says so once, makes a new one, and takes articles again', async () => {
  await using line = await startSilentLine(redis.port);
  await using rig = await createRig(redis.url, {}, { TOLK_LOCK_MS: '30000' });
  const worker = await rig.startWorkerProcess({ REDIS_URL: `redis://127.0.0.1:${line.port}` });
  line.goSilent('present');
  await worker.until(/redis.lost/);
  const log = await worker.until(/redis.restored/);
  expect(log.match(/redis\.lost/g)).toHaveLength(1);
  const { id } = await rig.client.enqueue(makeArticle());
  expect(await rig.client.wait(id, { timeoutMs: 50_000 })).toMatchObject({ status: 'done' });
  expect(await endOf(worker)).toBe('ended');
});

test('a worker outlasts a Redis that is away for long, and says only that it is and that it is back', async () => {
  await using rig = await createRig(redis.url, {}, { TOLK_LOCK_MS: '30000' });
  const worker = await rig.startWorkerProcess();
  await redis.restart(6_000);
  const log = await worker.until(/redis.restored/);
  expect(log.match(/redis\.lost/g)).toHaveLength(1);
  expect(log.match(/ECONNREFUSED/g)?.length ?? 0).toBeLessThanOrEqual(1);
  const { id } = await rig.client.enqueue(makeArticle());
  expect(await rig.client.wait(id, { timeoutMs: 50_000 })).toMatchObject({ status: 'done' });
});
