import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TolkError } from '../errors.ts';
import { fileError } from '../file-error.ts';
import { inertJson } from '../inert.ts';

/** A file of JSON lines that is only ever added to. */
export class LineFile {
  readonly path: string;
  readonly #file: FileHandle;
  #bytes: number;
  #closing: Promise<void> | undefined;

  private constructor(path: string, file: FileHandle, bytes: number) {
    this.path = path;
    this.#file = file;
    this.#bytes = bytes;
  }

  /**
   * Opens a file to continue after its first `bytes` bytes; what lies beyond was never acknowledged
   * and is cut off.
   *
   * @throws TolkError `corpus.unreadable` where it is shorter than that, `disk.full` or `file.*` where
   *   it cannot be written
   */
  static async open(path: string, bytes: number): Promise<LineFile> {
    const file = await openToWrite(path);
    const { size } = await file.stat();
    if (size < bytes) {
      await file.close();
      throw new TolkError(
        'corpus.unreadable',
        `${path}: ${size} bytes, but ${bytes} were written; put it back, or start a new batch`,
      );
    }
    if (size > bytes) await file.truncate(bytes);
    return new LineFile(path, file, bytes);
  }

  /** Bytes that are in it. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Adds a line for each value, and resolves to the new length when they are on the disk.
   *
   * @throws TolkError `disk.full`, `file.*`
   */
  async append(values: readonly unknown[]): Promise<number> {
    if (values.length === 0) return this.#bytes;
    const lines = Buffer.from(
      values.map((value) => `${inertJson(JSON.stringify(value))}\n`).join(''),
    );
    try {
      await this.#file.appendFile(lines);
      await this.#file.datasync();
    } catch (error) {
      throw fileError(error, this.path);
    }
    this.#bytes += lines.length;
    return this.#bytes;
  }

  /** Closes it; to close it again is no error. */
  async close(): Promise<void> {
    this.#closing ??= this.#file.close();
    await this.#closing;
  }
}

async function openToWrite(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, 'a+');
  } catch (cause) {
    throw fileError(cause, path);
  }
}
