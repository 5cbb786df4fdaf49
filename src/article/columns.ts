import { endsSentence, isFull } from './plain-text.ts';

/*
 * Text that was laid out in columns side by side (`pdftotext -layout`, a typewriter) has on each line a
 * piece of every column. It is prose in columns where many lines have a gap, what is behind it begins at
 * one place, and the lines of both sides go on in the middle of sentences; a table has none of that.
 */

/** Columns are at least so far apart. */
const gap = /\S {3,}(?=\S)/;
/** Fewer lines with a gap are a table, or chance. */
const minLines = 8;
/** Of the lines that reach so far, this share has the gap. */
const minShare = 0.6;
/** Narrower columns are of a table. */
const minWidth = 18;
/** In prose so many lines begin in the middle of a sentence. */
const minInside = 0.3;
/** Newspapers have more columns, but not on a line of text. */
const maxDepth = 3;

/** A text, and on how many of its pages columns were put one after another. */
export interface ColumnText {
  readonly text: string;
  readonly count: number;
}

/**
 * Puts columns one after another, page by page (form feeds end them); lines across all columns stay where
 * they are between them.
 *
 * @example
 * const { count } = readColumns('De brug is dicht.'); // 0: there are none
 */
export function readColumns(text: string): ColumnText {
  if (!text.includes('   ')) return { text, count: 0 };
  const pages = text.split('\f').map((page) => page.split('\n'));
  const read = pages.map((page) => putInOrder(page, maxDepth));
  const count = read.filter((lines, at) => lines !== pages[at]).length;
  return { text: count === 0 ? text : read.map((lines) => lines.join('\n')).join('\f'), count };
}

function putInOrder(lines: string[], depth: number): string[] {
  const start = depth > 0 ? findColumn(lines) : undefined;
  if (start === undefined) return lines;
  const ordered: string[] = [];
  let open: string[] = [];
  const end = () => {
    const right = open.map((line) => line.slice(start));
    const left = withoutBlankEnds(open.map((line) => line.slice(0, start).trimEnd()));
    const rest = withoutBlankEnds(putInOrder(right, depth - 1));
    // A sentence may end in the next column.
    const isBroken = left.length > 0 && rest.length > 0 && endsSentence(left.at(-1) ?? '');
    const blank = (line = '-') => (isFull(line) ? [] : ['']);
    const before = blank(open[0]);
    const after = blank(open.at(-1));
    ordered.push(...before, ...left, ...(isBroken ? [''] : []), ...rest, ...after);
    open = [];
  };
  for (const line of lines) {
    if (isAcross(line, start)) {
      end();
      ordered.push(line);
    } else open.push(line);
  }
  end();
  return ordered;
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const from = lines.findIndex(isFull);
  return from < 0 ? [] : lines.slice(from, lines.findLastIndex(isFull) + 1);
}

/** True where a line has text in the gap before a column. */
const isAcross = (line: string, start: number): boolean =>
  line.length > start && line.slice(start - 2, start).trim() !== '';

/** Where the second column begins; undefined where there is none. */
function findColumn(lines: readonly string[]): number | undefined {
  const votes = new Map<number, number>();
  for (const line of lines) {
    // The first gap is that after the first column.
    const found = line.includes('   ') ? gap.exec(line) : null;
    if (found === null) continue;
    const start = found.index + found[0].length;
    votes.set(start, (votes.get(start) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  if (best === undefined || best[1] < minLines) return undefined;
  const [start] = best;
  return isProse(lines, start) ? start : undefined;
}

function isProse(lines: readonly string[], start: number): boolean {
  const reaching = lines.filter((line) => line.trimEnd().length > start);
  const both = reaching.filter((line) => !isAcross(line, start) && /\S/.test(line.slice(0, start)));
  const sides = [both.map((line) => line.slice(0, start)), both.map((line) => line.slice(start))];
  return both.length >= reaching.length * minShare && sides.every(isColumn);
}

function isColumn(pieces: readonly string[]): boolean {
  const texts = pieces.map((piece) => piece.trim());
  const width = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
  const inside = texts.filter((text) => /^\p{Ll}/u.test(text)).length;
  return width >= minWidth && inside >= texts.length * minInside;
}
