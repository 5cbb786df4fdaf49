import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';

/**
 * Ends a submission: the articles that waited for it are pending again. Not as long as a call of
 * its is in flight: whoever saw all of them come back did so before a failover that took that back.
 *
 * Input: id, now. Output: 1 when it has ended. Twice: nothing happens.
 */
export const endSubmission = defineScript({
  keys: ['submissions', 'callsOf', 'waiting', 'pendingCalls', 'pending'],
  args: z.strictObject({ id: z.string().min(1), now: z.number() }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `
-- Earlier versions left those that were back in the set.
for _, call in ipairs(redis.call('SMEMBERS', callsOf)) do
  local inFlight = redis.call('HGET', pendingCalls, call)
  local isRead, call = pcall(cjson.decode, inFlight or '')
  if isRead and type(call) == 'table' and call.submission == args.id then return 0 end
end
for _, record in ipairs(redis.call('SMEMBERS', waiting)) do
  redis.call('ZADD', pending, args.now, record)
end
redis.call('HDEL', submissions, args.id)
redis.call('DEL', waiting, callsOf)
return 1`,
});
