import { z } from 'zod';
import type { RedisConnection } from './redis-connection.ts';
import { defineScript, flagReply, runScript } from './run-script.ts';

/*
 * A lease: the right to do something alone, for a time. It ends by itself soon after its owner has
 * died, so an owner that was held up (a laptop that slept) may have lost it to another. Every move
 * therefore looks at the holder and acts in one script: who has lost a lease can neither renew nor
 * release it.
 *
 *            acquire              renew
 *   (free) ───────────► held ◄────────────┐
 *      ▲                 │ └──────────────┘
 *      └─────────────────┘ release, or the time is over
 *
 * acquire   whoever wants it. Again by its holder: the time begins again. By another: refused.
 * renew     its holder, well before the time is over. After it was lost: refused.
 * release   its holder, when it is finished. Twice, or after it was lost: nothing happens.
 */

const ownerAndTime = z.strictObject({ owner: z.string().min(1), ttlMs: z.int().positive() });

/** Input: owner, ttlMs. Output: 1 when the owner holds the lease now. */
const acquire = defineScript({
  keys: ['lease'],
  args: ownerAndTime,
  reply: flagReply,
  // A few bytes for a time, without which nothing would ever be written and let go.
  whenFull: 'allowed',
  lua: `
local holder = redis.call('GET', lease)
if holder and holder ~= args.owner then return 0 end
redis.call('SET', lease, args.owner, 'PX', args.ttlMs)
return 1`,
});

/** Input: owner, ttlMs. Output: 1 when the owner still held the lease. */
const renew = defineScript({
  keys: ['lease'],
  args: ownerAndTime,
  reply: flagReply,
  whenFull: 'allowed',
  lua: `
if redis.call('GET', lease) ~= args.owner then return 0 end
return redis.call('PEXPIRE', lease, args.ttlMs)`,
});

/** Input: owner. Output: 1 when the owner still held the lease. */
const release = defineScript({
  keys: ['lease'],
  args: z.strictObject({ owner: z.string().min(1) }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `
if redis.call('GET', lease) ~= args.owner then return 0 end
return redis.call('DEL', lease)`,
});

/** A lease as one who wants or holds it sees it. */
export interface Lease {
  /** Takes the lease if it is free, and renews it if it is one's own; false when another has it. */
  acquire(): Promise<boolean>;
  /** Holds the lease for its full time again; false when it was lost, even if it is free. */
  renew(): Promise<boolean>;
  /** Gives the lease back; false when it was lost before, and then whoever has it keeps it. */
  release(): Promise<boolean>;
}

/** Which lease, for whom, and for how long. */
export interface LeaseOptions {
  readonly key: string;
  /** Names its owner among all processes. */
  readonly owner: string;
  /** How long it lasts unless it is renewed. */
  readonly ttlMs: number;
}

/** The lease at `key` on `redis`; nothing is asked of Redis yet. */
export function createLease(redis: RedisConnection, { key, owner, ttlMs }: LeaseOptions): Lease {
  const keys = { lease: key };
  return {
    acquire: () => runScript(redis, acquire, { keys, args: { owner, ttlMs } }),
    renew: () => runScript(redis, renew, { keys, args: { owner, ttlMs } }),
    release: () => runScript(redis, release, { keys, args: { owner } }),
  };
}

/** Who holds a lease, and for how long unless it is renewed. */
export interface LeaseHolder {
  readonly owner: string;
  readonly leftMs: number;
}

/** Who holds the lease at `key`; null when it is free. */
export async function readLeaseHolder(
  redis: RedisConnection,
  key: string,
): Promise<LeaseHolder | null> {
  const [owner, leftMs] = await Promise.all([redis.get(key), redis.pttl(key)]);
  return owner === null ? null : { owner, leftMs };
}
