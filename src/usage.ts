import { z } from 'zod';

/** What LLM calls used: how many there were, and their tokens as the server counted them. */
export const usageSchema = z.object({
  /** Calls made and paid for. */
  calls: z.number().int(),
  /** Calls answered from Tolk's own cache: not made again, not paid again. */
  cachedCalls: z.number().int().default(0),
  /** Tokens sent. */
  promptTokens: z.number().int(),
  /** Those of `promptTokens` the server had in its prompt cache and charged less for. */
  cachedTokens: z.number().int(),
  /** Those of `promptTokens` the server wrote to its prompt cache, and charged more for. */
  cacheWriteTokens: z.number().int().default(0),
  /** Tokens received, those of reasoning among them. */
  completionTokens: z.number().int(),
  /** Those of `completionTokens` the model spent on reasoning before its answer. */
  reasoningTokens: z.number().int().default(0),
  /** Those of `calls` whose tokens Tolk counted itself, since the server did not say. */
  estimatedCalls: z.number().int().default(0),
  /** Those of `calls` whose answer could not be used. */
  wrongAnswers: z.number().int().default(0),
  /** Segments taken from the translation memory instead of being sent. */
  memorySegments: z.number().int().default(0),
  /** Tokens of their Dutch (estimated). */
  memoryTokens: z.number().int().default(0),
});

/** What LLM calls used; see {@link usageSchema}. */
export type Usage = z.infer<typeof usageSchema>;
