import { UnrecoverableError } from 'bullmq';
import type { Failure } from '../contract.ts';
import type { TolkError } from '../errors.ts';

/** A TolkError as it is kept with the article. */
export function toFailure(error: TolkError): Failure {
  return { code: error.code, message: error.message, retryable: error.retryable };
}

/** What BullMQ must hear so that it does not try again: only the code, since BullMQ keeps the message. */
export function toUnrecoverable(error: TolkError): Error {
  return new UnrecoverableError(error.code);
}

/** What BullMQ must hear so that it tries again after its back-off. */
export function toRetryable(error: TolkError): Error {
  return new Error(error.code, { cause: error });
}
