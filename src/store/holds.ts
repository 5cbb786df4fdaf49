import { z } from 'zod';
import { dayMs } from '../duration.ts';
import type { Keys } from './keys.ts';
import { tryReadJson } from './read-json.ts';
import type { RedisConnection } from './redis-connection.ts';

/** A time until which nobody calls a model, since its server asked for that. */
const holdSchema = z.object({
  /** The model, as it is configured. */
  model: z.string(),
  /** Until when (ms since 1970). */
  until: z.number(),
  /** Of the error that said so. */
  code: z.string(),
  /** What happened, with the server's own words. */
  message: z.string(),
});

/** A time until which nobody calls a model; see {@link holdSchema}. */
export type Hold = z.infer<typeof holdSchema>;

/** Longer than any hold. */
const ttlMs = 8 * dayMs;

/** Keeps all workers from calling a model of a server for a while. */
export async function writeHold(
  redis: RedisConnection,
  keys: Keys,
  server: string,
  hold: Hold,
): Promise<void> {
  await redis.hset(keys.holds, `${server} ${hold.model}`, JSON.stringify(hold));
  await redis.pexpire(keys.holds, ttlMs);
}

/** The hold on a model of a server, or null; it may be over. */
export async function readHold(
  redis: RedisConnection,
  keys: Keys,
  server: string,
  model: string,
): Promise<Hold | null> {
  return parseHold(await redis.hget(keys.holds, `${server} ${model}`));
}

/** All holds that are not over, the longest last. */
export async function readHolds(redis: RedisConnection, keys: Keys, now: number): Promise<Hold[]> {
  const stored = await redis.hvals(keys.holds);
  return stored
    .flatMap((text) => parseHold(text) ?? [])
    .filter(({ until }) => until > now)
    .sort((a, b) => a.until - b.until);
}

/** Ends all holds; true where there were any. */
export async function clearHolds(redis: RedisConnection, keys: Keys): Promise<boolean> {
  return (await redis.del(keys.holds)) > 0;
}

function parseHold(text: string | null): Hold | null {
  return text === null ? null : tryReadJson(text, holdSchema);
}
