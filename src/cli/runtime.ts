import type { Config } from '../config.ts';
import { environmentPath } from '../config.ts';
import { TolkError } from '../errors.ts';
import { type Client, createClient } from '../queue/client.ts';
import type { Releasers } from '../release.ts';
import { leaseRedis } from '../sandbox/embedded-redis.ts';
import { endProcess } from './host.ts';

/**
 * The Redis to use: the configured one, or the data folder's own, which is started if need be and
 * runs until the releasers run.
 *
 * @throws TolkError `redis.not_installed`, `redis.embedded_failed`
 */
export async function openRedisUrl(config: Config, releasers: Releasers): Promise<string> {
  if (config.redisUrl !== undefined) return config.redisUrl;
  const lease = await leaseRedis({ dataDir: config.dataDir, program: config.redisServer, path: environmentPath() });
  lease.onLost(() =>
    endProcess(new TolkError('redis.embedded_failed', 'the embedded Redis ended; run the command again, what it held is kept')),
  );
  releasers.push(() => lease.release());
  return lease.url;
}

/** A client of the queue, as configured, closed by the releasers. */
export async function openClient(config: Config, releasers: Releasers): Promise<{ client: Client; redisUrl: string }> {
  const redisUrl = await openRedisUrl(config, releasers);
  const client = createClient({
    redisUrl,
    prefix: config.prefix,
    limits: config,
    retry: config,
    resultDays: config.resultDays,
  });
  releasers.push(() => client.close());
  return { client, redisUrl };
}
