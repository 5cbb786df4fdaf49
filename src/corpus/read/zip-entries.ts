import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl';

/**
 * Opens a zip; close it yourself.
 *
 * @param names `raw` where they are read and judged by who asks: else one bad name gives the zip up
 * @throws Error of yauzl for what is no zip
 */
export function openZip(from: string | Buffer, names: 'raw' | 'decoded'): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip?: ZipFile) => (zip ? resolve(zip) : reject(error));
    const options = { lazyEntries: true, autoClose: false, decodeStrings: names === 'decoded' };
    if (typeof from === 'string') open(from, options, done);
    else fromBuffer(from, options, done);
  });
}

/** The entries of a zip, in the order of its directory. */
export async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
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

/** The bytes of an entry, unpacked; yauzl ends what is longer than it says. */
export async function* bytesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(error)));
  });
  yield* stream as AsyncIterable<Buffer>;
}
