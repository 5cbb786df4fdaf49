import type { Stats } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLimits } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { decompress, type OpenOptions, openBytes, peek, unreadable } from './byte-source.ts';
import {
  type ByteSource,
  type CorpusEntry,
  failedEntry,
  type ReaderOptions,
  type ReadOptions,
} from './entry.ts';
import {
  type CorpusFormat,
  endingOf,
  type FileKind,
  hasNoText,
  kindOf,
  refuseNotRead,
} from './formats.ts';
import type { NoteListener } from './notes.ts';
import { PdfThreads } from './read/pdf-threads.ts';
import { readers } from './readers.ts';
import { sniffedBytes, sniffFormat } from './sniff.ts';
import { sniffTable } from './sniff-table.ts';
import { toUtf8 } from './transcode.ts';

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
interface Reading extends ReaderOptions, OpenOptions, Pick<CorpusOptions, 'format'> {
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
  onNote: () => {},
};

/**
 * Lists the files that names on a command line mean: files, folders (all files in them whose names
 * tell a format), globs, `-` for standard input; those of each folder in order of name.
 *
 * @param format of all of them. @default what names and first bytes tell
 * @param onNote is told of files in folders that are not read
 * @example
 * const files = await listCorpus(['corpus/', 'more.jsonl.gz']);
 * @throws TolkError `corpus.unreadable`, `corpus.unknown_format`
 */
export async function listCorpus(
  names: readonly string[],
  format?: CorpusFormat,
  onNote: NoteListener = () => {},
): Promise<CorpusFile[]> {
  const files: CorpusFile[] = [];
  for (const name of names) files.push(...(await listName(name, format, onNote)));
  return files;
}

async function listName(
  name: string,
  format: CorpusFormat | undefined,
  onNote: NoteListener,
): Promise<CorpusFile[]> {
  if (name === '-') return [standardInput];
  const found = await stat(name).catch(() => null);
  if (found?.isFile()) {
    kindToRead(name, format);
    return [toFile(name, found)];
  }
  const isFolder = found?.isDirectory() ?? false;
  if (!isFolder && !isGlob(name))
    throw unreadable(name, Object.assign(new Error(), { code: 'ENOENT', syscall: 'stat' }));
  const files = await listMatches(isFolder ? join(name, '**', '*') : name, format, onNote);
  if (files.length > 0) return files;
  const remedy = 'see --format (of tolk translate --input-format)';
  throw new TolkError('corpus.unreadable', `${name}: no file in it that Tolk reads; ${remedy}`);
}

const standardInput: CorpusFile = { path: '-', bytes: 0, modifiedMs: 0 };

async function listMatches(
  pattern: string,
  format: CorpusFormat | undefined,
  onNote: NoteListener,
): Promise<CorpusFile[]> {
  const paths = await Array.fromAsync(glob(pattern));
  const files: CorpusFile[] = [];
  for (const path of paths.toSorted(byCodeUnits)) {
    if (isHidden(path)) continue;
    const found = await stat(path);
    const isWanted = found.isFile() && (format !== undefined || isToBeRead(path, onNote));
    if (isWanted) files.push(toFile(path, found));
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
  const pdfThreads = new PdfThreads();
  try {
    yield* readCorpusWith(pdfThreads, files, options);
  } finally {
    pdfThreads.close();
  }
}

/** Does the same as {@link readCorpus}, for who reads several, with threads that stay open. */
export async function* readCorpusWith(
  pdfThreads: PdfThreads,
  files: readonly CorpusFile[],
  options: CorpusOptions,
): AsyncGenerator<CorpusEntry> {
  const asked = { ...defaults, ...options };
  const limits = { ...asked.limits, onNote: asked.onNote };
  const reading: Reading = { ...asked, limits, depth: 0, pdfThreads };
  for (const { path } of files) {
    const bytes = openBytes(path, reading);
    // What is piped has no name to tell its format by.
    const given: FileKind | undefined =
      path === '-' ? { format: reading.format, compression: 'none' } : undefined;
    yield* readSource(bytes, given, reading);
  }
}

async function* readSource(
  raw: ByteSource,
  given: FileKind | undefined,
  reading: Reading,
): AsyncGenerator<CorpusEntry> {
  try {
    const { format: told, compression } = given ?? kindToRead(raw.name, reading.format);
    const { encoding } = reading.limits;
    const unpacked = decompress(raw, compression);
    const asked = { encoding, format: told, onNote: reading.onNote };
    const { format, source } = await settleFormat(
      await toUtf8(unpacked, asked),
      told,
      reading.format !== undefined,
    );
    yield* readFormat(source, format, reading);
  } catch (error) {
    yield failedEntry(raw.name, TolkError.isInstance(error) ? error : unreadable(raw.name, error));
  }
}

/** What a name tells, or what was given; what is not read is refused. */
function kindToRead(name: string, given: CorpusFormat | undefined): FileKind {
  const kind = kindOf(name);
  if (given === undefined && kind.format === undefined) refuseNotRead(name);
  return { ...kind, format: given ?? kind.format };
}

/** Formats that are text: under their names lies something else at times. */
const textFormats: readonly CorpusFormat[] = [
  ...(['text', 'markdown', 'html', 'jsonl', 'json', 'csv', 'tsv', 'feed'] as const),
];
/** What may lie under the name of plain text and shows at once that it is none. */
const knownByText: readonly CorpusFormat[] = ['html', 'feed', 'markdown'];
/** A record: its first name is in quotation marks. */
const beginsAsRecord = /^\ufeff?\s*(?:\[\s*)?\{\s*"[^"\n]{1,100}"\s*:/;

/**
 * The format by the first bytes, where no name tells it, and for what is something else than its name
 * tells: a page by the name of text, a list by that of lines of JSON, a workbook by that of CSV.
 */
async function settleFormat(
  unread: ByteSource,
  told: CorpusFormat | undefined,
  isGiven: boolean,
): Promise<{ readonly format: CorpusFormat; readonly source: ByteSource }> {
  if (told !== undefined && !textFormats.includes(told)) return { format: told, source: unread };
  const { head, source } = await peek(unread, sniffedBytes);
  const found = sniffFormat(head, unread.name);
  // Who calls it text wants its tags and braces, but nobody wants the bytes of a picture.
  if (told === undefined || isGiven)
    return { format: told ?? found ?? tableOrText(head, unread.name), source };
  const text = head.toString('utf8');
  if (told === 'text' && found !== null) {
    const isRecords = /^jsonl?$/.test(found) && beginsAsRecord.test(text);
    if (isRecords || knownByText.includes(found)) return { format: found, source };
  }
  if (told === 'jsonl' && /^\ufeff?\s*\[/.test(text)) return { format: 'json', source };
  const isOther = found !== null && !textFormats.includes(found);
  return { format: isOther ? found : told, source };
}

/** @throws TolkError `corpus.unknown_format` for what may be a table: its rows would be one text */
function tableOrText(head: Uint8Array, name: string): CorpusFormat {
  const table = sniffTable(head);
  if (table !== 'perhaps') return table ?? 'text';
  const what = 'this looks like a table, but nothing in it says which column has the text';
  const remedy =
    'say what it is: csv (and --map body=COLUMN), tsv, or text, with --format ' +
    '(tolk translate: --input-format)';
  throw new TolkError('corpus.unknown_format', `${name}: ${what}; ${remedy}`);
}

/** Of many files those are read whose names tell a format; what else may be text is told. */
function isToBeRead(name: string, onNote: NoteListener): boolean {
  if (kindOf(name).format !== undefined) return true;
  if (hasNoText(name)) return false;
  onNote({ kind: 'not-read', place: name, detail: `.${endingOf(name)}` });
  return false;
}

async function* nothing(): AsyncGenerator<never> {}

async function* readFormat(
  source: ByteSource,
  format: CorpusFormat,
  reading: Reading,
): AsyncGenerator<CorpusEntry> {
  // What is in an archive tells its format by its own name.
  const depth = reading.depth + 1;
  const readMember = (member: ByteSource) =>
    isToBeRead(member.name, reading.onNote)
      ? readSource(member, undefined, { ...reading, format: undefined, depth })
      : nothing();
  const isArchive = format === 'tar' || format === 'zip';
  if (isArchive && depth > maxDepth)
    throw new TolkError(
      'corpus.too_large',
      `${source.name}: archives within archives, deeper than ${maxDepth}; unpack them first`,
    );
  const read = await readers[format]();
  yield* lookingAhead(read(source, reading, readMember));
}

/** So many records of a file are looked at before the first is read. */
const lookedAt = 200;

/** The same entries; what the first records of a file say of the others is looked at before they come. */
async function* lookingAhead(entries: AsyncIterable<CorpusEntry>): AsyncGenerator<CorpusEntry> {
  const source = entries[Symbol.asyncIterator]();
  const held: CorpusEntry[] = [];
  let problem: unknown;
  try {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      held.push(next.value);
      lookAt(next.value);
      if (next.value.look === undefined || held.length === lookedAt) break;
    }
  } catch (error) {
    problem = error;
  }
  try {
    // What was read before a file breaks off is read.
    yield* held;
    if (problem !== undefined) throw problem;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

function lookAt({ look }: CorpusEntry): void {
  try {
    look?.();
  } catch {
    // What cannot be read is told when it is loaded.
  }
}
