import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createLease, readLeaseHolder } from '../../src/store/lease.ts';
import { connectServer, startRedis } from '../support/redis.ts';

const ttlMs = 60_000;

/** Two owners with a connection each, as two processes have. */
async function open() {
  const redis = await connectServer(inject('redisUrl'));
  const other = await connectServer(inject('redisUrl'));
  const key = `{lease-${randomUUID()}}:lease`;
  return {
    redis,
    first: createLease(redis, { key, owner: 'first', ttlMs }),
    second: createLease(other, { key, owner: 'second', ttlMs }),
    holder: async () => (await readLeaseHolder(other, key))?.owner ?? null,
    leftMs: () => other.pttl(key),
    /** Lets time pass until the lease has this much left: on a busy machine no wait is exact. */
    pass: async (leftMs: number) => void (await other.pexpire(key, leftMs)),
    [Symbol.dispose]: () => {
      redis.disconnect();
      other.disconnect();
    },
  };
}

/** Holds the process on `redis` up once: as soon as Redis has answered it, and before it acts on that. */
function holdUpAfterNextReply(redis: Redis, meanwhile: () => Promise<void>): void {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = async (...command) => {
    redis.sendCommand = send;
    const reply = await send(...command);
    await meanwhile();
    return reply;
  };
}

test('only one holds a lease; its holder may take it again', async () => {
  using it = await open();
  expect(await it.second.acquire()).toBe(true);
  expect(await it.first.acquire()).toBe(false);
  expect(await it.second.acquire()).toBe(true);
  expect(await it.second.release()).toBe(true);
  expect(await it.second.release()).toBe(false);
  expect(await it.first.acquire()).toBe(true);
  expect(await it.holder()).toBe('first');
});

test('the lease of a dead owner ends by itself; renewed in time it lasts', async () => {
  using it = await open();
  await it.first.acquire();
  expect(await it.leftMs()).toBeGreaterThan(ttlMs / 2);
  await it.pass(ttlMs / 4);
  expect(await it.first.renew()).toBe(true);
  expect(await it.leftMs()).toBeGreaterThan(ttlMs / 2);
  expect(await it.second.acquire()).toBe(false);
  await it.pass(0);
  expect(await it.holder()).toBeNull();
  expect(await it.first.renew()).toBe(false);
  expect(await it.second.acquire()).toBe(true);
});

test('an owner that was held up for too long leaves the lease to its successor', async () => {
  using it = await open();
  await it.first.acquire();
  await it.pass(0);
  expect(await it.second.acquire()).toBe(true);
  expect(await it.first.renew()).toBe(false);
  expect(await it.first.release()).toBe(false);
  expect(await it.first.acquire()).toBe(false);
  expect(await it.holder()).toBe('second');
});

test.each(['release', 'renew', 'acquire'] as const)(
  'nor does one that is held up in the middle of %s touch its successor’s lease',
  async (move) => {
    using it = await open();
    await it.first.acquire();
    holdUpAfterNextReply(it.redis, async () => {
      await it.pass(0);
      expect(await it.second.acquire()).toBe(true);
      await it.pass(ttlMs / 4);
    });
    await it.first[move]();
    expect(await it.holder()).toBe('second');
    // Still for as long as the successor had it, and no longer.
    expect(await it.leftMs()).toBeGreaterThan(0);
    expect(await it.leftMs()).toBeLessThanOrEqual(ttlMs / 4);
  },
);

test('a lease is released and renewed also when the server has forgotten its scripts', async () => {
  using it = await open();
  await it.second.acquire();
  await it.redis.script('FLUSH');
  expect(await it.second.renew()).toBe(true);
  await it.redis.script('FLUSH');
  expect(await it.second.release()).toBe(true);
});

test('a lease is taken and renewed though Redis is full: its holder is who makes room', async () => {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const redis = await connectServer(server.url);
  onTestFinished(() => redis.disconnect());
  await redis.config('SET', 'maxmemory', '1');
  await expect(redis.set('more', 'than there is room for')).rejects.toThrow('OOM');
  const lease = createLease(redis, { key: 'lease', owner: 'feeder', ttlMs });
  expect([await lease.acquire(), await lease.renew()]).toEqual([true, true]);
});
