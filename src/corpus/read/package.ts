import type { Entry } from 'yauzl';
import { TolkError } from '../../errors.ts';
import { isBomb, readWhole, unpacksTooFar } from '../byte-source.ts';
import type { ByteSource } from '../entry.ts';
import { bytesOf, entriesOf, openZip } from './zip-entries.ts';

/*
 * Documents that are zips: .docx, .odt, .epub, .xlsx. Only their parts of text are unpacked, and
 * these in full by us before any library does: what they say of their size is not believed.
 */

/** Pictures are most of it. */
const maxPackedBytes = 200_000_000;
/** One part of text. */
const maxPartBytes = 50_000_000;
/** All of them. */
const maxTextBytes = 200_000_000;
const maxParts = 20_000;

/** A document that is a zip. */
export interface DocumentPackage {
  /** All of it, packed. */
  readonly bytes: Buffer;
  /** Its parts of text, by their names. */
  readonly parts: ReadonlyMap<string, Buffer>;
}

/**
 * Opens a document that is a zip, and unpacks its parts of text.
 *
 * @param isText tells which parts these are, by name
 * @throws TolkError `corpus.damaged`, `corpus.malformed` (encrypted), `corpus.too_large`
 */
export async function openPackage(
  source: ByteSource,
  isText: (name: string) => boolean,
): Promise<DocumentPackage> {
  const { name } = source;
  const bytes = await readWhole(source, maxPackedBytes);
  const parts = new Map<string, Buffer>();
  try {
    const zip = await openZip(bytes, 'decoded');
    let size = 0;
    let count = 0;
    for await (const entry of entriesOf(zip)) {
      count += 1;
      if (count > maxParts) throw tooLarge(name, `over ${format(maxParts)} parts`);
      if (!isText(entry.fileName) || parts.has(entry.fileName)) continue;
      requireSound(entry, name);
      size += entry.uncompressedSize;
      if (size > maxTextBytes) throw tooLarge(name, `over ${format(maxTextBytes)} bytes of text`);
      const part = `${name}/${entry.fileName}`;
      const unpacked = { name: part, path: undefined, bytes: () => bytesOf(zip, entry) };
      parts.set(entry.fileName, await readWhole(unpacked, maxPartBytes));
    }
  } catch (cause) {
    if (TolkError.isInstance(cause)) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TolkError('corpus.damaged', `${name}: the file is damaged or cut off (${why})`, {
      cause,
    });
  }
  return { bytes, parts };
}

function requireSound(entry: Entry, name: string): void {
  const part = `${name}/${entry.fileName}`;
  if (entry.isEncrypted())
    throw new TolkError('corpus.malformed', `${name}: it is encrypted; save it without a password`);
  if (entry.uncompressedSize > maxPartBytes)
    throw tooLarge(part, `over ${format(maxPartBytes)} bytes`);
  if (isBomb(entry.compressedSize, entry.uncompressedSize)) throw tooLarge(part, unpacksTooFar);
}

const format = (count: number): string => count.toLocaleString('en-US');

function tooLarge(name: string, what: string): TolkError {
  return new TolkError('corpus.too_large', `${name}: ${what}`);
}
