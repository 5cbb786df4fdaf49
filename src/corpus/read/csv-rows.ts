import {
  type CsvDialect,
  countLineEnds,
  type Rest,
  RowSkipper,
  type Scan,
  scanRaw,
  scanRow,
} from './csv-scan.ts';

/*
 * Rows are cut out here, since no CSV library continues after a row against the rules without losing
 * those after it. A row is *broken* by a quotation mark in a field that does not begin with one, by
 * anything after a closing mark, and by a mark that is never closed. Only the line is lost on which
 * it begins, and those after it up to the first that has as many fields as the header:
 *
 *   row ── complete ──► row          lost ── row of the header's width ──► row
 *    ├── broken ──► skip a line ──► lost ── anything else ──► skip it ──► lost
 *    └── too large ──► skip it ──► row
 */

const newline = 0x0a;
const tab = 0x09;

/**
 * A row, or what is wrong with one; `line` is where it begins, and `row` which it is in a spreadsheet,
 * both from 1.
 */
export type CsvRow = { readonly line: number; readonly row: number } & (
  | { readonly fields: readonly Buffer[]; readonly quotes: 'marks' | 'text' }
  | { readonly problem: string }
);

/** How a CSV file is read. */
export interface CsvOptions {
  readonly dialect: CsvDialect;
  /** A row over this is not kept, and refused. */
  readonly maxRowBytes: number;
  /** The line that the bytes begin on. @default 1 */
  readonly firstLine?: number;
}

/**
 * Reads the rows of a CSV file as bytes, in order; empty lines are passed over.
 *
 * @param bytes UTF-8 or a one-byte encoding, without a byte order mark
 */
export async function* readCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  options: CsvOptions,
): AsyncGenerator<CsvRow> {
  const cutter = new RowCutter(options);
  for await (const chunk of bytes) yield* cutter.cut(chunk, 'more follows');
  yield* cutter.cut(new Uint8Array(), 'end');
}

const broken = 'a quotation mark is not closed, or is in the middle of a field';
const tooLarge = 'the row is too large (TOLK_MAX_BYTES)';

/**
 * So much is looked at to tell a row that is too large from one whose mark is not closed; beyond
 * that it counts as too large.
 */
const maxLookBytes = 16_000_000;

/** Cuts bytes into rows as they come. */
class RowCutter {
  readonly #dialect: CsvDialect;
  readonly #maxRowBytes: number;
  /** What is not cut yet, from the beginning of a row. */
  #bytes: Buffer = Buffer.alloc(0);
  /** What has come, and is not looked at before there is as much as is wanted. */
  #parts: Uint8Array[] = [];
  #size = 0;
  #wantedBytes = 0;
  /** The line that it begins on. */
  #line: number;
  /** The row before it. */
  #row = 0;
  /** How many fields the header has. */
  #width: number | undefined;
  #skipping: 'line' | RowSkipper | undefined;
  /** The line of the broken row, until a row is found that is whole. */
  #lostFrom: number | undefined;
  #lostRow = 0;
  /** Without a header no row means anything. */
  #isOver = false;

  constructor({ dialect, maxRowBytes, firstLine = 1 }: CsvOptions) {
    this.#line = firstLine;
    this.#dialect = dialect;
    this.#maxRowBytes = maxRowBytes;
  }

  /** Takes in more bytes, and gives the rows that they complete. */
  *cut(chunk: Uint8Array, rest: Rest): Generator<CsvRow> {
    if (this.#isOver || !this.#collect(chunk, rest)) return;
    while (!this.#isOver && this.#bytes.length > 0) {
      if (this.#skipping !== undefined) {
        yield* this.#skip();
        continue;
      }
      const scan = this.#scan(rest);
      if (scan === 'more' && this.#mayWait()) return;
      if (scan === 'more') this.#skipping = new RowSkipper(this.#dialect, this.#line);
      else if (scan === 'broken') this.#lose();
      else yield* this.#onRow(scan);
    }
    if (rest === 'end') yield* this.#end();
  }

  /** A row; of TSV, where marks are mostly text, literally when they do not fit. */
  #scan(rest: Rest): Scan | 'broken' | 'more' {
    const scan = scanRow(this.#bytes, this.#dialect, rest);
    if (this.#dialect.delimiter !== tab || scan === 'more') return scan;
    const raw = scanRaw(this.#bytes, this.#dialect, rest);
    if (scan === 'broken') return raw;
    const isOneLine = raw === 'more' || raw.end >= scan.end;
    return isOneLine || !this.#areRows(scan.end) ? scan : raw;
  }

  /** A mark that seems to be closed in another row: all the lines between are rows of their own. */
  #areRows(end: number): boolean {
    const lines = this.#bytes.subarray(0, end).toString('latin1').trimEnd().split('\n');
    return lines.every((line) => line.split('\t').length === this.#width);
  }

  /** False where more is wanted first: a large row is not looked at again for every few bytes. */
  #collect(chunk: Uint8Array, rest: Rest): boolean {
    this.#parts.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wantedBytes && rest === 'more follows') return false;
    this.#bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    this.#wantedBytes = 0;
    return true;
  }

  #mayWait(): boolean {
    const { length } = this.#bytes;
    if (length > maxLookBytes) return false;
    this.#parts = [this.#bytes];
    this.#size = length;
    this.#wantedBytes = length > this.#maxRowBytes ? 2 * length : 0;
    return true;
  }

  *#end(): Generator<CsvRow> {
    if (this.#skipping instanceof RowSkipper && this.#lostFrom === undefined)
      yield this.#refuse(this.#skipping.line);
    if (this.#lostFrom !== undefined) yield this.#takeLost(this.#lostFrom);
  }

  *#onRow({ fields, end, quotes }: Scan): Generator<CsvRow> {
    const line = this.#line;
    this.#row += 1;
    this.#advance(end);
    if (fields.length === 1 && fields[0]?.length === 0) return;
    if (this.#lostFrom !== undefined) {
      if (this.#width !== fields.length && this.#width !== 1) return;
      yield this.#takeLost(this.#lostFrom, line);
    }
    if (end > this.#maxRowBytes) return yield this.#refuse(line);
    this.#width ??= fields.length;
    yield { line, row: this.#row, fields, quotes };
  }

  #lose(): void {
    if (this.#lostFrom === undefined) this.#lostRow = this.#row + 1;
    this.#lostFrom ??= this.#line;
    this.#skipping = 'line';
  }

  /** What is lost, now that a whole row was found on `line`, or the end. */
  #takeLost(from: number, line = this.#line): CsvRow {
    this.#lostFrom = undefined;
    if (this.#width === undefined) this.#isOver = true;
    const last = line - 1;
    const lines = last > from ? `; lines ${from} to ${last} are left out` : '';
    return { line: from, row: this.#lostRow, problem: `${broken}${lines}` };
  }

  #refuse(line: number): CsvRow {
    if (this.#width === undefined) this.#isOver = true;
    return { line, row: this.#row, problem: tooLarge };
  }

  *#skip(): Generator<CsvRow> {
    const skipping = this.#skipping;
    const isRow = skipping instanceof RowSkipper;
    const end = isRow ? skipping.find(this.#bytes) : this.#bytes.indexOf(newline) + 1;
    this.#advance(end > 0 ? end : this.#bytes.length);
    if (end > 0) this.#skipping = undefined;
    if (end > 0) this.#row += 1;
    if (isRow && end > 0 && this.#lostFrom === undefined) yield this.#refuse(skipping.line);
    // Without a header there is nothing to find the next row by.
    if (!isRow && this.#width === undefined) yield this.#takeLost(this.#lostFrom ?? 1);
  }

  #advance(end: number): void {
    const passed = this.#bytes.subarray(0, end);
    this.#line += countLineEnds(passed);
    this.#bytes = this.#bytes.subarray(end);
  }
}
