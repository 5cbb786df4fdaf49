import type { z } from 'zod';
import type { Keys } from './keys.ts';
import { tryReadJson } from './read-json.ts';
import type { RedisConnection } from './redis-connection.ts';

/** What LLM servers can do, as far as it was found out. */
export interface CapabilityStore<C> {
  readCapabilities(server: string): Promise<Partial<C> | null>;
  writeCapabilities(server: string, capabilities: C, ttlMs: number): Promise<void>;
}

/** What is known of servers, on `redis`. */
export function createCapabilityStore<C extends z.ZodObject>(
  redis: RedisConnection,
  keys: Keys,
  schema: C,
): CapabilityStore<z.output<C>> {
  const known = schema.partial();
  return {
    async readCapabilities(server) {
      const text = await redis.get(keys.capabilities(server));
      if (text === null) return null;
      const parsed = tryReadJson(text, known);
      // A partial schema's output is the partial of its output, which the types cannot know of any
      // schema.
      return parsed as Partial<z.output<C>> | null;
    },
    async writeCapabilities(server, capabilities, ttlMs) {
      await redis.set(keys.capabilities(server), JSON.stringify(capabilities), 'PX', ttlMs);
    },
  };
}
