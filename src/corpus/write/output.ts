import { createWriteStream } from 'node:fs';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { TolkError } from '../../errors.ts';
import { fileError } from '../../file-error.ts';
import { inertJson } from '../../inert.ts';
import { safeFileName } from '../../render/file-name.ts';
import { putBack, putInPlace, requireReplaceable } from './put-in-place.ts';
import type { OutputRow } from './row.ts';
import type { TableShape } from './table.ts';

/**
 * The formats a batch can be written in; `markdown`, `html` and `docx` are folders with a file for
 * each article.
 */
export const outputFormats = [
  'jsonl',
  'csv',
  'parquet',
  'tmx',
  'xliff',
  'sqlite',
  'markdown',
  'html',
  'docx',
] as const;

/** A format a batch can be written in. */
export type OutputFormat = (typeof outputFormats)[number];

const endings: Readonly<Record<string, OutputFormat>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  parquet: 'parquet',
  tmx: 'tmx',
  xlf: 'xliff',
  xliff: 'xliff',
  sqlite: 'sqlite',
  db: 'sqlite',
};

/**
 * Settles the format of an output, by its name or as given.
 *
 * @throws TolkError `usage.invalid` where the name does not tell
 */
export function outputFormatOf(path: string, given: OutputFormat | undefined): OutputFormat {
  if (given !== undefined) return given;
  const ending = path
    .replace(/\.(?:gz|zst)$/, '')
    .split('.')
    .at(-1);
  const format = endings[ending ?? ''];
  if (format) return format;
  const remedy = [
    `name its format with --out-format (${outputFormats.join(', ')})`,
    'or with its ending (.jsonl, .csv, .parquet, .sqlite, .tmx, .xlf; .gz or .zst after it)',
  ].join(', ');
  throw new TolkError('usage.invalid', `${path}: ${remedy}`);
}

/** True for outputs that are a folder. */
export function isFolderFormat(format: OutputFormat): boolean {
  return format === 'markdown' || format === 'html' || format === 'docx';
}

/** How rows are written. */
export interface OutputShape extends TableShape {
  /** What is written. */
  readonly format: OutputFormat;
}

/** The formats that are tables, or rows: those that {@link TableShape} is for. */
const tableFormats: readonly OutputFormat[] = ['jsonl', 'csv', 'parquet', 'sqlite'];

/**
 * Makes sure that a format can be shaped so.
 *
 * @throws TolkError `usage.invalid`
 */
export function requireShapeable({ format, rows, columns }: OutputShape): void {
  if (rows === undefined && columns === undefined) return;
  const asked = rows === undefined ? '--columns' : '--rows';
  if (tableFormats.includes(format) && (format !== 'jsonl' || columns === undefined)) return;
  const why =
    format === 'jsonl' ? 'JSON lines have all fields of the source in source.meta' : format;
  throw new TolkError(
    'usage.invalid',
    `${asked} is for tables (csv, parquet, sqlite; --rows for jsonl, too), not for this: ${why}`,
  );
}

/**
 * Writes rows under a temporary name and renames it: whoever finds the output finds all of it.
 *
 * @param as the format, or with it what a row stands for and which columns of the source are kept
 * @throws TolkError `disk.full`, `file.*`; nothing is left of it then
 * @example
 * await writeOutput(batches.results(id), 'english.parquet', 'parquet');
 * await writeOutput(batches.results(id), 'segments.csv', { format: 'csv', rows: 'segments' });
 */
export async function writeOutput(
  rows: AsyncIterable<OutputRow>,
  path: string,
  as: OutputFormat | OutputShape,
): Promise<void> {
  const shape = typeof as === 'string' ? { format: as } : as;
  const { format } = shape;
  requireShapeable(shape);
  const temporary = `${path}.tmp`;
  const kind = isFolderFormat(format) ? 'folder' : 'file';
  await putBack(path);
  await requireReplaceable(path, kind);
  try {
    await rm(temporary, { recursive: true, force: true });
    await writeFormat(rows, { path, temporary }, shape);
    await putInPlace(temporary, path, kind);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    throw fileError(error, path);
  }
}

interface Target {
  /** What it is called in the end; the ending tells how it is compressed. */
  readonly path: string;
  readonly temporary: string;
}

/** Each writer is loaded where it is needed: most programs that load this need none. */
async function writeFormat(
  rows: AsyncIterable<OutputRow>,
  target: Target,
  shape: OutputShape,
): Promise<void> {
  const { format } = shape;
  const { toTable } = await import('./table.ts');
  switch (format) {
    case 'jsonl':
      if (shape.rows !== 'segments') return writeText(toJsonLines(rows), target);
      return writeText(toJsonLines(toSegments(rows)), target);
    case 'csv': {
      const { toCsv } = await import('./csv.ts');
      return writeText(toCsv(await toTable(rows, shape)), target);
    }
    case 'xliff':
      return writeText((await import('./xliff.ts')).toXliff(rows), target);
    case 'sqlite':
      return (await import('./sqlite.ts')).writeSqlite(rows, target.temporary, shape.columns);
    case 'tmx':
      return writeText((await import('./tmx.ts')).toTmx(rows), target);
    case 'parquet':
      return (await import('./parquet.ts')).writeParquet(
        await toTable(rows, shape),
        target.temporary,
      );
    case 'markdown':
    case 'html':
    case 'docx':
      return writeFolder(rows, target.temporary, format);
  }
}

async function* toSegments(rows: AsyncIterable<OutputRow>): AsyncGenerator<object> {
  const { toSegmentRows } = await import('./columns.ts');
  for await (const row of rows) yield* toSegmentRows(row);
}

async function* toJsonLines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${inertJson(JSON.stringify(row))}\n`;
}

async function writeText(text: AsyncIterable<string>, target: Target): Promise<void> {
  const { path, temporary } = target;
  const file = createWriteStream(temporary);
  const source = Readable.from(text);
  if (path.endsWith('.gz')) await pipeline(source, zlib.createGzip(), file);
  else if (path.endsWith('.zst')) await pipeline(source, zlib.createZstdCompress(), file);
  else await pipeline(source, file);
}

async function writeFolder(
  rows: AsyncIterable<OutputRow>,
  folder: string,
  format: 'markdown' | 'html' | 'docx',
): Promise<void> {
  const { fileEndings, renderArticle } = await import('../../render/file.ts');
  await mkdir(folder, { recursive: true });
  await using index = format === 'html' ? await openIndex(folder) : null;
  for await (const row of rows) {
    const name = `${fileNameOf(row)}.${fileEndings[format]}`;
    const path = join(folder, name);
    const result = { ...row, queuedAt: 0, retranslation: null };
    // A page is for comparing, a document for working on.
    await writeFile(path, await renderArticle(result, format, { sideBySide: format === 'html' }));
    await index?.add(result, name);
  }
}

/** A page over the others, written as they are: it is whole when it is closed. */
async function openIndex(folder: string) {
  const { indexHead, indexName, indexRow, indexTail } = await import('../../render/index-page.ts');
  const file = await open(join(folder, indexName), 'w');
  await file.write(indexHead);
  return {
    add: (...row: Parameters<typeof indexRow>) => file.write(indexRow(...row)),
    async [Symbol.asyncDispose]() {
      await file.write(indexTail);
      await file.close();
    },
  };
}

/** What the page of an article is called in a folder of pages. */
export function pageNameOf(row: Pick<OutputRow, 'seq' | 'id'>): string {
  return `${fileNameOf(row)}.html`;
}

/** Sorts as the corpus does; the number alone makes it the only one of its name. */
function fileNameOf({ seq, id }: Pick<OutputRow, 'seq' | 'id'>): string {
  const ascii = id.replace(/[^\w.-]/g, '_').slice(0, 80);
  return safeFileName(`${String(seq).padStart(6, '0')}-${ascii}`);
}
