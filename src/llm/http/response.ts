import { jsonrepair } from 'jsonrepair';
import { z } from 'zod';
import { TolkError } from '../../errors.ts';

const count = z.number().int().min(0).catch(0);

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
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});

/**
 * What came back from the LLM API, before anybody asked whether it is an answer. This is what the
 * cache holds.
 */
export const rawAnswerSchema = z.object({
  model: z.string(),
  promptTokens: z.number(),
  cachedTokens: z.number(),
  completionTokens: z.number(),
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
  const { choices, usage, model } = parsed.data;
  const choice = choices[0];
  return {
    model: model || askedModel,
    promptTokens: usage?.prompt_tokens ?? 0,
    cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    completionTokens: usage?.completion_tokens ?? 0,
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

/** A refusal or an apology that comes as plain text where JSON was asked. */
const refusalText =
  /^\W*(?:I(?:['’]m| am) sorry|I (?:cannot|can['’]t|am unable)|As an AI|Het spijt me|Sorry,)/i;

/**
 * The value in a raw answer, if it is one: not refused, not filtered, not cut off, JSON, and as the
 * schema says (which may hold more than a JSON schema can: alignment, say).
 *
 * @throws TolkError `llm.refused`, `llm.filtered`, `llm.looped`, `llm.cut_off`, `llm.no_answer`, or
 *   `llm.bad_answer`
 *   with the exact problem as its message
 */
export function readValue<T>(raw: RawAnswer, schema: z.ZodType<T>): T {
  if (raw.refusal !== null) throw new TolkError('llm.refused', 'the model refused to answer');
  if (raw.finish === 'content_filter')
    throw new TolkError('llm.filtered', 'the LLM API’s content filter stopped the answer');
  if (raw.finish === 'length') throw cutOff(raw.content ?? '');
  if (!raw.content?.trim()) throw new TolkError('llm.no_answer', 'the model’s answer is empty');
  if (refusalText.test(raw.content))
    throw new TolkError('llm.refused', 'the model apologised instead of answering');
  const parsed = schema.safeParse(parseJson(raw.content));
  if (parsed.success) return parsed.data;
  throw new TolkError('llm.bad_answer', describeProblems(parsed.error), { cause: parsed.error });
}

function cutOff(content: string): TolkError {
  return endsInLoop(content)
    ? new TolkError('llm.looped', 'the model said the same again and again until its token limit')
    : new TolkError('llm.cut_off', 'the model’s answer was cut off at its token limit');
}

/** The end of a text that is looked at, and how often it must say the same to be a loop. */
const tailCharacters = 600;
const loopTimes = 4;

/**
 * Does a text end in something said again and again (a sentence, a word, white space)? Its last
 * characters then have a period (by the failure function of Knuth, Morris and Pratt, 1977) that
 * fits in them several times.
 */
function endsInLoop(text: string): boolean {
  const tail = text.slice(-tailCharacters);
  if (tail.length < tailCharacters) return false;
  const borders = new Array<number>(tail.length).fill(0);
  for (let at = 1; at < tail.length; at += 1) {
    let border = borders[at - 1] ?? 0;
    while (border > 0 && tail[at] !== tail[border]) border = borders[border - 1] ?? 0;
    borders[at] = tail[at] === tail[border] ? border + 1 : 0;
  }
  return tail.length - (borders.at(-1) ?? 0) <= tail.length / loopTimes;
}

/**
 * JSON as asked, or inside a fence or prose, or with the small faults that jsonrepair repairs.
 * Never an answer that was cut off.
 */
function parseJson(content: string): unknown {
  const inner = /\{[\s\S]*\}/.exec(content)?.[0] ?? '';
  const ways = [
    () => JSON.parse(content),
    () => JSON.parse(inner),
    () => JSON.parse(jsonrepair(inner)),
  ];
  for (const read of ways) {
    try {
      return read();
    } catch {
      // The next way may work.
    }
  }
  throw new TolkError('llm.bad_answer', 'the answer is not valid JSON');
}

/** The model is shown at most this many problems; more only confuse it. */
const maxProblems = 5;

function describeProblems(error: z.ZodError): string {
  return error.issues.slice(0, maxProblems).map(describeProblem).join('; ');
}

function describeProblem({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}
