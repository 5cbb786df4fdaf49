import { setTimeout as sleep } from 'node:timers/promises';
import { cacheKey } from './cache-key.ts';
import {
  CallAttempts,
  type CallAttemptsContext,
  type CallSettings,
  whileWaiting,
} from './call-attempts.ts';
import { cachedSpend } from './cost/usage.ts';
import type { Capabilities } from './http/capabilities.ts';
import type { LlmRequest } from './http/request.ts';
import { isCacheable, type RawAnswer } from './http/response.ts';
import type { CallLease, ClaimedCall, LlmStore } from './store.ts';

/*
 * One call, from the cache to the server. In this order, each step only when the ones before it let
 * the call through:
 *
 *   cache ─► lease ─► paused? ─► budgets ─► rate limits ─► concurrency limiter ─► server
 *     ▲        │ another worker makes the same call: wait for its answer            │
 *     └────────┴────────────────── written before it is used ◄──────────────────────┘
 *
 * Cache and lease are here, the rest in call-attempts.ts. What passes by itself (a reset
 * connection, a 500, a 429) is tried again there, by one policy (limits/retry.ts); everything else
 * is left to the client.
 */

/** How a call is made for an article. */
export interface CallOptions extends CallSettings {
  readonly cache: 'use' | 'bypass';
  /** Whom the call is made for, in the ledger of calls. */
  readonly article: string;
}

/** A finished call, and its name in the cache. */
export interface FinishedCall {
  readonly raw: RawAnswer;
  readonly key: string;
  /**
   * It was admitted by the article's ceiling, and its answer is still to be judged there.
   * @default false
   */
  readonly isNew?: boolean;
}

/** Makes calls to the LLM API. */
export interface LlmCalls {
  /** When each call was sent that the server has not answered yet (ms). @default none */
  readonly inFlightSince?: readonly number[];
  /** @throws TolkError one of the `llm.*` codes; the signal's reason when it is aborted */
  make(request: LlmRequest, options: CallOptions): Promise<FinishedCall>;
  /** A call that was finished before; null where it was not. @default never one */
  readFinished?(request: LlmRequest): Promise<FinishedCall | null>;
  /** What is known of a model's server. @default nothing */
  capabilitiesOf?(model: string): Promise<Capabilities>;
  /** Remembers what a model was found to do. @default nothing */
  learn?(model: string, change: Partial<Capabilities>): Promise<void>;
}

/** What calls are made with. */
export interface CallsContext extends CallAttemptsContext {
  readonly store: LlmStore;
  /** 0: nothing is cached. */
  readonly cacheTtlMs: number;
  /** How long a call of a process that died is left alone before another makes it. @default 20,000 */
  readonly leaseMs?: number | undefined;
}

const defaultLeaseMs = 20_000;
const leasePollMs = 100;
/** Answers that Redis could not take, at most: there are no more calls in flight in a worker. */
const maxUnwritten = 64;

/** A paid answer, and the lease of its call, which has not ended. */
interface UnwrittenAnswer {
  readonly raw: RawAnswer;
  readonly lease: CallLease;
}

/**
 * Makes each call once: finished ones come from the cache, and of equal ones in flight one is made.
 */
export class CachedCalls implements LlmCalls {
  readonly #store: LlmStore;
  readonly #cacheTtlMs: number;
  readonly #leaseMs: number;
  readonly #attempts: CallAttempts;
  /** Paid answers that Redis could not take when they came; whoever asks again finds them here. */
  readonly #unwritten = new Map<string, UnwrittenAnswer>();

  /** What it learns of the server it keeps for as long as it lives, and in the store for longer. */
  constructor(context: CallsContext) {
    this.#store = context.store;
    this.#cacheTtlMs = context.cacheTtlMs;
    this.#leaseMs = context.leaseMs ?? defaultLeaseMs;
    this.#attempts = new CallAttempts(context);
  }

  get inFlightSince(): readonly number[] {
    return this.#attempts.inFlightSince;
  }

  /** @throws TolkError one of the `llm.*` codes; the signal's reason when it is aborted */
  async make(request: LlmRequest, options: CallOptions): Promise<FinishedCall> {
    const key = cacheKey(request);
    if (options.cache === 'bypass' || this.#cacheTtlMs === 0)
      return { key, raw: await this.#attempts.run(request, options), isNew: true };
    const claim = await this.#claim(key, options);
    if ('lease' in claim)
      return {
        key,
        raw: await this.#makeLeased(key, claim.lease, () => this.#attempts.run(request, options)),
        isNew: true,
      };
    options.onSpend(cachedSpend);
    return { key, raw: claim.answer };
  }

  async readFinished(request: LlmRequest): Promise<FinishedCall | null> {
    if (this.#cacheTtlMs === 0) return null;
    const key = cacheKey(request);
    const raw = this.#unwritten.get(key)?.raw ?? (await this.#store.readAnswer(key));
    return raw && { raw, key };
  }

  capabilitiesOf(model: string): Promise<Capabilities> {
    return this.#attempts.capabilitiesOf(model);
  }

  learn(model: string, change: Partial<Capabilities>): Promise<void> {
    return this.#attempts.learn(model, change);
  }

  /** The answer of whoever makes the same call at this moment, or the right to make it. */
  async #claim(key: string, options: CallOptions): Promise<ClaimedCall> {
    const late = await this.#writeLate(key);
    if (late !== null) return { answer: late };
    const signal = whileWaiting(options);
    for (;;) {
      signal?.throwIfAborted();
      const { article } = options;
      const claim = await this.#store.claim(key, { article, leaseMs: this.#leaseMs });
      if (claim) return claim;
      await sleep(leasePollMs, undefined, signal ? { signal } : {});
    }
  }

  async #makeLeased(
    key: string,
    lease: CallLease,
    attempt: () => Promise<RawAnswer>,
  ): Promise<RawAnswer> {
    const renewal = setInterval(() => void lease.renew().catch(() => {}), this.#leaseMs / 3);
    try {
      const raw = await attempt();
      if (isCacheable(raw)) await this.#keep(key, { raw, lease });
      else await endQuietly(lease);
      return raw;
    } catch (error) {
      await endQuietly(lease);
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  /** Where Redis is away for a moment the answer is used all the same, and kept here until later. */
  async #keep(key: string, { raw, lease }: UnwrittenAnswer): Promise<void> {
    try {
      await lease.end({ raw, ttlMs: this.#cacheTtlMs });
      this.#unwritten.delete(key);
    } catch {
      this.#unwritten.set(key, { raw, lease });
      const [oldest] = this.#unwritten.keys();
      if (this.#unwritten.size > maxUnwritten && oldest !== undefined)
        this.#unwritten.delete(oldest);
    }
  }

  /** An answer that came while Redis was away; it is written now. */
  async #writeLate(key: string): Promise<RawAnswer | null> {
    const late = this.#unwritten.get(key);
    if (late === undefined) return null;
    await this.#keep(key, late);
    return late.raw;
  }
}

/** What cannot be noted now is no reason to lose an answer: the lease ends by itself. */
async function endQuietly(lease: CallLease): Promise<void> {
  await lease.end().catch(() => {});
}
