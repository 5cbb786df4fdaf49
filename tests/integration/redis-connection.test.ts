import { Socket } from 'node:net';
import { Redis } from 'ioredis';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { connectServer, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

test('commands of one turn leave in one write, and are answered in their order', async () => {
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const each = vi.spyOn(Socket.prototype, '_write');
  const together = vi.spyOn(Socket.prototype, '_writev');
  onTestFinished(() => void vi.restoreAllMocks());
  const answers = await Promise.all([
    redis.echo('first'),
    redis.multi().echo('second').echo('third').exec(),
    redis.echo('last'),
  ]);
  expect(answers).toEqual([
    'first',
    [
      [null, 'second'],
      [null, 'third'],
    ],
    'last',
  ]);
  expect(each).not.toHaveBeenCalled();
  expect(together).toHaveBeenCalledTimes(1);
});

test('a Redis that is still loading its data is waited for', async () => {
  // As is an embedded one, which the command that needs it has just started.
  const eachKey = ['--rdbcompression', 'no', '--loading-process-events-interval-bytes', '1024'];
  const redis = await startRedis([...eachKey, '--key-load-delay', '50000']);
  onTestFinished(() => redis.stop());
  const before = await connectServer(redis.url);
  const value = 'x'.repeat(2_000);
  await before.mset(Array.from({ length: 190 }, (_, at) => [`k${at}`, value]).flat());
  await before.save();
  before.disconnect();
  const restarted = redis.restart();
  const beside = new Redis(redis.url, { enableReadyCheck: false, retryStrategy: () => 20 });
  beside.on('error', () => {});
  onTestFinished(() => beside.disconnect());
  const refused = async () =>
    Number(/LOADING:count=(\d+)/.exec(await beside.info('errorstats'))?.[1] ?? 0);
  await until(async () => (await refused()) > 0);
  const told = await refused();
  const connecting = connectServer(redis.url);
  connecting.catch(() => {});
  await until(async () => (await refused()) > told + 4);
  await beside.config('SET', 'key-load-delay', '0');
  const redisThen = await connecting;
  expect(await redisThen.dbsize()).toBe(190);
  redisThen.disconnect();
  await restarted;
});
