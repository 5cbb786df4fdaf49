import { bareName, commonNames } from './field-names.ts';
import { isColumnName } from './read/csv-header.ts';
import { plainDialect, scanRow } from './read/csv-scan.ts';

/*
 * What is piped has no name that tells a table. Its first rows do: names of columns that articles
 * have, and rows that have as many fields.
 */

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** So many rows are looked at. */
const lookedAt = 4;
/** A name of a column is shorter. */
const maxName = 60;

const bodies: ReadonlySet<string> = new Set(commonNames.body);

/**
 * Says whether text is a table by its first bytes: surely, or perhaps, or not. It is one for sure
 * where the first row names the text and a row below it has as many fields, or Excel says so;
 * perhaps, where several rows have as many fields, whatever they are.
 */
export function sniffTable(head: Uint8Array): 'csv' | 'tsv' | 'perhaps' | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const start = bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0;
  const text = bytes.subarray(start);
  if (/^"?sep=[,;|\t]"?\r?\n/i.test(text.subarray(0, 20).toString('latin1'))) return 'csv';
  let isPerhaps = false;
  for (const delimiter of delimiters) {
    const { rows, isCut } = readRows(text, delimiter);
    const [first = []] = rows;
    const alike = rows.filter((row) => row.length === first.length).length;
    if (first.length < 2 || alike < rows.length) continue;
    const isEnough = alike > 1 || (isCut && hasBodyAndMore(first));
    if (isEnough && isHeader(first)) return delimiter === '\t' ? 'tsv' : 'csv';
    // Lists in prose have commas; nothing but a table has tabs and semicolons alike in each line.
    const isTelling = delimiter !== ',' && first.length > 2 && alike > 2;
    isPerhaps ||= isTelling && rows.every((row) => row.every((cell) => cell.length < maxName));
  }
  return isPerhaps ? 'perhaps' : null;
}

interface FirstRows {
  readonly rows: readonly string[][];
  /** The row after them does not end in what is looked at. */
  readonly isCut: boolean;
}

/** The first rows that are there whole. */
function readRows(text: Buffer, delimiter: Delimiter): FirstRows {
  const rows: string[][] = [];
  const dialect = { ...plainDialect, delimiter: delimiter.charCodeAt(0) };
  let at = 0;
  while (rows.length < lookedAt && at < text.length) {
    const scan = scanRow(text.subarray(at), dialect, 'more follows');
    if (scan === 'more') return { rows, isCut: true };
    if (scan === 'broken') break;
    rows.push(scan.fields.map((field) => field.toString('utf8').trim()));
    at += scan.end;
  }
  return { rows, isCut: false };
}

/** A header that no text begins with: its first article may be longer than what is looked at. */
function hasBodyAndMore(cells: readonly string[]): boolean {
  const names = cells.map(bareName);
  return names.some((name) => bodies.has(name)) && names.every(isColumnName);
}

/** Names alone, of which one is that of a text, or two are of other fields of articles. */
function isHeader(cells: readonly string[]): boolean {
  if (cells.some((cell) => cell.length > maxName || /[.!?]$/.test(cell))) return false;
  const names = cells.map(bareName);
  const named = new Set(names.filter(isColumnName));
  return named.size > 1 || names.some((name) => bodies.has(name));
}
