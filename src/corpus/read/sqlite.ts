import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { prepareArticle } from '../../article/prepare.ts';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { isLeftOut } from '../unpublished.ts';

/** What is no file of its own is copied to one. */
const maxCopiedBytes = 500_000_000;
/** A row has other columns beside the article's text. */
const rowFactor = 8;

type Row = Readonly<Record<string, SQLOutputValue>>;

/**
 * Reads a database of SQLite, which it never writes: an article a row of the only table with a column
 * of text; where there are several, `records` names it.
 */
export async function* readSqlite(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  const own = source.path === undefined ? await mkdtemp(join(tmpdir(), 'tolk-sqlite-')) : undefined;
  try {
    const path = source.path ?? (await copyTo(join(own ?? '', 'copy.sqlite'), source));
    const database = await openDatabase(path);
    try {
      const table = await chooseTable(database, name, options);
      yield* readRows(database, table, name, options);
    } finally {
      database.close();
    }
  } catch (error) {
    yield failedEntry(name, TolkError.isInstance(error) ? error : damaged(name, error));
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  }
}

async function copyTo(path: string, source: ByteSource): Promise<string> {
  await writeFile(path, await readWhole(source, maxCopiedBytes));
  return path;
}

/** Views and triggers of a stranger's file run nothing: only tables are read, and functions are not trusted. */
async function openDatabase(path: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path, { readOnly: true, allowExtension: false });
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;');
  return database;
}

function damaged(name: string, cause: unknown): TolkError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `${name}: not a database of SQLite, or damaged (${why})`;
  return new TolkError('corpus.damaged', message, { cause });
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function chooseTable(
  database: DatabaseSync,
  name: string,
  options: ReadOptions,
): Promise<string> {
  const tables = database
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    .all()
    .map(({ name: own }) => String(own))
    .filter((own) => !own.startsWith('sqlite_'));
  const asked = options.records;
  if (asked !== undefined) {
    const found = tables.find((own) => own === asked);
    if (found !== undefined) return found;
    const problem = `${name}: there is no table "${asked}" (it has ${tables.join(', ') || 'none'})`;
    throw new TolkError('corpus.malformed', problem);
  }
  const [only, ...others] = tables;
  if (only === undefined) throw new TolkError('article.empty', `${name}: it has no tables`);
  if (others.length === 0) return only;
  return chooseByText(database, tables, name, options);
}

async function chooseByText(
  database: DatabaseSync,
  tables: readonly string[],
  name: string,
  options: ReadOptions,
): Promise<string> {
  const withText: string[] = [];
  for (const table of tables) if (await hasText(database, table, options)) withText.push(table);
  const [only] = withText;
  if (only === undefined || withText.length > 1) {
    const several = `several tables have articles (${withText.join(', ')})`;
    const none = `no table has a column of text (it has ${tables.join(', ')})`;
    throw new TolkError(
      'corpus.malformed',
      `${name}: ${only === undefined ? none : several}; name the one with --records TABLE`,
    );
  }
  for (const table of tables)
    if (table !== only) options.onNote({ kind: 'table-left-out', place: name, detail: table });
  return only;
}

async function hasText(
  database: DatabaseSync,
  table: string,
  options: ReadOptions,
): Promise<boolean> {
  const read = createFieldReader(table, { ...options, onFields: () => {}, onNote: () => {} });
  const statement = database.prepare(`SELECT * FROM ${quoted(table)} LIMIT 20`);
  statement.setReadBigInts(true);
  for (const row of statement.all())
    if (await read(toRecord(row), table).catch(() => null)) return true;
  return false;
}

function* readRows(
  database: DatabaseSync,
  table: string,
  name: string,
  options: ReadOptions,
): Generator<CorpusEntry> {
  const columns = database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name: own }) => quoted(String(own)));
  const maxBytes = options.limits.maxBytes * rowFactor;
  const sizes = columns.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ');
  // A text that is too large is never held.
  const cells = columns.map(
    (column) => `iif(octet_length(${column}) > ${maxBytes}, NULL, ${column}) AS ${column}`,
  );
  const statement = database.prepare(
    `SELECT ${cells.join(', ')}, ${sizes} AS "tolk row size" FROM ${quoted(table)}`,
  );
  statement.setReadBigInts(true);
  const toInput = createFieldReader(name, options);
  let number = 0;
  for (const { 'tolk row size': size, ...row } of statement.iterate()) {
    number += 1;
    const place = `${name}: ${table}:${number}`;
    if (Number(size) > maxBytes) yield failedEntry(place, tooLarge(place, maxBytes));
    else if (!isLeftOut(row, place, options)) {
      const load = async () =>
        prepareArticle(await toInput(toRecord(row), place), place, options.limits);
      yield { place, load, look: () => toInput.look(toRecord(row)) };
    }
  }
}

function tooLarge(place: string, maxBytes: number): TolkError {
  const limit = maxBytes.toLocaleString('en-US');
  return new TolkError(
    'corpus.too_large',
    `${place}: a row of over ${limit} bytes (TOLK_MAX_BYTES)`,
  );
}

/** Numbers as JavaScript has them, where they fit. */
function toRecord(row: Row): Record<string, unknown> {
  const cells = Object.entries(row).map(([name, value]) => {
    const fits = typeof value === 'bigint' && Number.isSafeInteger(Number(value));
    return [name, fits ? Number(value) : value] as const;
  });
  return Object.fromEntries(cells);
}
