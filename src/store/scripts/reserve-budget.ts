import { z } from 'zod';

/** The budgets that {@link reserve} books on. */
export const budgetsArg = z.array(
  z.object({ name: z.string(), limitUsd: z.number(), expiresInMs: z.int().positive() }),
);

/**
 * `reserve(budgets, usd)` books money on every budget, or on none; returns the name of the first
 * without enough left, or nil. Needs `spendPrefix`.
 */
export const reserve = `
-- Sums of fractions are not exact.
local tolerance = 1e-9
local function reserve(budgets, usd)
  for _, budget in ipairs(budgets) do
    local spent = tonumber(redis.call('GET', spendPrefix .. budget.name) or '0')
    if spent + usd > budget.limitUsd + tolerance then return budget.name end
  end
  for _, budget in ipairs(budgets) do
    redis.call('INCRBYFLOAT', spendPrefix .. budget.name, string.format('%.17g', usd))
    redis.call('PEXPIRE', spendPrefix .. budget.name, budget.expiresInMs)
  end
end
`;
