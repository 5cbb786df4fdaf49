import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Why all workers pause, until `tolk resume`. */
const haltSchema = z.object({ code: z.string(), message: z.string(), at: z.number() });

/** Why all workers pause; see `llm/action.ts` for what does it. */
export type Pause = z.infer<typeof haltSchema>;

const haltKey = (prefix: string) => `${prefix}:halt`;

/** Writes down why all workers pause, and tells them at once. The first reason stays. */
export async function writePause(redis: Redis, prefix: string, halt: Pause): Promise<void> {
  await redis.set(haltKey(prefix), JSON.stringify(halt), 'NX');
  await redis.publish(haltKey(prefix), '1');
}

/** Why all workers pause, or null. */
export async function readPause(redis: Redis, prefix: string): Promise<Pause | null> {
  const text = await redis.get(haltKey(prefix));
  return text === null ? null : haltSchema.parse(JSON.parse(text));
}

/** Ends the pause; gives the reason there was, if any. */
export async function clearPause(redis: Redis, prefix: string): Promise<Pause | null> {
  const halt = await readPause(redis, prefix);
  await redis.del(haltKey(prefix));
  await redis.publish(haltKey(prefix), '0');
  return halt;
}

/** Calls `listener` whenever the pause begins or ends, anywhere; gives the function that stops listening. */
export async function onPauseChange(
  redis: Redis,
  prefix: string,
  listener: () => void,
): Promise<() => void> {
  const subscriber = redis.duplicate({ lazyConnect: true });
  subscriber.on('error', () => {});
  subscriber.on('message', listener);
  // After an outage something may have been missed.
  subscriber.on('ready', listener);
  await subscriber.subscribe(haltKey(prefix));
  return () => subscriber.disconnect();
}
