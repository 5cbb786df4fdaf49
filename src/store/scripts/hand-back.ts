import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';
import { directReasonSchema } from '../submissions.ts';
import { articleKeyNames, failureText, jobArgs, move } from './shared.ts';

/**
 * Gives a job up: active → queued.
 *
 * Input: id, now, token, lastError (JSON) and paid (JSON) where there are any, and why the calls of
 * an article that was to go through the Batch API are made directly (counted with its batch).
 * Output: 1 when moved, 0 when the token is old or nobody had it.
 * Twice: 0.
 */
export const handBack = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({
    ...jobArgs,
    lastError: failureText.optional(),
    paid: z.string().optional(),
    direct: directReasonSchema.optional(),
  }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `${move}
local had = redis.call('HMGET', result, 'status', 'token', 'batch')
if had[1] ~= 'active' or had[2] ~= args.token then return 0 end
if args.lastError then redis.call('HSET', result, 'lastError', args.lastError) end
if args.paid then redis.call('HSET', result, 'paid', args.paid) end
if args.direct and had[3] then
  redis.call('HINCRBY', batchPrefix .. had[3] .. ':stats', 'direct:' .. args.direct, 1)
end
move('active', 'queued')
return 1`,
});
