import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Limits of one model, per minute; undefined where there is none. */
export interface LimitValues {
  /** Requests a minute. */
  readonly requestsPerMinute?: number | undefined;
  /** Tokens a minute, sent and received. */
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

/** Where limits are kept in Redis; the keys of the store. */
export interface RateLimitKeys {
  serverLimits(model: string): string;
  /** What the keys of a kind of windows begin with. */
  rateLimit(kind: string, model: string): string;
}

/** The limits of a model that the server has reported so far. */
export async function readServerLimits(
  redis: Redis,
  keys: Pick<RateLimitKeys, 'serverLimits'>,
  model: string,
): Promise<LimitValues> {
  const { requests, tokens } = serverLimitsSchema.parse(
    await redis.hgetall(keys.serverLimits(model)),
  );
  return { requestsPerMinute: requests, tokensPerMinute: tokens };
}
