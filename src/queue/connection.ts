import type { Telemetry } from 'bullmq';
import { dayMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import type { ArticleStore } from '../store/articles.ts';
import { createKeys } from '../store/keys.ts';
import { adoptRedis, openRedis } from '../store/open-redis.ts';
import { Pulse } from '../store/pulse.ts';
import { createArticleStore } from '../store/redis-article-store.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { readRetention } from '../store/retention.ts';
import { type ArticleQueue, createArticleQueue, type RetryPolicy } from './queue.ts';

/** Receives what a client notices beside its answers, such as an outage of Redis; pino fits. */
export interface ClientLogger {
  /** Receives one event: `{ event, message }`. */
  warn(event: object): void;
}

/** How a client reaches Redis, and what jobs it puts there. */
export interface ConnectionOptions {
  /**
   * Address of the Redis to connect to; also a cluster's (`redis+cluster://`), Sentinels'
   * (`redis+sentinel://`), with TLS (`rediss://`) or a Unix socket's (`unix://`).
   *
   * @default 'redis://127.0.0.1:6379'
   */
  readonly redisUrl?: string | undefined;
  /**
   * Your own ioredis connection, a `Redis` or a `Cluster`, instead of `redisUrl`. It must have no
   * `keyPrefix`, is duplicated for what blocks, and stays open when the client is closed. What
   * comes after a failover is up to it: give a `Redis` behind one name a `reconnectOnError` for
   * READONLY.
   */
  readonly connection?: RedisConnection | undefined;
  /** What all keys begin with; the same as the workers'. @default '{tolk}' */
  readonly prefix?: string | undefined;
  /** How failed attempts are repeated. @default 4 attempts, 2 s before the second */
  readonly retry?: RetryPolicy | undefined;
  /**
   * Milliseconds that Redis may be away or silent before a call fails with `redis.unreachable`;
   * each call may say otherwise.
   *
   * @default 10,000
   */
  readonly timeoutMs?: number | undefined;
  /** Receives faults of a connection while it is restored. */
  readonly logger?: ClientLogger | undefined;
  /** BullMQ's telemetry (`new BullMQOtel('tolk')`): a trace then runs from here to the worker. */
  readonly telemetry?: Telemetry | undefined;
  /**
   * Days that results are kept which this client ends itself, such as articles that it cancels. It
   * counts only until a worker has started: then the worker's TOLK_RESULT_DAYS holds for all.
   *
   * @default 30
   */
  readonly resultDays?: number | undefined;
}

/** Redis with Tolk's records and queue in it. */
export interface Connection {
  readonly redis: RedisConnection;
  /** What all keys begin with. */
  readonly prefix: string;
  readonly pulse: Pulse;
  readonly resultTtlMs: number;
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  /** Called with each error of a connection that is being restored. */
  readonly onError: (error: Error) => void;
  close(): Promise<void>;
}

const defaultRedisUrl = 'redis://127.0.0.1:6379';
const defaultPrefix = '{tolk}';
const defaultRetry: RetryPolicy = { attempts: 4, retryDelayMs: 2_000 };
const defaultResultDays = 30;

/**
 * Connects a client to Redis.
 *
 * @throws TolkError `redis.unreachable` and the other `redis.*` that say why this Redis cannot be
 *   used, `config.invalid` for a connection or an address that cannot be
 */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const { logger, telemetry, prefix = defaultPrefix, retry = defaultRetry } = options;
  const redis = await connect(options, prefix);
  const ownTtlMs = Math.round((options.resultDays ?? defaultResultDays) * dayMs);
  const resultTtlMs = (await readRetention(redis, createKeys(prefix))) ?? ownTtlMs;
  const onError = ({ message }: Error) => logger?.warn({ event: 'redis.error', message });
  const store = createArticleStore({ redis, prefix, resultTtlMs, clock: Date.now });
  const pulse = new Pulse(redis);
  const queue = createArticleQueue(redis, store, retry, { telemetry, onError });
  return {
    redis,
    prefix,
    pulse,
    resultTtlMs,
    store,
    queue,
    onError,
    async close() {
      pulse[Symbol.dispose]();
      await queue.close();
      if (options.connection === undefined) redis.disconnect();
    },
  };
}

async function connect(
  { connection, redisUrl }: ConnectionOptions,
  prefix: string,
): Promise<RedisConnection> {
  if (connection === undefined) return openRedis(redisUrl ?? defaultRedisUrl, prefix);
  if (redisUrl !== undefined)
    throw new TolkError('config.invalid', 'connection and redisUrl are both given; give only one');
  return adoptRedis(connection, prefix);
}
