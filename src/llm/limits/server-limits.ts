import type { Cluster, Redis } from 'ioredis';
import { z } from 'zod';
import { dayMs, hourMs, minuteMs } from '../../duration.ts';
import { readWait } from '../http/errors/retry-after.ts';

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
  redis: Redis | Cluster,
  keys: Pick<RateLimitKeys, 'serverLimits'>,
  model: string,
): Promise<LimitValues> {
  const { requests, tokens } = serverLimitsSchema.parse(
    await redis.hgetall(keys.serverLimits(model)),
  );
  return { requestsPerMinute: requests, tokensPerMinute: tokens };
}

/** A limit that refills over this long or longer is none of a minute. */
const longWindowsMs = [hourMs, dayMs];
const windowTolerance = 0.1;

/**
 * The limit of a minute in a server's headers; NaN where there is none. Groq's limit of requests
 * is one of a day under the same name: what was used of it then refills over a day.
 *
 * @param now ms since 1970
 */
export function readLimitPerMinute(headers: Headers, kind: string, now: number): number {
  const limit = readNumber(headers.get(`x-ratelimit-limit-${kind}`));
  const used = limit - readNumber(headers.get(`x-ratelimit-remaining-${kind}`));
  const resetMs = readWait(headers.get(`x-ratelimit-reset-${kind}`), now);
  const windowMs = used > 0 ? (resetMs * limit) / used : Number.NaN;
  const isLong = longWindowsMs.some((ms) => Math.abs(windowMs / ms - 1) < windowTolerance);
  return isLong || resetMs > longestResetMs ? Number.NaN : limit;
}

/** A limit of a minute is full again after one; servers are not exact. */
const longestResetMs = 10 * minuteMs;

function readNumber(text: string | null): number {
  return text === null ? Number.NaN : Number(text);
}
