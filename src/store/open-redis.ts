import { TolkError } from '../errors.ts';
import { migrate } from './migrate.ts';
import { connectRedis, requireUsable } from './redis.ts';
import type { RedisConnection } from './redis-connection.ts';

/**
 * Connects to the Redis of a Tolk, and brings what an earlier version wrote there up to date.
 *
 * @throws TolkError as `connectRedis` and {@link migrate}
 */
export async function openRedis(url: string, prefix: string): Promise<RedisConnection> {
  const redis = await connectRedis(url, prefix);
  try {
    await migrate(redis, prefix);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/**
 * The same with a connection that is its caller's.
 *
 * @throws TolkError `config.invalid` for a connection that cannot be used; as {@link openRedis}
 */
export async function adoptRedis(redis: RedisConnection, prefix: string): Promise<RedisConnection> {
  if (redis.options.keyPrefix)
    throw new TolkError('config.invalid', 'connection: must have no keyPrefix; use prefix instead');
  await requireUsable(redis, prefix);
  await migrate(redis, prefix);
  return redis;
}
