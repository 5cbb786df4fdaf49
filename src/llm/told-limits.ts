import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Limits of one model, per minute; undefined where there is none. */
export interface LimitValues {
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/** What a server has told of a model's limits, as it stands in Redis. */
export const toldSchema = z.object({
  requests: z.coerce.number().positive().optional(),
  tokens: z.coerce.number().positive().optional(),
  raisedAt: z.coerce.number().default(0),
});

/** Where it stands. */
export function toldKey(prefix: string, model: string): string {
  return `${prefix}:limit:${model}`;
}

/** The limits of a model that the server has told whoever asked it before. */
export async function readToldLimits(redis: Redis, prefix: string, model: string): Promise<LimitValues> {
  const { requests, tokens } = toldSchema.parse(await redis.hgetall(toldKey(prefix, model)));
  return { requestsPerMinute: requests, tokensPerMinute: tokens };
}
