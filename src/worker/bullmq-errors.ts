import { UnrecoverableError } from 'bullmq';
import type { Failure } from '../contract.ts';
import type { TolkError } from '../errors.ts';

/** A TolkError as it is stored with the article. */
export function toFailure({ code, message, retryable }: TolkError): Failure {
  return { code, message, retryable };
}

/**
 * The error that keeps BullMQ from trying again: only the code, since BullMQ stores the message.
 */
export function toUnrecoverable(error: TolkError): Error {
  return new UnrecoverableError(error.code);
}

/** The error after which BullMQ tries again, after its back-off. */
export function toRetryable(error: TolkError): Error {
  return new Error(error.code, { cause: error });
}
