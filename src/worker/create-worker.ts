import { readConfig } from '../config/config.ts';
import type { Environment } from '../config/environment.ts';
import type { SettingValues } from '../config/settings.ts';
import { createDisposables, type Disposables } from '../disposables.ts';
import { TolkError } from '../errors.ts';
import { requireProvider } from '../llm/choose-provider.ts';
import { adoptRedis, openRedis } from '../store/open-redis.ts';
import { isCluster, type RedisConnection } from '../store/redis-connection.ts';
import type { BullMqObservers } from './context.ts';
import type { Logger } from './logger.ts';
import { startWorker } from './start.ts';

/** The settings of a worker, by name; `tolk help settings` describes them. */
export type WorkerSettings = Partial<SettingValues>;

/** How a worker of your own process is made. */
export interface WorkerOptions extends BullMqObservers {
  /**
   * Where Redis is, as in REDIS_URL; a connection is opened, and closed by `stop()`.
   * @default 'redis://127.0.0.1:6379'
   */
  readonly redisUrl?: string | undefined;
  /**
   * An ioredis connection of yours, a `Redis` or a `Cluster`, instead of `redisUrl`. It stays open
   * after `stop()`. BullMQ needs it with `maxRetriesPerRequest: null` and without a `keyPrefix`; to
   * follow a failover behind one name, a `Redis` needs a `reconnectOnError` for READONLY.
   */
  readonly connection?: RedisConnection | undefined;
  /** Settings by name; they win over `env`. @default {} */
  readonly settings?: WorkerSettings | undefined;
  /**
   * Settings as environment variables. `process.env` is read only where you pass it.
   * @default {}
   */
  readonly env?: Environment | undefined;
  /** Receives one event a call, ids and never texts; a pino logger is one. @default silent */
  readonly logger?: Logger | undefined;
}

/** A worker that runs in this process. */
export interface RunningWorker extends AsyncDisposable {
  /**
   * Stops taking articles, finishes those it has within the setting `shutdownMs`, hands the rest
   * back. Safe to call twice.
   */
  stop(): Promise<void>;
}

const defaultRedisUrl = 'redis://127.0.0.1:6379';

/**
 * Starts a worker in this process: it takes articles from the queue and sends them to the LLM,
 * until it is stopped.
 *
 * @throws TolkError `config.invalid`, `config.no_provider`, `redis.unreachable`
 *
 * @example
 * import { pino } from 'pino';
 *
 * const worker = await createWorker({
 *   redisUrl: 'redis://127.0.0.1:6379',
 *   settings: { apiKey: process.env.OPENAI_API_KEY, concurrency: 20 },
 *   logger: pino(),
 * });
 * process.once('SIGTERM', () => worker.stop());
 */
export async function createWorker(options: WorkerOptions = {}): Promise<RunningWorker> {
  const { env = {}, settings = {}, logger = silentLogger, telemetry, metrics } = options;
  const { config } = readConfig(env, settings);
  requireProvider(config.llm);
  const disposables = createDisposables();
  try {
    const redis = await connect(options, config.redis, disposables);
    await startWorker({ redis, config, log: logger, telemetry, metrics }, disposables);
  } catch (error) {
    await disposables[Symbol.asyncDispose]();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= Promise.resolve(disposables[Symbol.asyncDispose]());
    return stopping;
  };
  return { stop, [Symbol.asyncDispose]: stop };
}

async function connect(
  { connection, redisUrl }: WorkerOptions,
  configured: { readonly url?: string | undefined; readonly prefix: string },
  disposables: Disposables,
): Promise<RedisConnection> {
  if (connection && redisUrl !== undefined) {
    throw new TolkError('config.invalid', 'connection and redisUrl are both given; give only one');
  }
  if (connection) {
    requireFit(connection);
    return adoptRedis(connection, configured.prefix);
  }
  const redis = await openRedis(redisUrl ?? configured.url ?? defaultRedisUrl, configured.prefix);
  disposables.push(() => redis.disconnect());
  return redis;
}

/** BullMQ says the same, but only once its blocking connection is made. */
function requireFit(connection: RedisConnection): void {
  const problems = [
    ...(retriesWithoutEnd(connection) ? [] : ['needs maxRetriesPerRequest: null']),
    ...(connection.options.keyPrefix
      ? ['must have no keyPrefix; set the prefix setting instead']
      : []),
  ];
  if (problems.length === 0) return;
  throw new TolkError('config.invalid', `connection: ${problems.join(' and ')}`);
}

function retriesWithoutEnd(connection: RedisConnection): boolean {
  if (!isCluster(connection)) return connection.options.maxRetriesPerRequest === null;
  // A cluster's nodes have no limit unless they are given one.
  return !connection.options.redisOptions?.maxRetriesPerRequest;
}

const silentLogger: Logger = {
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};
