import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';

/**
 * Books money on every budget, or on none.
 *
 * Input: usd, budgets (name, limitUsd, expiresInMs). Output: the first budget without enough left,
 * or null. Twice: booked twice.
 */
export const reserveBudget = defineScript({
  keys: ['spendPrefix'],
  args: z.strictObject({
    usd: z.number(),
    budgets: z.array(
      z.object({ name: z.string(), limitUsd: z.number(), expiresInMs: z.int().positive() }),
    ),
  }),
  reply: textReply.nullable(),
  lua: `
-- Sums of fractions are not exact.
local tolerance = 1e-9
for _, budget in ipairs(args.budgets) do
  local spent = tonumber(redis.call('GET', spendPrefix .. budget.name) or '0')
  if spent + args.usd > budget.limitUsd + tolerance then return budget.name end
end
for _, budget in ipairs(args.budgets) do
  redis.call('INCRBYFLOAT', spendPrefix .. budget.name, args.usd)
  redis.call('PEXPIRE', spendPrefix .. budget.name, budget.expiresInMs)
end
return false`,
});
