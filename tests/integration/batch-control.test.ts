import { expect, test } from 'vitest';
import { createBatchClient, defineBatch } from '../../src/index.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLease } from '../../src/store/lease.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { BatchBed, exists, sentence, upTo, writePrices } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';

test('a batch whose money is spent pauses with what it has, and goes on when there is more', async () => {
  await using world = await createWorld();
  const prices = await writePrices();
  const bed = await BatchBed.create({ env: { ...world.env, TOLK_PRICES_FILE: prices } });
  await bed.writeSentences(60);
  await world.startWorker(bed.env);
  const run = await bed.run('--max-cost', '0.2', '--summary', 'none');
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(/its budget is spent; .* tolk batch resume .* --max-cost/);
  expect(await exists(bed.out)).toBe(false);
  const id = await bed.newestId();
  const { stats } = await bed.status(id);
  expect(stats.costUsd).toBeGreaterThan(0);
  expect(stats.costUsd).toBeLessThanOrEqual(0.2);
  expect(await bed.batch('resume', id, '--max-cost', '100')).toMatchObject({ code: 0 });
  expect(await bed.rows()).toHaveLength(60);
  expect(world.sandbox.stats()).toMatchObject({ completions: 60, repeated: 0 });
});

test('a run waits while somebody has all workers pause, and continues when they resume', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.writeSentences(5);
  await world.startWorker(bed.env);
  await world.client.pause({ reason: 'the server moves' });
  const flags = ['--out', bed.out, '--summary', 'none', '--workers', '0'];
  const run = bed.start('run', bed.corpus, ...flags);
  expect(await run.until(/"event":"paused".*\n/)).toContain('"reason":"the server moves"');
  expect(world.sandbox.stats().requests).toBe(0);
  await world.client.resume();
  expect(await run.finished).toMatchObject({ code: 0 });
  expect(await bed.seqs()).toEqual(upTo(5));
});

test('pause stops what is not begun, resume takes it up, cancel ends it; what is done can be exported', async () => {
  await using world = await createWorld({ latencyMs: 100 });
  const bed = await BatchBed.create(world);
  await bed.writeSentences(100);
  await world.startWorker({ ...bed.env, TOLK_CONCURRENCY: '2' });
  const id = await bed.submit();
  const done = async () => (await bed.status(id)).stats.done;
  await expect.poll(done).toBeGreaterThan(2);
  await bed.batch('pause', id);
  // What was in progress is finished; the rest is handed back, and no call is made for it.
  await expect.poll(async () => world.sandbox.stats().inFlight).toBe(0);
  await expect.poll(async () => (await world.client.status()).articles.active).toBe(0);
  const paused = await bed.status(id);
  expect(paused).toMatchObject({ status: 'paused', reason: 'manual' });
  const { requests } = world.sandbox.stats();
  await world.client.wait((await world.client.enqueue({ body: sentence(99_999) })).id);
  expect((await bed.status(id)).stats.done).toBe(paused.stats.done);
  expect(world.sandbox.stats().requests).toBe(requests + 1);
  const resumed = bed.batch('resume', id, '--json');
  await expect.poll(done).toBeGreaterThan(paused.stats.done);
  await bed.batch('cancel', id);
  await resumed;
  const ended = await bed.status(id);
  expect(ended).toMatchObject({ status: 'cancelled', unfinished: 0 });
  expect(ended.stats.done + (ended.stats.failedByCode['job.cancelled'] ?? 0)).toBe(100);
  await bed.batch('export', id, '--out', bed.out);
  expect(await bed.rows()).toHaveLength(ended.stats.done);
  expect((await bed.batch('delete', id, '--yes')).code).toBe(0);
  expect((await bed.batch('status', id)).stderr).toContain('batch.not_found');
});

test('a batch that is cancelled ends at once and leaves the articles that another one waits for', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.writeSentences(10);
  const first = await bed.submit();
  const second = await bed.submit();
  await bed.batch('cancel', first);
  expect(await bed.status(first)).toMatchObject({
    status: 'cancelled',
    unfinished: 0,
    inFlightBytes: 0,
    stats: { failedByCode: { 'job.cancelled': 10 } },
  });
  await world.startWorker(bed.env);
  await expect.poll(async () => (await bed.status(second)).stats.done).toBe(10);
  // The one that is left pays for it, and is the only one that wants it.
  const { status, inFlightBytes, stats } = await bed.status(second);
  expect({ status, inFlightBytes }).toEqual({ status: 'complete', inFlightBytes: 0 });
  expect(stats.calls).toBeGreaterThan(0);
  expect((await bed.status(first)).stats.calls).toBe(0);
});

test('a batch whose holder elsewhere is silent is taken on when its right runs out; one that is alive is left alone', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.writeSentences(1);
  await world.startWorker(bed.env);
  await using batches = createBatchClient({ redisUrl: world.redisUrl, prefix: world.prefix });
  const { corpus, out: path } = bed;
  const id = await batches.create(await defineBatch({ corpus, out: { path } }));
  const redis = await connectRedis(world.redisUrl);
  const key = createKeys(world.prefix).batch(id, 'lease');
  const holder = createLease(redis, { key, owner: 'elsewhere/1:77', ttlMs: 1_500 });
  await holder.acquire();
  const alive = setInterval(() => void holder.acquire(), 200);
  expect(await bed.batch('resume', id)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is being run by elsewhere/1:77'),
  });
  clearInterval(alive);
  await holder.acquire();
  expect(await bed.batch('resume', id)).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('waiting until it is certainly gone'),
  });
  redis.disconnect();
});

test('a single article overtakes a batch', async () => {
  await using world = await createWorld({ latencyMs: 50 });
  const bed = await BatchBed.create(world);
  await bed.writeSentences(60);
  const id = await bed.submit();
  const { id: urgent } = await world.client.enqueue({ body: sentence(99_999) });
  await world.startWorker({ ...bed.env, TOLK_CONCURRENCY: '1' });
  await world.client.wait(urgent);
  expect((await bed.status(id)).stats.done).toBeLessThan(5);
});
