import { DatabaseSync } from 'node:sqlite';
import { type Cell, type ColumnType, columnsOf, flatten, type RowKind } from './columns.ts';
import type { OutputRow } from './row.ts';
import { type OwnColumns, type TableColumn, toTable } from './table.ts';

const types: Readonly<Record<ColumnType, string>> = {
  INT32: 'INTEGER',
  STRING: 'TEXT',
  DOUBLE: 'REAL',
  BOOLEAN: 'INTEGER',
  BULLETS: 'TEXT',
  FINDINGS: 'TEXT',
};

/** Rows that are written in one transaction. */
const groupRows = 1_000;

/** Writes a database of SQLite's with a table of articles and one of their segments, joined by `seq`. */
export async function writeSqlite(
  rows: AsyncIterable<OutputRow>,
  path: string,
  columns: OwnColumns,
): Promise<void> {
  const database = new DatabaseSync(path);
  try {
    // Until it is whole it has another name: what a crash leaves of it is thrown away.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
    const segments = new Sheet(database, 'segments', namesOf('segments'));
    const table = await toTable(withSegments(rows, segments), { columns });
    const articles = new Sheet(database, 'articles', table.columns);
    let count = 0;
    for await (const row of table.rows) {
      articles.add(row);
      count += 1;
      if (count % groupRows === 0) database.exec('COMMIT; BEGIN');
    }
    database.exec('CREATE INDEX segments_seq ON segments (seq); COMMIT');
  } finally {
    database.close();
  }
}

function namesOf(kind: RowKind): TableColumn[] {
  return Object.entries(columnsOf[kind]).map(([name, type]) => ({ name, type }));
}

/** Passes rows on, and their segments into a table of their own. */
async function* withSegments(
  rows: AsyncIterable<OutputRow>,
  segments: Sheet,
): AsyncGenerator<OutputRow> {
  for await (const row of rows) {
    const table = await toTable(only(row), { rows: 'segments' });
    for await (const cells of table.rows) segments.add(cells);
    yield row;
  }
}

async function* only(row: OutputRow): AsyncGenerator<OutputRow> {
  yield row;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table of the database. */
class Sheet {
  readonly #columns: readonly TableColumn[];
  readonly #insert: ReturnType<DatabaseSync['prepare']>;

  constructor(database: DatabaseSync, name: RowKind, columns: readonly TableColumn[]) {
    const fields = columns.map((column) => `${quoted(column.name)} ${types[column.type]}`);
    database.exec(`CREATE TABLE ${name} (${fields.join(', ')}) STRICT`);
    this.#columns = columns;
    const places = columns.map(() => '?').join(', ');
    this.#insert = database.prepare(`INSERT INTO ${name} VALUES (${places})`);
  }

  add(cells: readonly Cell[]): void {
    const values = this.#columns.map(({ type }, at) => {
      const value = flatten(cells[at] ?? null, type);
      return typeof value === 'boolean' ? Number(value) : value;
    });
    this.#insert.run(...values);
  }
}
