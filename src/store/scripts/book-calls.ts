import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';
import { unbook } from './unbook-calls.ts';

/**
 * Books money on every budget for calls of a request file, or on none. The bookings are kept by call
 * until the file is a submission, so that whoever comes after a worker that died can take them back.
 *
 * Input: calls (call, usd, booking: JSON of usd and the budgets' names), budgets (name, limitUsd,
 * expiresInMs). Output: the first budget without enough left, or null. Twice: booked once.
 */
export const bookCalls = defineScript({
  keys: ['bookings', 'spendPrefix'],
  args: z.strictObject({
    calls: z.array(z.object({ call: z.string(), usd: z.number(), booking: z.string() })),
    budgets: z.array(
      z.object({ name: z.string(), limitUsd: z.number(), expiresInMs: z.int().positive() }),
    ),
  }),
  reply: textReply.nullable(),
  lua: `${unbook}
-- Sums of fractions are not exact.
local tolerance = 1e-9
local usd = 0
for _, booked in ipairs(args.calls) do
  unbook(booked.call)
  usd = usd + booked.usd
end
for _, budget in ipairs(args.budgets) do
  local spent = tonumber(redis.call('GET', spendPrefix .. budget.name) or '0')
  if spent + usd > budget.limitUsd + tolerance then return budget.name end
end
for _, budget in ipairs(args.budgets) do
  redis.call('INCRBYFLOAT', spendPrefix .. budget.name, string.format('%.17g', usd))
  redis.call('PEXPIRE', spendPrefix .. budget.name, budget.expiresInMs)
end
for _, booked in ipairs(args.calls) do
  redis.call('HSET', bookings, booked.call, booked.booking)
end
return false`,
});
