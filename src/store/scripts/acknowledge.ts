import { z } from 'zod';
import { goldSeq } from '../gold-seq.ts';
import { defineScript, flagReply } from '../run-script.ts';
import { countItem, itemsArg, releaseItem, releaseKeyNames } from './shared.ts';

/**
 * Notes that items are written: the new length of the output together with the items that are in
 * it.
 *
 * Input: items (seq, record), outBytes, fromBytes (its length before), release (true deletes what
 * nobody else wants). Output: 0 where Redis knows another length; then nothing happens. Twice: the
 * same.
 */
export const acknowledge = defineScript({
  keys: releaseKeyNames,
  args: z.strictObject({
    items: itemsArg,
    outBytes: z.int(),
    fromBytes: z.int(),
    release: z.boolean(),
  }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `${countItem}${releaseItem}
if tonumber(redis.call('HGET', batch, 'outBytes') or '0') ~= args.fromBytes then return 0 end
redis.call('HSET', batch, 'outBytes', args.outBytes)
for _, item in ipairs(args.items) do
  if redis.call('ZREM', batch .. ':ready', item.seq) == 1 then
    if item.seq < ${goldSeq} then redis.call('HINCRBY', batch .. ':stats', 'delivered', 1) end
    countItem(batch, item.seq, -1)
    if args.release then releaseItem(item) end
  end
end
return 1`,
});
