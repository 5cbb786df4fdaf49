import type { Dialect } from './dialects/dialect.ts';
import type { ModelOptions } from './options.ts';
import { hasParameter, type Refusable, unknownArgument, unsupported } from './parameters.ts';
import type { Problem } from './problems.ts';
import { type ChatRequest, chatRequestSchema, limitOf, textOf } from './protocol.ts';
import { effortProblem } from './reasoning.ts';
import { findSchemaKeyword } from './schema-keywords.ts';
import { countPromptTokens } from './tokens.ts';

const maxBodyBytes = 16_000_000;

/** A request that can be answered, or why it is refused. */
export type ReadRequest =
  | {
      readonly request: ChatRequest;
      readonly promptTokens: number;
      /** What the context leaves for an answer. */
      readonly roomTokens: number;
      /** The prompt was longer than the context, and lost its beginning. */
      readonly isCut: boolean;
    }
  | { readonly problem: Problem };

/** Reads a request's body, and looks whether this model takes it. */
export function readRequest(body: string, dialect: Dialect, options: ModelOptions): ReadRequest {
  if (body.length > maxBodyBytes) return unreadable('the request is too large');
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return unreadable(
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t ' +
        'using your HTTP library correctly.)',
    );
  }
  const parsed = chatRequestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    return unreadable(`Invalid value at '${place}': ${issue?.message ?? ''}`);
  }
  const request = parsed.data;
  const problem = refusedParameter(request, dialect, options) ?? refusedModel(request, options);
  if (problem) return { problem };
  return checkSizes(request, dialect, options);
}

function refusedModel({ model }: ChatRequest, { models }: ModelOptions): Problem | undefined {
  return models === undefined || models.includes(model)
    ? undefined
    : { kind: 'unknown_model', model };
}

function refusedParameter(
  request: ChatRequest,
  { refuses = [], knowsArguments, refusesSchemaKeywords }: Dialect,
  { refuses: more = [], reasoningTokens = 0, efforts }: ModelOptions,
): Problem | undefined {
  const unknown = knowsArguments ? unknownArgument(request) : undefined;
  if (unknown !== undefined) return { kind: 'unknown_argument', param: unknown };
  const isDull: readonly Refusable[] =
    knowsArguments && reasoningTokens === 0 ? ['reasoning_effort'] : [];
  const refused = [...refuses, ...more, ...isDull].find((name) => hasParameter(request, name));
  if (refused !== undefined) return unsupported(refused, request);
  const keyword = refusesSchemaKeywords ? findSchemaKeyword(request) : undefined;
  return keyword ?? (reasoningTokens > 0 ? effortProblem(request, efforts) : undefined);
}

/** Looks at the sizes and at the text; only now are the tokens counted. */
function checkSizes(request: ChatRequest, dialect: Dialect, options: ModelOptions): ReadRequest {
  const { cutsPrompt = false, countsPromptOnly = false } = dialect;
  const { maxOutputTokens, contextTokens: context = Number.POSITIVE_INFINITY } = options;
  const output = limitOf(request) ?? 0;
  if (maxOutputTokens !== undefined && output > maxOutputTokens)
    return { problem: { kind: 'limit_too_large', asked: output, limit: maxOutputTokens } };
  const prompt = countPromptTokens(request);
  const isCut = cutsPrompt && prompt > context;
  if (!isCut && prompt + (countsPromptOnly ? 0 : output) > context)
    return { problem: { kind: 'too_long', prompt, output, context } };
  const { flaggedWords = [] } = options;
  const isFlagged = request.messages.some((message) => hasWord(textOf(message), flaggedWords));
  if (isFlagged) return { problem: { kind: 'flagged' } };
  // Half of the context is for the answer to a prompt that was cut.
  const promptTokens = isCut ? Math.floor(context / 2) : prompt;
  return { request, promptTokens, roomTokens: context - promptTokens, isCut };
}

function hasWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

/** The question; after a repair there are several messages of the user, and it is the first. */
export function questionOf({ messages }: ChatRequest): string {
  const question = messages.find((message) => message.role === 'user') ?? messages[0];
  return question ? textOf(question) : '';
}

function unreadable(message: string): ReadRequest {
  return { problem: { kind: 'unreadable', message } };
}
