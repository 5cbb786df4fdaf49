import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TolkError } from '../errors.ts';
import { decompress, openBytes } from './byte-source.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from './entry.ts';
import { failing, unreadable } from './failed-entry.ts';
import { type CorpusFormat, type FileKind, kindOf, requireFormat } from './formats.ts';

/** A file of a corpus, and what it was when the run began: a resumed run must find the same. */
export interface CorpusFile {
  /** `-` is standard input. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** How a corpus is read. */
export interface CorpusOptions extends ReadOptions {
  /** Instead of what the names of files tell. */
  readonly format?: CorpusFormat | undefined;
  /** Called with the bytes read from a file, as it stands on the disk. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * The files that names on a command line stand for: files, folders (all files in them whose names
 * tell a format), globs, `-` for standard input; each folder's in order of name.
 *
 * @throws TolkError `corpus.unreadable`, `corpus.unknown_format`
 */
export async function listCorpus(
  names: readonly string[],
  format: CorpusFormat | undefined,
): Promise<CorpusFile[]> {
  const files: CorpusFile[] = [];
  for (const name of names) {
    if (name === '-') {
      if (format === undefined)
        throw new TolkError(
          'corpus.unknown_format',
          'standard input: say what comes with --format (jsonl, csv, text, …)',
        );
      files.push({ path: '-', bytes: 0, modifiedMs: 0 });
      continue;
    }
    const found = await stat(name).catch(() => null);
    if (found?.isFile()) {
      requireFormat(name, format);
      files.push({ path: name, bytes: found.size, modifiedMs: Math.floor(found.mtimeMs) });
    } else files.push(...(await expand(name, found?.isDirectory() ? 'folder' : 'glob', format)));
  }
  return files;
}

async function expand(
  name: string,
  as: 'folder' | 'glob',
  format: CorpusFormat | undefined,
): Promise<CorpusFile[]> {
  const isGlob = /[*?[{]/.test(name);
  if (as === 'glob' && !isGlob)
    throw unreadable(name, Object.assign(new Error(), { code: 'ENOENT' }));
  const paths: string[] = [];
  for await (const path of glob(as === 'folder' ? join(name, '**', '*') : name)) paths.push(path);
  const files: CorpusFile[] = [];
  for (const path of paths.toSorted((a, b) => (a < b ? -1 : 1))) {
    const { size, mtimeMs, isFile } = await stat(path).then((one) => ({
      size: one.size,
      mtimeMs: one.mtimeMs,
      isFile: one.isFile(),
    }));
    const isHidden = path
      .split('/')
      .some((part) => part.startsWith('.') && part !== '.' && part !== '..');
    if (isFile && !isHidden && (format ?? kindOf(path).format))
      files.push({ path, bytes: size, modifiedMs: Math.floor(mtimeMs) });
  }
  if (files.length > 0) return files;
  throw new TolkError('corpus.unreadable', `${name}: no file in it that Tolk reads; see --format`);
}

/** The entries of all these files, in order; what cannot be read gives an entry that says why, and the rest goes on. */
export async function* readCorpus(
  files: readonly CorpusFile[],
  options: CorpusOptions,
): AsyncGenerator<CorpusEntry> {
  for (const { path } of files)
    yield* readSource(
      openBytes(path, options.onBytes),
      path === '-' ? { format: options.format, compression: 'none' } : undefined,
      options,
    );
}

async function* readSource(
  raw: ByteSource,
  given: FileKind | undefined,
  options: CorpusOptions,
): AsyncGenerator<CorpusEntry> {
  try {
    const { format, compression } = given?.format
      ? { ...given, format: given.format }
      : requireFormat(raw.name, options.format);
    yield* readFormat(decompress(raw, compression), format, options);
  } catch (error) {
    yield failing(raw.name, TolkError.isInstance(error) ? error : unreadable(raw.name, error));
  }
}

/** Each reader is loaded when it is needed: together their libraries take 60 MB. */
async function* readFormat(
  source: ByteSource,
  format: CorpusFormat,
  options: CorpusOptions,
): AsyncGenerator<CorpusEntry> {
  // What is in an archive tells its format by its own name.
  const readMember = (member: ByteSource) =>
    readSource(member, undefined, { ...options, format: undefined });
  switch (format) {
    case 'jsonl':
      return yield* (await import('./read/jsonl.ts')).readJsonl(source, options);
    case 'json':
      return yield* (await import('./read/json.ts')).readJson(source, options);
    case 'csv':
    case 'tsv':
      return yield* (await import('./read/csv.ts')).readCsv(source, options);
    case 'parquet':
      return yield* (await import('./read/parquet.ts')).readParquet(source, options);
    case 'feed':
      return yield* (await import('./read/rss.ts')).readFeed(source, options);
    case 'tar':
      return yield* (await import('./read/archive.ts')).readTar(source, readMember);
    case 'zip':
      return yield* (await import('./read/archive.ts')).readZip(source, readMember);
    default:
      return yield* (await import('./read/document.ts')).readDocument(source, format, options);
  }
}
