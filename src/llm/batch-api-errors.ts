import { z } from 'zod';
import { TolkError } from '../errors.ts';
import { classifyError } from './http/classify-error.ts';
import { classifyErrorBody, errorInAnswer, refusalIn } from './http/errors/classify-body.ts';
import { showable } from './http/errors/server-words.ts';

const batchApi = 'the Batch API';

/** What a call to the Batch API threw; what is not there says so in its own words. */
export function batchApiError(error: unknown): TolkError {
  const failure = classifyError(error, batchApi);
  // No single article is in these requests: what is forbidden here, the key may not do.
  if (failure.code === 'llm.forbidden')
    return new TolkError('llm.unauthorized', failure.message, failure);
  return asNotThere(failure);
}

/** The error in an answer that came with status 200; null where there is none. */
export function batchApiErrorIn(answer: unknown): TolkError | null {
  const error = errorInAnswer({ body: answer, model: batchApi });
  return error && asNotThere(error);
}

/** The Batch API's own words for what is not there. */
const notFoundWords =
  /not.?found|no (?:such )?(?:batch|file)|does not exist|unknown (?:batch|file)/i;

/**
 * A batch or file that is not there is no wrong address, as a 404 is elsewhere. Its status is 404
 * also where the server said it in a 200.
 */
function asNotThere(error: TolkError): TolkError {
  const { status, requestId } = error;
  const words = refusalIn(error)?.message ?? '';
  const saysSo = status === 200 || status === 400 ? notFoundWords.test(words) : false;
  if (status !== 404 && status !== 410 && !saysSo) return error;
  const says = words === '' ? '' : `; it says: ${showable(words)}`;
  const message = `${batchApi} does not have it (${status})${says}`;
  return new TolkError('llm.server_error', message, { status: 404, requestId, cause: error.cause });
}

/** An error as a line of a result file carries it. */
export interface CarriedError {
  /** Of the answer; null where the line does not say. */
  readonly status: number | null;
  readonly body: unknown;
  readonly requestId: string | null;
  /** The model that was asked. */
  readonly model: string;
}

/** The same as the error that would have come directly. */
export function carriedError({ status, body, requestId, model }: CarriedError): TolkError {
  const headers = new Headers(requestId === null ? {} : { 'x-request-id': requestId });
  return classifyErrorBody({ status: status ?? statusIn(body), body, headers, model });
}

const coded = z.looseObject({ code: z.union([z.string(), z.number()]).nullish() });
const wrapped = z.looseObject({ error: coded });

/** The status that an error without one stands for: its code where that is one, else a 500. */
function statusIn(body: unknown): number {
  const code = wrapped.safeParse(body).data?.error.code ?? coded.safeParse(body).data?.code;
  const status = Number(code ?? Number.NaN);
  return status >= 400 && status < 600 ? status : 500;
}
