import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';

/**
 * Notes how far a corpus is read, together with the items up to there.
 *
 * Input: after, how far it was read before; fields of the batch; counts to add to its statistics.
 * Output: 0 where Redis was set back since and lacks what is before; then nothing is noted.
 */
export const markFeed = defineScript({
  keys: ['batch', 'stats'],
  args: z.strictObject({
    after: z.int(),
    fields: z.record(z.string(), z.number()),
    counts: z.record(z.string(), z.number()),
  }),
  reply: flagReply,
  lua: `
if tonumber(redis.call('HGET', batch, 'position') or '0') < args.after then return 0 end
for name, value in pairs(args.fields) do
  redis.call('HSET', batch, name, string.format('%d', value))
end
for name, count in pairs(args.counts) do redis.call('HINCRBY', stats, name, count) end
return 1`,
});
