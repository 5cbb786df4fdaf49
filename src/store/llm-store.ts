import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { type BudgetStore, createBudgetStore } from './budgets.ts';
import { type CallLedger, createCallLedger } from './call-ledger.ts';
import { type CapabilityStore, createCapabilityStore } from './capabilities.ts';
import { type Hold, readHold, writeHold } from './holds.ts';
import type { Keys } from './keys.ts';
import { createLease, type Lease } from './lease.ts';
import {
  createLlmCallCache,
  type LlmCallCache,
  type LlmCallCacheOptions,
} from './llm-call-cache.ts';
import type { RedisConnection } from './redis-connection.ts';

/*
 * What LLM calls share through Redis, for all workers together: finished calls, the lease to make
 * one, what servers can do, and what was spent. It implements `LlmStore` of `llm/store.ts`, which
 * this folder does not know; the types meet in `worker/open-llm.ts`.
 */

/** What LLM calls share through Redis. */
export interface RedisLlmStore<A, C>
  extends LlmCallCache<A>,
    CallLedger,
    CapabilityStore<C>,
    BudgetStore {
  /** The hold on a model of a server, or null; it may be over. */
  readHold(server: string, model: string): Promise<Hold | null>;
  /** Keeps all workers from calling a model for a while. */
  writeHold(server: string, hold: Hold): Promise<void>;
  /** The lease to make a call; null while somebody else makes it. */
  lease(key: string, ttlMs: number): Promise<Lease | null>;
}

/** How the values look that this folder does not know. */
export interface LlmStoreOptions<A extends z.ZodType, C extends z.ZodObject>
  extends LlmCallCacheOptions<A> {
  readonly capabilitiesSchema: C;
}

/** The store of LLM calls on `redis`; the connection stays its caller's. */
export function createLlmStore<A extends z.ZodType, C extends z.ZodObject>(
  redis: RedisConnection,
  keys: Keys,
  options: LlmStoreOptions<A, C>,
): RedisLlmStore<z.output<A>, z.output<C>> {
  return {
    ...createLlmCallCache(redis, keys, options),
    ...createCallLedger(redis, keys),
    ...createCapabilityStore(redis, keys, options.capabilitiesSchema),
    ...createBudgetStore(redis, keys),
    readHold: (server, model) => readHold(redis, keys, server, model),
    writeHold: (server, hold) => writeHold(redis, keys, server, hold),
    async lease(key, ttlMs) {
      const owner = randomBytes(9).toString('base64url');
      const lease = createLease(redis, { key: keys.callLease(key), owner, ttlMs });
      return (await lease.acquire()) ? lease : null;
    },
  };
}
