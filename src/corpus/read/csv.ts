import { finished } from 'node:stream/promises';
import { type Options, parse } from 'csv-parse';
import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';

/** A row has other fields beside the article's text. */
const recordFactor = 8;

type Row =
  | { readonly line: number; readonly fields: readonly Buffer[] }
  | { readonly line: number; readonly problem: unknown };

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
  let header: readonly string[] | undefined;
  for await (const row of readRows(source, limits.maxBytes * recordFactor)) {
    const place = `${name}:${row.line}`;
    if ('problem' in row) {
      const { problem: cause } = row;
      const message = `${place}: ${plainReason(cause)}`;
      yield failedEntry(place, new TolkError('corpus.malformed', message, { cause }));
    } else if (header === undefined) {
      header = row.fields.map((field) => decodeText(field, place).trim());
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

function toRecord(
  names: readonly string[],
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
  const values = fields.map((field) => decodeText(field, place));
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

/**
 * Reads rows, and what is wrong between them, in order. The parser is written to by hand: as a
 * stream it reports errors before the rows they come after.
 */
async function* readRows(source: ByteSource, maxRecordBytes: number): AsyncGenerator<Row> {
  const { head, rest } = await peekLine(source);
  const rows: Row[] = [];
  const settings = {
    encoding: null,
    delimiter: delimiterOf(head.toString('latin1')),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: maxRecordBytes,
    on_record(fields: readonly Buffer[], { lines }: { readonly lines: number }) {
      // The parser counts up to the end of a row; messages name the line where it begins.
      const linesInside = fields.reduce((sum, field) => sum + countLineEnds(field), 0);
      rows.push({ line: lines - linesInside, fields });
      return null;
    },
    on_skip: (problem: unknown) => void rows.push({ line: parser.info.lines, problem }),
  };
  // The types do not know that fields come as bytes when there is no encoding.
  const parser = parse(settings as unknown as Options);
  let broken: unknown;
  parser.on('error', (error) => {
    broken = error;
  });
  for await (const chunk of rest) {
    parser.write(chunk);
    yield* rows.splice(0);
    if (broken !== undefined) break;
  }
  parser.end();
  await finished(parser.resume()).catch((error: unknown) => {
    broken ??= error;
  });
  yield* rows.splice(0);
  if (broken !== undefined) yield { line: parser.info.lines, problem: broken };
}

const countLineEnds = (field: Buffer): number => field.toString('latin1').split('\n').length - 1;

/** Says what csv-parse found, without the values it quotes. */
function plainReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/quote/i.test(message))
    return 'a quotation mark is not closed, or is in the middle of a field';
  if (/max_record_size/i.test(message)) return 'the row is too large (TOLK_MAX_BYTES)';
  return message.split(/[,:]/)[0] ?? 'not valid CSV';
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
