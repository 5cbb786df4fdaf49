import type { Config } from '../../config/config.ts';
import type { Disposables } from '../../disposables.ts';
import { maskUrl } from '../../redis-address.ts';
import { connectRedis } from '../../store/redis.ts';
import { readRedisHealth } from '../../store/redis-health.ts';
import type { CommandIo } from '../io.ts';
import { openClient, openRedisUrl } from '../open.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Scripts that write even at `maxmemory` (`allow-oom`) came with it. */
const oldestRedis = 7;

/** Redis: whether it is there, and keeps what it is given; and how many workers there are. */
export async function diagnoseRedis(
  config: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<Diagnosis[]> {
  const url = await openRedisUrl(config, io, disposables);
  const redis = await connectRedis(url);
  disposables.push(() => redis.disconnect());
  const health = await readRedisHealth(redis, config.redis.prefix);
  const { client } = await openClient(
    { ...config, redis: { ...config.redis, url } },
    io,
    disposables,
  );
  const { workers } = await client.status();
  return [
    Number.parseInt(health.version, 10) >= oldestRedis
      ? {
          name: 'redis',
          state: 'ok',
          message: `${maskUrl(url)}, version ${health.version}${config.redis.url === undefined ? `, Tolk’s own, data in ${config.redis.dataDir}` : ''}`,
        }
      : {
          name: 'redis',
          state: 'problem',
          message: `version ${health.version}; Tolk needs Redis ${oldestRedis} or newer, or Valkey`,
        },
    health.appendOnly
      ? { name: 'persistence', state: 'ok', message: 'append-only file on' }
      : {
          name: 'persistence',
          state: 'warning',
          message: 'append-only file off: a crash of Redis loses articles; set "appendonly yes"',
        },
    health.evictionPolicy === 'noeviction'
      ? { name: 'eviction', state: 'ok', message: 'noeviction' }
      : {
          name: 'eviction',
          state: 'problem',
          message: `${health.evictionPolicy}: Redis may throw queued articles away; set "maxmemory-policy noeviction"`,
        },
    {
      name: 'workers',
      state: workers > 0 ? 'ok' : 'warning',
      message: workers > 0 ? `${workers} connected` : 'none connected; start one with tolk worker',
    },
  ];
}
