import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';

/** What a call cost. */
export const callSpendSchema = z.object({
  usage: z.record(z.string(), z.number()),
  /** Null where the price is not known: the one null a script gets. */
  costUsd: z.number().nullable(),
});

/** What a budget is corrected by: up, or down. */
export const correctionSchema = z.object({ budget: z.string(), usd: z.number() });

/**
 * Takes a call out of flight, adds what it cost to its record's `paid`, and corrects the budgets it
 * was booked on: all at once, so that nothing stays booked for a call that is no more.
 *
 * Input: call, submission, spend (left out where nothing was paid), corrections. Output: the
 * pending call (JSON), or null: it is back, or in flight in another submission since. Twice: null;
 * only the first gets it, so that it counts once. A budget that has expired since stays gone.
 */
export const completeCall = defineScript({
  keys: ['pendingCalls', 'callsPrefix', 'resultPrefix', 'spendPrefix'],
  args: z.strictObject({
    call: z.string(),
    submission: z.string(),
    spend: callSpendSchema.optional(),
    corrections: z.array(correctionSchema),
  }),
  reply: textReply.nullable(),
  lua: `
redis.call('SREM', callsPrefix .. args.submission, args.call)
local pending = redis.call('HGET', pendingCalls, args.call)
if not pending then return false end
local inFlight = cjson.decode(pending)
if inFlight.submission ~= args.submission then return false end
redis.call('HDEL', pendingCalls, args.call)
for _, correction in ipairs(args.corrections) do
  local booked = spendPrefix .. correction.budget
  if redis.call('EXISTS', booked) == 1 then
    redis.call('INCRBYFLOAT', booked, string.format('%.17g', correction.usd))
  end
end
local result = resultPrefix .. inFlight.record
local paid = args.spend
if not paid or redis.call('EXISTS', result) == 0 then return pending end
local before = redis.call('HGET', result, 'paid')
if before then
  local sum = cjson.decode(before)
  for name, amount in pairs(sum.usage) do paid.usage[name] = (paid.usage[name] or 0) + amount end
  local isKnown = paid.costUsd ~= cjson.null and sum.costUsd ~= cjson.null
  paid.costUsd = isKnown and paid.costUsd + sum.costUsd or cjson.null
end
redis.call('HSET', result, 'paid', cjson.encode(paid))
return pending`,
});
