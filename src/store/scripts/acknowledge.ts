import { z } from 'zod';
import { goldSeq } from '../gold-seq.ts';
import { defineScript, noReply } from '../run-script.ts';
import { countItem, itemsArg, releaseItem, releaseKeyNames } from './shared.ts';

/**
 * Notes that items are written: the new length of the output together with the items that are in
 * it.
 *
 * Input: items (seq, record), outBytes, release (true deletes what nobody else wants). Output:
 * nothing. Twice: an item that is no longer ready is passed over.
 */
export const acknowledge = defineScript({
  keys: releaseKeyNames,
  args: z.strictObject({ items: itemsArg, outBytes: z.int(), release: z.boolean() }),
  reply: noReply,
  whenFull: 'allowed',
  lua: `${countItem}${releaseItem}
redis.call('HSET', batch, 'outBytes', args.outBytes)
for _, item in ipairs(args.items) do
  if redis.call('ZREM', batch .. ':ready', item.seq) == 1 then
    if item.seq < ${goldSeq} then redis.call('HINCRBY', batch .. ':stats', 'delivered', 1) end
    countItem(batch, item.seq, -1)
    if args.release then releaseItem(item) end
  end
end
return 0`,
});
