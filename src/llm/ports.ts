import type { RawAnswer } from './answer.ts';
import type { Traits } from './traits.ts';

/** A sum of money that must not be overspent. */
export interface Budget {
  /** Names it for all workers: `day:2026-11-23`, `order:abc`. */
  readonly name: string;
  readonly limitUsd: number;
  readonly expiresInMs: number;
}

/** What the door keeps outside the process, for all workers together; `store/door-store.ts` does so in Redis. */
export interface DoorStore {
  /** A finished call, or null. */
  readAnswer(key: string): Promise<RawAnswer | null>;
  writeAnswer(key: string, answer: RawAnswer, ttlMs: number): Promise<void>;
  forgetAnswers(keys: readonly string[]): Promise<void>;
  /** The right to make a call that nobody else is making; null while somebody is. It ends by itself after `ttlMs`. */
  lease(key: string, ttlMs: number): Promise<{ renew(): Promise<void>; release(): Promise<void> } | null>;
  readTraits(server: string): Promise<Partial<Traits> | null>;
  writeTraits(server: string, traits: Traits, ttlMs: number): Promise<void>;
  /** Books `usd` on every budget, or on none and names the one that has no room. */
  reserve(budgets: readonly Budget[], usd: number): Promise<string | null>;
  /** Corrects what was booked by `usd`, up or down. */
  settle(budgets: readonly Budget[], usd: number): Promise<void>;
}

/** A store in this process's memory, for commands that make a single call and for tests of the door alone. */
export function createMemoryDoorStore(): DoorStore {
  const answers = new Map<string, RawAnswer>();
  const traits = new Map<string, Traits>();
  const spent = new Map<string, number>();
  const add = (budgets: readonly Budget[], usd: number) => {
    for (const { name } of budgets) spent.set(name, (spent.get(name) ?? 0) + usd);
  };
  return {
    readAnswer: async (key) => answers.get(key) ?? null,
    writeAnswer: async (key, answer) => void answers.set(key, answer),
    forgetAnswers: async (keys) => {
      for (const key of keys) answers.delete(key);
    },
    lease: async () => ({ renew: async () => {}, release: async () => {} }),
    readTraits: async (server) => traits.get(server) ?? null,
    writeTraits: async (server, given) => void traits.set(server, given),
    async reserve(budgets, usd) {
      const full = budgets.find(({ name, limitUsd }) => (spent.get(name) ?? 0) + usd > limitUsd);
      if (full) return full.name;
      add(budgets, usd);
      return null;
    },
    settle: async (budgets, usd) => add(budgets, usd),
  };
}
