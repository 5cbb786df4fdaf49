import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';

/** What a call cost. */
export const callSpendSchema = z.object({
  usage: z.record(z.string(), z.number()),
  /** Null where the price is not known: the one null a script gets. */
  costUsd: z.number().nullable(),
});

/**
 * Takes a call out of flight and adds what it cost to its record's `paid`.
 *
 * Input: call, spend (left out where nothing was paid). Output: the pending call (JSON), or null.
 * Twice: null; only the first gets it, so that it counts once.
 */
export const completeCall = defineScript({
  keys: ['pendingCalls', 'resultPrefix'],
  args: z.strictObject({ call: z.string(), spend: callSpendSchema.optional() }),
  reply: textReply.nullable(),
  lua: `
local pending = redis.call('HGET', pendingCalls, args.call)
if not pending then return false end
redis.call('HDEL', pendingCalls, args.call)
local result = resultPrefix .. cjson.decode(pending).record
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
