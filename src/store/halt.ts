import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Why all workers pause, until `tolk resume`. */
const haltSchema = z.object({ code: z.string(), message: z.string(), at: z.number() });

/** Why all workers pause; see `llm/action.ts` for what does it. */
export type Halt = z.infer<typeof haltSchema>;

const haltKey = (prefix: string) => `${prefix}:halt`;

/** Writes down why all workers pause, and tells them at once. The first reason stays. */
export async function writeHalt(redis: Redis, prefix: string, halt: Halt): Promise<void> {
  await redis.set(haltKey(prefix), JSON.stringify(halt), 'NX');
  await redis.publish(haltKey(prefix), '1');
}

/** Why all workers pause, or null. */
export async function readHalt(redis: Redis, prefix: string): Promise<Halt | null> {
  const text = await redis.get(haltKey(prefix));
  return text === null ? null : haltSchema.parse(JSON.parse(text));
}

/** Ends the pause; gives the reason there was, if any. */
export async function clearHalt(redis: Redis, prefix: string): Promise<Halt | null> {
  const halt = await readHalt(redis, prefix);
  await redis.del(haltKey(prefix));
  await redis.publish(haltKey(prefix), '0');
  return halt;
}

/** Calls `listener` whenever the pause begins or ends, anywhere; gives the function that stops listening. */
export async function onHaltChange(redis: Redis, prefix: string, listener: () => void): Promise<() => void> {
  const subscriber = redis.duplicate({ lazyConnect: true });
  subscriber.on('error', () => {});
  subscriber.on('message', listener);
  // After an outage something may have been missed.
  subscriber.on('ready', listener);
  await subscriber.subscribe(haltKey(prefix));
  return () => subscriber.disconnect();
}
