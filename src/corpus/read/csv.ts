import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { unescapeFormulas } from '../formulas.ts';
import { isOwnHeader } from '../write/columns.ts';
import { type CsvRow, readCsvRows } from './csv-rows.ts';

/** A row has other fields beside the article's text. */
const recordFactor = 8;

/**
 * CSV or TSV with a header row; the delimiter (`,` `;` tab `|`) is the one the header uses, and
 * each field is decoded by itself, so that Windows-1252 of a spreadsheet is read wherever it
 * begins.
 */
export async function* readCsv(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  const { limits } = options;
  const toInput = createFieldReader(name, options);
  let header: Header | undefined;
  for await (const row of await readRows(source, limits.maxBytes * recordFactor)) {
    const place = `${name}:${row.line}`;
    if ('problem' in row) {
      yield failedEntry(place, new TolkError('corpus.malformed', `${place}: ${row.problem}`));
    } else if (header === undefined) {
      header = readHeader(row.fields, place);
    } else {
      const names = header;
      const load = async () => {
        const record = toRecord(names, row.fields, place);
        return prepareArticle(await toInput(record, place), place, limits);
      };
      yield { place, load };
    }
  }
}

interface Header {
  readonly names: readonly string[];
  /** Whether Tolk has written the file: then apostrophes before formulas are its own. */
  readonly isOurs: boolean;
}

function readHeader(fields: readonly Buffer[], place: string): Header {
  const names = fields.map((field) => decodeText(field, place).trim());
  return { names, isOurs: isOwnHeader(names) };
}

function toRecord(
  { names, isOurs }: Header,
  fields: readonly Buffer[],
  place: string,
): Record<string, string | undefined> {
  if (fields.length > names.length) {
    const counts = `${fields.length} fields, but the header has ${names.length}`;
    throw new TolkError(
      'corpus.malformed',
      `${place}: ${counts}; is a quotation mark or a delimiter missing?`,
    );
  }
  const texts = fields.map((field) => decodeText(field, place));
  const values = isOurs ? texts.map(unescapeFormulas) : texts;
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

async function readRows(source: ByteSource, maxRowBytes: number): Promise<AsyncIterable<CsvRow>> {
  const { head, rest } = await peekLine(source);
  return readCsvRows(rest, { delimiter: delimiterOf(head.toString('latin1')), maxRowBytes });
}

const sniffBytes = 64 * 1024;

/**
 * Reads the first line, and returns it with all bytes. A byte order mark is dropped, and the UTF-16
 * of spreadsheets becomes UTF-8.
 */
async function peekLine({
  bytes,
}: ByteSource): Promise<{ head: Buffer; rest: AsyncIterable<Uint8Array> }> {
  const iterator = bytes()[Symbol.asyncIterator]();
  let begin = Buffer.alloc(0);
  while (begin.length < sniffBytes && !begin.includes(0x0a)) {
    const next = await iterator.next();
    if (next.done) break;
    begin = Buffer.concat([begin, next.value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield begin;
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield next.value;
  }
  if (startsWith(begin, utf16Mark)) {
    const head = Buffer.from(new TextDecoder('utf-16le').decode(begin));
    return { head, rest: toUtf8(all()) };
  }
  if (startsWith(begin, utf8Mark)) begin = begin.subarray(utf8Mark.length);
  const end = begin.indexOf(0x0a);
  return { head: end < 0 ? begin : begin.subarray(0, end), rest: all() };
}

const utf16Mark = [0xff, 0xfe];
const utf8Mark = [0xef, 0xbb, 0xbf];

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

async function* toUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-16le');
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Finds the delimiter that is most frequent in a header row, outside of quotation marks. */
function delimiterOf(header: string): string {
  const bare = (header.split('\n')[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => bare.split(sign).length;
  return [',', ';', '\t', '|'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
