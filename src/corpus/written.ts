import { readdir } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { TolkError } from '../errors.ts';
import { decompress, openBytes } from './byte-source.ts';
import type { ByteSource } from './entry.ts';
import { readLines } from './lines.ts';
import type { OutputFormat } from './write/output.ts';
import type { OutputRow } from './write/row.ts';

/** A row of an output, as far as its format tells. */
export interface WrittenRow {
  /** The article's number in the corpus, from 1. */
  readonly seq: number;
  /** The Dutch of its segments and their English; null where the format does not keep them apart. */
  readonly segments: OutputRow['translation']['segments'] | null;
}

const maxLineBytes = 500_000_000;
const parquetRows = 1_000;

/**
 * Reads back which articles are in an output that Tolk wrote. TMX has segments, not articles, and
 * XLIFF is changed by those it is for: they have nothing to say here.
 *
 * @param bytes of JSON lines: only so many, where more is being written
 * @throws TolkError `corpus.damaged` for a row that is none of Tolk's, `corpus.unreadable`
 */
export async function* readWritten(
  path: string,
  format: OutputFormat,
  bytes: number | null = null,
): AsyncGenerator<WrittenRow> {
  switch (format) {
    case 'jsonl':
      return yield* readJsonLines(path, bytes);
    case 'csv':
      return yield* readTable(openOutput(path));
    case 'parquet':
      return yield* readParquetRows(path);
    case 'sqlite':
      return yield* readDatabase(path);
    case 'tmx':
    case 'xliff':
      return;
    default:
      return yield* readFolder(path);
  }
}

function openOutput(path: string): ByteSource {
  const source = openBytes(path);
  if (path.endsWith('.gz')) return decompress(source, 'gzip');
  return decompress(source, path.endsWith('.zst') ? 'zstd' : 'none');
}

async function* readJsonLines(path: string, end: number | null): AsyncGenerator<WrittenRow> {
  const all = openOutput(path).bytes();
  const certain = end === null ? all : firstBytes(all, end);
  for await (const { number, bytes } of readLines(certain, maxLineBytes)) {
    const row = parseLine(bytes ?? new Uint8Array());
    if (row === null) throw damaged(`${path}:${number}`);
    yield row;
  }
}

async function* firstBytes(
  bytes: AsyncIterable<Uint8Array>,
  count: number,
): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const part of bytes) {
    if (left <= 0) return;
    yield part.subarray(0, left);
    left -= part.length;
  }
}

function parseLine(bytes: Uint8Array): WrittenRow | null {
  try {
    const { seq, translation } = JSON.parse(Buffer.from(bytes).toString());
    return Number.isInteger(seq) ? { seq, segments: translation.segments } : null;
  } catch {
    return null;
  }
}

async function* readTable(source: ByteSource): AsyncGenerator<WrittenRow> {
  const rows = parse({ columns: true, bom: true });
  void (async () => {
    for await (const bytes of source.bytes()) if (!rows.write(bytes)) await drained(rows);
    rows.end();
  })().catch((error: Error) => rows.destroy(error));
  for await (const { seq } of rows) yield { seq: toSeq(seq, source.name), segments: null };
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((done) => void stream.once('drain', done));
}

async function* readParquetRows(path: string): AsyncGenerator<WrittenRow> {
  const file = await asyncBufferFromFile(path);
  const total = Number((await parquetMetadataAsync(file)).num_rows);
  for (let rowStart = 0; rowStart < total; rowStart += parquetRows) {
    const rowEnd = Math.min(total, rowStart + parquetRows);
    const rows = await parquetReadObjects({
      file,
      compressors,
      columns: ['seq'],
      rowStart,
      rowEnd,
    });
    for (const { seq } of rows) yield { seq: toSeq(seq, path), segments: null };
  }
}

async function* readDatabase(path: string): AsyncGenerator<WrittenRow> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    for (const { seq } of database.prepare('SELECT seq FROM articles').iterate())
      yield { seq: toSeq(seq, path), segments: null };
  } catch (cause) {
    throw TolkError.isInstance(cause) ? cause : damaged(path);
  } finally {
    database.close();
  }
}

async function* readFolder(path: string): AsyncGenerator<WrittenRow> {
  for (const name of await readdir(path)) {
    const number = /^(\d{6,})-/.exec(name)?.[1];
    // What else somebody keeps there is theirs.
    // Nor is the page over all of them an article.
    if (number !== undefined && Number(number) > 0) yield { seq: Number(number), segments: null };
  }
}

function toSeq(value: unknown, place: string): number {
  const seq = Number(value);
  if (value === '' || !Number.isInteger(seq)) throw damaged(place);
  return seq;
}

function damaged(place: string): TolkError {
  return new TolkError('corpus.damaged', `${place}: this is no row that Tolk wrote`);
}
