import type { Capabilities } from './http/capabilities.ts';
import type { RawAnswer } from './http/response.ts';

/** A sum of money that must not be overspent. */
export interface Budget {
  /** Names it for all workers: `day:2026-11-23`, `order:abc`. */
  readonly name: string;
  readonly limitUsd: number;
  readonly expiresInMs: number;
}

/** What the door keeps outside the process, for all workers together; `store/door-store.ts` does so in Redis. */
export interface LlmStore {
  /** A finished call, or null. */
  readAnswer(key: string): Promise<RawAnswer | null>;
  writeAnswer(key: string, answer: RawAnswer, ttlMs: number): Promise<void>;
  forgetAnswers(keys: readonly string[]): Promise<void>;
  /** The right to make a call that nobody else is making; null while somebody is. It ends by itself after `ttlMs`. */
  lease(
    key: string,
    ttlMs: number,
  ): Promise<{ renew(): Promise<void>; release(): Promise<void> } | null>;
  readTraits(server: string): Promise<Partial<Capabilities> | null>;
  writeTraits(server: string, traits: Capabilities, ttlMs: number): Promise<void>;
  /** Books `usd` on every budget, or on none and names the one that has no room. */
  reserve(budgets: readonly Budget[], usd: number): Promise<string | null>;
  /** Corrects what was booked by `usd`, up or down. */
  settle(budgets: readonly Budget[], usd: number): Promise<void>;
}
