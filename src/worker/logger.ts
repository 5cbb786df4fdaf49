import type { TolkError } from '../errors.ts';

/**
 * Where a worker says what it does: one event a call, ids and never texts. A pino logger is one.
 */
export interface Logger {
  /** What happens in the ordinary course. */
  info(event: object): void;
  /** What a person may want to look at. */
  warn(event: object): void;
  /** What a person should look at. */
  error(event: object): void;
  /** A logger that adds `fields` to every event. */
  child(fields: Record<string, unknown>): Logger;
}

/** The server's answer behind an error, for a log: what its support asks for. */
export function answerOf({ status, requestId }: TolkError): {
  status?: number;
  requestId?: string;
} {
  return {
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
