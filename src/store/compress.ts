import zlib from 'node:zlib';
import type { z } from 'zod';
import { corrupt } from './read-json.ts';

/** A value as zstd-compressed JSON; 0.1 ms for a 5 kB article. */
export function compress(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  // The result occupies a chunk of this size for as long as it lives; zlib's own 16 kB is many
  // times an article.
  return zlib.zstdCompressSync(text, {
    chunkSize: Math.min(64 * 1_024, Math.max(256, Math.ceil(text.length / 2))),
  });
}

/** An article of the largest size, with its result and findings, has a tenth of this. */
const maxUnpackedBytes = 64_000_000;

/**
 * The value {@link compress} made, validated.
 *
 * @param key where it is kept; the error names it
 * @throws TolkError `store.corrupt`
 */
export function decompress<S extends z.ZodType>(
  packed: Uint8Array,
  schema: S,
  key: string,
): z.output<S> {
  try {
    const text = zlib.zstdDecompressSync(packed, { maxOutputLength: maxUnpackedBytes });
    return schema.parse(JSON.parse(text.toString()));
  } catch (cause) {
    throw corrupt(key, cause);
  }
}
