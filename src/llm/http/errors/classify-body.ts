import { type ErrorCode, TolkError } from '../../../errors.ts';
import { meaningOf } from './dialects.ts';
import { type BodyFacts, readBody } from './read-body.ts';
import { readRetryAfter } from './retry-after.ts';
import { showable, withoutEcho } from './server-words.ts';

/** An error as a server gives it. */
export interface ErrorAnswer {
  /** Of the answer; 200 where the error came as a success. */
  readonly status: number;
  /** The body, parsed or as text. */
  readonly body: unknown;
  readonly headers?: Headers | undefined;
  /** The model that was asked. */
  readonly model: string;
  /** What the client threw. */
  readonly cause?: unknown;
}

/**
 * The cause of a TolkError that a server's answer became: what the server said, whole. Not for
 * messages or logs, since a server may repeat the text it was sent.
 */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  /** The parameter that the server names; empty where it names none. */
  readonly param: string;

  constructor({ words, param }: BodyFacts, cause: unknown) {
    super(words, { cause });
    this.param = param;
  }
}

/** What a server said that refused a request; null for an error that no server's answer is. */
export function refusalIn(error: TolkError): ServerRefusal | null {
  return error.cause instanceof ServerRefusal ? error.cause : null;
}

/** The error without what its message repeats of the texts that were sent. */
export function hideEcho(error: TolkError, sent: readonly string[]): TolkError {
  const message = withoutEcho(error.message, sent);
  return message === error.message ? error : new TolkError(error.code, message, error);
}

/**
 * The one place where a server's error gets its meaning: from its status, its codes and its words,
 * in any dialect (`dialects.ts`). Direct answers, errors inside a 200 and the lines of the Batch
 * API all come here.
 *
 * @example
 * const error = classifyErrorBody({ status: 429, body: { error: { code: 'insufficient_quota' } }, model });
 * error.code; // llm.no_quota
 */
export function classifyErrorBody(answer: ErrorAnswer): TolkError {
  const facts = readBody(answer.body);
  const status = statusOf(answer.status, facts);
  const retryAfterMs = readRetryAfter({ headers: answer.headers, facts }, Date.now());
  const { codes, isJson } = facts;
  const words = `${facts.param} ${facts.words}`;
  const saysWhen = retryAfterMs !== undefined;
  const code = meaningOf({ status, codes, words, saysWhen, isJson });
  const requestId = requestIdOf(answer.headers, facts);
  const location = answer.headers?.get('location') ?? '';
  const described = { code, status, facts, requestId, location, model: answer.model };
  return new TolkError(code, describe(described), {
    cause: new ServerRefusal(facts, answer.cause),
    status: status || answer.status,
    requestId,
    retryAfterMs,
  });
}

/**
 * The error in an answer that came as a success, if it is one: `{error}` at the top (OpenRouter,
 * many gateways), in its choice (OpenRouter), or any error body in the place of an answer.
 *
 * @returns null for an answer without an error
 */
export function errorInAnswer(answer: Omit<ErrorAnswer, 'status'>): TolkError | null {
  const found = findError(answer.body);
  return found === null ? null : classifyErrorBody({ ...answer, status: 200, body: found });
}

function findError(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return null;
  if (Array.isArray(body)) return body.length > 0 && findError(body[0]) !== null ? body : null;
  const fields = new Map<string, unknown>(Object.entries(body));
  if (isGiven(fields.get('error'))) return without(body, 'choices');
  const choices = fields.get('choices');
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (typeof choice === 'object' && choice !== null && 'error' in choice && isGiven(choice.error))
    return { error: choice.error };
  if (Array.isArray(choices)) return null;
  const isError =
    fields.get('object') === 'error' ||
    ['detail', 'errors', 'base_resp'].some((key) => isGiven(fields.get(key))) ||
    // Ollama's own API answers in a field `message`, which is an object.
    ['message', 'Message', 'msg', 'error_msg'].some((key) => typeof fields.get(key) === 'string');
  return isError ? body : null;
}

function without(body: object, key: string): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
}

/** Many servers send an empty `error` with every answer. */
function isGiven(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return Object.keys(value).length > 0;
}

/** Statuses that say more than a 200, 400, 500 or 502 around them. */
const tellingStatuses = [401, 402, 403, 404, 408, 413, 429, 503, 504, 529];

/** The status that counts: a gateway passes that of the server behind it on in the body. */
function statusOf(status: number, { status: inBody }: BodyFacts): number {
  if (status < 300) return inBody ?? 0;
  const saysLittle = [400, 500, 502].includes(status);
  return saysLittle && inBody !== null && tellingStatuses.includes(inBody) ? inBody : status;
}

/** What providers call the header with their name for a request. */
const requestIdHeaders = [
  'x-request-id', // OpenAI, Groq, xAI, Mistral's gateway
  'request-id', // Anthropic
  'x-amzn-requestid', // AWS
  'apim-request-id', // Azure
  'x-ms-request-id',
  'x-goog-request-id',
  'x-litellm-call-id',
  'x-generation-id', // OpenRouter
  'mistral-correlation-id',
  'x-correlation-id',
  'x-trace-id',
  'cf-ray', // whatever is behind Cloudflare
];

function requestIdOf(headers: Headers | undefined, facts: BodyFacts): string | undefined {
  const names = requestIdHeaders.map((name) => headers?.get(name));
  const id = names.find(Boolean) ?? facts.requestId;
  // Long and random, as keys are: it must not be taken for one.
  return id?.replaceAll(/[^\w.:=+/-]/g, '').slice(0, 100) || undefined;
}

interface Described {
  readonly code: ErrorCode;
  readonly status: number;
  readonly facts: BodyFacts;
  readonly requestId: string | undefined;
  readonly location: string;
  readonly model: string;
}

/** What happened and what to do, by code; the server's own words follow. */
const descriptions: Partial<Record<ErrorCode, (described: Described) => string>> = {
  'llm.no_quota': (described) =>
    `the LLM API refuses for lack of credit${inBrackets(described)}; ` +
    'add credit or raise the limit with your provider',
  'llm.unauthorized': (described) =>
    `the LLM API refuses the key${inBrackets(described)}; check OPENAI_API_KEY (or the provider’s own variable)`,
  'llm.forbidden': (described) =>
    `the LLM API forbids this request${inBrackets(described)}; ` +
    'a filter in front of it may object to the text, or the key may lack a right',
  'llm.wrong_address': (described) =>
    described.location === ''
      ? `the LLM API is not at this address${inBrackets(described)}; check LLM_BASE_URL`
      : `the LLM API redirects to another address${inBrackets(described)}; ` +
        `set LLM_BASE_URL to ${showable(described.location.replace(/\/chat\/completions.*/, ''))}`,
  'llm.filtered': () => 'the LLM API’s content filter refused the text',
  'llm.too_long': ({ model }) => `the text is too long for ${model}; lower TOLK_CHUNK_TOKENS`,
  'llm.unknown_model': ({ model }) =>
    `the LLM API does not know the model "${model}"; check TOLK_MODEL and LLM_BASE_URL`,
  'llm.rate_limited': () => 'the LLM API’s rate limit is reached',
  'llm.overloaded': (described) => `the LLM API is overloaded${inBrackets(described)}`,
  'llm.timeout': (described) =>
    `the LLM API did not answer in time${inBrackets(described)}: ` +
    'the server, or a gateway in front of it, gave up',
  'llm.unreachable': (described) =>
    `the server behind the gateway cannot be reached${inBrackets(described)}`,
  'llm.server_error': (described) => `the LLM API failed${inBrackets(described)}`,
  'llm.bad_answer': (described) =>
    `the LLM API refused what the model wrote${inBrackets(described)}`,
};

function describe(described: Described): string {
  const { code, facts, requestId } = described;
  const what =
    descriptions[code]?.(described) ?? `the LLM API refuses the request${inBrackets(described)}`;
  const said = showable(facts.words);
  const words = said === '' ? '' : `; it says: ${said}`;
  return `${what}${words}${requestId === undefined ? '' : ` (request ${requestId})`}`;
}

/** Codes that say no more than that there is an error. */
const bareCode = /^(?:\d{3}|none|.*error|api|.*\s.*)$/;

/** ` (429, insufficient_quota)`: the status and the server's code for it, where there are any. */
function inBrackets({ status, facts }: Described): string {
  const named = facts.codes.find((code) => !bareCode.test(code));
  const parts = [status === 0 ? '' : String(status), named === undefined ? '' : showable(named)];
  const text = parts.filter(Boolean).join(', ');
  return text === '' ? '' : ` (${text})`;
}
