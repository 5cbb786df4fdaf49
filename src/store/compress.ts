import zlib from 'node:zlib';
import type { z } from 'zod';
import { TolkError } from '../errors.ts';

/** A value as zstd-compressed JSON; 0.1 ms for a 5 kB article. */
export function compress(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  // The result occupies a chunk of this size for as long as it lives; zlib's own 16 kB is many
  // times an article.
  return zlib.zstdCompressSync(text, {
    chunkSize: Math.min(64 * 1_024, Math.max(256, Math.ceil(text.length / 2))),
  });
}

/**
 * The value {@link compress} made, validated.
 *
 * @param what names the record in the error
 * @throws TolkError `store.corrupt`
 */
export function decompress<S extends z.ZodType>(
  packed: Uint8Array,
  schema: S,
  what: string,
): z.output<S> {
  try {
    return schema.parse(JSON.parse(zlib.zstdDecompressSync(packed).toString()));
  } catch (cause) {
    throw new TolkError(
      'store.corrupt',
      `${what} in Redis cannot be read; it was written by another version or damaged`,
      { cause },
    );
  }
}
