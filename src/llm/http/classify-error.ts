import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from 'openai';
import { TolkError } from '../../errors.ts';
import { classifyErrorBody } from './errors/classify-body.ts';

/**
 * Whatever a call to the LLM API threw, as a TolkError. From the top: already ours, interrupted, no
 * answer at all, an answer with an error status, an answer that cannot be read.
 */
export function classifyError(error: unknown, model: string): TolkError {
  if (TolkError.isInstance(error)) return error;
  if (error instanceof APIUserAbortError)
    return new TolkError('job.interrupted', 'the LLM call was interrupted', { cause: error });
  // The transport knows better than the client that carried its error here.
  if (error instanceof APIConnectionError && TolkError.isInstance(error.cause)) return error.cause;
  if (error instanceof APIConnectionError) return classifyConnection(error);
  if (error instanceof APIError && error.status !== undefined)
    return classifyAnswer(error, error.status, model);
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
  if (/CONNECT_TIMEOUT|ETIMEDOUT/.test(reason)) return unreachable(where, error);
  if (error instanceof APIConnectionTimeoutError) {
    const message = 'the LLM API did not answer in time (TOLK_CALL_TIMEOUT_MS)';
    return new TolkError('llm.timeout', message, { cause: error });
  }
  if (reason.includes('TIMEOUT')) {
    const message = `the LLM API did not answer in time${where}`;
    return new TolkError('llm.timeout', message, { cause: error });
  }
  return unreachable(where, error);
}

function unreachable(where: string, cause: Error): TolkError {
  const message = `the LLM API cannot be reached${where}; check LLM_BASE_URL`;
  return new TolkError('llm.unreachable', message, { cause });
}

/** An answer with an error status, as the client gives it: the body's `error`, or its text. */
function classifyAnswer(error: APIError, status: number, model: string): TolkError {
  const text = error.message.replace(`${status} `, '');
  const { headers } = error;
  const body = error.error === undefined ? text : { error: error.error };
  const isEmpty = error.error === undefined && text === 'status code (no body)';
  return classifyErrorBody({ status, body: isEmpty ? '' : body, headers, model, cause: error });
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
