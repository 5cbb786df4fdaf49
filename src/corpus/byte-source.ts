import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { TolkError } from '../errors.ts';
import { readSystemTrouble, systemReason } from '../system-errors.ts';
import type { ByteSource } from './entry.ts';
import type { Compression } from './formats.ts';

/** How the bytes of a corpus are opened. */
export interface OpenOptions {
  /** Called with the size of each part read. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** What `-` stands for. @default this process's standard input */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
}

/** Opens a file, or standard input for `-`. */
export function openBytes(path: string, { onBytes, stdin }: OpenOptions = {}): ByteSource {
  const open = (): AsyncIterable<Uint8Array> =>
    path === '-' ? (stdin ?? process.stdin) : createReadStream(path, { highWaterMark: 256 * 1024 });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of open()) {
      onBytes?.(chunk.length);
      yield chunk;
    }
  }
  return path === '-'
    ? { name: 'standard input', path: undefined, bytes }
    : { name: path, path, bytes };
}

/** The first bytes of a source, and the source with these before it still. */
export async function peek(
  source: ByteSource,
  size: number,
): Promise<{ readonly head: Buffer; readonly source: ByteSource }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const rest = source.bytes()[Symbol.asyncIterator]();
  while (length < size) {
    const { done, value } = await rest.next();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  const head = Buffer.concat(parts);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    try {
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    } finally {
      await rest.return?.();
    }
  }
  return { head, source: { name: source.name, path: source.path, bytes } };
}

/** Real text is packed to a tenth, and hardly ever to a hundredth. */
const maxRatio = 500;
/** Below this nothing is too much, however it is packed. */
const harmlessBytes = 64_000_000;

/** True for what unpacks to so many times its size that it can be no corpus. */
export function isBomb(packedBytes: number, unpackedBytes: number): boolean {
  return unpackedBytes > harmlessBytes && unpackedBytes > packedBytes * maxRatio;
}

/** What {@link isBomb} means, for messages. */
export const unpacksTooFar = `it unpacks to over ${maxRatio} times its size; unpack it first if that is right`;

/**
 * Decompresses the bytes as they are read.
 *
 * @throws TolkError while reading: `corpus.damaged` where the data is cut off or not so compressed,
 *   `corpus.too_large` where it is a bomb
 */
export function decompress(source: ByteSource, compression: Compression): ByteSource {
  if (compression === 'none') return source;
  const bytes = () => decompressed(source, compression);
  return { name: source.name, path: undefined, bytes };
}

async function* decompressed({ name, bytes }: ByteSource, compression: 'gzip' | 'zstd') {
  const stream = compression === 'gzip' ? zlib.createGunzip() : zlib.createZstdDecompress();
  let packed = 0;
  let unpacked = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes()) {
      packed += chunk.length;
      yield chunk;
    }
  }
  const input = Readable.from(counted());
  input.on('error', (error) => stream.destroy(error));
  input.pipe(stream);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (isBomb(packed, unpacked))
        throw new TolkError('corpus.too_large', `${name}: ${unpacksTooFar}`);
      yield chunk;
    }
  } catch (cause) {
    if (TolkError.isInstance(cause)) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TolkError(
      'corpus.damaged',
      `${name}: the ${compression} data is damaged or cut off (${why})`,
      { cause },
    );
  } finally {
    input.destroy();
  }
}

/**
 * Reads all bytes at once, for formats that cannot be read in order.
 *
 * @throws TolkError `corpus.too_large` beyond `maxBytes`
 */
export async function readWhole({ name, bytes }: ByteSource, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes()) {
    size += part.byteLength;
    if (size > maxBytes) {
      const limit = maxBytes.toLocaleString('en-US');
      throw new TolkError(
        'corpus.too_large',
        `${name}: over ${limit} bytes; it must be read whole: split it, or raise TOLK_MAX_BYTES`,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Says in a user's words why the file system refused a file. */
export function unreadable(name: string, error: unknown): TolkError {
  const trouble = readSystemTrouble(error, name);
  if (trouble?.code === 'system.exhausted')
    return new TolkError(trouble.code, trouble.message, { cause: error });
  return new TolkError('corpus.unreadable', `${name}: ${systemReason(error)}`, { cause: error });
}
