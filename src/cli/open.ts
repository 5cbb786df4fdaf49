import type { Config } from '../config/config.ts';
import type { Disposables } from '../disposables.ts';
import { leaseRedis } from '../embedded-redis/lease.ts';
import { TolkError } from '../errors.ts';
import type { OwnClient } from '../queue/client.ts';
import { createOwnClient } from '../queue/create-client.ts';
import type { CommandIo } from './io.ts';

/**
 * The Redis to use: the configured one, or the data folder's own, which is started if need be and
 * runs until the disposables run.
 *
 * @throws TolkError `redis.not_installed`, `redis.embedded_failed`
 */
export async function openRedisUrl(
  config: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<string> {
  if (config.redis.url !== undefined) return config.redis.url;
  const lease = await leaseRedis({
    dataDir: config.redis.dataDir,
    program: config.redis.serverProgram,
    path: io.env['PATH'] ?? '',
  });
  lease.onLost(() =>
    io.fail(
      new TolkError(
        'redis.embedded_failed',
        'the embedded Redis ended; run the command again, what it held is kept',
      ),
    ),
  );
  disposables.push(() => lease.release());
  return lease.url;
}

/** A client of the queue, as configured, closed by the disposables. */
export async function openClient(
  config: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<{ client: OwnClient; redisUrl: string }> {
  const redisUrl = await openRedisUrl(config, io, disposables);
  const client = createOwnClient({
    redisUrl,
    prefix: config.redis.prefix,
    limits: config.articleLimits,
    retry: config.jobs,
    resultDays: config.results.days,
  });
  disposables.push(() => client.close());
  return { client, redisUrl };
}
