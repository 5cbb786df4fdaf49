import {
  type Cell,
  type ColumnType,
  columnsOf,
  type RowKind,
  toColumns,
  toSegmentRows,
} from './columns.ts';
import type { OutputRow } from './row.ts';

/** What of the source is kept in columns of its own: these fields, all of them, or none. */
export type OwnColumns = readonly string[] | 'all' | undefined;

/** What a table is made of. */
export interface TableShape {
  /** What a row stands for. @default 'articles' */
  readonly rows?: RowKind | undefined;
  /** Fields of the source that are columns, too. @default none */
  readonly columns?: OwnColumns;
}

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table: its columns, and its rows as they come. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** Rows that are looked at for the fields of the source, where all of them are wanted. */
const lookedAt = 1_000;

/**
 * Makes a table of rows. The columns of the source follow Tolk's own; one that is called like one of
 * those has `source_` before its name. Where all are wanted, they are those of the first thousand
 * rows: the fields of later rows are in `meta`.
 */
export async function toTable(
  rows: AsyncIterable<OutputRow>,
  { rows: kind = 'articles', columns }: TableShape,
): Promise<Table> {
  const source = rows[Symbol.asyncIterator]();
  const first = columns === 'all' ? await take(source, lookedAt) : [];
  const fields = columns === 'all' ? fieldsOf(first) : (columns ?? []);
  const own = Object.entries(columnsOf[kind]).map(([name, type]) => ({ name, type }));
  return {
    columns: [
      ...own,
      ...fields.map((field) => ({ name: nameOf(field, own), type: 'STRING' as const })),
    ],
    rows: toRows(),
  };

  async function* toRows(): AsyncGenerator<readonly Cell[]> {
    try {
      for (const row of first) yield* cellsOf(row);
      for (let next = await source.next(); !next.done; next = await source.next())
        yield* cellsOf(next.value);
    } finally {
      await source.return?.();
    }
  }

  function cellsOf(row: OutputRow): Cell[][] {
    const values = kind === 'segments' ? toSegmentRows(row) : [toColumns(row)];
    const rest = fields.map((field) => toCell(namedValue(row, field)));
    return values.map((value) => [...own.map(({ name }) => value[name] ?? null), ...rest]);
  }
}

async function take(source: AsyncIterator<OutputRow>, count: number): Promise<OutputRow[]> {
  const taken: OutputRow[] = [];
  while (taken.length < count) {
    const next = await source.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

function fieldsOf(rows: readonly OutputRow[]): string[] {
  return [...new Set(rows.flatMap(({ source }) => Object.keys(source.meta ?? {})))];
}

/** A field by its name, or by that name in another case, as `--filter` has it. */
function namedValue({ source: { meta = {} } }: OutputRow, field: string): unknown {
  if (Object.hasOwn(meta, field)) return meta[field];
  const name = field.toLowerCase();
  const key = Object.keys(meta).find((known) => known.toLowerCase() === name);
  return key === undefined ? undefined : meta[key];
}

/** Databases do not tell `Model` from `model`. */
function nameOf(field: string, own: readonly TableColumn[]): string {
  const isTaken = own.some(({ name }) => name === field.toLowerCase());
  return isTaken ? `source_${field}` : field;
}

/** What is no text is JSON: a column has one type. */
function toCell(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
