import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TolkError } from '../errors.ts';

/** A file of JSON lines that is only ever added to; what is beyond a known length can be cut off. */
export interface LineFile {
  readonly path: string;
  /** Bytes that are in it. */
  readonly bytes: number;
  /** Adds a line for each value, and returns when they are on the disk: the new length in bytes. */
  append(values: readonly unknown[]): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens a file of JSON lines to go on after its first `bytes` bytes; what lies beyond was never
 * acknowledged and is cut off.
 *
 * @throws TolkError `corpus.unreadable` where it is shorter than that, or cannot be written
 */
export async function openLineFile(path: string, bytes: number): Promise<LineFile> {
  let file: FileHandle;
  try {
    await mkdir(dirname(path), { recursive: true });
    file = await open(path, 'a+');
  } catch (cause) {
    throw new TolkError(
      'corpus.unreadable',
      `${path}: cannot be written (${cause instanceof Error ? cause.message : cause})`,
      { cause },
    );
  }
  const { size } = await file.stat();
  if (size < bytes) {
    await file.close();
    throw new TolkError(
      'corpus.unreadable',
      `${path}: ${size} bytes, but ${bytes} were written; put it back, or begin a new batch`,
    );
  }
  await file.truncate(bytes);
  let length = bytes;
  let closing: Promise<void> | undefined;
  return {
    path,
    get bytes() {
      return length;
    },
    async append(values) {
      if (values.length === 0) return length;
      const text = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      await file.appendFile(text);
      await file.datasync();
      length += text.length;
      return length;
    },
    async close() {
      // Closing twice is an error of the handle's, and none of ours.
      closing ??= file.close();
      await closing;
    },
  };
}
