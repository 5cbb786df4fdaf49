import type { Segment } from './segments.ts';
import { splitSentences } from './sentences.ts';

/** A run of segments sent in one LLM call. */
export interface Chunk {
  readonly segments: readonly Segment[];
}

/**
 * About how many tokens a text is. Measured on `../shared/corpus` with o200k_base: Dutch runs at
 * 4.2 characters a token; 3.5 leaves room for models with older tokenizers.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3.5);
}

/**
 * Groups segments, in order, into chunks of at most `maxTokens` (estimated). A segment larger than
 * that is a chunk of its own.
 */
export function planChunks(segments: readonly Segment[], maxTokens: number): Chunk[] {
  const chunks: Segment[][] = [];
  let room = 0;
  for (const segment of segments) {
    const tokens = estimateTokens(segment.nl);
    const open = chunks.at(-1);
    if (open === undefined || tokens > room) {
      chunks.push([segment]);
      room = maxTokens - tokens;
    } else {
      open.push(segment);
      room -= tokens;
    }
  }
  return chunks.map((run) => ({ segments: run }));
}

/** The text of a segment in parts of at most `maxTokens` (estimated), cut between sentences; one longer sentence stays whole. */
export function splitSegment({ nl }: Segment, maxTokens: number): string[] {
  if (estimateTokens(nl) <= maxTokens) return [nl];
  const parts: string[] = [];
  for (const sentence of splitSentences(nl)) {
    const open = parts.at(-1);
    if (open !== undefined && estimateTokens(open + sentence) <= maxTokens)
      parts[parts.length - 1] = open + sentence;
    else parts.push(sentence);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
