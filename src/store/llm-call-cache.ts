import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { compress, decompress } from './compress.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { retryWhileFull } from './retry-while-full.ts';
import { runScript } from './run-script.ts';
import { forgetCall } from './scripts/forget-call.ts';
import { writeLimited } from './scripts/write-limited.ts';

/** Finished LLM calls, by what was asked. */
export interface LlmCallCache<A> {
  /** A finished call, or null. */
  readAnswer(key: string): Promise<A | null>;
  writeAnswer(key: string, answer: A, ttlMs: number): Promise<void>;
  /**
   * Forgets finished calls that are still answered so: another may have found the same answer to be
   * none, forgotten it and asked again, and that answer is paid for too.
   */
  forgetAnswers(
    answers: ReadonlyArray<{ readonly key: string; readonly answer: A }>,
  ): Promise<void>;
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
  /** It is only a saving: what cannot be read is asked again. */
  const read = (packed: Buffer, key: string): z.output<A> | null => {
    try {
      return decompress(packed, answerSchema, keys.call(key));
    } catch {
      return null;
    }
  };
  /** As both are read: an answer that was just made may lack what the schema adds. */
  const isThis = (answer: z.output<A>, key: string, kept: Buffer): boolean => {
    const [given, there] = [compress(answer), kept].map((packed) => read(packed, key));
    return isDeepStrictEqual(given, there);
  };
  const scriptKeys = { keyPrefix: keys.call(''), index: keys.callIndex };
  return {
    async readAnswer(key) {
      const packed = await redis.getBuffer(keys.call(key));
      if (packed === null) return null;
      return read(packed, key);
    },
    writeAnswer(key, answer, ttlMs) {
      const payloads = { value: compress(answer) };
      const args = { name: key, now: Date.now(), ttlMs, most: maxAnswers };
      return retryWhileFull(() =>
        runScript(redis, writeLimited, { keys: scriptKeys, args, payloads }),
      );
    },
    async forgetAnswers(known) {
      for (const { key, answer } of known) {
        const seen = await redis.getBuffer(keys.call(key));
        if (seen === null || !isThis(answer, key, seen)) continue;
        const scriptKey = { call: keys.call(key) };
        await runScript(redis, forgetCall, { keys: scriptKey, args: {}, payloads: { seen } });
      }
    },
  };
}
