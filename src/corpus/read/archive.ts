import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry } from '../entry.ts';

/** Reads one member of an archive as a file of its own. */
type ReadMember = (member: ByteSource) => AsyncIterable<CorpusEntry>;

/**
 * What is held whole: a zip that is not a file of its own, and each member of an archive while it
 * is read.
 */
const maxHeldBytes = 500_000_000;

const isHidden = (path: string): boolean =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/** Reads the members of a tar, in order. */
export async function* readTar(
  { name, bytes }: ByteSource,
  readMember: ReadMember,
): AsyncGenerator<CorpusEntry> {
  const tar = extract();
  const input = Readable.from(bytes());
  input.on('error', (error) => tar.destroy(error));
  input.pipe(tar);
  try {
    for await (const entry of tar) {
      const { name: path, type } = entry.header;
      if (type !== 'file' || isHidden(path)) {
        entry.resume();
        continue;
      }
      const member = `${name}/${path}`;
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

/** Reads the members of a zip, in the order of its directory. */
export async function* readZip(
  source: ByteSource,
  readMember: ReadMember,
): AsyncGenerator<CorpusEntry> {
  const { name, path } = source;
  let zip: ZipFile;
  try {
    zip = await openZip(path ?? (await readWhole(source, maxHeldBytes)));
  } catch (error) {
    return yield failedEntry(name, damaged(name, 'zip', error));
  }
  try {
    for await (const entry of entriesOf(zip)) {
      if (entry.fileName.endsWith('/') || isHidden(entry.fileName)) continue;
      const member = `${name}/${entry.fileName}`;
      const bytes = () => readZipEntry(zip, entry, member);
      const held = await readWhole({ name: member, path: undefined, bytes }, maxHeldBytes).catch(
        (error: unknown) => damaged(member, 'zip', error),
      );
      if (TolkError.isInstance(held)) yield failedEntry(member, held);
      else yield* readMember(heldSource(member, held));
    }
  } catch (error) {
    yield failedEntry(name, damaged(name, 'zip', error));
  } finally {
    zip.close();
  }
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

function openZip(from: string | Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip?: ZipFile) => (zip ? resolve(zip) : reject(error));
    const options = { lazyEntries: true, autoClose: false };
    if (typeof from === 'string') open(from, options, done);
    else fromBuffer(from, options, done);
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip
        .once('entry', resolve)
        .once('end', () => resolve(null))
        .once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (entry === null) return;
    yield entry;
  }
}

async function* readZipEntry(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted())
    throw new TolkError('corpus.damaged', `${name}: encrypted; unpack it with its password first`);
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(error)));
  });
  yield* stream as AsyncIterable<Buffer>;
}
