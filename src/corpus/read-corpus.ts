import type { Stats } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLimits } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { decompress, type OpenOptions, openBytes, unreadable } from './byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from './entry.ts';
import { type CorpusFormat, type KnownKind, kindOf, requireFormat } from './formats.ts';

/** A file of a corpus, as it was when the run began: a resumed run must find the same. */
export interface CorpusFile {
  /** `-` is standard input. */
  readonly path: string;
  /** Its size, compressed as it is; 0 for standard input. */
  readonly bytes: number;
  /** When it was changed last (ms since 1970); 0 for standard input. */
  readonly modifiedMs: number;
}

/** How a corpus is read. */
export interface CorpusOptions extends Partial<ReadOptions>, OpenOptions {
  /** The format of all files. @default what the name of each file tells */
  readonly format?: CorpusFormat | undefined;
}

/** Options with their defaults. */
interface Reading extends ReadOptions, OpenOptions, Pick<CorpusOptions, 'format'> {
  /** How many archives are around what is read. */
  readonly depth: number;
}

/** An archive in an archive in an archive; each is held whole. */
const maxDepth = 3;

const defaults: ReadOptions = {
  limits: defaultLimits,
  map: {},
  guess: 'common',
  onFields: () => {},
};

/**
 * Lists the files that names on a command line mean: files, folders (all files in them whose names
 * tell a format), globs, `-` for standard input; those of each folder in order of name.
 *
 * @example
 * const files = await listCorpus(['corpus/', 'more.jsonl.gz']);
 * @throws TolkError `corpus.unreadable`, `corpus.unknown_format`
 */
export async function listCorpus(
  names: readonly string[],
  format?: CorpusFormat,
): Promise<CorpusFile[]> {
  const files: CorpusFile[] = [];
  for (const name of names) files.push(...(await listName(name, format)));
  return files;
}

async function listName(name: string, format: CorpusFormat | undefined): Promise<CorpusFile[]> {
  if (name === '-') return [standardInput(format)];
  const found = await stat(name).catch(() => null);
  if (found?.isFile()) {
    requireFormat(name, format);
    return [toFile(name, found)];
  }
  const isFolder = found?.isDirectory() ?? false;
  if (!isFolder && !isGlob(name))
    throw unreadable(name, Object.assign(new Error(), { code: 'ENOENT', syscall: 'stat' }));
  const files = await listMatches(isFolder ? join(name, '**', '*') : name, format);
  if (files.length > 0) return files;
  throw new TolkError('corpus.unreadable', `${name}: no file in it that Tolk reads; see --format`);
}

function standardInput(format: CorpusFormat | undefined): CorpusFile {
  if (format !== undefined) return { path: '-', bytes: 0, modifiedMs: 0 };
  throw new TolkError(
    'corpus.unknown_format',
    'standard input: name its format with --format (jsonl, csv, text, …)',
  );
}

async function listMatches(
  pattern: string,
  format: CorpusFormat | undefined,
): Promise<CorpusFile[]> {
  const paths = await Array.fromAsync(glob(pattern));
  const isReadable = (path: string) => (format ?? kindOf(path).format) !== undefined;
  const files: CorpusFile[] = [];
  for (const path of paths.toSorted(byCodeUnits)) {
    if (isHidden(path) || !isReadable(path)) continue;
    const found = await stat(path);
    if (found.isFile()) files.push(toFile(path, found));
  }
  return files;
}

const isGlob = (name: string): boolean => /[*?[{]/.test(name);

/** In an order that is the same on every machine, whatever its language. */
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : 1);

function isHidden(path: string): boolean {
  const isDots = (part: string) => part === '.' || part === '..';
  return path.split('/').some((part) => part.startsWith('.') && !isDots(part));
}

function toFile(path: string, { size, mtimeMs }: Stats): CorpusFile {
  return { path, bytes: size, modifiedMs: Math.floor(mtimeMs) };
}

/**
 * Reads the entries of all these files, in order. What cannot be read becomes an entry that says
 * why, and the rest is still read.
 *
 * @example
 * for await (const entry of readCorpus(files)) console.log(entry.place);
 */
export async function* readCorpus(
  files: readonly CorpusFile[],
  options: CorpusOptions = {},
): AsyncGenerator<CorpusEntry> {
  const reading: Reading = { ...defaults, ...options, depth: 0 };
  for (const { path } of files) {
    const bytes = openBytes(path, reading);
    const given = path === '-' ? pipedKind(reading.format) : undefined;
    yield* readSource(bytes, given, reading);
  }
}

/** What is piped has no name to tell its format by. */
function pipedKind(format: CorpusFormat | undefined): KnownKind | undefined {
  return format === undefined ? undefined : { format, compression: 'none' };
}

async function* readSource(
  raw: ByteSource,
  given: KnownKind | undefined,
  reading: Reading,
): AsyncGenerator<CorpusEntry> {
  try {
    const { format, compression } = given ?? requireFormat(raw.name, reading.format);
    yield* readFormat(decompress(raw, compression), format, reading);
  } catch (error) {
    yield failedEntry(raw.name, TolkError.isInstance(error) ? error : unreadable(raw.name, error));
  }
}

/** Each reader is loaded when it is needed: together their libraries take 60 MB. */
async function* readFormat(
  source: ByteSource,
  format: CorpusFormat,
  reading: Reading,
): AsyncGenerator<CorpusEntry> {
  // What is in an archive tells its format by its own name.
  const depth = reading.depth + 1;
  const readMember = (member: ByteSource) =>
    readSource(member, undefined, { ...reading, format: undefined, depth });
  const isArchive = format === 'tar' || format === 'zip';
  if (isArchive && depth > maxDepth)
    throw new TolkError(
      'corpus.too_large',
      `${source.name}: archives within archives, deeper than ${maxDepth}; unpack them first`,
    );
  switch (format) {
    case 'jsonl':
      return yield* (await import('./read/jsonl.ts')).readJsonl(source, reading);
    case 'json':
      return yield* (await import('./read/json.ts')).readJson(source, reading);
    case 'csv':
    case 'tsv':
      return yield* (await import('./read/csv.ts')).readCsv(source, reading);
    case 'parquet':
      return yield* (await import('./read/parquet.ts')).readParquet(source, reading);
    case 'feed':
      return yield* (await import('./read/rss.ts')).readFeed(source, reading);
    case 'tar':
      return yield* (await import('./read/archive.ts')).readTar(source, readMember);
    case 'zip':
      return yield* (await import('./read/archive.ts')).readZip(source, readMember);
    default:
      return yield* (await import('./read/document.ts')).readDocument(source, format, reading);
  }
}
