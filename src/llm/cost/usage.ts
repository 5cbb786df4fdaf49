import type { Usage } from '../../contract.ts';

/** What has been used and paid so far. */
export interface Spend {
  readonly usage: Usage;
  /** US dollars; null as soon as the price of one call is unknown. */
  readonly costUsd: number | null;
}

/** Nothing yet. */
export const noSpend: Spend = Object.freeze({
  usage: {
    calls: 0,
    cachedCalls: 0,
    promptTokens: 0,
    cachedTokens: 0,
    cacheWriteTokens: 0,
    completionTokens: 0,
    reasoningTokens: 0,
    estimatedCalls: 0,
    wrongAnswers: 0,
    memorySegments: 0,
    memoryTokens: 0,
  },
  costUsd: 0,
});

/** The sum of two. */
export function addSpend(a: Spend, b: Spend): Spend {
  return {
    usage: {
      calls: a.usage.calls + b.usage.calls,
      cachedCalls: a.usage.cachedCalls + b.usage.cachedCalls,
      promptTokens: a.usage.promptTokens + b.usage.promptTokens,
      cachedTokens: a.usage.cachedTokens + b.usage.cachedTokens,
      cacheWriteTokens: a.usage.cacheWriteTokens + b.usage.cacheWriteTokens,
      completionTokens: a.usage.completionTokens + b.usage.completionTokens,
      reasoningTokens: a.usage.reasoningTokens + b.usage.reasoningTokens,
      estimatedCalls: a.usage.estimatedCalls + b.usage.estimatedCalls,
      wrongAnswers: a.usage.wrongAnswers + b.usage.wrongAnswers,
      memorySegments: a.usage.memorySegments + b.usage.memorySegments,
      memoryTokens: a.usage.memoryTokens + b.usage.memoryTokens,
    },
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}

/** Adds up what calls cost. */
export class SpendMeter {
  #total: Spend = noSpend;
  readonly #onSpend: (spend: Spend) => void;

  /** @param onSpend receives every spend that is added */
  constructor(onSpend: (spend: Spend) => void = () => {}) {
    this.#onSpend = onSpend;
  }

  /** All that was added so far. */
  get total(): Spend {
    return this.#total;
  }

  /** Adds a spend; bound to this meter, so that it can be passed on as it is. */
  readonly add = (more: Spend): void => {
    this.#total = addSpend(this.#total, more);
    this.#onSpend(more);
  };
}

/** What a cached answer adds: one call that was not made. */
export const cachedSpend: Spend = Object.freeze({
  ...noSpend,
  usage: { ...noSpend.usage, cachedCalls: 1 },
});

/**
 * The spend of an attempt together with that of the attempts before it, whose calls it replayed
 * from the cache.
 */
export function withPaid<T extends Spend>(attempt: T, paid: Spend | null): T {
  if (!paid) return attempt;
  const { usage, costUsd } = addSpend(paid, attempt);
  const cachedCalls = Math.max(0, usage.cachedCalls - paid.usage.calls);
  return { ...attempt, costUsd, usage: { ...usage, cachedCalls } };
}
