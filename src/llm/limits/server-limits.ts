import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Limits of one model, per minute; undefined where there is none. */
export interface LimitValues {
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/** What a server has told of a model's limits, as it stands in Redis. */
export const serverLimitsSchema = z.object({
  requests: z.coerce.number().positive().optional(),
  tokens: z.coerce.number().positive().optional(),
  raisedAt: z.coerce.number().default(0),
});

/** Where it stands. */
export function serverLimitsKey(prefix: string, model: string): string {
  return `${prefix}:limit:${model}`;
}

/** The limits of a model that the server has told whoever asked it before. */
export async function readServerLimits(
  redis: Redis,
  prefix: string,
  model: string,
): Promise<LimitValues> {
  const { requests, tokens } = serverLimitsSchema.parse(
    await redis.hgetall(serverLimitsKey(prefix, model)),
  );
  return { requestsPerMinute: requests, tokensPerMinute: tokens };
}
