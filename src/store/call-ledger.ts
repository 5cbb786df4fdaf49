import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';

/*
 * The ledger of calls: which calls were begun and have not ended, by name, and how many calls of
 * each article were begun again although the first may have been charged for. A worker that dies in
 * the middle of a call leaves it begun; whoever makes it again counts it.
 *
 *   (none) ── claim ──► begun ── end ──► (none)
 *                        │  ▲
 *                        └──┘ claim: the earlier one may have been paid for; counted
 *
 * Both moves are made with the lease of the call: scripts/claim-call.ts, scripts/end-call.ts.
 */

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
