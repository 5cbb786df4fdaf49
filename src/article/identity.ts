import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Encodes `bytes` in base32 (RFC 4648, lower case, no padding), up to `length` characters. */
function base32(bytes: Uint8Array, length: number): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const characterAt = (at: number) => alphabet[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)];
  return Array.from({ length }, (_, at) => characterAt(at)).join('');
}

/**
 * Hashes an article's text: 16 characters of base32 sha-256 (80 bits) over title and body. Date,
 * source and the like do not count, so the same text from two feeds is translated once.
 */
export function contentHash(title: string | null, body: string): string {
  const text = JSON.stringify([title, body]);
  return base32(createHash('sha256').update(text).digest(), 16);
}
