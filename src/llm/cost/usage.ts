import type { Usage } from '../../contract.ts';

/** What has been used and paid so far, as it goes up. */
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
    completionTokens: 0,
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
      completionTokens: a.usage.completionTokens + b.usage.completionTokens,
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

/** What an answer from the cache adds: one call that was not made. */
export const cachedSpend: Spend = Object.freeze({
  ...noSpend,
  usage: { ...noSpend.usage, cachedCalls: 1 },
});

/**
 * What was made in an attempt that replayed earlier calls from the cache, with what those had cost
 * when they were made.
 */
export function withPaid<T extends Spend>(made: T, paid: Spend | null): T {
  if (!paid) return made;
  const { usage, costUsd } = addSpend(paid, made);
  return {
    ...made,
    costUsd,
    usage: { ...usage, cachedCalls: Math.max(0, usage.cachedCalls - paid.usage.calls) },
  };
}
