import type { Redis } from 'ioredis';
import { migrate } from './migrate.ts';
import { connectRedis } from './redis.ts';

/**
 * Connects to the Redis of a Tolk, and brings what an earlier version wrote there up to date.
 *
 * @throws TolkError `redis.unreachable`; as {@link migrate}
 */
export async function openRedis(url: string, prefix: string): Promise<Redis> {
  const redis = await connectRedis(url);
  try {
    await migrate(redis, prefix);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}
