import { estimateTokens } from '../article/chunks.ts';

/** Providers cache a beginning that calls share only from this many tokens on (OpenAI's prompt caching guide, 2026-11). */
const cacheableTokens = 1_024;

/**
 * Lets the first call of a kind go ahead alone, so that those after it find their common beginning
 * in the provider's cache: calls that start together all pay in full. Where the beginning is too
 * short to be cached, nobody waits.
 */
export interface Warmer {
  run<T>(kind: string, sharedBeginning: string, call: () => Promise<T>): Promise<T>;
}

/** A warmer; `kind` names what shares a beginning. */
export function createWarmer(): Warmer {
  const first = new Map<string, Promise<unknown>>();
  return {
    async run(kind, sharedBeginning, call) {
      if (estimateTokens(sharedBeginning) < cacheableTokens) return call();
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
