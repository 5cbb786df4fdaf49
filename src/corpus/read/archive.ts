import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { type Entry, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { TolkError } from '../../errors.ts';
import { isBomb, readWhole, unpacksTooFar } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadMember } from '../entry.ts';
import { boundTarHeaders } from './tar-headers.ts';
import { bytesOf, entriesOf, openZip } from './zip-entries.ts';

/*
 * A member is only ever read, never written by its name; what is against the rules is one reject,
 * and the others are read.
 */

/**
 * What is held whole: a zip that is not a file of its own, and each member of an archive while it
 * is read.
 */
const maxHeldBytes = 500_000_000;

/** More members than any corpus of files has; JSONL holds more. */
const maxMembers = 1_000_000;

/** Reads the members of a tar, in order. */
export function readTar(source: ByteSource, readMember: ReadMember): AsyncGenerator<CorpusEntry> {
  return atLeastOne(source.name, readTarMembers(source, readMember));
}

/** Reads the members of a zip, in the order of its directory. */
export function readZip(source: ByteSource, readMember: ReadMember): AsyncGenerator<CorpusEntry> {
  return atLeastOne(source.name, readZipMembers(source, readMember));
}

/** An archive without anything in it is a mistake somewhere, and said. */
async function* atLeastOne(
  name: string,
  entries: AsyncIterable<CorpusEntry>,
): AsyncGenerator<CorpusEntry> {
  let isEmpty = true;
  for await (const entry of entries) {
    isEmpty = false;
    yield entry;
  }
  const problem = `${name}: no file in this archive that Tolk reads (hidden ones do not count)`;
  if (isEmpty) yield failedEntry(name, new TolkError('corpus.unreadable', problem));
}

async function* readTarMembers(
  { name, bytes }: ByteSource,
  readMember: ReadMember,
): AsyncGenerator<CorpusEntry> {
  // The oldest tars (v7) do not say that they are one; the sums of their headers do.
  const options: object = { allowUnknownFormat: true };
  const tar = extract(options);
  const input = Readable.from(boundTarHeaders(name, bytes()));
  input.on('error', (error) => tar.destroy(error));
  input.pipe(tar);
  let members = 0;
  try {
    for await (const entry of tar) {
      members += 1;
      if (members > maxMembers) throw tooMany(name);
      const { path, isHidden } = readName(entry.header.name);
      if (entry.header.type === 'directory' || isHidden) {
        entry.resume();
        continue;
      }
      const member = `${name}/${path}`;
      const problem = problemOf(entry.header.name) ?? problemOfTarMember(entry.header);
      if (problem !== undefined) {
        entry.resume();
        yield refused(member, problem);
        continue;
      }
      // The bytes of an entry are buffers, which the types do not say.
      const bytes = () => entry as AsyncIterable<Uint8Array>;
      // A tar is read in order only: a member is held so that its article can be loaded later.
      const held = await readWhole({ name: member, path: undefined, bytes }, maxHeldBytes);
      yield* readMember(heldSource(member, held));
    }
  } catch (error) {
    yield failedEntry(name, damaged(name, 'tar', error));
  } finally {
    input.destroy();
  }
}

const linkTypes: readonly string[] = ['link', 'symlink'];
const fileTypes: readonly string[] = ['file', 'contiguous-file'];

function problemOfTarMember({ type, size = 0 }: Header): string | undefined {
  if (linkTypes.includes(type ?? '')) return aLink;
  if (!fileTypes.includes(type ?? '')) return 'it is no file, but a device or the like';
  return size > maxHeldBytes ? tooLarge : undefined;
}

async function* readZipMembers(
  source: ByteSource,
  readMember: ReadMember,
): AsyncGenerator<CorpusEntry> {
  const { name, path } = source;
  let zip: ZipFile;
  try {
    zip = await openZip(path ?? (await readWhole(source, maxHeldBytes)), 'raw');
  } catch (error) {
    return yield failedEntry(name, damaged(name, 'zip', error));
  }
  try {
    let members = 0;
    for await (const entry of entriesOf(zip)) {
      members += 1;
      if (members > maxMembers) throw tooMany(name);
      yield* readZipMember({ zip, entry, name }, readMember);
    }
  } catch (error) {
    yield failedEntry(name, damaged(name, 'zip', error));
  } finally {
    zip.close();
  }
}

interface ZipMember {
  readonly zip: ZipFile;
  readonly entry: Entry;
  /** Of the zip. */
  readonly name: string;
}

async function* readZipMember(
  { zip, entry, name }: ZipMember,
  readMember: ReadMember,
): AsyncGenerator<CorpusEntry> {
  const given = zipNameOf(entry);
  const { path, isHidden } = readName(given);
  if (given.endsWith('/') || isHidden) return;
  const member = `${name}/${path}`;
  const problem = problemOf(given) ?? problemOfZipMember(entry);
  if (problem !== undefined) return yield refused(member, problem);
  const bytes = () => bytesOf(zip, entry);
  const held = await readWhole({ name: member, path: undefined, bytes }, maxHeldBytes).catch(
    (error: unknown) => damaged(member, 'zip', error),
  );
  if (TolkError.isInstance(held)) yield failedEntry(member, held);
  else yield* readMember(heldSource(member, held));
}

/** The file types of Unix, which zips keep too. */
const typeMask = 0o170_000;
const linkMode = 0o120_000;

/** What zips are packed by, but for the two that all programs read. */
const packings: Readonly<Record<number, string>> = {
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
  98: 'PPMd',
};

function problemOfZipMember(entry: Entry): string | undefined {
  const { compressionMethod: method } = entry;
  if (method !== 0 && method !== 8)
    return `it is packed by ${packings[method] ?? `method ${method}`}; unpack it, and zip it again by Deflate (the usual way)`;
  if (entry.isEncrypted()) return 'it is encrypted; unpack it with its password first';
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & typeMask) === linkMode) return aLink;
  if (entry.uncompressedSize > maxHeldBytes) return tooLarge;
  return isBomb(entry.compressedSize, entry.uncompressedSize) ? unpacksTooFar : undefined;
}

const aLink = 'it is a link; only files are read';
const tooLarge = `it is over ${maxHeldBytes.toLocaleString('en-US')} bytes; unpack it first`;

/** A name as it is shown, without `./`; hidden files are those of the system, not of the corpus. */
function readName(given: string): { readonly path: string; readonly isHidden: boolean } {
  const parts = given.split('/').filter((part) => part !== '.' && part !== '');
  const isHidden = parts.some((part) => /^\.(?!\.$)/.test(part) || part === '__MACOSX');
  return { path: parts.join('/'), isHidden };
}

/** Nothing is ever written by these names; but whoever made them means no good. */
function problemOf(given: string): string | undefined {
  const leaves = given.split(/[/\\]/).includes('..') || /^(?:[/\\]|[a-z]:[/\\])/i.test(given);
  return leaves ? 'its name leads out of the archive' : undefined;
}

function refused(member: string, problem: string): CorpusEntry {
  return failedEntry(member, new TolkError('corpus.malformed', `${member}: ${problem}`));
}

function tooMany(name: string): TolkError {
  const limit = maxMembers.toLocaleString('en-US');
  return new TolkError(
    'corpus.too_large',
    `${name}: more than ${limit} members; the first ${limit} are read`,
  );
}

function heldSource(name: string, held: Buffer): ByteSource {
  return { name, path: undefined, bytes: () => Readable.from([held]) };
}

function damaged(name: string, kind: string, cause: unknown): TolkError {
  if (TolkError.isInstance(cause)) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `${name}: the ${kind} is damaged or cut off (${why})`;
  return new TolkError('corpus.damaged', message, { cause });
}

function zipNameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}
