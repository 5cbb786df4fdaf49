import type { Redis } from 'ioredis';

/** The name under which a day's spend is kept (UTC). */
export function dayBudgetName(now: number): string {
  return `day:${new Date(now).toISOString().slice(0, 10)}`;
}

/** What was spent under a budget's name, in dollars, booked and not yet settled calls included. */
export async function readSpend(redis: Redis, prefix: string, name: string): Promise<number> {
  return Number((await redis.get(`${prefix}:spend:${name}`)) ?? 0);
}
