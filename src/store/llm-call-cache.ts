import type { z } from 'zod';
import { compress, decompress } from './compress.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { retryWhileFull } from './retry-while-full.ts';
import { runScript } from './run-script.ts';
import { writeLimited } from './scripts/write-limited.ts';

/** Finished LLM calls, by what was asked. */
export interface LlmCallCache<A> {
  /** A finished call, or null. */
  readAnswer(key: string): Promise<A | null>;
  writeAnswer(key: string, answer: A, ttlMs: number): Promise<void>;
  forgetAnswers(keys: readonly string[]): Promise<void>;
}

/** What finished calls look like, and how many are kept: beyond that the oldest are dropped. */
export interface LlmCallCacheOptions<A extends z.ZodType> {
  readonly answerSchema: A;
  readonly maxAnswers: number;
}

/** The cache of LLM calls on `redis`. */
export function createLlmCallCache<A extends z.ZodType>(
  redis: RedisConnection,
  keys: Keys,
  { answerSchema, maxAnswers }: LlmCallCacheOptions<A>,
): LlmCallCache<z.output<A>> {
  const scriptKeys = { keyPrefix: keys.call(''), index: keys.callIndex };
  return {
    async readAnswer(key) {
      const packed = await redis.getBuffer(keys.call(key));
      if (packed === null) return null;
      try {
        return decompress(packed, answerSchema, keys.call(key));
      } catch {
        // It is only a saving: what cannot be read is asked again.
        return null;
      }
    },
    writeAnswer(key, answer, ttlMs) {
      const payloads = { value: compress(answer) };
      const args = { name: key, now: Date.now(), ttlMs, most: maxAnswers };
      return retryWhileFull(() =>
        runScript(redis, writeLimited, { keys: scriptKeys, args, payloads }),
      );
    },
    async forgetAnswers(forgotten) {
      if (forgotten.length > 0) await redis.del(...forgotten.map(keys.call));
    },
  };
}
