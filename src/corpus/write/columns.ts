import type { Finding, Summary } from '../../contract.ts';
import type { OutputRow } from './row.ts';

/** The columns of tables, with the type of each in Parquet. */
export const columns = {
  seq: 'INT32',
  id: 'STRING',
  place: 'STRING',
  date: 'STRING',
  source: 'STRING',
  url: 'STRING',
  dutch_title: 'STRING',
  title: 'STRING',
  dutch: 'STRING',
  english: 'STRING',
  headline: 'STRING',
  tldr: 'STRING',
  bullets: 'STRING',
  abstract: 'STRING',
  errors: 'INT32',
  warnings: 'INT32',
  findings: 'STRING',
  model: 'STRING',
  cost_usd: 'DOUBLE',
  gloss: 'BOOLEAN',
  language: 'STRING',
  meta: 'STRING',
} as const satisfies Record<string, 'INT32' | 'STRING' | 'DOUBLE' | 'BOOLEAN'>;

/** The name of a column. */
export type Column = keyof typeof columns;

/** The names of all columns, in order. */
export const columnNames = Object.keys(columns) as readonly Column[];

/** A row of a table. */
export type ColumnValues = Readonly<Record<Column, string | number | boolean | null>>;

/** Not with a hyphen, which a spreadsheet takes for the beginning of a formula. */
function describeBullet({ text, segments }: Summary['bullets'][number]): string {
  return `• ${text} [${segments.join(', ')}]`;
}

/**
 * Makes a row of a table. Blank lines separate segments, in the Dutch and in the English; findings
 * and meta are JSON.
 */
export function toColumns(row: OutputRow): ColumnValues {
  const { translation, summary, findings, source } = row;
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    seq: row.seq,
    id: row.id,
    place: row.place,
    date: source.date,
    source: source.source,
    url: source.url,
    dutch_title: source.title,
    title: translation.title,
    dutch: translation.segments.map(({ nl }) => nl).join('\n\n'),
    english: translation.segments.map(({ en }) => en).join('\n\n'),
    headline: summary?.headline ?? null,
    tldr: summary?.tldr ?? null,
    bullets: summary === null ? null : summary.bullets.map(describeBullet).join('\n'),
    abstract: summary?.abstract ?? null,
    errors: count('error'),
    warnings: count('warning'),
    findings: findings.length === 0 ? null : JSON.stringify(findings),
    model: row.model,
    cost_usd: row.costUsd,
    gloss: row.gloss,
    language: row.language,
    meta: source.meta === undefined ? null : JSON.stringify(source.meta),
  };
}
