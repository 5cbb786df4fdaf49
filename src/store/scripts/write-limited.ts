import { z } from 'zod';
import { defineScript, noReply } from '../run-script.ts';

/** Writes `value` under `args.name`, and drops what is expired or too much. */
export const writeYoungest = `
redis.call('SET', keyPrefix .. args.name, value, 'PX', args.ttlMs)
redis.call('ZADD', index, args.now, args.name)
redis.call('ZREMRANGEBYSCORE', index, '-inf', args.now - args.ttlMs)
local excess = redis.call('ZCARD', index) - args.most
if excess > 0 then
  local oldest = redis.call('ZPOPMIN', index, excess)
  for at = 1, #oldest, 2 do redis.call('DEL', keyPrefix .. oldest[at]) end
end
`;

/**
 * Writes a record of which only a limited number is kept: the oldest give way. The index forgets
 * those that have expired.
 *
 * Input: name (the key after `keyPrefix`), now, ttlMs, most; `value`. Output: nothing.
 * Twice: the second stands.
 */
export const writeLimited = defineScript({
  keys: ['keyPrefix', 'index'],
  args: z.strictObject({
    name: z.string(),
    now: z.number(),
    ttlMs: z.int().positive(),
    most: z.int().nonnegative(),
  }),
  payloads: ['value'],
  reply: noReply,
  // A response that is paid for is kept even when Redis has reached its `maxmemory`.
  whenFull: 'allowed',
  lua: `${writeYoungest}return 0`,
});
