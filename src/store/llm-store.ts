import type { z } from 'zod';
import { type BudgetStore, createBudgetStore } from './budgets.ts';
import { type CapabilityStore, createCapabilityStore } from './capabilities.ts';
import { type Hold, readHold, writeHold } from './holds.ts';
import type { Keys } from './keys.ts';
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
export interface RedisLlmStore<A, C> extends LlmCallCache<A>, CapabilityStore<C>, BudgetStore {
  /** The hold on a model of a server, or null; it may be over. */
  readHold(server: string, model: string): Promise<Hold | null>;
  /** Keeps all workers from calling a model for a while. */
  writeHold(server: string, hold: Hold): Promise<void>;
}

/** How the values look that this folder does not know. */
export interface LlmStoreOptions<A extends z.ZodType, C extends z.ZodObject>
  extends LlmCallCacheOptions<A> {
  readonly capabilitiesSchema: C;
  /** The worker that books calls, by the id of its heartbeat. */
  readonly owner: string;
}

/** The store of LLM calls on `redis`; the connection stays its caller's. */
export function createLlmStore<A extends z.ZodType, C extends z.ZodObject>(
  redis: RedisConnection,
  keys: Keys,
  options: LlmStoreOptions<A, C>,
): RedisLlmStore<z.output<A>, z.output<C>> {
  return {
    ...createLlmCallCache(redis, keys, options),
    ...createCapabilityStore(redis, keys, options.capabilitiesSchema),
    ...createBudgetStore(redis, keys, options.owner),
    readHold: (server, model) => readHold(redis, keys, server, model),
    writeHold: (server, hold) => writeHold(redis, keys, server, hold),
  };
}
