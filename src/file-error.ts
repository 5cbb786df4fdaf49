import { TolkError } from './errors.ts';
import { readSystemTrouble } from './system-errors.ts';

/**
 * An error of the file system, told of its file: what fails while it writes does not say which. Any
 * other error stays as it is.
 */
export function fileError(error: unknown, path: string): unknown {
  const trouble = TolkError.isInstance(error) ? undefined : readSystemTrouble(error, path);
  return trouble ? new TolkError(trouble.code, trouble.message, { cause: error }) : error;
}
