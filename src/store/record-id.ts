import { createHash, randomBytes } from 'node:crypto';
import type { ArticleOptions } from '../contract.ts';

const tokenBytes = 9;

/** A new token: only its holder may move the record, see `store/articles.ts`. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** So many of them; asking the system for each would take longer. */
export function newTokens(count: number): string[] {
  const bytes = randomBytes(count * tokenBytes);
  return Array.from({ length: count }, (_, at) =>
    bytes.toString('base64url', at * tokenBytes, (at + 1) * tokenBytes),
  );
}

/** The same text for the same options, whatever their order; what is undefined does not count. */
export function canonicalOptions(options: ArticleOptions): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(given.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** A record's id in batches: of the text, and of the options (canonical) where there are any. */
export function recordIdOf(contentHash: string, options: string): string {
  return options === '{}'
    ? contentHash
    : `${contentHash}-${createHash('sha256').update(options).digest('hex').slice(0, 8)}`;
}
