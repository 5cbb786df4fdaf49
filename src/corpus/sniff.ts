import { TolkError } from '../errors.ts';
import type { CorpusFormat } from './formats.ts';

/** So many bytes tell what a file is. */
export const sniffedBytes = 4_096;

/** What a file is by its first bytes: a format, or something that is not read and what to do. */
type Sniffed = { readonly format: CorpusFormat } | { readonly notRead: string };

/** One kind of file, and how it is known. */
interface Signature {
  readonly is: Sniffed;
  /** `bytes` are the first of the file, `text` is the same without a mark and space before it. */
  readonly fits: (bytes: Buffer, text: string) => boolean;
}

const begins =
  (...signs: readonly string[]) =>
  (bytes: Buffer): boolean =>
    signs.some((sign) => bytes.subarray(0, sign.length).equals(Buffer.from(sign, 'latin1')));
const reads =
  (pattern: RegExp) =>
  (_: Buffer, text: string): boolean =>
    pattern.test(text);
/** A zip with these names in what it begins with. */
const packs =
  (...names: readonly string[]) =>
  (bytes: Buffer): boolean =>
    begins('PK\x03\x04')(bytes) && names.every((name) => bytes.includes(name, 0, 'latin1'));
/** A zip of Office with this folder; what it begins with differs by who wrote it. */
const packsOffice =
  (folder: string) =>
  (bytes: Buffer): boolean =>
    ['[Content_Types].xml', 'docProps/app.xml', '_rels/.rels'].some((name) =>
      packs(name, folder)(bytes),
    );
const notRead = (what: string, remedy: string): Sniffed => ({ notRead: `${what}; ${remedy}` });

/** Headers that no other text has at its beginning. */
const mailHeader =
  /^(?:return-path|received|delivered-to|mime-version|message-id|content-type|x-[\w-]+):/im;

/** True for a message: headers alone up to a blank line, with who wrote it and what only mail says. */
function isMessage(text: string): boolean {
  const [head = ''] = text.split(/\r?\n\r?\n/);
  const lines = head.slice(0, 3_000).split('\n');
  const areHeaders = lines.slice(0, -1).every((line) => /^(?:[\w-]+:|[ \t])/.test(line));
  return areHeaders && /^from:/im.test(head) && mailHeader.test(head);
}

/** In this order: the first that fits is it. */
const signatures: readonly Signature[] = [
  { is: { format: 'parquet' }, fits: begins('PAR1') },
  {
    is: notRead('this is rich text (RTF)', 'save it as .docx or plain text'),
    fits: begins('{\\rtf'),
  },
  {
    is: notRead('this is a file of old Microsoft Office', 'save it as .docx or .xlsx'),
    fits: begins('\xd0\xcf\x11\xe0'),
  },
  {
    is: notRead('these are subtitles', 'they need their times; give the text without them'),
    fits: reads(/^(?:WEBVTT|\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} -->)/),
  },
  { is: { format: 'pdf' }, fits: begins('%PDF') },
  { is: { format: 'sqlite' }, fits: begins('SQLite format 3\0') },
  { is: { format: 'warc' }, fits: begins('WARC/1.', 'WARC/0.') },
  { is: { format: 'epub' }, fits: packs('mimetypeapplication/epub+zip') },
  { is: { format: 'odt' }, fits: packs('mimetypeapplication/vnd.oasis.opendocument.text') },
  { is: { format: 'docx' }, fits: packsOffice('word/') },
  { is: { format: 'xlsx' }, fits: packsOffice('xl/') },
  { is: { format: 'zip' }, fits: begins('PK\x03\x04') },
  { is: { format: 'tar' }, fits: (bytes) => bytes.subarray(257, 262).toString() === 'ustar' },
  {
    is: notRead('this is a picture, a sound or a film', 'there is no text in it'),
    fits: begins('\x89PNG', '\xff\xd8\xff', 'GIF8', 'ID3', 'OggS'),
  },
  {
    is: { format: 'html' },
    fits: reads(/^(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|body)\b/i),
  },
  { is: { format: 'feed' }, fits: reads(/^<(?:rss|feed|rdf:RDF)\b/i) },
  { is: { format: 'xml' }, fits: reads(/^(?:ï»¿)?\s*<\?xml\b/i) },
  {
    is: { format: 'html' },
    fits: reads(/^<(?:article|div|section|main|p|h[1-6]|ul|table)\b[^>]*>/i),
  },
  { is: { format: 'mbox' }, fits: reads(/^From \S+ .*\d{4}\s*\n[\w-]+: /) },
  { is: { format: 'eml' }, fits: (_, text) => isMessage(text) },
  { is: { format: 'jsonl' }, fits: reads(/^\{[^\n]*\}[^\S\n]*\n\s*\{/) },
  { is: { format: 'json' }, fits: reads(/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{\]]|$))/) },
  {
    is: { format: 'markdown' },
    fits: reads(/^(?:#{1,2} \S[^\n]{0,150}|[^\n]{3,120}\r?\n={3,})[^\S\n]*\r?\n/),
  },
  {
    is: { format: 'markdown' },
    fits: reads(/^(?:---|\+\+\+)[^\S\n]*\n[\s\S]*?\n(?:---|\+\+\+|\.\.\.)[^\S\n]*(?:\n|$)/),
  },
];

/**
 * Says what a file is by its first bytes ({@link sniffedBytes}); null for text of no kind, or of one
 * that only a name tells (CSV).
 *
 * @param name how messages call it
 * @throws TolkError `corpus.unknown_format` for what is not read, with what to do
 */
export function sniffFormat(bytes: Uint8Array, name: string): CorpusFormat | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, sniffedBytes));
  const text = buffer.toString('utf8').replace(/^\ufeff?\s*/, '');
  const found = signatures.find(({ fits }) => fits(buffer, text))?.is;
  if (found === undefined) return null;
  if ('format' in found) return found.format;
  throw new TolkError('corpus.unknown_format', `${name}: ${found.notRead}`);
}
