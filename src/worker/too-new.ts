import { TolkError } from '../errors.ts';

/** True for a record that only a later version knows: it is left to a newer worker. */
export function isTooNew(error: unknown): error is TolkError {
  return TolkError.isInstance(error) && error.code === 'store.too_new';
}

/** Catches {@link isTooNew}; throws any other error. */
export function unlessTooNew(error: unknown): 'too-new' {
  if (isTooNew(error)) return 'too-new';
  throw error;
}
