import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';

/**
 * Writes a submission down with calls of its, a page at a time: they are in flight, and what is
 * booked for them is the submission's. Only for the holder of the lease: whoever has it by now
 * sends them itself.
 *
 * Input: owner, id, submission (JSON), calls (call, pending: JSON). Output: 1 when they are
 * written. Twice: the same.
 */
export const prepareCalls = defineScript({
  keys: ['lease', 'submissions', 'callsOf', 'pendingCalls', 'bookings'],
  args: z.strictObject({
    owner: z.string().min(1),
    id: z.string().min(1),
    submission: z.string(),
    calls: z.array(z.object({ call: z.string(), pending: z.string() })),
  }),
  reply: flagReply,
  lua: `
if redis.call('GET', lease) ~= args.owner then return 0 end
redis.call('HSET', submissions, args.id, args.submission)
for _, sent in ipairs(args.calls) do
  redis.call('HSET', pendingCalls, sent.call, sent.pending)
  redis.call('HDEL', bookings, sent.call)
  redis.call('SADD', callsOf, sent.call)
end
return 1`,
});
