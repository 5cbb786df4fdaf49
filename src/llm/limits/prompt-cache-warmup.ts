import { estimateTokens } from '../../article/chunks.ts';

/** Providers cache a beginning that calls share only from this many tokens on (OpenAI's prompt caching guide, 2026-11). */
const cacheableTokens = 1_024;

/** Is this beginning, shared by many calls, long enough for a provider to cache it? */
export function isWorthCaching(beginning: string): boolean {
  return estimateTokens(beginning) >= cacheableTokens;
}

/**
 * Lets the first call of a kind go ahead alone: those after it start when it has ended, well or not.
 * So they find their common beginning in the provider's cache (calls that start together all pay in
 * full), or know the limits its answer told.
 */
export interface PromptCacheWarmup {
  run<T>(kind: string, call: () => Promise<T>): Promise<T>;
}

/** A vanguard; `kind` names what the first call is to find out for the others. */
export function createPromptCacheWarmup(): PromptCacheWarmup {
  const first = new Map<string, Promise<unknown>>();
  return {
    async run(kind, call) {
      const ahead = first.get(kind);
      if (ahead) {
        await ahead;
        return call();
      }
      const own = call();
      first.set(
        kind,
        own.catch(() => undefined),
      );
      return own;
    },
  };
}
