import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';

/**
 * Notes that a review which was asked for has been made.
 *
 * Input: asked, the count at its start. Output: 1 when nobody has asked again since.
 * Twice: 0.
 */
export const endReview = defineScript({
  keys: ['review'],
  args: z.strictObject({ asked: z.string() }),
  reply: flagReply,
  lua: `
if redis.call('GET', review) ~= args.asked then return 0 end
return redis.call('DEL', review)`,
});
