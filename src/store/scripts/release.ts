import { z } from 'zod';
import { defineScript, noReply } from '../run-script.ts';
import { itemsArg, releaseItem, releaseKeyNames } from './shared.ts';

/**
 * Lets items go that are written elsewhere for good; a record that nobody else wants is deleted.
 *
 * Input: items (seq, record). Output: nothing. Twice: nothing happens.
 */
export const release = defineScript({
  keys: releaseKeyNames,
  args: z.strictObject({ items: itemsArg }),
  reply: noReply,
  whenFull: 'allowed',
  lua: `${releaseItem}
for _, item in ipairs(args.items) do releaseItem(item) end
return 0`,
});
