import { createHash } from 'node:crypto';
import type { Article } from './schema.ts';

/** What an article is told by. */
type HashedText = Pick<Article, 'title' | 'body' | 'layout'>;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Encodes `bytes` in base32 (RFC 4648, lower case, no padding), up to `length` characters. */
function base32(bytes: Uint8Array, length: number): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const characterAt = (at: number) => alphabet[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)];
  return Array.from({ length }, (_, at) => characterAt(at)).join('');
}

/**
 * Hashes an article's text: 16 characters of base32 sha-256 (80 bits) over title and body, and its
 * layout where it has one. Date, source and the like do not count, so the same text from two feeds is
 * translated once.
 */
export function contentHash({ title, body, layout }: HashedText): string {
  const text = JSON.stringify(layout ? [title, body, layout] : [title, body]);
  return base32(createHash('sha256').update(text).digest(), 16);
}
