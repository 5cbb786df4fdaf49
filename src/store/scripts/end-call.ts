import { z } from 'zod';
import { defineScript, noReply } from '../run-script.ts';
import { writeYoungest } from './write-limited.ts';

const owned = { name: z.string(), owner: z.string().min(1) };
/** The ledger forgets the call, unless the lease went to another, who is making it now. */
const end = `
local holder = redis.call('GET', lease)
if not holder or holder == args.owner then
  redis.call('HDEL', begun, args.name)
  redis.call('DEL', lease)
end
return 0`;

/**
 * A call came to an end without an answer that is kept.
 *
 * Input: name, owner. Output: nothing. Twice: nothing happens.
 */
export const endCall = defineScript({
  keys: ['lease', 'begun'],
  args: z.strictObject(owned),
  reply: noReply,
  whenFull: 'allowed',
  lua: end,
});

/**
 * A call came to an end, and its answer is kept: of those only a limited number, the oldest give
 * way.
 *
 * Input: name (the key after `keyPrefix`), owner, now, ttlMs, most; `value`. Output: nothing.
 * Twice: the second answer stands.
 */
export const endCallWithAnswer = defineScript({
  keys: ['keyPrefix', 'index', 'lease', 'begun'],
  args: z.strictObject({
    ...owned,
    now: z.number(),
    ttlMs: z.int().positive(),
    most: z.int().nonnegative(),
  }),
  payloads: ['value'],
  reply: noReply,
  // What is paid for is kept even when Redis has reached its `maxmemory`.
  whenFull: 'allowed',
  lua: `${writeYoungest}${end}`,
});
