import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Limits of one model, per minute; undefined where there is none. */
export interface LimitValues {
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/** A model's limits as the server reported them, in Redis. */
export const serverLimitsSchema = z.object({
  requests: z.coerce.number().positive().optional(),
  tokens: z.coerce.number().positive().optional(),
  raisedAt: z.coerce.number().default(0),
});

/** A model's limits as the server reported them; see {@link serverLimitsSchema}. */
export type ServerLimits = z.infer<typeof serverLimitsSchema>;

/** The key under which they are kept. */
export function serverLimitsKey(prefix: string, model: string): string {
  return `${prefix}:limit:${model}`;
}

/** The limits of a model that the server has reported so far. */
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
