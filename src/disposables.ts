/** Ends something that was acquired. */
type Release = () => Promise<void> | void;

/** What must be ended, in the order it was acquired. */
export interface Disposables extends AsyncDisposable {
  /** Remembers how to end what was just acquired. */
  push(release: Release): void;
}

/**
 * Collects what must be ended and ends it last in, first out, once; every release runs, and the
 * first error is thrown when all have.
 */
export function createDisposables(): Disposables {
  const releases: Release[] = [];
  return {
    push: (release) => void releases.push(release),
    async [Symbol.asyncDispose]() {
      const errors: unknown[] = [];
      for (let release = releases.pop(); release; release = releases.pop()) {
        try {
          await release();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
