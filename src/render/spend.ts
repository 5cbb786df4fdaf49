import type { Usage } from '../contract.ts';
import { plural } from '../plural.ts';
import { formatCost } from './article.ts';

type Tokens = Pick<Usage, 'promptTokens' | 'completionTokens' | 'reasoningTokens'>;

const count = (value: number): string => value.toLocaleString('en-US');

/** Says how many tokens were sent and received, and how many of these were reasoning. */
export function describeTokens({
  promptTokens,
  completionTokens,
  reasoningTokens,
}: Tokens): string {
  const reasoning = reasoningTokens > 0 ? ` (${count(reasoningTokens)} of them reasoning)` : '';
  return `tokens ${count(promptTokens)} in and ${count(completionTokens)} out${reasoning}`;
}

/** What was spent, and how sure that is. */
export interface Spent extends Pick<Usage, 'calls' | 'estimatedCalls'> {
  /** US dollars, as far as prices are known. */
  readonly costUsd: number;
  /** Articles that cost something nobody knows the price of. */
  readonly unpriced: number;
}

/** Says what was spent, for how many calls it is an estimate, and for whom it is unknown. */
export function describeSpent({ costUsd, calls, estimatedCalls, unpriced }: Spent): string {
  const estimated =
    estimatedCalls > 0 ? `, estimated for ${count(estimatedCalls)} of ${count(calls)} calls` : '';
  const unknown = unpriced > 0 ? `, unknown for ${plural(unpriced, 'article')}` : '';
  return `${formatCost(costUsd)}${estimated}${unknown}`;
}
