import type { PricedVia, PriceTable } from '../llm/cost/price.ts';
import type { Estimate } from './estimate.ts';
import { sumOf } from './statistics.ts';
import type { TokenCount, TokenRange } from './token-count.ts';

/**
 * Computes what tokens cost with a model.
 *
 * @example
 * const usd = costOf(estimate.tokens.expected, 'gpt-6-luna', createPriceTable(), 'batch-api');
 * @returns US dollars; null where the model's price is not known
 */
export function costOf(
  { prompt, completion }: TokenCount,
  model: string,
  prices: PriceTable,
  via: PricedVia,
): number | null {
  const tokens = { promptTokens: prompt, cachedTokens: 0, completionTokens: completion };
  return prices.cost(model, tokens, via);
}

/** Which cost of an estimate is asked for. */
export interface EstimatedCost {
  /** At best, as expected, or at worst. */
  readonly level: keyof TokenRange;
  /** The model that translates; a verifier of its own is paid at its own price. */
  readonly model: string;
  /** What models cost. */
  readonly prices: PriceTable;
  /** How the calls are made. */
  readonly via: PricedVia;
}

/**
 * Computes what an estimate costs with a model.
 *
 * @returns US dollars; null where the price of a model is not known
 */
export function costOfEstimate(
  { tokens, verification }: Pick<Estimate, 'tokens' | 'verification'>,
  { level, model, prices, via }: EstimatedCost,
): number | null {
  const verifier = verification?.model ?? null;
  if (verification === null || verifier === null) return costOf(tokens[level], model, prices, via);
  const [all, verifying] = [tokens[level], verification.tokens[level]];
  const own = {
    prompt: all.prompt - verifying.prompt,
    completion: all.completion - verifying.completion,
  };
  const costs = [costOf(own, model, prices, via), costOf(verifying, verifier, prices, via)];
  return costs.some((cost) => cost === null) ? null : sumOf(costs.map((cost) => cost ?? 0));
}

/** How fast calls can be made. */
export interface CallSpeed {
  /** The server's limit of requests; undefined where it is not known. */
  readonly requestsPerMinute: number | undefined;
  /** The server's limit of tokens; undefined where it is not known. */
  readonly tokensPerMinute: number | undefined;
  /** How many calls are in flight together. */
  readonly concurrency: number;
  /** How long one call takes. */
  readonly secondsPerCall: number;
}

/**
 * Computes how many seconds a corpus takes directly: whichever is longest of its calls at this
 * concurrency, its requests at the server's limit, and its tokens at the server's limit.
 *
 * @example
 * const seconds = secondsFor(estimate, {
 *   requestsPerMinute: 500,
 *   tokensPerMinute: undefined,
 *   concurrency: 8,
 *   secondsPerCall: 4,
 * });
 */
export function secondsFor(
  { calls, tokens }: Pick<Estimate, 'calls' | 'tokens'>,
  { requestsPerMinute, tokensPerMinute, concurrency, secondsPerCall }: CallSpeed,
): number {
  const allTokens = sumOf([tokens.expected.prompt, tokens.expected.completion]);
  const byRequests = secondsAtLimit(calls, requestsPerMinute);
  const byTokens = secondsAtLimit(allTokens, tokensPerMinute);
  return Math.ceil(Math.max(byRequests, byTokens, (calls / concurrency) * secondsPerCall));
}

function secondsAtLimit(amount: number, perMinute: number | undefined): number {
  return perMinute === undefined ? 0 : (amount / perMinute) * 60;
}
