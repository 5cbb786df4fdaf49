import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { TolkError } from '../errors.ts';
import type { ByteSource } from './entry.ts';
import type { Compression } from './formats.ts';

/** A file, or standard input for `-`; `onBytes` hears how far it is read. */
export function openBytes(path: string, onBytes: (bytes: number) => void = () => {}): ByteSource {
  const open = () =>
    path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 256 * 1024 });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of open() as AsyncIterable<Buffer>) {
      onBytes(chunk.length);
      yield chunk;
    }
  }
  return path === '-'
    ? { name: 'standard input', path: undefined, bytes }
    : { name: path, path, bytes };
}

/** The same bytes uncompressed. @throws TolkError `corpus.damaged` while reading, where the file is cut off or not what it says */
export function decompress(source: ByteSource, compression: Compression): ByteSource {
  if (compression === 'none') return source;
  const make = () => (compression === 'gzip' ? zlib.createGunzip() : zlib.createZstdDecompress());
  return { name: source.name, path: undefined, bytes: () => through(source, make(), compression) };
}

async function* through(
  { name, bytes }: ByteSource,
  stream: zlib.Gunzip | zlib.ZstdDecompress,
  compression: Compression,
) {
  const input = Readable.from(bytes());
  input.on('error', (error) => stream.destroy(error));
  input.pipe(stream);
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (cause) {
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
 * All bytes at once, for formats that cannot be read in order.
 *
 * @throws TolkError `corpus.too_large` beyond `maxBytes`
 */
export async function readWhole({ name, bytes }: ByteSource, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes()) {
    size += part.byteLength;
    if (size > maxBytes) {
      throw new TolkError(
        'corpus.too_large',
        `${name}: over ${maxBytes.toLocaleString('en-US')} bytes; it must be read whole, so split it`,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
