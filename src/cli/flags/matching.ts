import type { Command } from 'commander';
import {
  brokenRule,
  type FieldsOf,
  fieldsOf,
  fold,
  readFieldRules,
} from '../../batch/field-rules.ts';
import type { ArticleResult } from '../../contract.ts';
import { dayMs, hourMs } from '../../duration.ts';
import { TolkError } from '../../errors.ts';
import type { FieldRule } from '../../store/batch-definition.ts';

/** The flags that choose among articles. */
export interface MatchFlags {
  readonly search?: string;
  readonly since?: number;
  readonly filter?: readonly FieldRule[];
}

/** Chooses among articles by flags, and takes note of fields that none of them has. */
export class Matcher {
  readonly #flags: MatchFlags;
  readonly #missing: Set<string>;
  readonly #known = new Set<string>();

  constructor(flags: MatchFlags) {
    this.#flags = flags;
    this.#missing = new Set((flags.filter ?? []).map(({ field }) => field));
  }

  /** True for the articles that the flags ask for. */
  isMatch(result: ArticleResult): boolean {
    const { search, since, filter = [] } = this.#flags;
    const fieldOf = resultFields(result);
    for (const field of this.#missing) if (fieldOf(field) !== null) this.#missing.delete(field);
    if (this.#missing.size > 0)
      for (const key of Object.keys(result.source.meta ?? {})) this.#known.add(key);
    if (since !== undefined && result.queuedAt < since) return false;
    if (search !== undefined && !wordsOf(result).includes(fold(search))) return false;
    return brokenRule(fieldOf, filter) === null;
  }

  /** A line for each field of a rule that no article has, with those that there are. */
  unknownFields(): string[] {
    const own = ['id', 'title', 'date', 'source', 'url', 'status', 'model'];
    const others = [...this.#known].slice(0, shownFields);
    const names = [...own, ...others].join(', ');
    return [...this.#missing]
      .filter((field) => !own.includes(fold(field)))
      .map((field) => `--filter: no article has a field "${field}"; there are ${names}`);
  }
}

/** More are no line. */
const shownFields = 12;

/** What people remember of an article: titles, headline, id, source, address. */
function wordsOf(result: ArticleResult): string {
  const { id, source } = result;
  const english =
    result.status === 'done' ? [result.translation.title, result.summary?.headline] : [];
  return fold([id, source.title, source.source, source.url, ...english].join('\n'));
}

/** The fields of an article, with what came of it. */
export function resultFields(result: Resulting): FieldsOf {
  const fieldOf = fieldsOf({ ...result.source, id: result.id });
  return (field) => {
    switch (fold(field)) {
      case 'status':
        return result.status;
      case 'model':
        return result.model ?? null;
      default:
        return fieldOf(field);
    }
  };
}

/** An article of which nothing else is looked at. */
type Resulting = Pick<ArticleResult, 'id' | 'status' | 'source'> & {
  readonly model?: string | undefined;
};

/**
 * Reads a day, a time (by the clock here, unless it ends in `Z`), or how long ago: `36h`, `7d`.
 *
 * @returns ms since 1970, UTC
 * @throws TolkError `usage.invalid`
 */
export function readSince(text: string, now: number): number {
  const [, span, unit] = /^(\d{1,6})([hd])$/.exec(text) ?? [];
  if (span !== undefined) return now - Number(span) * (unit === 'h' ? hourMs : dayMs);
  const time = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  const problem = `--since: "${text}" is no day like 2026-11-24 and no span like 7d`;
  throw new TolkError('usage.invalid', problem);
}

/** The length of an article is known of those that a corpus is read for, and of no others. */
function requireNoLength(rules: readonly FieldRule[]): readonly FieldRule[] {
  const rule = rules.find(({ field }) => fold(field) === 'words');
  if (rule === undefined) return rules;
  const { operator, values } = rule;
  const given = `${operator}${values.join('|')}`;
  throw new TolkError(
    'usage.invalid',
    `--filter: "words${given}" is for tolk batch run, submit, estimate and pilot, which count words; ` +
      `for a field of that name write meta.words${given}`,
  );
}

/** Lets a command take `--filter`, again and again: all rules must hold. */
export function withFieldFilter(command: Command): Command {
  return command.option(
    '--filter <rules>',
    'only articles whose fields are so: "source=Trouw|NRC,rubriek!=sport"; ~ contains, < <= > >= ' +
      'compare, "rubriek=" has none',
    (text: string, before: readonly FieldRule[] = []) => [
      ...before,
      ...requireNoLength(readFieldRules(text)),
    ],
  );
}
