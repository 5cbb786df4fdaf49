import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Notes how long workers keep what is finished. The last worker to start is right. */
export async function writeRetention(
  redis: RedisConnection,
  keys: Keys,
  ttlMs: number,
): Promise<void> {
  await redis.set(keys.retention, Math.round(ttlMs));
}

/** How long workers keep what is finished (ms); null where none has ever started. */
export async function readRetention(redis: RedisConnection, keys: Keys): Promise<number | null> {
  const ttlMs = await redis.get(keys.retention);
  return ttlMs === null ? null : Number(ttlMs);
}
