import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** A file that is larger than it may be. */
class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';

  constructor(maxBytes: number) {
    super(`it is over ${maxBytes.toLocaleString('en-US')} bytes`);
  }
}

const chunkBytes = 64 * 1024;

/**
 * Reads a file that must be held whole, however large or endless it is (a device, a pipe).
 *
 * @throws FileTooLargeError beyond `maxBytes`; what the file system throws
 */
export function readBoundedFileSync(path: string, maxBytes: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const reader = new BoundedReader(maxBytes);
    for (;;) {
      const read = readSync(file, reader.chunk);
      if (read === 0) return reader.take();
      reader.add(read);
    }
  } finally {
    closeSync(file);
  }
}

/** The same without keeping the process. */
export async function readBoundedFile(path: string, maxBytes: number): Promise<Buffer> {
  await using file = await open(path, 'r');
  const reader = new BoundedReader(maxBytes);
  for (;;) {
    const { bytesRead } = await file.read(reader.chunk);
    if (bytesRead === 0) return reader.take();
    reader.add(bytesRead);
  }
}

/** Collects what is read, up to a limit. */
class BoundedReader {
  readonly chunk = Buffer.alloc(chunkBytes);
  readonly #maxBytes: number;
  readonly #parts: Buffer[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Keeps the first bytes of `chunk`. */
  add(bytes: number): void {
    this.#size += bytes;
    if (this.#size > this.#maxBytes) throw new FileTooLargeError(this.#maxBytes);
    this.#parts.push(Buffer.from(this.chunk.subarray(0, bytes)));
  }

  take(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
