import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';

/**
 * Writes a submission down that the server has created and Redis has lost, with calls of its, a page
 * at a time, whoever has the lease: it is paid for. A call that is in flight in another submission
 * since stays there. What is booked for a call is the submission's; where that is lost or given
 * back, it is booked again, whatever the limit.
 *
 * Input: owner, id, submission (JSON), calls (call, pending: JSON, usd, budgets: their names).
 * Output: 1 when any of the calls is in flight in it; else nothing is written. Twice: the same.
 */
export const writeCreated = defineScript({
  keys: ['submissions', 'callsOf', 'pendingCalls', 'bookings', 'spendPrefix'],
  args: z.strictObject({
    owner: z.string().min(1),
    id: z.string().min(1),
    submission: z.string(),
    calls: z.array(
      z.object({
        call: z.string(),
        pending: z.string(),
        usd: z.number(),
        budgets: z.array(z.string()),
      }),
    ),
  }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `
local function read(text)
  local isRead, value = pcall(cjson.decode, text or '')
  return isRead and type(value) == 'table' and value or {}
end
local function book(sent)
  if read(redis.call('HGET', bookings, sent.call)).owner == args.owner then
    redis.call('HDEL', bookings, sent.call)
    return
  end
  for _, name in ipairs(sent.budgets) do
    local booked = spendPrefix .. name
    -- A budget that has expired since stays gone.
    if redis.call('EXISTS', booked) == 1 then
      redis.call('INCRBYFLOAT', booked, string.format('%.17g', sent.usd))
    end
  end
end
local found = 0
for _, sent in ipairs(args.calls) do
  local holder = read(redis.call('HGET', pendingCalls, sent.call)).submission
  local isElsewhere = type(holder) == 'string' and holder ~= args.id
    and redis.call('HEXISTS', submissions, holder) == 1
  if not isElsewhere then
    if holder ~= args.id then book(sent) end
    redis.call('HSET', pendingCalls, sent.call, sent.pending)
    redis.call('SADD', callsOf, sent.call)
    found = 1
  end
end
if found == 1 then redis.call('HSET', submissions, args.id, args.submission) end
return found`,
});
