import { Readable, Writable } from 'node:stream';
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createClient } from '../../src/client.ts';
import { loadConfig } from '../../src/config/config.ts';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { HealthFile } from '../../src/worker/health-file.ts';
import { Heartbeat } from '../../src/worker/heartbeat.ts';
import { createWorker } from '../../src/worker.ts';
import { makeArticle } from '../support/articles.ts';
import { BatchBed, sentence } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { runTolk } from '../support/tolk.ts';
import { until } from '../support/until.ts';

test('a living worker says who it is and what it is at', async () => {
  await using world = await createWorld();
  await using llm = await startScriptedLlm([{ hang: true }]);
  const own = { LLM_BASE_URL: llm.baseUrl, TOLK_MODEL: 'ours', TOLK_LOCK_MS: '60000' };
  await using _worker = await createWorker({
    env: { ...world.env, ...own, TOLK_SHUTDOWN_MS: '0' },
  });
  const { id } = await world.client.enqueue(makeArticle());
  await until(async () => (await world.client.workers())[0]?.callsInFlight === 1);
  const [worker] = await world.client.workers();
  expect(worker).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    pid: process.pid,
    state: 'running',
    model: 'ours',
    server: llm.baseUrl,
    active: 1,
    articles: [{ id, since: expect.any(Number) }],
  });
  const { stdout } = await runTolk(['workers'], { env: world.env });
  expect(stdout).toContain(`:${process.pid}  running, 1 of 8 articles, 1 call in flight`);
  expect(stdout).toContain(`  ${id} for `);
  expect(JSON.parse((await runTolk(['workers', '--json'], { env: world.env })).stdout)).toEqual([
    expect.objectContaining({ pid: process.pid, articles: [expect.objectContaining({ id })] }),
  ]);
});

test('calls that hang are told where a batch or the workers are looked at', async () => {
  await using world = await createWorld();
  const redis = await connectRedis(world.redisUrl);
  const clock = () => 1_000_000_000;
  const heartbeat = new Heartbeat({
    id: 'slow',
    redis,
    keys: createKeys(world.prefix),
    config: loadConfig(world.env).config,
    clock,
    activity: () => ({
      state: 'running',
      articles: [],
      callsInFlightSince: [95_000, 40_000, 10_000].map((age) => clock() - age),
    }),
    onBeat: () => {},
    health: new HealthFile(undefined, pino({ level: 'silent' })),
  });
  await heartbeat.beat();
  expect(await world.client.workers()).toMatchObject([
    { callsInFlight: 3, slowCalls: { calls: 2, longestMs: 95_000 } },
  ]);
  const bed = await BatchBed.create(world);
  await bed.write([{ body: sentence(1) }]);
  const { stdout } = await bed.batch('status', await bed.submit());
  const told =
    '2 calls unanswered for up to 2 min: the LLM server is slow, or stuck; check it, or lower TOLK_CONCURRENCY';
  expect(stdout).toContain(told);
  expect((await runTolk(['workers'], { env: world.env })).stdout).toContain(told);
  redis.disconnect();
});

test('workers on another database or under another prefix are others’', async () => {
  await using world = await createWorld();
  const address = 'http://me:hunter2@llm.example/v1?key=hunter2';
  const elsewhere = { ...world.env, REDIS_URL: `${world.redisUrl}/1`, LLM_BASE_URL: address };
  await using _there = await createWorker({ env: elsewhere });
  await using _besides = await createWorker({ env: { ...world.env, TOLK_PREFIX: '{besides}' } });
  expect(await world.client.status()).toMatchObject({ workers: 0 });
  await using there = createClient({ redisUrl: `${world.redisUrl}/1`, prefix: world.prefix });
  expect(await there.status()).toMatchObject({ workers: 1 });
  // An address may hold what is secret.
  expect(await there.workers()).toMatchObject([{ server: 'http://llm.example/v1' }]);
});

test('a worker that stops is off the list at once, one that falls silent after its time', async () => {
  await using world = await createWorld();
  const worker = await world.startWorker();
  await world.startWorker();
  expect(await world.client.workers()).toHaveLength(2);
  await worker.stop();
  const [silent, ...others] = await world.client.workers();
  expect(others).toEqual([]);
  const redis = await connectRedis(inject('redisUrl'));
  const keys = createKeys(world.prefix);
  const key = keys.worker(silent?.id ?? '');
  expect(await redis.pttl(key)).toBeGreaterThan(0);
  expect(await redis.pttl(keys.workers)).toBeGreaterThan(0);
  await redis.pexpire(key, 1);
  await until(async () => (await world.client.workers()).length === 0);
  expect(await world.client.status()).toMatchObject({ workers: 0 });
  redis.disconnect();
});

test('a paused worker says so', async () => {
  await using world = await createWorld();
  await using llm = await startScriptedLlm([{ status: 401, code: 'invalid_api_key' }]);
  await world.startWorker({ LLM_BASE_URL: llm.baseUrl });
  await world.client.enqueue(makeArticle());
  await until(async () => (await world.client.workers())[0]?.state === 'paused');
  expect(await world.client.status()).toMatchObject({ workers: 1 });
});

test('status --watch tells when something changes, until Ctrl-C', async () => {
  await using world = await createWorld();
  const stop = new AbortController();
  let told = '';
  const stdout = new Writable({
    write: (part: Buffer, _encoding, done) => {
      told += part.toString();
      done();
    },
  });
  const watching = run(['status', '--watch', '--json'], {
    env: { ...world.env },
    stdin: Readable.from([]),
    stdout,
    stderr: new Writable({ write: (_part, _encoding, done) => done() }),
    signal: stop.signal,
  });
  const lines = () => told.split('\n').filter(Boolean);
  await until(() => lines().length === 1);
  await world.client.enqueue(makeArticle());
  await until(() => lines().length === 2);
  stop.abort();
  await watching;
  expect(lines().map((line) => JSON.parse(line).articles.queued)).toEqual([0, 1]);
});
