import { hash } from 'node:crypto';
import type { Article } from './schema.ts';

/** What an article is told by. */
type HashedText = Pick<Article, 'title' | 'body' | 'layout'>;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Encodes `bytes` in base32 (RFC 4648, lower case, no padding), up to `length` characters. */
function base32(bytes: Uint8Array, length: number): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (held += 8; held >= 5; held -= 5) {
      if (text.length === length) return text;
      text += alphabet.charAt((bits >> (held - 5)) & 31);
    }
  }
  return text;
}

/**
 * Hashes an article's text: 16 characters of base32 sha-256 (80 bits) over title and body, and its
 * layout where it has one. Date, source and the like do not count, so the same text from two feeds is
 * translated once.
 */
export function contentHash({ title, body, layout }: HashedText): string {
  const text = JSON.stringify(layout ? [title, body, layout] : [title, body]);
  return base32(hash('sha256', text, 'buffer'), 16);
}
