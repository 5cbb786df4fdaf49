import type { Redis } from 'ioredis';
import { z } from 'zod';
import { writeLimited } from './write-limited.ts';

/** A pair of the translation memory, and who gave its English. */
const pairSchema = z.object({
  nl: z.string(),
  en: z.string(),
  model: z.string(),
  asked: z.string(),
  call: z.string(),
});

/** A pair of the translation memory; see {@link pairSchema}. */
export type MemoryPair = z.infer<typeof pairSchema>;

/** Pairs with the keys they were found under: what the memory knew of an article. */
export const memoryMatchesSchema = z.array(z.object({ key: z.string(), pair: pairSchema }));

/** A pair with the key it was found under. */
export type MemoryMatch = z.infer<typeof memoryMatchesSchema>[number];

const scanCount = 1_000;

/**
 * The translation memory on `redis`; the connection stays its caller's. It implements `TranslationMemory`
 * of `translate/memory.ts`.
 *
 * @param maxPairs most pairs kept; beyond it the oldest are dropped
 */
export function createTranslationMemory(
  redis: Redis,
  prefix: string,
  ttlMs: number,
  maxPairs: number,
) {
  redis.defineCommand('tolk_writeCapped', writeLimited);
  const begin = `${prefix}:memory:`;
  const index = `${prefix}:memory-index`;
  const read = (text: string | null): MemoryPair | null => {
    const parsed = text === null ? undefined : pairSchema.safeParse(JSON.parse(text));
    return parsed?.success ? parsed.data : null;
  };
  return {
    async lookUp(keys: readonly string[]): Promise<Array<MemoryPair | null>> {
      return keys.length === 0 ? [] : (await redis.mget(keys.map((key) => begin + key))).map(read);
    },
    async remember(
      pairs: ReadonlyArray<{ readonly key: string; readonly pair: MemoryPair }>,
    ): Promise<void> {
      const pipeline = redis.pipeline();
      for (const { key, pair } of pairs) {
        Reflect.get(pipeline, 'tolk_writeCapped').call(
          pipeline,
          begin + key,
          index,
          JSON.stringify(pair),
          ttlMs,
          Date.now(),
          maxPairs,
          begin,
        );
      }
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    },
    /** All pairs, in no order. */
    async *all(): AsyncGenerator<MemoryPair> {
      let cursor = '0';
      do {
        const [next, flat] = await redis.zscan(index, cursor, 'COUNT', scanCount);
        cursor = next;
        const keys = flat.filter((_, at) => at % 2 === 0).map((key) => begin + key);
        for (const text of keys.length === 0 ? [] : await redis.mget(keys)) {
          const pair = read(text);
          if (pair) yield pair;
        }
      } while (cursor !== '0');
    },
    count: (): Promise<number> => redis.zcard(index),
    /** Forgets everything; gives how many pairs there were. */
    async clear(): Promise<number> {
      const all = await redis.zrange(index, '0', '-1');
      for (let at = 0; at < all.length; at += scanCount)
        await redis.del(...all.slice(at, at + scanCount).map((key) => begin + key));
      await redis.del(index);
      return all.length;
    },
  };
}
