import { TolkError } from '../errors.ts';
import type { CorpusEntry } from './entry.ts';

/** An entry that cannot be loaded. */
export function failing(place: string, problem: TolkError): CorpusEntry {
  return {
    place,
    async load() {
      throw problem;
    },
  };
}

/** A file system's error in a user's words. */
export function unreadable(name: string, error: unknown): TolkError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why =
    code === 'ENOENT'
      ? 'no such file'
      : code === 'EACCES'
        ? 'no permission to read it'
        : String(error);
  return new TolkError('corpus.unreadable', `${name}: ${why}`, { cause: error });
}
