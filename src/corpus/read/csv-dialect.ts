import { isColumnName } from './csv-header.ts';
import type { CsvDialect } from './csv-scan.ts';

/*
 * CSV has no rules that all keep. What a file keeps to is told by its first lines: the sign between fields,
 * the one around them, and whether a backslash takes the meaning from the sign behind it, as MySQL and
 * Postgres write it.
 */

const delimiters = [',', ';', '\t', '|'] as const;
/** So many lines are looked at for the names of columns. */
const lookedAt = 10;
/** So much of a row is looked at for its quotation marks. */
const maxRow = 2_000;

/** How a file is written, by its first bytes; `delimiter` where something else has told it. */
export function dialectOf(head: string, delimiter = delimiterOf(head)): CsvDialect {
  const isTab = delimiter === '\t';
  return {
    delimiter: delimiter.charCodeAt(0),
    mark: hasSingleMarks(head, delimiter) ? singleMark : doubleMark,
    escapes: isTab ? hasTabEscapes(head) : hasEscapedMarks(head, delimiter),
  };
}

const doubleMark = 0x22;
const singleMark = 0x27;

/**
 * The delimiter of the line that has the names of the columns, or else that of the first line: the sign that
 * is in it most often, outside of quotation marks.
 */
function delimiterOf(head: string): string {
  const lines = head.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const split = lines.slice(0, lookedAt).map((line) => {
    const bare = line.replace(/"[^"]*"/g, '""');
    const count = (sign: string) => bare.split(sign).length;
    const sign = delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
    const cells = line.split(sign).map((cell) => cell.replace(/^["' ]+|["' ]+$/g, ''));
    return { sign, isHeader: cells.length > 1 && cells.some(isColumnName) };
  });
  return (split.find(({ isHeader }) => isHeader) ?? split[0])?.sign ?? ',';
}

const escaped = (delimiter: string): string => delimiter.replace('|', '\\|');

/** Most fields of the first rows stand in `'…'`, and none in `"…"`. */
function hasSingleMarks(head: string, delimiter: string): boolean {
  const sign = escaped(delimiter);
  const rows = head
    .split(/\r?\n/, lookedAt + 1)
    .slice(1)
    .map((row) => row.slice(0, maxRow));
  const marked = new RegExp(`(?:^|${sign}) ?'(?:[^']|'')*'(?=${sign}|$)`, 'g');
  const count = rows.reduce((sum, row) => sum + (row.match(marked)?.length ?? 0), 0);
  return count >= 2 && !head.includes('"') && count >= rows.filter(Boolean).length;
}

/** `\"` with more of the field behind it, which is nothing in other CSV. */
function hasEscapedMarks(head: string, delimiter: string): boolean {
  return new RegExp(`[^\\\\"]\\\\"[^"\\r\\n${escaped(delimiter)}]`).test(head);
}

/** `\N` for nothing, as a field of its own, or paragraphs as `\n\n`. */
const hasTabEscapes = (head: string): boolean =>
  /(?:^|\t)\\N(?=\t|\r?$)/m.test(head) || /[^\\]\\n\\n?(?=\S)/.test(head);
