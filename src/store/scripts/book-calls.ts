import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';
import { budgetsArg, reserve } from './reserve-budget.ts';
import { unbook } from './unbook-calls.ts';

/**
 * Books money on every budget for calls of a request file, or on none. The bookings are kept by
 * call until the file is a submission, so that whoever comes after a worker that died can take them
 * back. Only for the holder of the lease: whoever has it by now books them itself.
 *
 * Input: owner, calls (call, usd, booking: JSON of usd, the budgets' names and the owner), budgets
 * (name, limitUsd, expiresInMs). Output: the first budget without enough left, null, or 0 when the
 * lease was lost. Twice: booked once.
 */
export const bookCalls = defineScript({
  keys: ['lease', 'bookings', 'spendPrefix'],
  args: z.strictObject({
    owner: z.string().min(1),
    calls: z.array(z.object({ call: z.string(), usd: z.number(), booking: z.string() })),
    budgets: budgetsArg,
  }),
  reply: z.union([z.literal(0), textReply]).nullable(),
  lua: `${unbook}${reserve}
if redis.call('GET', lease) ~= args.owner then return 0 end
local usd = 0
for _, booked in ipairs(args.calls) do
  unbook(booked.call)
  usd = usd + booked.usd
end
local full = reserve(args.budgets, usd)
if full then return full end
for _, booked in ipairs(args.calls) do
  redis.call('HSET', bookings, booked.call, booked.booking)
end
return false`,
});
