import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from 'openai';
import { hourMs, minuteMs } from '../../duration.ts';
import { type ErrorCode, TolkError } from '../../errors.ts';

/** Codes with which a provider says that waiting never helps: somebody must pay or raise a limit. */
const quotaCodes = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
]);

/**
 * Whatever a call to the LLM API threw, as a TolkError. The one place where a status code or a
 * provider's error code is looked at.
 */
export function classifyError(error: unknown, model: string): TolkError {
  if (TolkError.isInstance(error)) return error;
  if (error instanceof APIUserAbortError)
    return new TolkError('job.interrupted', 'the LLM call was interrupted', { cause: error });
  if (error instanceof APIConnectionTimeoutError) {
    return new TolkError(
      'llm.timeout',
      'the LLM API did not answer in time (TOLK_CALL_TIMEOUT_MS)',
      { cause: error },
    );
  }
  if (error instanceof APIConnectionError) {
    if (/TIMEOUT/.test(reason(error)))
      return new TolkError('llm.timeout', `the LLM API did not answer in time${reason(error)}`, {
        cause: error,
      });
    return new TolkError(
      'llm.unreachable',
      `the LLM API cannot be reached${reason(error)}; check LLM_BASE_URL`,
      { cause: error },
    );
  }
  if (error instanceof APIError && error.status !== undefined)
    return sortStatus(error, error.status, model);
  if (error instanceof SyntaxError) {
    return new TolkError(
      'llm.server_error',
      'the LLM API answered with something that is not JSON',
      { cause: error },
    );
  }
  if (error instanceof OpenAI.OpenAIError)
    return new TolkError('llm.bad_request', error.message, { cause: error });
  return TolkError.from(error);
}

function sortStatus(error: APIError, status: number, model: string): TolkError {
  const code = error.code ?? '';
  const make = (to: ErrorCode, message: string) =>
    new TolkError(to, message, {
      cause: error,
      retryAfterMs: readRetryAfter(error.headers, Date.now()),
    });
  if (status === 402 || quotaCodes.has(code)) {
    return make(
      'llm.no_quota',
      `the LLM API refuses for lack of credit (${code || status}); add credit or raise the limit with your provider`,
    );
  }
  if (status === 401 || status === 403) {
    return make(
      'llm.unauthorized',
      `the LLM API refuses the key (${status}); check OPENAI_API_KEY`,
    );
  }
  if (code === 'content_filter')
    return make('llm.filtered', 'the LLM API’s content filter refused the text');
  if (code === 'context_length_exceeded' || status === 413) {
    return make('llm.too_long', `the text is too long for ${model}; lower TOLK_CHUNK_TOKENS`);
  }
  if (code === 'model_not_found' || status === 404) {
    return make(
      'llm.unknown_model',
      `the LLM API does not know the model "${model}"; check TOLK_MODEL and LLM_BASE_URL`,
    );
  }
  if (status === 429) return make('llm.rate_limited', 'the LLM API’s rate limit is reached');
  if (status === 503 || status === 529)
    return make('llm.overloaded', `the LLM API is overloaded (${status})`);
  if (status === 408 || status === 409 || status >= 500)
    return make('llm.server_error', `the LLM API failed (${status})`);
  return make(
    'llm.bad_request',
    `the LLM API refuses the request (${status}${code ? `, ${code}` : ''})`,
  );
}

/** A wait longer than this is not believed: then Tolk's own back-off decides. */
const maxRetryAfterMs = 15 * minuteMs;

/**
 * How long the server asks to wait: `retry-after-ms`, `retry-after` (seconds or a date), or when its
 * rate limit resets (`x-ratelimit-reset-*`, like `250ms` or `6m0s`); undefined when it does not say,
 * or says something beyond 15 minutes.
 */
function readRetryAfter(headers: Headers | undefined, now: number): number | undefined {
  const given = headers?.get('retry-after-ms');
  const after = headers?.get('retry-after');
  const candidates = [
    given ? Number(given) : Number.NaN,
    after ? Number(after) * 1_000 : Number.NaN,
    after ? Date.parse(after) - now : Number.NaN,
    ...(['requests', 'tokens'] as const)
      .filter((name) => headers?.get(`x-ratelimit-remaining-${name}`) === '0')
      .map((name) => readDuration(headers?.get(`x-ratelimit-reset-${name}`) ?? '')),
  ];
  return candidates.find((ms) => ms >= 0 && ms <= maxRetryAfterMs);
}

/** `250ms`, `1s`, `6m0s`, `1h2m` in milliseconds; NaN for anything else. */
function readDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: minuteMs, h: hourMs };
  if (parts.length === 0) return Number.NaN;
  return parts.reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? Number.NaN),
    0,
  );
}

/** The system's word for a failed connection (`ECONNREFUSED`), wherever in the chain of causes it stands. */
function reason(error: Error): string {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return ` (${cause.code})`;
  }
  return '';
}
