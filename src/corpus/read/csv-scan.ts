/* The bytes of CSV: one row, its fields, and where the next row begins. */

const newline = 0x0a;
const carriageReturn = 0x0d;
const mark = 0x22;
const space = 0x20;

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
export function scanRow(bytes: Buffer, delimiter: number, rest: Rest): Scan | 'broken' | 'more' {
  const { length } = bytes;
  const fields: Buffer[] = [];
  let at = 0;
  for (;;) {
    const field = scanField(bytes, at, delimiter);
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
export function scanRaw(bytes: Buffer, rest: Rest): Scan | 'more' {
  const found = bytes.indexOf(newline);
  if (found < 0 && rest === 'more follows') return 'more';
  const end = found < 0 ? bytes.length : found + 1;
  const line = bytes
    .subarray(0, end)
    .toString('latin1')
    .replace(/\r?\n$/, '');
  const fields = line.split('\t').map((field) => Buffer.from(field, 'latin1'));
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

function scanField(bytes: Buffer, begin: number, delimiter: number): ScannedField {
  // Some write a space after the delimiter.
  let start = begin;
  while (bytes[start] === space && begin > 0) start += 1;
  if (bytes[start] !== mark) start = begin;
  if (bytes[start] !== mark) {
    let end = start;
    while (end < bytes.length && !endsPlain(bytes[end], delimiter)) end += 1;
    return { value: bytes.subarray(start, end), end, isWhole: bytes[end] !== mark };
  }
  let hasPairs = false;
  let close = bytes.indexOf(mark, start + 1);
  while (close >= 0 && bytes[close + 1] === mark) {
    hasPairs = true;
    close = bytes.indexOf(mark, close + 2);
  }
  const isWhole = close >= 0;
  const raw = bytes.subarray(start + 1, isWhole ? close : bytes.length);
  const value = hasPairs
    ? Buffer.from(raw.toString('latin1').replaceAll('""', '"'), 'latin1')
    : raw;
  return { value, end: isWhole ? close + 1 : bytes.length, isWhole };
}

function endsPlain(byte: number | undefined, delimiter: number): boolean {
  return byte === delimiter || byte === newline || byte === carriageReturn || byte === mark;
}

/** Finds the end of a row of any size, and keeps none of it. */
export class RowSkipper {
  /** Where the row begins. */
  readonly line: number;
  readonly #delimiter: number;
  #state: 'start' | 'plain' | 'quoted' | 'mark' = 'start';

  constructor(delimiter: number, line: number) {
    this.#delimiter = delimiter;
    this.line = line;
  }

  /** Where the next row begins; -1 where that is not in these bytes. */
  find(bytes: Buffer): number {
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (this.#state === 'quoted') {
        at = bytes.indexOf(mark, at);
        if (at < 0) break;
        this.#state = 'mark';
      } else if (byte === newline) return at + 1;
      else this.#state = this.#next(byte);
    }
    return -1;
  }

  #next(byte: number | undefined): 'start' | 'plain' | 'quoted' {
    if (byte === this.#delimiter) return 'start';
    const begins = this.#state === 'start' || this.#state === 'mark';
    return byte === mark && begins ? 'quoted' : 'plain';
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
