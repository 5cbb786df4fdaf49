import { z } from 'zod';
import type { Keys } from './keys.ts';
import { tryReadJson } from './read-json.ts';
import { type RedisConnection, subscribe } from './redis-connection.ts';

/** Why all workers pause, as it is kept. */
const pauseSchema = z.object({ code: z.string(), message: z.string(), at: z.number() });

/** Why all workers pause, until `tolk resume`; see `llm/error-policy.ts` for what does it. */
export type Pause = z.infer<typeof pauseSchema>;

/**
 * Writes down why all workers pause, and tells them at once. The first reason stays.
 *
 * @returns false where they paused already
 */
export async function writePause(
  redis: RedisConnection,
  keys: Keys,
  pause: Pause,
): Promise<boolean> {
  const written = await redis.set(keys.pause, JSON.stringify(pause), 'NX');
  await redis.publish(keys.pause, '1');
  return written !== null;
}

/** Why all workers pause, or null. */
export async function readPause(redis: RedisConnection, keys: Keys): Promise<Pause | null> {
  return parsePause(await redis.get(keys.pause));
}

/** Ends the pause; returns the reason there was, if any. */
export async function clearPause(redis: RedisConnection, keys: Keys): Promise<Pause | null> {
  const pause = parsePause(await redis.getdel(keys.pause));
  await redis.publish(keys.pause, '0');
  return pause;
}

/**
 * Calls `listener` whenever the pause begins or ends, anywhere; the function it returns ends that.
 */
export function onPauseChange(
  redis: RedisConnection,
  keys: Keys,
  listener: () => void,
): Promise<() => void> {
  return subscribe(redis, keys.pause, { onMessage: listener, onGap: listener });
}

/** Somebody wanted a pause; `tolk resume` ends it as any other. */
const unknownReason: Pause = {
  code: 'store.corrupt',
  message: 'why all workers pause cannot be read in Redis',
  at: 0,
};

function parsePause(text: string | null): Pause | null {
  return text === null ? null : (tryReadJson(text, pauseSchema) ?? unknownReason);
}
