import { Redis } from 'ioredis';
import { TolkError } from '../errors.ts';

/** Longest wait for the first connection. */
const connectTimeoutMs = 5_000;

/**
 * Connects to Redis, and fails at once with a clear error when it cannot be reached; once
 * connected, the connection comes back by itself after an outage and commands wait for it.
 *
 * @throws TolkError `redis.unreachable`
 */
export async function connectRedis(url: string): Promise<Redis> {
  let connected = false;
  const address = addressOf(url);
  const options = {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectTimeout: connectTimeoutMs,
    retryStrategy: (times: number) => (connected ? Math.min(100 * 2 ** times, 3_000) : null),
  };
  const redis =
    typeof address === 'string'
      ? new Redis(address, options)
      : new Redis({ ...address, ...options });
  // Every failure also rejects the command or the connect below; without a listener ioredis prints
  // it.
  let last: Error | undefined;
  redis.on('error', (error: Error) => {
    last = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    connected = true;
    return redis;
  } catch (error) {
    // A connection that never came about has ended by itself; to disconnect it again would hold the
    // process for 2 s.
    if (redis.status === 'ready' || redis.status === 'connect') redis.disconnect();
    const cause = last ?? error;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TolkError(
      'redis.unreachable',
      `Redis at ${maskUrl(url)} cannot be reached (${why}); start it or check REDIS_URL`,
      { cause },
    );
  }
}

/** A Unix socket and what to say there. */
interface SocketAddress {
  readonly path: string;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
}

/** `unix:///run/redis/redis.sock?db=1` as ioredis takes it; other addresses it reads itself. */
function addressOf(url: string): SocketAddress | string {
  if (!url.startsWith('unix:')) return url;
  const { pathname, searchParams } = new URL(url);
  const username = searchParams.get('username');
  const password = searchParams.get('password');
  return {
    path: decodeURIComponent(pathname),
    db: Number(searchParams.get('db') ?? 0),
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
  };
}

/** A Redis or HTTP address without its password. */
export function maskUrl(url: string): string {
  return url.replace(/\/\/([^@/]*)@/, '//***@');
}

/** What an operator wants to know of a Redis server. */
export interface RedisHealth {
  readonly version: string;
  readonly usedMemoryBytes: number;
  /** 0 when no limit is set. */
  readonly maxMemoryBytes: number;
  /** Must be `noeviction`: any other policy may throw queued articles away. */
  readonly evictionPolicy: string;
  readonly appendOnly: boolean;
}

/** Reads {@link RedisHealth} from the server. */
export async function readRedisHealth(redis: Redis): Promise<RedisHealth> {
  const text = await redis.info();
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
  return {
    version: field('valkey_version') || field('redis_version'),
    usedMemoryBytes: Number(field('used_memory')),
    maxMemoryBytes: Number(field('maxmemory')),
    evictionPolicy: field('maxmemory_policy'),
    appendOnly: field('aof_enabled') === '1',
  };
}
