import { expect, test } from 'vitest';
import { MemoryForecast } from '../../src/batch/memory-forecast.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { readRedisHealth } from '../../src/store/redis-health.ts';
import { BatchBed, upTo } from '../support/batches.ts';
import { createRig } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';

const roomBytes = 2_500_000;
const othersBytes = 30_000_000;

test('a Redis that others have nearly filled makes the feeder wait for what is in flight, not for good, and loses nothing', async () => {
  const small = await startRedis();
  try {
    const limits = { TOLK_CACHE_MAX_CALLS: '50', TOLK_MEMORY_MAX_PAIRS: '50' };
    await using rig = await createRig(small.url, {}, limits);
    await rig.startWorker();
    const redis = await connectRedis(small.url);
    // Made there: what is sent counts as memory too, for a while.
    await redis.setrange('others', othersBytes, 'x');
    const { usedMemoryBytes } = await readRedisHealth(redis, rig.env['TOLK_PREFIX'] ?? '');
    await redis.config('SET', 'maxmemory', String(usedMemoryBytes + roomBytes));
    redis.disconnect();
    const bed = await BatchBed.create(rig);
    // Three pages: each is fed when the one before it is written and released.
    const count = 210;
    await bed.writeSentences(count);
    const { stderr } = await bed.run('--release', '--summary', 'none');
    expect(stderr).toContain('Redis is nearly full');
    expect(stderr).toContain(`${count} done, 0 failed`);
    expect(await bed.seqs()).toEqual(upTo(count));
    expect(rig.sandbox.stats().repeated).toBe(0);
  } finally {
    await small.stop();
  }
});

test('what is in flight counts with the results to come', async () => {
  const server = await startRedis(['--maxmemory', '20mb']);
  const redis = await connectRedis(server.url);
  try {
    const forecast = new MemoryForecast(redis, '{forecast}', Date.now);
    const isFull = (unfinished: number, inFlightBytes: number) =>
      forecast.isFull({ unfinished, inFlightBytes });
    expect(await isFull(0, 0)).toBe(false);
    expect(await isFull(100, 1_000_000)).toBe(false);
    // Neither is in Redis yet: a result is twice the size of its source, and has records of its own.
    expect(await isFull(100, 9_000_000)).toBe(true);
    expect(await isFull(9_000, 0)).toBe(true);
  } finally {
    redis.disconnect();
    await server.stop();
  }
});
