import { estimateTokens } from '../../article/chunks.ts';

/**
 * Providers cache a prefix that calls share only from this many tokens on (OpenAI's guide,
 * 2026-11).
 */
const cacheableTokens = 1_024;

/** Is this prefix, shared by many calls, long enough for a provider to cache it? */
export function isWorthCaching(prefix: string): boolean {
  return estimateTokens(prefix) >= cacheableTokens;
}

/**
 * Lets the first call of a kind go ahead alone: those after it start when it has ended, well or
 * not. So they find their common prefix in the provider's cache (calls that start together all pay
 * in full), or know the limits that its answer told.
 */
export class PromptCacheWarmup {
  readonly #first = new Map<string, Promise<unknown>>();

  /** Makes `call`, after the first one of its kind. */
  async run<T>(kind: string, call: () => Promise<T>): Promise<T> {
    const first = this.#first.get(kind);
    if (first) {
      await first;
      return call();
    }
    const own = call();
    const ended = own.catch(() => undefined);
    this.#first.set(kind, ended);
    return own;
  }
}
