import type { IdSequence } from './batch.ts';

/** The files of the Batch API, uploaded and written, by their ids. */
export class FileStore {
  readonly #ids: IdSequence;
  readonly #files = new Map<string, Buffer>();

  constructor(ids: IdSequence) {
    this.#ids = ids;
  }

  /** Keeps a file, and returns its id. */
  add(content: Buffer): string {
    const id = this.#ids.next('file');
    this.#files.set(id, content);
    return id;
  }

  /** Writes a file of these rows; null when there are none. */
  addRows(rows: readonly string[]): string | null {
    if (rows.length === 0) return null;
    return this.add(Buffer.from(rows.map((row) => `${row}\n`).join('')));
  }

  read(id: string): Buffer | undefined {
    return this.#files.get(id);
  }
}
