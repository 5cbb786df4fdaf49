import type { RawAnswer } from '../http/response.ts';
import type { PricedVia, PriceTable } from './price.ts';
import { noSpend, type Spend } from './usage.ts';

/** How a call was made, as far as its price depends on it. */
export interface PricedCall {
  /** The model that was asked; its price counts where the one that answered has none. */
  readonly asked: string;
  readonly via?: 'direct' | 'batch-api';
  /** The server reports what it has charged, in dollars. */
  readonly reportsDollars?: boolean | undefined;
}

type Answer = Pick<
  RawAnswer,
  | 'model'
  | 'promptTokens'
  | 'cachedTokens'
  | 'cacheWriteTokens'
  | 'completionTokens'
  | 'reasoningTokens'
  | 'isEstimated'
  | 'reportedCost'
  | 'tier'
>;

/**
 * US dollars that a call cost: what the server says it has charged, else by the price of the model
 * that answered, else of the one that was asked; null where neither has one.
 */
export function costOfCall(
  prices: Pick<PriceTable, 'cost'>,
  answer: Answer,
  { asked, via = 'direct', reportsDollars = false }: PricedCall,
): number | null {
  if (reportsDollars && answer.reportedCost !== undefined) return answer.reportedCost;
  // The tier that answered decides, not the one that was asked for.
  const tier = via === 'batch-api' ? via : viaTier(answer.tier);
  return prices.cost(answer.model, answer, tier) ?? prices.cost(asked, answer, tier);
}

const tiers: ReadonlyMap<string | undefined, PricedVia> = new Map([
  ['flex', 'flex'],
  ['priority', 'priority'],
  ['fast', 'priority'],
]);

/** How calls in a service tier are paid. */
export function viaTier(tier: string | undefined): PricedVia {
  return tiers.get(tier) ?? 'direct';
}

/** What one call adds to what was spent. */
export function spendOfCall(answer: Answer, costUsd: number | null): Spend {
  const { promptTokens, cachedTokens, cacheWriteTokens, completionTokens, reasoningTokens } =
    answer;
  return {
    usage: {
      ...noSpend.usage,
      calls: 1,
      promptTokens,
      cachedTokens,
      cacheWriteTokens,
      completionTokens,
      reasoningTokens,
      estimatedCalls: answer.isEstimated ? 1 : 0,
    },
    costUsd,
  };
}
