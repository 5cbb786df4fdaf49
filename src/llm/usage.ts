import type { Usage } from '../contract.ts';

/** No call at all. */
const noUsage: Usage = Object.freeze({ calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 });

/** The sum of several usages. */
export function addUsage(...usages: readonly Usage[]): Usage {
  return usages.reduce(
    (sum, one) => ({
      calls: sum.calls + one.calls,
      promptTokens: sum.promptTokens + one.promptTokens,
      cachedTokens: sum.cachedTokens + one.cachedTokens,
      completionTokens: sum.completionTokens + one.completionTokens,
    }),
    noUsage,
  );
}

/** The sum of costs in US dollars; null (unknown) as soon as one of them is unknown. */
export function addCost(...costs: ReadonlyArray<number | null>): number | null {
  return costs.reduce((sum: number | null, one) => (sum === null || one === null ? null : sum + one), 0);
}
