import type { ArticleResult } from '../../contract.ts';
import { TolkError } from '../../errors.ts';

/** The flags that choose among articles. */
export interface MatchFlags {
  readonly search?: string;
  readonly since?: number;
  readonly filter?: readonly FieldRule[];
}

/** What a field has to be: `source=Trouw`. */
interface FieldRule {
  readonly field: string;
  readonly value: string;
}

/** True for the articles that the flags ask for. */
export function isMatch(
  result: ArticleResult,
  { search, since, filter = [] }: MatchFlags,
): boolean {
  if (since !== undefined && result.queuedAt < since) return false;
  if (search !== undefined && !wordsOf(result).includes(search.toLowerCase())) return false;
  return filter.every(({ field, value }) => fieldOf(result, field)?.toLowerCase() === value);
}

/** What people remember of an article: titles, headline, id, source, address. */
function wordsOf(result: ArticleResult): string {
  const { id, source } = result;
  const english =
    result.status === 'done' ? [result.translation.title, result.summary?.headline] : [];
  return [id, source.title, source.source, source.url, ...english].join('\n').toLowerCase();
}

function fieldOf(result: ArticleResult, field: string): string | null {
  const { id, source } = result;
  switch (field) {
    case 'id':
      return id;
    case 'title':
    case 'date':
    case 'source':
    case 'url':
      return source[field];
    case 'model':
      return result.status === 'done' ? result.model : null;
    default: {
      const value = source.meta?.[field];
      return value === undefined ? null : String(value);
    }
  }
}

/**
 * Reads `source=Trouw,rubriek=sport`.
 *
 * @throws TolkError `usage.invalid`
 */
export function readFieldRules(text: string): readonly FieldRule[] {
  return text.split(',').map((rule) => {
    const at = rule.indexOf('=');
    const field = rule.slice(0, at).trim();
    const value = rule.slice(at + 1).trim();
    if (at > 0 && field !== '' && value !== '') return { field, value: value.toLowerCase() };
    throw new TolkError('usage.invalid', `--filter: "${rule}" is no rule like source=Trouw`);
  });
}

/**
 * Reads a day or a time.
 *
 * @returns ms since 1970, UTC
 * @throws TolkError `usage.invalid`
 */
export function readSince(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new TolkError('usage.invalid', `--since: "${text}" is no day like 2026-11-24`);
}
