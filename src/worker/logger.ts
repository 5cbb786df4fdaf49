/**
 * Where a worker says what it does: one event a call, ids and never texts. A pino logger is one.
 */
export interface Logger {
  info(event: object): void;
  warn(event: object): void;
  error(event: object): void;
  /** A logger that adds `fields` to every event. */
  child(fields: Record<string, unknown>): Logger;
}
