import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster } from 'ioredis';
import { TolkError } from '../errors.ts';
import { keepsOneSlot, parseRedisAddress, type RedisAddress } from '../redis-address.ts';
import { readRedisTrouble } from '../redis-errors.ts';
import { explainFailure } from './explain-failure.ts';
import { readGreeting } from './read-greeting.ts';
import { createServerConnection, isCluster, type RedisConnection } from './redis-connection.ts';
import { type ConnectionLife, clusterOptions, serverOptions } from './redis-options.ts';

/** How long a Redis may load its data before it counts as unreachable. */
const loadingTimeoutMs = 10_000;
const lookAgainMs = 100;

/**
 * Connects to Redis, and fails at once with a clear error when it cannot be reached or used; once
 * connected, the connection comes back by itself after an outage or a failover and commands wait
 * for it.
 *
 * @param url see `parseRedisAddress`
 * @param prefix of the keys that will be used; with it, all that they need is tried once
 * @throws TolkError `config.invalid` for an address or a prefix that cannot be used,
 *   `redis.unreachable`, and what keeps this Redis from being used: `redis.unauthorized`,
 *   `redis.forbidden`, `redis.wrong_address`, `redis.unsupported`, `redis.read_only`
 *
 * @example
 * const redis = await connectRedis('redis+sentinel://10.0.0.1,10.0.0.2/mymaster', '{tolk}');
 */
export async function connectRedis(url: string, prefix?: string): Promise<RedisConnection> {
  const address = parseRedisAddress(url);
  const life = { isUsable: false };
  const redis = createConnection(address, life);
  const heard = hearErrors(redis);
  try {
    await connect(redis);
    await whenLoaded(() => redis.ping());
    await useInfo(redis);
    if (prefix !== undefined) await requireUsable(redis, prefix);
    life.isUsable = true;
    return redis;
  } catch (error) {
    // A connection that never came about has ended by itself; to disconnect it again would hold the
    // process for 2 s.
    if (redis.status === 'ready' || redis.status === 'connect') redis.disconnect();
    const reason = TolkError.isInstance(error) ? error : (heard.last ?? error);
    throw explainFailure(address, url, await reasonBehind(reason, address));
  }
}

/**
 * Tries what every use of these keys needs: that they are in one place, that scripts run, and that
 * they may write. A Redis that is full, or lacks disk or replicas, can still be read.
 *
 * @throws TolkError `config.invalid` for a prefix that a cluster cannot take; what Redis says
 */
export async function requireUsable(redis: RedisConnection, prefix: string): Promise<void> {
  if (isCluster(redis) && !keepsOneSlot(prefix)) {
    throw new TolkError(
      'config.invalid',
      `TOLK_PREFIX is "${prefix}", but in a cluster it needs a part in braces, like {tolk}, that ` +
        'keeps all keys in one slot',
    );
  }
  // That it writes nothing is not said: so it is refused wherever a write would be.
  const script = '#!lua flags=allow-oom\nreturn 1';
  await whenLoaded(() => redis.eval(script, 1, `${prefix}:schema-version`)).catch((error) => {
    if (!canBeRead(error)) throw TolkError.from(error);
  });
}

/** Asks again for a while where Redis answers that it is still loading its data. */
async function whenLoaded<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + loadingTimeoutMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isLoading(error) || performance.now() > giveUpAt) throw error;
      await sleep(lookAgainMs);
    }
  }
}

function createConnection(address: RedisAddress, life: ConnectionLife): RedisConnection {
  if (address.kind !== 'cluster') return createServerConnection(serverOptions(address, life));
  const { nodes, options } = clusterOptions(address, life);
  return new Cluster(nodes, options);
}

/** Resolves when it is connected; a cluster that is down would leave its own promise open. */
async function connect(redis: RedisConnection): Promise<void> {
  const settled = new AbortController();
  const ended = once(redis, 'end', { signal: settled.signal }).then(() => {
    throw new Error('Connection is closed.');
  });
  ended.catch(() => {});
  try {
    await Promise.race([redis.connect(), ended]);
  } finally {
    settled.abort();
  }
}

/**
 * Whoever may not ask a server about itself works without that: it is not waited for while it
 * loads, and BullMQ takes it for one that can do little. A cluster's client cannot do without.
 */
async function useInfo(redis: RedisConnection): Promise<void> {
  if (isCluster(redis)) return;
  const isAllowed = await redis.info('server').then(
    () => true,
    (error: unknown) => {
      if (TolkError.from(error).code === 'redis.forbidden') return false;
      throw error;
    },
  );
  redis.options.enableReadyCheck = isAllowed;
  // Of all that BullMQ makes of this connection, too.
  Reflect.set(redis.options, 'skipVersionCheck', !isAllowed);
}

/** Why a connection was closed that had only just been made: Redis may have said so. */
async function reasonBehind(error: unknown, address: RedisAddress): Promise<unknown> {
  const isClosed = error instanceof Error && /EPIPE|ECONNRESET|is closed/.test(error.message);
  const greeting = isClosed ? await readGreeting(address) : '';
  return greeting.startsWith('-') ? new Error(greeting.slice(1), { cause: error }) : error;
}

/** Every failure also rejects a command or the connect; without a listener ioredis prints it. */
function hearErrors(redis: RedisConnection): { readonly last: Error | undefined } {
  const heard: { last: Error | undefined } = { last: undefined };
  const hear = (error: Error) => {
    // The reason comes first, what follows from it last.
    if (heard.last === undefined || !isConsequence(error)) heard.last = error;
  };
  for (const event of ['error', 'node error', 'sentinelError']) redis.on(event, hear);
  return heard;
}

function isConsequence({ message }: Error): boolean {
  return /^(?:Connection is closed|None of startup nodes|Failed to refresh slots)/.test(message);
}

function canBeRead(error: unknown): boolean {
  const code = readRedisTrouble(error)?.code;
  return code === 'redis.full' || code === 'redis.cannot_write';
}

function isLoading(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('LOADING');
}
