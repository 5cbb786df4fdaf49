import { z } from 'zod';
import { defineScript } from '../run-script.ts';

/**
 * Who wants to make a call gets its answer where it was made before; else the lease to make it, and
 * the ledger knows it as begun.
 *
 * Input: call, article, owner, leaseMs. Output: the answer; 1 when the owner is to make the call; 0
 * while another makes it. Twice by the same owner: the lease begins again.
 */
export const claimCall = defineScript({
  keys: ['answer', 'lease', 'begun', 'doubtful'],
  args: z.strictObject({
    call: z.string(),
    article: z.string(),
    owner: z.string().min(1),
    leaseMs: z.int().positive(),
  }),
  reply: z.union([z.instanceof(Buffer), z.literal(0), z.literal(1)]),
  // A few bytes for a time, without which nothing would ever be written and let go.
  whenFull: 'allowed',
  lua: `
local known = redis.call('GET', answer)
if known then return known end
local holder = redis.call('GET', lease)
if holder and holder ~= args.owner then return 0 end
redis.call('SET', lease, args.owner, 'PX', args.leaseMs)
if not holder and redis.call('HEXISTS', begun, args.call) == 1 then
  redis.call('HINCRBY', doubtful, args.article, 1)
end
redis.call('HSET', begun, args.call, args.article)
return 1`,
});
