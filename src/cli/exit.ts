import type { Failure } from '../contract.ts';
import { isErrorCode, TolkError } from '../errors.ts';

/** What the process tells its caller: 0 all well, 1 our fault, 2 the user's, 3 some articles failed, 130 interrupted. */
export const exitCodes = { ok: 0, ours: 1, users: 2, someFailed: 3, interrupted: 130 } as const;

/** The exit code for an error that ended a command. */
export function exitCodeOf(error: TolkError): number {
  switch (error.fault) {
    case 'user':
      return exitCodes.users;
    case 'article':
      return exitCodes.someFailed;
    default:
      return exitCodes.ours;
  }
}

/** One line for the user. A bug of ours is named as one, with the line to report. */
export function describeError(error: TolkError): string {
  const line = error.message;
  if (error.code !== 'internal') return `tolk: ${line} [${error.code}]`;
  const stack = error.cause instanceof Error ? (error.cause.stack ?? '') : '';
  const place = /\n\s+(at .*)/.exec(stack)?.[1];
  return `tolk: a bug in Tolk, please report it: ${line}${place === undefined ? '' : ` (${place.trim()})`}`;
}

/** The failure kept with an article, as an error about `name` again. */
export function failureToError({ code, message, retryable }: Failure, name: string): TolkError {
  return new TolkError(isErrorCode(code) ? code : 'internal', `${name}: ${message}`, { retryable });
}
