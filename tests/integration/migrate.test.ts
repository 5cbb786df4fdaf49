import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { expect, inject, test } from 'vitest';
import { TolkError } from '../../src/errors.ts';
import { createKeys } from '../../src/store/keys.ts';
import { migrate } from '../../src/store/migrate.ts';
import { connectServer } from '../support/redis.ts';

const articles = 2_500;

/** A Redis in which an earlier version has left this many articles, of which each is waited for. */
async function open() {
  const redis = await connectServer(inject('redisUrl'));
  const prefix = `{migrate-${randomUUID()}}`;
  const pipeline = redis.pipeline();
  for (let at = 0; at < articles; at += 1) {
    pipeline.zadd(`${prefix}:index:queued`, at, `a${at}`);
    pipeline.hset(`${prefix}:result:a${at}`, { status: 'queued', run: `t${at}`, holders: 1 });
    pipeline.sadd(`${prefix}:waits:a${at}`, `batch:${at}`);
  }
  pipeline.set(`${prefix}:traits:server`, '{}', 'PX', 600_000);
  await pipeline.exec();
  const keys = createKeys(prefix);
  return { redis, prefix, keys, [Symbol.dispose]: () => redis.disconnect() };
}

/** Every article has its token and what waits for it, and nothing has an earlier name. */
async function expectMigrated(redis: Redis, prefix: string): Promise<void> {
  const keys = createKeys(prefix);
  for (const at of [0, 1, articles - 1]) {
    const id = `a${at}`;
    expect(await redis.hgetall(keys.result(id))).toEqual({
      status: 'queued',
      token: `t${at}`,
      refCount: '1',
    });
    expect(await redis.smembers(keys.waitingFor(id))).toEqual([`batch:${at}`]);
  }
  const names = await redis.keys(`${prefix}:*`);
  expect(names.filter((name) => /:(?:waits|traits):/.test(name))).toEqual([]);
  expect(names.filter((name) => name.includes(':waiting-for:'))).toHaveLength(articles);
  expect(await redis.get(keys.schemaVersion)).toBe('2');
}

test('keys and fields of an earlier version are renamed; what expires still does', async () => {
  using it = await open();
  await migrate(it.redis, it.prefix);
  await expectMigrated(it.redis, it.prefix);
  const leftMs = await it.redis.pttl(it.keys.capabilities('server'));
  expect(leftMs).toBeGreaterThan(500_000);
  expect(leftMs).toBeLessThanOrEqual(600_000);
});

test('several processes that start at once leave the same, and hand the lease on', async () => {
  using it = await open();
  const others = await Promise.all([1, 2, 3].map(() => connectServer(inject('redisUrl'))));
  await Promise.all([it.redis, ...others].map((redis) => migrate(redis, it.prefix)));
  await expectMigrated(it.redis, it.prefix);
  expect(await it.redis.exists(it.keys.migrationLease)).toBe(0);
  for (const other of others) other.disconnect();
});

test('one that is cut off in the middle is taken further by the next', async () => {
  using it = await open();
  const doomed = await connectServer(inject('redisUrl'));
  const send = doomed.sendCommand.bind(doomed);
  let scans = 0;
  doomed.sendCommand = (command, stream) => {
    // Its second page never comes: as if it were killed there.
    if (command.name === 'scan') scans += 1;
    if (command.name === 'scan' && scans === 2) return Promise.reject(new Error('killed'));
    return send(command, stream);
  };
  await expect(migrate(doomed, it.prefix)).rejects.toThrow('killed');
  doomed.disconnect();
  expect(await it.redis.get(it.keys.schemaVersion)).toBeNull();
  await migrate(it.redis, it.prefix);
  await expectMigrated(it.redis, it.prefix);
});

test('where it is done, opening costs one look', async () => {
  using it = await open();
  await migrate(it.redis, it.prefix);
  const send = it.redis.sendCommand.bind(it.redis);
  const sent: string[] = [];
  it.redis.sendCommand = (command, stream) => {
    sent.push(command.name);
    return send(command, stream);
  };
  await migrate(it.redis, it.prefix);
  expect(sent).toEqual(['get']);
});

test('data of a later version is left alone', async () => {
  using it = await open();
  await it.redis.set(it.keys.schemaVersion, 3);
  const error = await migrate(it.redis, it.prefix).catch(TolkError.from);
  expect(error).toMatchObject({
    code: 'store.corrupt',
    message: expect.stringContaining('upgrade'),
  });
});

test('it waits for nobody: workers of the earlier version must be stopped first', async () => {
  using it = await open();
  const worker = await connectServer(inject('redisUrl'));
  await worker.client('SETNAME', `${it.keys.queue}:YXJ0aWNsZXM=`);
  const error = await migrate(it.redis, it.prefix).catch(TolkError.from);
  expect(error).toMatchObject({ code: 'usage.invalid', message: expect.stringContaining('stop') });
  worker.disconnect();
  await expect
    .poll(() =>
      migrate(it.redis, it.prefix).then(
        () => 'migrated',
        () => 'refused',
      ),
    )
    .toBe('migrated');
  await expectMigrated(it.redis, it.prefix);
});
