import { z } from 'zod';
import { TolkError } from '../../errors.ts';
import { readUsage } from '../cost/read-usage.ts';

/** The parts of a Chat Completions answer Tolk reads; servers differ in everything else. */
const completionSchema = z.object({
  model: z.string().optional(),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
});

/**
 * What came back from the LLM API, before anybody asked whether it is an answer. This is what the
 * cache holds.
 */
export const rawAnswerSchema = z.object({
  model: z.string(),
  promptTokens: z.number(),
  cachedTokens: z.number(),
  /** Those of the prompt that were written to the server's cache, at a price of their own. */
  cacheWriteTokens: z.number().default(0),
  completionTokens: z.number(),
  /** Those of the completion that were reasoning. */
  reasoningTokens: z.number().default(0),
  /** The server gave no usage that can be true: these are our own counts. */
  isEstimated: z.boolean().default(false),
  /** What the server says it has charged, in its own unit. */
  reportedCost: z.number().optional(),
  /** The service tier that answered. */
  tier: z.string().optional(),
  content: z.string().nullable(),
  refusal: z.string().nullable(),
  finish: z.string().nullable(),
});

/** What came back from the LLM API; see {@link rawAnswerSchema}. */
export type RawAnswer = z.infer<typeof rawAnswerSchema>;

/** OpenRouter and others put errors into an answer with status 200. */
const errorSchema = z.object({
  error: z.object({
    message: z.string().optional(),
    code: z.union([z.string(), z.number()]).nullish(),
  }),
});

/**
 * Reads a Chat Completions answer.
 *
 * @throws TolkError `llm.server_error` when it is not one
 */
export function readCompletion(body: unknown, askedModel: string): RawAnswer {
  const parsed = completionSchema.safeParse(body);
  if (!parsed.success) {
    const code = errorSchema.safeParse(body).data?.error.code;
    const instead = code ? ` but an error (${code})` : '';
    throw new TolkError(
      'llm.server_error',
      `the LLM API’s answer is not a chat completion${instead}`,
      { cause: parsed.error },
    );
  }
  const { choices, model } = parsed.data;
  const choice = choices[0];
  return {
    model: model || askedModel,
    ...readUsage(body),
    content: choice?.message.content ?? null,
    refusal: choice?.message.refusal || null,
    finish: choice?.finish_reason ?? null,
  };
}

/** True when there is nothing in it at all, not even a reason. */
export function isEmpty({ content, refusal, finish }: RawAnswer): boolean {
  const hasReason = refusal !== null || finish === 'content_filter' || finish === 'length';
  return !hasReason && !content?.trim();
}

/** True for what is worth keeping: text the model wrote, if only to know that it was cut off. */
export function isCacheable({ content, refusal, finish }: RawAnswer): boolean {
  return Boolean(content?.trim()) && refusal === null && finish !== 'content_filter';
}
