import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, Redis } from 'ioredis';
import pLimit from 'p-limit';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { TolkError } from '../../errors.ts';
import {
  type LimitValues,
  type RateLimitKeys,
  readLimitPerMinute,
  type ServerLimits,
  serverLimitsSchema,
} from './server-limits.ts';

/*
 * Requests and tokens a minute, shared by all workers on all machines: windows of a few seconds in
 * Redis (rate-limiter-flexible), from which every call takes its share before it is made. Within a
 * process calls take their shares one after another; a call larger than what is left takes it in
 * slices, over several windows. What was estimated is settled with what was used: the difference is
 * the process's own credit, or debt, which its next call takes first. Given back to the shared
 * window it would be lost whenever that window ends before somebody takes it.
 *
 * The limit in force is the lower of the configured one and the one in the server's headers. A
 * lower one holds at once; a higher one is approached by a twentieth every half minute.
 */

/** The share that one call takes. */
export interface CallShare {
  readonly model: string;
  readonly tokens: number;
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The shared limits of one server. */
export interface RateLimits {
  /** Is there a token limit, so that counting tokens beforehand is worth it? */
  countsTokens(model: string): Promise<boolean>;
  /** Is anything known of this model's limits, configured or from the server? */
  knows(model: string): Promise<boolean>;
  /**
   * Resolves when one request of this many tokens may be made.
   *
   * @throws TolkError `llm.rate_limited` when that would take longer than `maxWaitMs`
   */
  acquire(share: CallShare): Promise<void>;
  /** Corrects what was acquired: `tokens` more were used than that, or, below zero, fewer. */
  settle(model: string, tokens: number): Promise<void>;
  /** Learns from the server's `x-ratelimit-limit-*` headers. */
  observe(model: string, headers: Headers): Promise<void>;
}

type Kind = 'requests' | 'tokens';
const kinds: readonly Kind[] = ['requests', 'tokens'];

/** How long a limit read from Redis is believed without looking again. */
const believeMs = 1_000;
const raiseEveryMs = 30_000;
const raiseBy = 1.05;
/** A window holds about this many requests, so that whole numbers fit it well. */
const requestsPerWindow = 20;
const maxWindowSeconds = 10;
const tokenWindowSeconds = 2;
const longestSleepMs = 500;
/** Tokens are known exactly only afterwards: aiming at this part of the limit absorbs the error. */
const tokenMargin = 0.98;

/** Where the shared limits are kept, and what they never exceed. */
export interface RateLimitsContext {
  readonly redis: Redis | Cluster;
  readonly keys: RateLimitKeys;
  readonly configured: LimitValues;
  readonly clock: () => number;
}

/** What is to be taken from the windows of one kind. */
interface Demand {
  readonly model: string;
  readonly kind: Kind;
  readonly amount: number;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
}

/** The limits in Redis. */
export class SharedRateLimits implements RateLimits {
  readonly #context: RateLimitsContext;
  readonly #learned = new Map<string, { values: ServerLimits; readAt: number }>();
  readonly #turns = new Map<string, ReturnType<typeof pLimit>>();
  readonly #limiters = new Map<string, { points: number; limiter: RateLimiterRedis }>();
  /** Tokens taken and not used, by model; below zero where more were used than taken. */
  readonly #credit = new Map<string, number>();

  /** Limits that never exceed the configured ones. */
  constructor(context: RateLimitsContext) {
    this.#context = context;
  }

  /** Is anything known of this model's limits, configured or from the server? */
  async knows(model: string): Promise<boolean> {
    const requests = await this.#perMinute(model, 'requests');
    return requests !== undefined || this.countsTokens(model);
  }

  /** Is there a token limit, so that counting tokens beforehand is worth it? */
  async countsTokens(model: string): Promise<boolean> {
    return (await this.#perMinute(model, 'tokens')) !== undefined;
  }

  /** @throws TolkError `llm.rate_limited` when the wait would exceed `maxWaitMs` */
  async acquire({ model, tokens, maxWaitMs, signal }: CallShare): Promise<void> {
    const turn = this.#turns.get(model) ?? pLimit(1);
    this.#turns.set(model, turn);
    const deadline = this.#context.clock() + maxWaitMs;
    await turn(async () => {
      await this.#take({ model, kind: 'requests', amount: 1, deadline, signal });
      const amount = this.#afterCredit(model, tokens);
      await this.#take({ model, kind: 'tokens', amount, deadline, signal });
    });
  }

  /** Corrects what was acquired: `tokens` more were used than that, or, below zero, fewer. */
  async settle(model: string, tokens: number): Promise<void> {
    if (!(await this.countsTokens(model))) return;
    this.#credit.set(model, (this.#credit.get(model) ?? 0) - tokens);
  }

  /** Learns from the server's `x-ratelimit-limit-*` headers. */
  async observe(model: string, headers: Headers): Promise<void> {
    const { redis, keys } = this.#context;
    const known = await this.#readLearned(model);
    const changes = this.#changesTo(known, headers);
    if (Object.keys(changes).length === 0) return;
    await redis.hset(keys.serverLimits(model), changes);
    this.#learned.delete(model);
  }

  #changesTo(known: ServerLimits, headers: Headers): Record<string, number> {
    const now = this.#context.clock();
    const changes: Record<string, number> = {};
    for (const kind of kinds) {
      const reported = readLimitPerMinute(headers, kind, now);
      const inForce = known[kind];
      if (!(reported > 0) || reported === inForce) continue;
      if (inForce === undefined || reported < inForce) {
        changes[kind] = reported;
      } else if (now - known.raisedAt > raiseEveryMs) {
        changes[kind] = Math.min(reported, Math.ceil(inForce * raiseBy));
        changes['raisedAt'] = now;
      }
    }
    return changes;
  }

  async #readLearned(model: string): Promise<ServerLimits> {
    const { redis, keys, clock } = this.#context;
    const known = this.#learned.get(model);
    if (known && clock() - known.readAt < believeMs) return known.values;
    const values = serverLimitsSchema.parse(await redis.hgetall(keys.serverLimits(model)));
    this.#learned.set(model, { values, readAt: clock() });
    return values;
  }

  async #perMinute(model: string, kind: Kind): Promise<number | undefined> {
    const { requestsPerMinute, tokensPerMinute } = this.#context.configured;
    const configured = kind === 'requests' ? requestsPerMinute : tokensPerMinute;
    const reported = (await this.#readLearned(model))[kind];
    return configured === undefined ? reported : Math.min(configured, reported ?? configured);
  }

  async #take({ model, kind, amount, deadline, signal }: Demand): Promise<void> {
    const { clock } = this.#context;
    let missing = amount;
    while (missing > 0) {
      signal?.throwIfAborted();
      const limit = await this.#perMinute(model, kind);
      if (limit === undefined) return;
      const { taken, waitMs } = await takeSlice(this.#limiterFor(model, kind, limit), missing);
      missing -= taken;
      if (waitMs === 0) continue;
      if (clock() + waitMs > deadline) {
        const message = `the shared limit of ${kind} a minute is used up`;
        throw new TolkError('llm.rate_limited', message, { retryAfterMs: waitMs });
      }
      await sleep(Math.min(waitMs, longestSleepMs) + 1, undefined, signal ? { signal } : {});
    }
  }

  /** The limiter for the limit in force now; its key stays the same when the limit changes. */
  #limiterFor(model: string, kind: Kind, limit: number): RateLimiterRedis {
    const { redis, keys } = this.#context;
    const { duration, points } = windowFor(kind, limit);
    const name = `${kind}:${model}`;
    const known = this.#limiters.get(name);
    if (known?.points === points) return known.limiter;
    const keyPrefix = keys.rateLimit(kind, model);
    const limiter = new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration });
    this.#limiters.set(name, { points, limiter });
    return limiter;
  }

  /** What a call has still to take once the credit is used up; an old debt is paid with it. */
  #afterCredit(model: string, tokens: number): number {
    const credit = this.#credit.get(model) ?? 0;
    this.#credit.set(model, Math.max(0, credit - tokens));
    return Math.max(0, tokens - credit);
  }
}

/** How long a window lasts (in seconds), and how much may be taken in it. */
function windowFor(kind: Kind, limit: number): { duration: number; points: number } {
  if (kind === 'tokens') {
    const duration = tokenWindowSeconds;
    return { duration, points: Math.max(1, Math.floor((limit * tokenMargin * duration) / 60)) };
  }
  const duration = Math.min(maxWindowSeconds, Math.ceil((requestsPerWindow * 60) / limit));
  return { duration, points: Math.max(1, Math.floor((limit * duration) / 60)) };
}

/** What was taken from a window, and how long to wait for the next one when it was empty. */
interface Slice {
  readonly taken: number;
  readonly waitMs: number;
}

/** Takes what the window still has, at most `wanted`. */
async function takeSlice(limiter: RateLimiterRedis, wanted: number): Promise<Slice> {
  const state = await limiter.get('all');
  const left = state === null ? limiter.points : state.remainingPoints;
  if (left <= 0) return { taken: 0, waitMs: Math.max(1, state?.msBeforeNext ?? 1) };
  const slice = Math.min(wanted, left);
  try {
    await limiter.consume('all', slice);
    return { taken: slice, waitMs: 0 };
  } catch (error) {
    // Another process was faster.
    if (error instanceof RateLimiterRes)
      return { taken: 0, waitMs: Math.max(1, error.msBeforeNext) };
    throw error;
  }
}
