import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from 'openai';
import { hourMs, minuteMs } from '../../duration.ts';
import { type ErrorCode, TolkError } from '../../errors.ts';

/**
 * Codes with which a provider says that waiting never helps: somebody must pay or raise a limit.
 */
const quotaCodes = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
]);

/**
 * Whatever a call to the LLM API threw, as a TolkError: the one place where a status or a
 * provider's error code is looked at. From the top: already ours, interrupted, no answer at all, an
 * answer with an error status, an answer that cannot be read.
 */
export function classifyError(error: unknown, model: string): TolkError {
  if (TolkError.isInstance(error)) return error;
  if (error instanceof APIUserAbortError)
    return new TolkError('job.interrupted', 'the LLM call was interrupted', { cause: error });
  if (error instanceof APIConnectionError) return classifyConnection(error);
  if (error instanceof APIError && error.status !== undefined)
    return classifyStatus(error, error.status, model);
  if (error instanceof SyntaxError) {
    const message = 'the LLM API answered with something that is not JSON';
    return new TolkError('llm.server_error', message, { cause: error });
  }
  if (error instanceof OpenAI.OpenAIError)
    return new TolkError('llm.bad_request', error.message, { cause: error });
  return TolkError.from(error);
}

function classifyConnection(error: APIConnectionError): TolkError {
  const reason = connectionError(error);
  const where = reason === '' ? '' : ` (${reason})`;
  if (error instanceof APIConnectionTimeoutError) {
    const message = 'the LLM API did not answer in time (TOLK_CALL_TIMEOUT_MS)';
    return new TolkError('llm.timeout', message, { cause: error });
  }
  if (reason.includes('TIMEOUT')) {
    const message = `the LLM API did not answer in time${where}`;
    return new TolkError('llm.timeout', message, { cause: error });
  }
  const message = `the LLM API cannot be reached${where}; check LLM_BASE_URL`;
  return new TolkError('llm.unreachable', message, { cause: error });
}

/** What an error status says: the provider's code for it, and the model that was asked. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly model: string;
}

interface StatusRule {
  readonly when: (refusal: Refusal) => boolean;
  readonly as: ErrorCode;
  readonly message: (refusal: Refusal) => string;
}

/**
 * The first rule that holds decides: a provider's own code comes before the status it is sent with.
 */
const statusRules: readonly StatusRule[] = [
  {
    when: ({ status, code }) => status === 402 || quotaCodes.has(code),
    as: 'llm.no_quota',
    message: ({ status, code }) =>
      `the LLM API refuses for lack of credit (${code || status}); ` +
      'add credit or raise the limit with your provider',
  },
  {
    when: ({ status }) => status === 401 || status === 403,
    as: 'llm.unauthorized',
    message: ({ status }) => `the LLM API refuses the key (${status}); check OPENAI_API_KEY`,
  },
  {
    when: ({ code }) => code === 'content_filter',
    as: 'llm.filtered',
    message: () => 'the LLM API’s content filter refused the text',
  },
  {
    when: ({ status, code }) => code === 'context_length_exceeded' || status === 413,
    as: 'llm.too_long',
    message: ({ model }) => `the text is too long for ${model}; lower TOLK_CHUNK_TOKENS`,
  },
  {
    when: ({ status, code }) => code === 'model_not_found' || status === 404,
    as: 'llm.unknown_model',
    message: ({ model }) =>
      `the LLM API does not know the model "${model}"; check TOLK_MODEL and LLM_BASE_URL`,
  },
  {
    when: ({ status }) => status === 429,
    as: 'llm.rate_limited',
    message: () => 'the LLM API’s rate limit is reached',
  },
  {
    when: ({ status }) => status === 503 || status === 529,
    as: 'llm.overloaded',
    message: ({ status }) => `the LLM API is overloaded (${status})`,
  },
  {
    when: ({ status }) => status === 408 || status === 409 || status >= 500,
    as: 'llm.server_error',
    message: ({ status }) => `the LLM API failed (${status})`,
  },
];

const anyOtherRefusal: Omit<StatusRule, 'when'> = {
  as: 'llm.bad_request',
  message: ({ status, code }) =>
    `the LLM API refuses the request (${status}${code ? `, ${code}` : ''})`,
};

function classifyStatus(error: APIError, status: number, model: string): TolkError {
  const refusal: Refusal = { status, code: error.code ?? '', model };
  const rule = statusRules.find(({ when }) => when(refusal)) ?? anyOtherRefusal;
  return new TolkError(rule.as, rule.message(refusal), {
    cause: error,
    status,
    requestId: error.requestID ?? undefined,
    retryAfterMs: readRetryAfter(error.headers, Date.now()),
  });
}

/** A wait longer than this is not believed: then Tolk's own back-off decides. */
const maxRetryAfterMs = 15 * minuteMs;

/**
 * How long the server asks to wait: `retry-after-ms`, `retry-after` (seconds or a date), or when
 * its rate limit resets (`x-ratelimit-reset-*`, like `250ms` or `6m0s`); undefined when it does not
 * say, or says something beyond 15 minutes.
 */
function readRetryAfter(headers: Headers | undefined, now: number): number | undefined {
  if (!headers) return undefined;
  const milliseconds = headers.get('retry-after-ms');
  const after = headers.get('retry-after');
  const candidates = [
    milliseconds ? Number(milliseconds) : Number.NaN,
    after ? Number(after) * 1_000 : Number.NaN,
    after ? Date.parse(after) - now : Number.NaN,
    readReset(headers, 'requests'),
    readReset(headers, 'tokens'),
  ];
  return candidates.find((ms) => ms >= 0 && ms <= maxRetryAfterMs);
}

/** When a limit that is used up resets; NaN for one that is not. */
function readReset(headers: Headers, kind: 'requests' | 'tokens'): number {
  if (headers.get(`x-ratelimit-remaining-${kind}`) !== '0') return Number.NaN;
  return readDuration(headers.get(`x-ratelimit-reset-${kind}`) ?? '');
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: minuteMs, h: hourMs };

/** `250ms`, `1s`, `6m0s`, `1h2m` in milliseconds; NaN for anything else. */
function readDuration(text: string): number {
  const parts = [...text.matchAll(/(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|m|h)/g)];
  if (parts.length === 0) return Number.NaN;
  return parts
    .map(
      ({ groups }) => Number(groups?.['amount']) * (unitMs[groups?.['unit'] ?? ''] ?? Number.NaN),
    )
    .reduce((sum, ms) => sum + ms, 0);
}

/**
 * The system's word for a failed connection (`ECONNREFUSED`), wherever among its causes; or empty.
 */
function connectionError(error: Error): string {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return '';
}
