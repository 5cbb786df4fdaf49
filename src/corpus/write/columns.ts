import type { Finding, Summary } from '../../contract.ts';
import type { OutputRow } from './row.ts';

/** What a column holds; the last two are lists in Parquet, and text where there are no lists. */
export type ColumnType = 'INT32' | 'STRING' | 'DOUBLE' | 'BOOLEAN' | 'BULLETS' | 'FINDINGS';

/** The columns of tables with a row an article. */
const columns = {
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
  bullets: 'BULLETS',
  abstract: 'STRING',
  errors: 'INT32',
  warnings: 'INT32',
  findings: 'FINDINGS',
  model: 'STRING',
  cost_usd: 'DOUBLE',
  gloss: 'BOOLEAN',
  language: 'STRING',
  meta: 'STRING',
} as const satisfies Record<string, ColumnType>;

/** The columns of tables with a row a segment; 0 is the title. */
const segmentColumns = {
  seq: 'INT32',
  id: 'STRING',
  place: 'STRING',
  date: 'STRING',
  source: 'STRING',
  n: 'INT32',
  layout: 'STRING',
  nl: 'STRING',
  en: 'STRING',
  errors: 'INT32',
  warnings: 'INT32',
  findings: 'FINDINGS',
  model: 'STRING',
  origin: 'STRING',
  call: 'STRING',
  prompt_version: 'STRING',
  glossary_version: 'STRING',
  memory: 'BOOLEAN',
  post_edits: 'INT32',
  gloss: 'BOOLEAN',
} as const satisfies Record<string, ColumnType>;

/** What a row of a table stands for. */
export const rowKinds = ['articles', 'segments'] as const;

/** What a row of a table stands for. */
export type RowKind = (typeof rowKinds)[number];

/** The columns of each kind of table, in order. */
export const columnsOf: Readonly<Record<RowKind, Readonly<Record<string, ColumnType>>>> = {
  articles: columns,
  segments: segmentColumns,
};

/** True for the header of a table of Tolk's own, whatever columns of the source follow. */
export function isOwnHeader(names: readonly string[]): boolean {
  return rowKinds.some((kind) => {
    const own = Object.keys(columnsOf[kind]);
    return own.every((name, at) => names[at] === name);
  });
}

/** A cell; lists are for those who can hold them, see {@link flatten}. */
export type Cell = string | number | boolean | null | Summary['bullets'] | readonly Finding[];

/** A row of a table, by column. */
export type ColumnValues = Readonly<Record<string, Cell>>;

/** A cell without lists: bullets as lines, findings as JSON. */
export function flatten(value: Cell, type: ColumnType): string | number | boolean | null {
  if (value === null || typeof value !== 'object') return value;
  if (value.length === 0) return null;
  if (type === 'BULLETS') return (value as Summary['bullets']).map(describeBullet).join('\n');
  return JSON.stringify(value);
}

/** Not with a hyphen, which a spreadsheet takes for the beginning of a formula. */
function describeBullet({ text, segments }: Summary['bullets'][number]): string {
  return `• ${text} [${segments.join(', ')}]`;
}

const countOf = (findings: readonly Finding[], severity: Finding['severity']): number =>
  findings.filter((finding) => finding.severity === severity).length;

/** Makes a row of an article. Blank lines separate segments, in the Dutch and in the English. */
export function toColumns(row: OutputRow): ColumnValues {
  const { translation, summary, findings, source } = row;
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
    bullets: summary?.bullets ?? null,
    abstract: summary?.abstract ?? null,
    errors: countOf(findings, 'error'),
    warnings: countOf(findings, 'warning'),
    findings,
    model: row.model,
    cost_usd: row.costUsd,
    gloss: row.gloss,
    language: row.language,
    meta: source.meta === undefined ? null : JSON.stringify(source.meta),
  } satisfies Record<keyof typeof columns, Cell>;
}

/** Makes a row of each segment of an article, and of its title. */
export function toSegmentRows(row: OutputRow): ColumnValues[] {
  const { seq, id, place, source, translation } = row;
  const isTitled = source.title !== null && translation.title !== null;
  // What is found in a summary has a place, too.
  const hasTitleRow = isTitled || row.findings.some(({ segment }) => segment === null);
  const title = { n: 0, nl: source.title, en: translation.title, layout: undefined };
  const origins = new Map(row.provenance.map((origin) => [origin.segment ?? 0, origin]));
  return [...(hasTitleRow ? [title] : []), ...translation.segments].map(({ n, nl, en, layout }) => {
    const origin = origins.get(n);
    const findings = row.findings.filter(({ segment }) => (segment ?? 0) === n);
    return {
      seq,
      id,
      place,
      date: source.date,
      source: source.source,
      n,
      layout: n === 0 ? 'title' : (layout?.kind ?? null),
      nl,
      en,
      errors: countOf(findings, 'error'),
      warnings: countOf(findings, 'warning'),
      findings,
      model: origin?.model ?? row.model,
      origin: origin?.source ?? null,
      call: origin?.call ?? null,
      prompt_version: origin?.promptVersion ?? row.promptVersion,
      glossary_version: origin?.glossaryVersion ?? null,
      memory: origin?.memory ?? null,
      post_edits: origin?.postEdits.length ?? null,
      gloss: row.gloss,
    } satisfies Record<keyof typeof segmentColumns, Cell>;
  });
}
