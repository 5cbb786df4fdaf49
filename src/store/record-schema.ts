import { TolkError } from '../errors.ts';

/**
 * The version of what a record holds. It goes up when a worker that knows only the version before
 * would do it wrong; a field that such a worker may pass over needs no new one. While an upgrade is
 * rolled out, workers leave records of a later version to those that know it. A record without a
 * version is one of the first.
 */
export const recordSchema = 1;

const tooNew = /TOONEW (\d+)/;

/** The error for a record that only a later version knows, where `error` tells of one. */
export function tooNewError(error: unknown, id: string): unknown {
  const [, version] = tooNew.exec(error instanceof Error ? error.message : '') ?? [];
  if (version === undefined) return error;
  return new TolkError(
    'store.too_new',
    `${id} was accepted by a later Tolk (record version ${version}, this one knows ${recordSchema}); ` +
      'it is left to a newer worker: upgrade this one',
    { cause: error },
  );
}
