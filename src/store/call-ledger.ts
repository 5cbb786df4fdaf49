import { z } from 'zod';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { defineScript, runScript } from './run-script.ts';

/*
 * The ledger of calls: which calls were begun and have not ended, by name, and how many calls of each
 * article were begun again although the first may have been charged for. A worker that dies in the
 * middle of a call leaves it begun; whoever makes it again counts it.
 *
 *   (none) ── begin ──► begun ── end ──► (none)
 *                        │  ▲
 *                        └──┘ begin: the earlier one may have been paid for; counted
 */

/**
 * Notes that a call is about to be sent.
 *
 * Input: call, article. Output: null. Twice: the article has one doubtful call more.
 */
const beginCall = defineScript({
  keys: ['begun', 'doubtful'],
  args: z.strictObject({ call: z.string(), article: z.string() }),
  reply: z.null(),
  whenFull: 'allowed',
  lua: `
local earlier = redis.call('HGET', begun, args.call)
if earlier then redis.call('HINCRBY', doubtful, args.article, 1) end
redis.call('HSET', begun, args.call, args.article)
return false`,
});

/** Keeps which calls are in flight, so that it can be said what was perhaps paid for twice. */
export interface CallLedger {
  /** Notes that a call is about to be sent for an article. */
  beginCall(call: string, article: string): Promise<void>;
  /** Notes that it came to an end: with an answer that is kept, or with an error. */
  endCall(call: string): Promise<void>;
}

/** The ledger on `redis`. */
export function createCallLedger(redis: RedisConnection, keys: Keys): CallLedger {
  const scriptKeys = { begun: keys.callsBegun, doubtful: keys.doubtfulCalls };
  return {
    async beginCall(call, article) {
      await runScript(redis, beginCall, { keys: scriptKeys, args: { call, article } });
    },
    async endCall(call) {
      await redis.hdel(keys.callsBegun, call);
    },
  };
}

/** Calls of an article that were, or may have been, paid for in vain. */
export interface DoubtfulCalls {
  /** Begun a second time although the first may have been charged for. */
  readonly repeated: number;
  /** Begun, and neither ended nor in flight now. */
  readonly open: number;
}

/** Reads the whole ledger, by article. It is small: calls that ended well are not in it. */
export async function readDoubtfulCalls(
  redis: RedisConnection,
  keys: Keys,
): Promise<Map<string, DoubtfulCalls>> {
  const found = new Map<string, DoubtfulCalls>();
  const of = (article: string) => found.get(article) ?? { repeated: 0, open: 0 };
  const counts = await redis.hgetall(keys.doubtfulCalls);
  for (const [article, count] of Object.entries(counts))
    found.set(article, { ...of(article), repeated: Number(count) });
  for (const [call, article] of Object.entries(await redis.hgetall(keys.callsBegun))) {
    const isKnown = await redis.exists(keys.callLease(call), keys.call(call));
    if (isKnown === 0) found.set(article, { ...of(article), open: of(article).open + 1 });
  }
  return found;
}
