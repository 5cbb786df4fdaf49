import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` characters of `bytes` in base32 (RFC 4648 alphabet, lower case, no padding). */
function base32(bytes: Uint8Array, length: number): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length },
    (_, at) => alphabet[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
  ).join('');
}

/**
 * What an article's text is known by: 16 characters of base32 sha-256 (80 bits) over title and body.
 * Date, source and the like do not count, so the same text from two feeds is translated once.
 */
export function contentHash(title: string | null, body: string): string {
  return base32(
    createHash('sha256')
      .update(JSON.stringify([title, body]))
      .digest(),
    16,
  );
}
