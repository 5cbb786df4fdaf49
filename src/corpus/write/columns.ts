import type { OutputRow } from './row.ts';

/** The columns of tables, with the kind each has in Parquet. */
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

/** A row of a table. Paragraphs are separated by blank lines, Dutch and English alike; findings and meta are JSON. */
export function toColumns(
  row: OutputRow,
): Readonly<Record<Column, string | number | boolean | null>> {
  const { translation, summary, findings, source } = row;
  const count = (severity: string) => findings.filter((one) => one.severity === severity).length;
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
    bullets:
      summary?.bullets
        .map(({ text, segments }) => `- ${text} [${segments.join(', ')}]`)
        .join('\n') ?? null,
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
