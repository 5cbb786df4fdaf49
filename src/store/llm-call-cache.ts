import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { compress, decompress } from './compress.ts';
import type { Keys } from './keys.ts';
import { createLease } from './lease.ts';
import type { RedisConnection } from './redis-connection.ts';
import { retryWhileRefused } from './retry-while-refused.ts';
import { runScript } from './run-script.ts';
import { claimCall } from './scripts/claim-call.ts';
import { endCall, endCallWithAnswer } from './scripts/end-call.ts';
import { forgetCall } from './scripts/forget-call.ts';
import { writeLimited } from './scripts/write-limited.ts';

/** The right to make a call that nobody else is making. */
interface CallLease<A> {
  /** False when it was lost. */
  renew(): Promise<boolean>;
  /** Ends it, and with it the call; in the same move the answer is kept, where there is one. */
  end(answer?: { readonly raw: A; readonly ttlMs: number }): Promise<void>;
}

/** Who wants to make a call. */
interface CallClaim {
  readonly article: string;
  readonly leaseMs: number;
}

type ClaimedCall<A> = { readonly answer: A } | { readonly lease: CallLease<A> };

/** LLM calls, by what was asked: those that are finished, and the right to make one. */
export interface LlmCallCache<A> {
  /**
   * The answer to a call, or the right to make it, which the ledger then knows as begun; null while
   * somebody else makes it.
   */
  claim(key: string, claim: CallClaim): Promise<ClaimedCall<A> | null>;
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
  options: LlmCallCacheOptions<A>,
): LlmCallCache<z.output<A>> {
  const { answerSchema, maxAnswers } = options;
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
  const forget = (key: string, seen: Buffer) =>
    runScript(redis, forgetCall, { keys: { call: keys.call(key) }, args: {}, payloads: { seen } });
  const claim: LlmCallCache<z.output<A>>['claim'] = async (key, wanted) => {
    const owner = randomBytes(9).toString('base64url');
    const args = { call: key, owner, ...wanted };
    const reply = await runScript(redis, claimCall, { keys: claimKeys(keys, key), args });
    if (reply === 0) return null;
    if (reply === 1) return { lease: leaseOf(key, owner, wanted.leaseMs) };
    const answer = read(reply, key);
    if (answer !== null) return { answer };
    await forget(key, reply);
    return claim(key, wanted);
  };
  const leaseOf = (key: string, owner: string, ttlMs: number): CallLease<z.output<A>> => {
    const lease = createLease(redis, { key: keys.callLease(key), owner, ttlMs });
    const ownKeys = { lease: keys.callLease(key), begun: keys.callsBegun };
    return {
      renew: lease.renew,
      async end(kept) {
        const own = { name: key, owner };
        if (!kept) return runScript(redis, endCall, { keys: ownKeys, args: own });
        const payloads = { value: compress(kept.raw) };
        const args = { ...own, now: Date.now(), ttlMs: kept.ttlMs, most: maxAnswers };
        const call = { keys: { ...scriptKeys, ...ownKeys }, args, payloads };
        return retryWhileRefused(() => runScript(redis, endCallWithAnswer, call));
      },
    };
  };
  return {
    claim,
    async readAnswer(key) {
      const packed = await redis.getBuffer(keys.call(key));
      return packed === null ? null : read(packed, key);
    },
    writeAnswer(key, answer, ttlMs) {
      const payloads = { value: compress(answer) };
      const args = { name: key, now: Date.now(), ttlMs, most: maxAnswers };
      return retryWhileRefused(() =>
        runScript(redis, writeLimited, { keys: scriptKeys, args, payloads }),
      );
    },
    async forgetAnswers(known) {
      for (const { key, answer } of known) {
        const seen = await redis.getBuffer(keys.call(key));
        if (seen !== null && isThis(answer, key, seen)) await forget(key, seen);
      }
    },
  };
}

function claimKeys(keys: Keys, key: string) {
  return {
    answer: keys.call(key),
    lease: keys.callLease(key),
    begun: keys.callsBegun,
    doubtful: keys.doubtfulCalls,
  };
}
