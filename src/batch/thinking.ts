import { type Effort, likelyThinking, mostThinking } from '../llm/http/reasoning.ts';
import type { Estimate } from './estimate.ts';
import type { TokenCount } from './token-estimator.ts';

/** Who thinks, and how much it is asked to; where no effort is given, as little as it can. */
export interface Thinker {
  readonly model: string;
  readonly effort?: Effort | undefined;
}

/** Tokens that a model is likely to think in each call, which are paid like its answer. */
export function thinkingPerCall({ model, effort }: Thinker): number {
  return likelyThinking(model, effort);
}

/**
 * An estimate with what a model thinks: half of what is likely at best, and all that it has room for
 * at worst.
 */
export function withThinking(estimate: Estimate, thinker: Thinker): Estimate {
  const { calls, tokens } = estimate;
  const perCall = thinkingPerCall(thinker);
  const most = mostThinking(thinker.model, thinker.effort);
  const add = ({ prompt, completion }: TokenCount, thinking: number): TokenCount => ({
    prompt,
    completion: Math.round(completion + calls * thinking),
  });
  return {
    ...estimate,
    tokens: {
      low: add(tokens.low, perCall / 2),
      expected: add(tokens.expected, perCall),
      high: add(tokens.high, most),
    },
  };
}
