import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';

/**
 * Writes down what has become of a submission, where it is known: after a failover it may not be.
 *
 * Input: id, submission (JSON). Output: 1 when it is written. Twice: the same.
 */
export const noteSubmission = defineScript({
  keys: ['submissions'],
  args: z.strictObject({ id: z.string().min(1), submission: z.string() }),
  reply: flagReply,
  lua: `
if redis.call('HEXISTS', submissions, args.id) == 0 then return 0 end
redis.call('HSET', submissions, args.id, args.submission)
return 1`,
});
