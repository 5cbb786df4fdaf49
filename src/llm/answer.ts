import { z } from 'zod';
import type { Usage } from '../contract.ts';
import { TolkError } from '../errors.ts';

/** The parts of a Chat Completions answer Tolk reads; servers differ in everything else. */
const completionSchema = z.object({
  model: z.string().optional(),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

/** What came back from the LLM API, before anybody asked whether it is an answer. */
export interface RawAnswer {
  readonly model: string;
  readonly usage: Usage;
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finish: string | null;
}

/**
 * Reads a Chat Completions answer.
 *
 * @throws TolkError `llm.server_error` when it is not one, `llm.no_answer` when it has no choices
 */
export function readCompletion(body: unknown, askedModel: string): RawAnswer {
  const parsed = completionSchema.safeParse(body);
  if (!parsed.success) throw new TolkError('llm.server_error', 'the LLM API’s answer is not a chat completion', { cause: parsed.error });
  const { choices, usage, model } = parsed.data;
  const choice = choices[0];
  if (!choice) throw new TolkError('llm.no_answer', 'the LLM API answered without a choice');
  return {
    model: model || askedModel,
    usage: {
      calls: 1,
      promptTokens: usage?.prompt_tokens ?? 0,
      cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
      completionTokens: usage?.completion_tokens ?? 0,
    },
    content: choice.message.content ?? null,
    refusal: choice.message.refusal || null,
    finish: choice.finish_reason ?? null,
  };
}

/**
 * The value in a raw answer, if it is one: not refused, not filtered, not cut off, JSON, and as the
 * schema says (which may hold more than a JSON schema can: alignment, say).
 *
 * @throws TolkError `llm.refused`, `llm.filtered`, `llm.cut_off`, `llm.no_answer`, or `llm.bad_answer`
 *   with the exact problem as its message
 */
export function readValue<T>(raw: RawAnswer, schema: z.ZodType<T>): T {
  if (raw.refusal !== null) throw new TolkError('llm.refused', 'the model refused to answer');
  if (raw.finish === 'content_filter') throw new TolkError('llm.filtered', 'the LLM API’s content filter stopped the answer');
  if (raw.finish === 'length') throw new TolkError('llm.cut_off', 'the model’s answer was cut off at its token limit');
  if (raw.content === null || raw.content.trim() === '') throw new TolkError('llm.no_answer', 'the model’s answer is empty');
  const parsed = schema.safeParse(parseJson(raw.content));
  if (parsed.success) return parsed.data;
  throw new TolkError('llm.bad_answer', describeProblems(parsed.error), { cause: parsed.error });
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new TolkError('llm.bad_answer', 'the answer is not valid JSON', { cause });
  }
}

/** At most this many problems are told to the model; more only confuse it. */
const maxProblems = 5;

function describeProblems(error: z.ZodError): string {
  return error.issues
    .slice(0, maxProblems)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message))
    .join('; ');
}
