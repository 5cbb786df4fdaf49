/* The bytes of CSV: one row, its fields, and where the next row begins. */

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const backslash = 0x5c;

/** How a file is written. */
export interface CsvDialect {
  /** What is between fields, a byte of ASCII. */
  readonly delimiter: number;
  /** What is around them. */
  readonly mark: number;
  /** Whether a backslash takes the meaning from the sign behind it. */
  readonly escapes: boolean;
}

/** As most CSV is. */
export const plainDialect: CsvDialect = { delimiter: 0x2c, mark: 0x22, escapes: false };

/** Whether there are bytes after those that are looked at. */
export type Rest = 'more follows' | 'end';

/** A row that was read. */
export interface Scan {
  readonly fields: readonly Buffer[];
  /** What quotation marks are in it. */
  readonly quotes: 'marks' | 'text';
  /** Where the next row begins. */
  readonly end: number;
}

/** Reads the row that begins the bytes. */
export function scanRow(bytes: Buffer, dialect: CsvDialect, rest: Rest): Scan | 'broken' | 'more' {
  const { delimiter } = dialect;
  const { length } = bytes;
  const fields: Buffer[] = [];
  let at = 0;
  for (;;) {
    const field = scanField(bytes, at, dialect);
    // What ends the buffer may be cut off: a mark may be the first of two.
    if (field.end >= length && rest === 'more follows') return 'more';
    if (!field.isWhole) return 'broken';
    fields.push(field.value);
    at = field.end;
    if (bytes[at] !== delimiter) {
      const end = behindLine(bytes, at, rest);
      return typeof end === 'number' ? { fields, end, quotes: 'marks' } : end;
    }
    at += 1;
  }
}

/** Reads a row of TSV literally. */
export function scanRaw(bytes: Buffer, { escapes }: CsvDialect, rest: Rest): Scan | 'more' {
  const found = bytes.indexOf(newline);
  if (found < 0 && rest === 'more follows') return 'more';
  const end = found < 0 ? bytes.length : found + 1;
  const line = bytes
    .subarray(0, end)
    .toString('latin1')
    .replace(/\r?\n$/, '');
  const texts = line.split('\t');
  const fields = texts.map((text) => Buffer.from(escapes ? unescaped(text) : text, 'latin1'));
  return { fields, end, quotes: 'text' };
}

/** Where the next line begins, from the end of this one: `\n`, `\r\n`, `\r`, or that of all bytes. */
function behindLine(bytes: Buffer, at: number, rest: Rest): number | 'broken' | 'more' {
  if (at >= bytes.length) return at;
  if (bytes[at] === newline) return at + 1;
  if (bytes[at] !== carriageReturn) return 'broken';
  if (at + 1 >= bytes.length && rest === 'more follows') return 'more';
  return bytes[at + 1] === newline ? at + 2 : at + 1;
}

interface ScannedField {
  readonly value: Buffer;
  /** Behind it: a delimiter, the end of a line, or what should not be there. */
  readonly end: number;
  readonly isWhole: boolean;
}

function scanField(bytes: Buffer, begin: number, dialect: CsvDialect): ScannedField {
  // Some write a space after the delimiter.
  let start = begin;
  while (bytes[start] === space && begin > 0) start += 1;
  return bytes[start] === dialect.mark
    ? scanMarked(bytes, start + 1, dialect)
    : scanPlain(bytes, begin, dialect);
}

function scanPlain(
  bytes: Buffer,
  start: number,
  { delimiter, mark, escapes }: CsvDialect,
): ScannedField {
  // An apostrophe is one, where no field begins with it.
  const forbidden = mark === quotationMark ? mark : -1;
  let end = start;
  while (end < bytes.length && !endsPlain(bytes[end], delimiter, forbidden)) end += 1;
  const raw = bytes.subarray(start, end);
  return {
    value: escapes ? withoutEscapes(raw) : raw,
    end,
    isWhole: bytes[end] !== forbidden,
  };
}

/** @param start behind the first mark */
function scanMarked(bytes: Buffer, start: number, { mark, escapes }: CsvDialect): ScannedField {
  let hasPairs = false;
  let close = bytes.indexOf(mark, start);
  for (;;) {
    if (close >= 0 && escapes && isEscaped(bytes, close, start)) {
      close = bytes.indexOf(mark, close + 1);
    } else if (close >= 0 && bytes[close + 1] === mark) {
      hasPairs = true;
      close = bytes.indexOf(mark, close + 2);
    } else break;
  }
  const isWhole = close >= 0;
  const raw = bytes.subarray(start, isWhole ? close : bytes.length);
  const sign = String.fromCharCode(mark);
  const whole = hasPairs
    ? Buffer.from(raw.toString('latin1').replaceAll(sign + sign, sign), 'latin1')
    : raw;
  const value = escapes ? withoutEscapes(whole) : whole;
  return { value, end: isWhole ? close + 1 : bytes.length, isWhole };
}

const quotationMark = 0x22;

/** True after an odd number of backslashes. */
function isEscaped(bytes: Buffer, at: number, from: number): boolean {
  let count = 0;
  while (at - count - 1 >= from && bytes[at - count - 1] === backslash) count += 1;
  return count % 2 === 1;
}

/** `\\N` alone is nothing; `\\n` is a line end, and any other sign is itself. */
function unescaped(text: string): string {
  if (text === '\\N') return '';
  if (!text.includes('\\')) return text;
  const signs: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '' };
  return text.replace(/\\([\s\S])/g, (_, sign: string) => signs[sign] ?? sign);
}

const withoutEscapes = (bytes: Buffer): Buffer =>
  bytes.includes(backslash) ? Buffer.from(unescaped(bytes.toString('latin1')), 'latin1') : bytes;

function endsPlain(byte: number | undefined, delimiter: number, mark: number): boolean {
  return byte === delimiter || byte === newline || byte === carriageReturn || byte === mark;
}

/** Finds the end of a row of any size, and keeps none of it. */
export class RowSkipper {
  /** Where the row begins. */
  readonly line: number;
  readonly #dialect: CsvDialect;
  /** At the first byte of the row or of a later field, in one, or behind the mark that closes it. */
  #state: 'row' | 'field' | 'plain' | 'quoted' | 'mark' = 'row';
  /** What was read last was an odd number of backslashes, in marks. */
  #isEscape = false;

  constructor(dialect: CsvDialect, line: number) {
    this.#dialect = dialect;
    this.line = line;
  }

  /** Where the next row begins; -1 where that is not in these bytes. */
  find(bytes: Buffer): number {
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (this.#state === 'quoted') {
        const begin = at;
        at = bytes.indexOf(this.#dialect.mark, begin);
        this.#passText(bytes, begin, at < 0 ? bytes.length : at);
        if (at < 0) break;
        if (!this.#isEscape) this.#state = 'mark';
        this.#isEscape = false;
      } else if (byte === newline) return at + 1;
      else this.#state = this.#next(byte);
    }
    return -1;
  }

  /** Takes in what is in marks, where the backslashes before a mark may be in bytes that came before. */
  #passText(bytes: Buffer, begin: number, end: number): void {
    if (!this.#dialect.escapes || begin === end) return;
    let from = end;
    while (from > begin && bytes[from - 1] === backslash) from -= 1;
    const isOdd = (end - from) % 2 === 1;
    this.#isEscape = from === begin && this.#isEscape ? !isOdd : isOdd;
  }

  #next(byte: number | undefined): 'field' | 'plain' | 'quoted' {
    const { delimiter, mark } = this.#dialect;
    if (byte === delimiter) return 'field';
    // Some write a space after the delimiter.
    if (byte === space && this.#state === 'field') return 'field';
    return byte === mark && this.#state !== 'plain' ? 'quoted' : 'plain';
  }
}

/** How many lines end in these bytes. */
export function countLineEnds(bytes: Buffer): number {
  let count = 0;
  let at = bytes.indexOf(newline);
  for (; at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  // Old files of the Mac have nothing else.
  return count === 0 && bytes.at(-1) === carriageReturn ? 1 : count;
}
