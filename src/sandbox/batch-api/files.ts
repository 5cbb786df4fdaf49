import { epochSeconds, type IdSequence } from './batch.ts';

/** A file in OpenAI's form. */
export interface ApiFile {
  readonly id: string;
  readonly object: 'file';
  readonly bytes: number;
  readonly created_at: number;
  readonly expires_at: null;
  readonly filename: string;
  readonly purpose: 'batch' | 'batch_output';
  readonly status: 'processed';
  readonly status_details: null;
}

interface StoredFile {
  readonly file: ApiFile;
  readonly content: Buffer;
}

/** The files of the Batch API, uploaded and written, by their ids. */
export class FileStore {
  readonly #ids: IdSequence;
  readonly #files = new Map<string, StoredFile>();

  constructor(ids: IdSequence) {
    this.#ids = ids;
  }

  /** Keeps a file. */
  add(content: Buffer, filename: string, purpose: ApiFile['purpose']): ApiFile {
    const file: ApiFile = {
      id: this.#ids.next('file'),
      object: 'file',
      bytes: content.length,
      created_at: epochSeconds(),
      expires_at: null,
      filename,
      purpose,
      status: 'processed',
      status_details: null,
    };
    this.#files.set(file.id, { file, content });
    return file;
  }

  /** Writes a file of these rows, and returns its id; null when there are none. */
  addRows(rows: readonly string[], filename: string): string | null {
    if (rows.length === 0) return null;
    const content = Buffer.from(rows.map((row) => `${row}\n`).join(''));
    return this.add(content, filename, 'batch_output').id;
  }

  /** All files, the latest first. */
  list(): ApiFile[] {
    return [...this.#files.values()].map(({ file }) => file).toReversed();
  }

  find(id: string): ApiFile | undefined {
    return this.#files.get(id)?.file;
  }

  read(id: string): Buffer | undefined {
    return this.#files.get(id)?.content;
  }

  /** False where there is no such file. */
  delete(id: string): boolean {
    return this.#files.delete(id);
  }
}
