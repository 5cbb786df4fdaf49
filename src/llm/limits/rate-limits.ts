import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import pLimit from 'p-limit';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { z } from 'zod';
import { TolkError } from '../../errors.ts';
import { type LimitValues, serverLimitsKey, serverLimitsSchema } from './server-limits.ts';

/*
 * Requests and tokens a minute, held by all workers on all machines together: windows of a few
 * seconds in Redis (rate-limiter-flexible), out of which every call takes its share before it is
 * made. Within a process calls take their shares one after another; a call larger than what is left
 * takes it in slices, over several windows. What was estimated is settled with what was used: the
 * difference is the process's own credit, or debt, which its next call takes first. Given back to the
 * shared window it would be lost whenever that window ends before somebody takes it.
 *
 * The limit in force is the configured one and the one the server tells in its headers, whichever is
 * lower. A lower one holds at once; a higher one is approached by a twentieth every half minute.
 */

/** The shared limits of one server. */
export interface Limits {
  /** Is there a token limit, so that counting tokens beforehand is worth it? */
  countsTokens(model: string): Promise<boolean>;
  /** Is anything known of this model's limits, configured or told by the server? */
  knows(model: string): Promise<boolean>;
  /**
   * Resolves when one request of `tokens` tokens may be made.
   *
   * @throws TolkError `llm.rate_limited` when that would take longer than `patienceMs`
   */
  acquire(model: string, tokens: number, patienceMs: number, signal?: AbortSignal): Promise<void>;
  /** Corrects what was acquired: `tokens` more were used than that, or, below zero, fewer. */
  settle(model: string, tokens: number): Promise<void>;
  /** Learns from the server's `x-ratelimit-limit-*` headers. */
  observe(model: string, headers: Headers): Promise<void>;
}

type Kind = 'requests' | 'tokens';
const kinds = ['requests', 'tokens'] as const;

/** How long a limit read from Redis is believed without looking again. */
const believeMs = 1_000;
const raiseEveryMs = 30_000;
const raiseBy = 1.05;
/** A window holds about this many requests, so that whole numbers fit it well. */
const requestsPerWindow = 20;
const maxWindowSeconds = 10;
const tokenWindowSeconds = 2;
const longestSleepMs = 500;
/** Tokens are known exactly only afterwards: this part of the limit is aimed at, so that the rest absorbs the error. */
const tokenMargin = 0.98;

/** Shared limits under `prefix`, never above `configured`. */
export function createLimits(
  redis: Redis,
  prefix: string,
  configured: LimitValues,
  clock: () => number,
): Limits {
  const learned = new Map<string, { values: z.infer<typeof serverLimitsSchema>; readAt: number }>();
  const turns = new Map<string, ReturnType<typeof pLimit>>();
  const limiters = new Map<string, { points: number; limiter: RateLimiterRedis }>();
  /** Tokens taken and not used, by model; below zero where more were used than taken. */
  const credit = new Map<string, number>();
  const learnedKey = (model: string) => serverLimitsKey(prefix, model);

  async function readLearned(model: string) {
    const known = learned.get(model);
    if (known && clock() - known.readAt < believeMs) return known.values;
    const values = serverLimitsSchema.parse(await redis.hgetall(learnedKey(model)));
    learned.set(model, { values, readAt: clock() });
    return values;
  }

  async function perMinute(model: string, kind: Kind): Promise<number | undefined> {
    const own = kind === 'requests' ? configured.requestsPerMinute : configured.tokensPerMinute;
    const told = (await readLearned(model))[kind];
    return own === undefined ? told : Math.min(own, told ?? own);
  }

  /** The limiter for the limit in force now; its key stays the same when the limit changes. */
  function limiterFor(model: string, kind: Kind, limit: number): RateLimiterRedis {
    const duration =
      kind === 'tokens'
        ? tokenWindowSeconds
        : Math.min(maxWindowSeconds, Math.ceil((requestsPerWindow * 60) / limit));
    const points = Math.max(
      1,
      Math.floor((limit * (kind === 'tokens' ? tokenMargin : 1) * duration) / 60),
    );
    const name = `${kind}:${model}`;
    const known = limiters.get(name);
    if (known?.points === points) return known.limiter;
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${prefix}:limit:${name}`,
      points,
      duration,
    });
    limiters.set(name, { points, limiter });
    return limiter;
  }

  async function take(
    model: string,
    kind: Kind,
    amount: number,
    deadline: number,
    signal?: AbortSignal,
  ): Promise<void> {
    let missing = amount;
    while (missing > 0) {
      signal?.throwIfAborted();
      const limit = await perMinute(model, kind);
      if (limit === undefined) return;
      const waitMs = await takeSlice(limiterFor(model, kind, limit), missing, (taken) => {
        missing -= taken;
      });
      if (waitMs === 0) continue;
      if (clock() + waitMs > deadline) {
        throw new TolkError('llm.rate_limited', `the shared limit of ${kind} a minute is used up`, {
          retryAfterMs: waitMs,
        });
      }
      await sleep(Math.min(waitMs, longestSleepMs) + 1, undefined, signal ? { signal } : {});
    }
  }

  /** What a call has still to take once the credit is used up; an old debt is paid with it. */
  function afterCredit(model: string, tokens: number): number {
    const own = credit.get(model) ?? 0;
    credit.set(model, Math.max(0, own - tokens));
    return Math.max(0, tokens - own);
  }

  return {
    knows: async (model) =>
      (await perMinute(model, 'requests')) !== undefined ||
      (await perMinute(model, 'tokens')) !== undefined,
    countsTokens: async (model) => (await perMinute(model, 'tokens')) !== undefined,
    async acquire(model, tokens, patienceMs, signal) {
      const turn = turns.get(model) ?? pLimit(1);
      turns.set(model, turn);
      const deadline = clock() + patienceMs;
      await turn(async () => {
        await take(model, 'requests', 1, deadline, signal);
        await take(model, 'tokens', afterCredit(model, tokens), deadline, signal);
      });
    },
    async settle(model, tokens) {
      if ((await perMinute(model, 'tokens')) === undefined) return;
      credit.set(model, (credit.get(model) ?? 0) - tokens);
    },
    async observe(model, headers) {
      const known = await readLearned(model);
      const changes: Record<string, number> = {};
      for (const kind of kinds) {
        const told = Number(headers.get(`x-ratelimit-limit-${kind}`) ?? Number.NaN);
        const now = known[kind];
        if (!(told > 0) || told === now) continue;
        if (now === undefined || told < now) changes[kind] = told;
        else if (clock() - known.raisedAt > raiseEveryMs) {
          changes[kind] = Math.min(told, Math.ceil(now * raiseBy));
          changes['raisedAt'] = clock();
        }
      }
      if (Object.keys(changes).length === 0) return;
      await redis.hset(learnedKey(model), changes);
      learned.delete(model);
    },
  };
}

/** Takes what the window still has, at most `wanted`; gives 0, or the milliseconds to the next window when it is empty. */
async function takeSlice(
  limiter: RateLimiterRedis,
  wanted: number,
  onTaken: (amount: number) => void,
): Promise<number> {
  const state = await limiter.get('all');
  const left = state === null ? limiter.points : state.remainingPoints;
  if (left <= 0) return Math.max(1, state?.msBeforeNext ?? 1);
  const slice = Math.min(wanted, left);
  try {
    await limiter.consume('all', slice);
    onTaken(slice);
    return 0;
  } catch (error) {
    // Another process was faster.
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}
