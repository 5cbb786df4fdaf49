import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { createFieldReader, type FieldReader } from '../fields.ts';
import { unescapeFormulas } from '../formulas.ts';
import { hasStatusColumn, isLeftOut } from '../unpublished.ts';
import { isOwnHeader } from '../write/columns.ts';
import { withoutCaptions } from './csv-captions.ts';
import { dialectOf } from './csv-dialect.ts';
import { guessColumns, isHeader, nameColumns } from './csv-header.ts';
import { type CsvRow, readCsvRows } from './csv-rows.ts';

/** A row has other fields beside the article's text. */
const recordFactor = 8;

/**
 * CSV or TSV; the delimiter (`,` `;` tab `|`) is the one the first row uses, or Excel's `sep=;` says,
 * and each field is decoded by itself, so that Windows-1252 of a spreadsheet is read wherever it
 * begins. A first row that is an article, and not the names of columns, is read as one.
 */
export async function* readCsv(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let table: Table | undefined;
  const rows = await readRows(source, options.limits.maxBytes * recordFactor);
  for await (const row of withoutCaptions(rows, name, options)) {
    const place = `${name}:${row.line}${row.row === row.line ? '' : ` (row ${row.row})`}`;
    if ('problem' in row) {
      yield failedEntry(place, new TolkError('corpus.malformed', `${place}: ${row.problem}`));
      continue;
    }
    if (row.quotes === 'text' && row.fields.some((field) => field.includes('"')))
      options.onNote({ kind: 'raw-quotes', place });
    if (row.fields.every(isBlank)) continue;
    const isFirst = table === undefined;
    table ??= new Table(row.fields, name, options);
    if (isFirst && table.hasHeader) continue;
    if (!table.isLeftOut(row.fields, place)) yield table.toEntry(row.fields, place);
  }
}

const isBlank = (field: Buffer): boolean => field.toString('latin1').trim() === '';

/** The columns of a table, and how its rows become articles. */
class Table {
  readonly hasHeader: boolean;
  readonly #header: Header;
  readonly #toInput: FieldReader;
  readonly #options: ReadOptions;

  constructor(first: readonly Buffer[], name: string, options: ReadOptions) {
    const cells = first.map((field) => decodeText(field, name).trim());
    this.#options = options;
    this.hasHeader = isHeader(cells, options);
    const isOurs = isOwnHeader(cells);
    const names = this.hasHeader ? nameColumns(cells) : cells.map((_, at) => String(at + 1));
    this.#header = { names, isOurs };
    if (!this.hasHeader) options.onNote({ kind: 'no-header', place: name });
    if (this.hasHeader && new Set(cells).size < cells.length)
      options.onNote({ kind: 'same-columns', place: name });
    const map = this.hasHeader ? options.map : { ...guessColumns(cells), ...options.map };
    this.#toInput = createFieldReader(name, {
      ...options,
      map,
      ...(isOurs ? { markup: 'none', besides: 'none' } : {}),
    });
  }

  /** Is a row a draft, or the like, of a content system? */
  isLeftOut(fields: readonly Buffer[], place: string): boolean {
    const { names } = this.#header;
    if (!hasStatusColumn(names)) return false;
    const cells = names.map((name, at) => [name, fields[at]?.toString('latin1')] as const);
    return isLeftOut(Object.fromEntries(cells), place, this.#options);
  }

  toEntry(fields: readonly Buffer[], place: string): CorpusEntry {
    const load = async () => {
      const record = toRecord(this.#header, fields, place, this.#options.onNote);
      return prepareArticle(await this.#toInput(record, place), place, this.#options.limits);
    };
    const look = () => this.#toInput.look(toRecord(this.#header, fields, place, () => {}));
    return { place, load, look };
  }
}

interface Header {
  readonly names: readonly string[];
  /** Whether Tolk has written the file: then apostrophes before formulas are its own. */
  readonly isOurs: boolean;
}

/** As databases write what is not there. */
const nothing = '\\N';

function toRecord(
  { names, isOurs }: Header,
  fields: readonly Buffer[],
  place: string,
  onNote: ReadOptions['onNote'],
): Record<string, string | undefined> {
  if (fields.length > names.length) {
    const counts = `${fields.length} fields, but the header has ${names.length}`;
    throw new TolkError(
      'corpus.malformed',
      `${place}: ${counts}; is a quotation mark or a delimiter missing?`,
    );
  }
  const texts = fields.map((field) => {
    const text = decodeText(field, place, onNote);
    return text === nothing ? '' : text;
  });
  const values = isOurs ? texts.map(unescapeFormulas) : texts;
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

async function readRows(source: ByteSource, maxRowBytes: number): Promise<AsyncIterable<CsvRow>> {
  const { head, rest } = await peek(source);
  const text = head.toString('latin1');
  const [line = ''] = text.split('\n', 1);
  const told = excelDelimiter.exec(line)?.[1];
  if (told === undefined) return readCsvRows(rest, { dialect: dialectOf(text), maxRowBytes });
  const below = text.slice(line.length + 1);
  const rows = withoutBytes(rest, line.length + 1);
  return readCsvRows(rows, { dialect: dialectOf(below, told), maxRowBytes, firstLine: 2 });
}

/** Excel reads the delimiter from a line before the header, and does not count it. */
const excelDelimiter = /^"?sep=([,;|\t])"?\r?\n?$/i;

async function* withoutBytes(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let left = size;
  for await (const chunk of bytes) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

const sniffBytes = 64 * 1024;

/**
 * Reads the first bytes, and returns them with all others. A byte order mark is dropped, and the UTF-16
 * of spreadsheets becomes UTF-8.
 */
async function peek({
  bytes,
}: ByteSource): Promise<{ head: Buffer; rest: AsyncIterable<Uint8Array> }> {
  const iterator = bytes()[Symbol.asyncIterator]();
  let begin = Buffer.alloc(0);
  while (begin.length < sniffBytes) {
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
  return { head: begin.subarray(0, sniffBytes), rest: all() };
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
