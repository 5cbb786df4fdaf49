import type { Config } from '../../config/config.ts';
import type { Disposables } from '../../disposables.ts';
import { maskUrl } from '../../redis-address.ts';
import type { Pause } from '../../store/pause.ts';
import { connectRedis } from '../../store/redis.ts';
import { type RedisHealth, readRedisHealth } from '../../store/redis-health.ts';
import { findMissingRights, type MissingRights } from '../../store/rights.ts';
import type { CommandIo } from '../io.ts';
import { openClient, openRedisUrl } from '../open.ts';
import { type Diagnosis, healthy } from './diagnosis.ts';

/** Scripts that write even at `maxmemory` (`allow-oom`) came with it. */
const oldestRedis = 7;

/** Redis: whether it is there, and keeps what it is given; and how many workers there are. */
export async function diagnoseRedis(
  config: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<readonly Diagnosis[]> {
  const { prefix } = config.redis;
  const url = await openRedisUrl(config, io, disposables);
  const redis = await connectRedis(url);
  disposables.push(() => redis.disconnect());
  const missing = await findMissingRights(redis, prefix);
  const rights = diagnoseRights(missing);
  if (rights.some(({ state }) => state === 'problem')) return rights;
  const health = await readRedisHealth(redis, prefix);
  const { client } = await openClient(
    { ...config, redis: { ...config.redis, url } },
    io,
    disposables,
  );
  const { workers, pause } = await client.status();
  const own = config.redis.url === undefined ? `, Tolk’s own, data in ${config.redis.dataDir}` : '';
  return [
    ...(missing.mayInfo
      ? diagnoseHealth(health, `${maskUrl(url)}, version ${health.version}${own}`)
      : [healthy('redis', maskUrl(url))]),
    ...rights,
    workers > 0
      ? healthy('workers', `${workers} connected`)
      : {
          name: 'workers',
          state: 'warning',
          message: 'none connected; start one with tolk worker',
        },
    ...(pause ? [diagnosePause(pause)] : []),
  ];
}

function diagnosePause({ code, message, at }: Pause): Diagnosis {
  const since = new Date(at).toISOString();
  return {
    name: 'pause',
    state: 'warning',
    message: `all workers pause since ${since}: ${message} [${code}]; then tolk resume`,
  };
}

/** Nothing where all is allowed. */
function diagnoseRights({ commands, keys, channels, mayInfo }: MissingRights): Diagnosis[] {
  const granted = [...commands.map((name) => `+${name}`), keys, channels].filter(Boolean);
  if (granted.length > 0) {
    const what = granted.join(' ');
    const message = `Redis does not let this user do all that Tolk needs: ACL SETUSER USER ${what}`;
    return [{ name: 'rights', state: 'problem', message }];
  }
  if (mayInfo) return [];
  const message =
    'Redis does not let this user run "info": persistence, eviction and memory are not known, and ' +
    'a batch does not wait when Redis is nearly full; ACL SETUSER USER +info';
  return [{ name: 'rights', state: 'warning', message }];
}

function diagnoseHealth(health: RedisHealth, found: string): readonly Diagnosis[] {
  return [
    Number.parseInt(health.version, 10) >= oldestRedis
      ? healthy('redis', found)
      : {
          name: 'redis',
          state: 'problem',
          message: `version ${health.version}; Tolk needs Redis ${oldestRedis} or newer, or Valkey`,
        },
    health.appendOnly
      ? healthy('persistence', 'append-only file on')
      : {
          name: 'persistence',
          state: 'warning',
          message: 'append-only file off: a crash of Redis loses articles; set "appendonly yes"',
        },
    health.evictionPolicy === 'noeviction'
      ? healthy('eviction', 'noeviction')
      : {
          name: 'eviction',
          state: 'problem',
          message: `${health.evictionPolicy}: Redis may throw queued articles away; set "maxmemory-policy noeviction"`,
        },
  ];
}
