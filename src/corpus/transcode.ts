import {
  decodeMixedUtf8,
  decoderOf,
  guessOneByte,
  markedEncoding,
  unmarkedUtf16,
} from '../article/encodings.ts';
import { peek } from './byte-source.ts';
import type { ByteSource } from './entry.ts';
import type { CorpusFormat } from './formats.ts';
import type { NoteListener } from './notes.ts';

/** So much of a file tells what it is in. */
const lookedAtBytes = 64 * 1024;

/** Their lines, rows and elements are too short to tell, each for itself, what they are in. */
const streamed: ReadonlySet<CorpusFormat | undefined> = new Set(['jsonl', 'json', 'csv', 'tsv']);

/** These are no text, or say themselves what each text in them is in. */
const ownEncoding: ReadonlySet<CorpusFormat | undefined> = new Set([
  ...(['parquet', 'tar', 'zip', 'docx', 'odt', 'epub', 'pdf', 'xlsx'] as const),
  ...(['eml', 'mbox', 'sqlite', 'warc'] as const),
]);

/** How the bytes of a file become UTF-8. */
export interface TranscodeOptions {
  /** What the user says that text is in; a byte order mark says it better. @default by its bytes */
  readonly encoding: string | undefined;
  /** What the name of the file tells. */
  readonly format: CorpusFormat | undefined;
  readonly onNote: NoteListener;
}

/**
 * Makes UTF-8 of a text in the encoding that the user names, of UTF-16, and of rows and lines in the
 * encodings of the Mac and of DOS. What is no text stays as it is.
 */
export async function toUtf8(unread: ByteSource, options: TranscodeOptions): Promise<ByteSource> {
  // A file that is read from any place is not opened from its beginning, too.
  if (ownEncoding.has(options.format)) return unread;
  const { head, source } = await peek(unread, lookedAtBytes);
  const encoding = encodingOf(head, options);
  const decoder = encoding === undefined ? undefined : decoderOf(encoding);
  if (decoder === undefined) return source;
  if (encoding !== options.encoding && !/^utf/.test(encoding ?? ''))
    options.onNote({ kind: 'encoding', place: source.name, detail: encoding });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.bytes())
      yield Buffer.from(decoder?.decode(chunk, { stream: true }) ?? '');
    yield Buffer.from(decoder?.decode(new Uint8Array()) ?? '');
  }
  return { name: source.name, path: undefined, bytes };
}

/** What the bytes have to be decoded from; undefined where they stay as they are. */
function encodingOf(head: Buffer, { encoding, format }: TranscodeOptions): string | undefined {
  const marked = markedEncoding(head) ?? unmarkedUtf16(head);
  if (marked !== undefined) return marked === 'utf-8' ? undefined : marked;
  // What has a NUL is no text in any other encoding.
  if (head.includes(0)) return undefined;
  if (encoding !== undefined || !streamed.has(format)) return encoding;
  const { right, wrong } = decodeMixedUtf8(head);
  if (right >= wrong) return undefined;
  const guess = guessOneByte(head);
  return guess === 'windows-1252' ? undefined : guess;
}
