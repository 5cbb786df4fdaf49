import { extname } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { readBoundedFileSync } from '../bounded-file.ts';
import { TolkError } from '../errors.ts';
import { systemReason } from '../system-errors.ts';
import type { Term } from './glossary.ts';

const text = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters');
const optionalText = z.string().trim().max(500, 'is longer than 500 characters').nullish();

/** One row of a glossary file. */
const rowSchema = z.strictObject({
  term: text,
  /** The rendering; others that are right as well after `|`. */
  rendering: text,
  note: optionalText,
  /**
   * `exact` finds the term only as it is written; `any` in any case. Without it: exact where the
   * term has a capital.
   */
  case: z.enum(['exact', 'any', '']).nullish(),
});

const maxTerms = 20_000;
/** So many terms with their notes, in any script. */
const maxFileBytes = 20_000_000;

/**
 * The terms of a glossary file: CSV with the columns term, rendering, note and case, or YAML: a
 * list of such entries.
 *
 * @throws TolkError `config.invalid`, with file, row and field
 */
export function readGlossaryFile(file: string): Term[] {
  const rows = readRows(file);
  if (rows.length > maxTerms)
    throw invalid(file, `${rows.length} terms; the limit is ${maxTerms.toLocaleString('en-US')}`);
  const seen = new Set<string>();
  return rows.map(({ row, at }) => {
    const term = readTerm(row, (problem, cause) => invalid(file, `${at}: ${problem}`, cause));
    if (seen.has(term.nl)) throw invalid(file, `${at}: "${term.nl}" was given before`);
    seen.add(term.nl);
    return term;
  });
}

function readTerm(row: unknown, invalidRow: (problem: string, cause: unknown) => TolkError): Term {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || 'row';
    throw invalidRow(`${field} ${issue?.message ?? ''}`, parsed.error);
  }
  const { term: nl, rendering, note, case: casing } = parsed.data;
  const [en = '', ...also] = rendering.split('|').map((text) => text.trim());
  const exactCase = casing === 'exact' || (casing !== 'any' && /\p{Lu}/u.test(nl));
  return { nl, en, also, note: note || null, gloss: null, exactCase, own: true };
}

function readRows(file: string): Array<{ readonly row: unknown; readonly at: string }> {
  let content: string;
  try {
    content = readBoundedFileSync(file, maxFileBytes)
      .toString()
      .replace(/^\ufeff/, '');
  } catch (cause) {
    throw invalid(file, `cannot be read: ${systemReason(cause)}`, cause);
  }
  try {
    if (/^\.ya?ml$/i.test(extname(file))) {
      const list = z.array(z.unknown()).safeParse(parseYaml(content));
      if (!list.success) throw invalid(file, 'is no list of entries', list.error);
      return list.data.map((row, at) => ({ row, at: `entry ${at + 1}` }));
    }
    const records: Array<{ record: unknown; info: { lines: number } }> = parseCsv(content, {
      columns: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      delimiter: delimiterOf(content),
    });
    return records.map(({ record, info }) => ({ row: record, at: `line ${info.lines}` }));
  } catch (error) {
    if (TolkError.isInstance(error)) throw error;
    // Not only errors of the parsers' own: too many aliases, too deep, are others.
    throw invalid(file, error instanceof Error ? error.message : String(error), error);
  }
}

/** What separates the columns of the first line. */
function delimiterOf(content: string): string {
  const head = content.split('\n', 1)[0] ?? '';
  return [';', '\t'].find((sign) => head.includes(sign)) ?? ',';
}

function invalid(file: string, problem: string, cause?: unknown): TolkError {
  return new TolkError('config.invalid', `TOLK_GLOSSARY_FILE: ${file}: ${problem}`, { cause });
}
