import { type Effort, likelyThinking, mostThinking } from '../llm/http/reasoning.ts';
import type { Estimate } from './estimate.ts';
import type { TokenCount, TokenRange } from './token-count.ts';

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
 * at worst. A verifier of its own thinks in its own way.
 */
export function withThinking(estimate: Estimate, thinker: Thinker): Estimate {
  const { calls, tokens, verification } = estimate;
  if (verification === null) return { ...estimate, tokens: addThinking(tokens, calls, thinker) };
  const { model } = verification;
  const verifier = model === null ? thinker : { ...thinker, model };
  const own = addThinking(tokens, calls - verification.calls, thinker);
  return {
    ...estimate,
    tokens: addThinking(own, verification.calls, verifier),
    verification: {
      ...verification,
      tokens: addThinking(verification.tokens, verification.calls, verifier),
    },
  };
}

function addThinking(tokens: TokenRange, calls: number, thinker: Thinker): TokenRange {
  const perCall = thinkingPerCall(thinker);
  const add = ({ prompt, completion }: TokenCount, thinking: number): TokenCount => ({
    prompt,
    completion: Math.round(completion + calls * thinking),
  });
  return {
    low: add(tokens.low, perCall / 2),
    expected: add(tokens.expected, perCall),
    high: add(tokens.high, mostThinking(thinker.model, thinker.effort)),
  };
}
