import type { Segment } from './segments.ts';
import { splitSentences } from './sentences.ts';

/** Consecutive segments that are sent in one LLM call. */
export interface Chunk {
  readonly segments: readonly Segment[];
}

/**
 * Estimates how many tokens a text has. Dutch news has 4.2 characters a token under o200k_base
 * (measured on NTREX); 3.5 leaves a margin for models with older tokenizers.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3.5);
}

/**
 * Groups segments, in order, into chunks of at most `maxTokens` (estimated). A segment larger than
 * that is a chunk of its own.
 */
export function planChunks(segments: readonly Segment[], maxTokens: number): Chunk[] {
  const groups: Segment[][] = [];
  let tokensLeft = 0;
  for (const segment of segments) {
    const tokens = estimateTokens(segment.nl);
    const current = groups.at(-1);
    if (current === undefined || tokens > tokensLeft) {
      groups.push([segment]);
      tokensLeft = maxTokens - tokens;
    } else {
      current.push(segment);
      tokensLeft -= tokens;
    }
  }
  return groups.map((group) => ({ segments: group }));
}

/**
 * Splits the text of a segment, between sentences, into parts of at most `maxTokens` (estimated). A
 * sentence that is longer stays whole.
 */
export function splitIntoParts({ nl }: Segment, maxTokens: number): string[] {
  if (estimateTokens(nl) <= maxTokens) return [nl];
  const parts: string[] = [];
  for (const sentence of splitSentences(nl)) {
    const current = parts.at(-1);
    if (current !== undefined && estimateTokens(current + sentence) <= maxTokens)
      parts[parts.length - 1] = current + sentence;
    else parts.push(sentence);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
