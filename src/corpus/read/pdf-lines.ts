import type { TextBlock } from '../../article/layout.ts';
import { readRaised } from '../html/marks.ts';

/*
 * A PDF has no paragraphs: only pieces of text with a place on a page. Pieces on one height are a line;
 * lines are joined while nothing tells that a paragraph ends: a larger gap, an indent, another size, a
 * short last line.
 */

/** A piece of text on a page; `y` counts from below. */
export interface PdfItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** True where a line ends after it. */
  readonly endsLine: boolean;
}

interface Line {
  readonly text: string;
  readonly x: number;
  readonly end: number;
  readonly y: number;
  readonly size: number;
  readonly page: number;
}

/** What is on the pages, without running heads and page numbers, and how many lines these were. */
export function readPages(pages: readonly (readonly PdfItem[])[]): {
  readonly blocks: readonly TextBlock[];
  readonly furniture: number;
} {
  const lines = pages.map((items, page) => toLines(items, page));
  const own = withoutFurniture(lines);
  const all = own.flat();
  const furniture = lines.flat().length - all.length;
  return { blocks: toBlocks(all), furniture };
}

function toLines(items: readonly PdfItem[], page: number): Line[] {
  const lines: Line[] = [];
  let open: PdfItem[] = [];
  const end = () => {
    const line = toLine(open, page);
    if (line.text !== '') lines.push(line);
    open = [];
  };
  for (const item of items) {
    const last = open.at(-1);
    const isOther = last !== undefined && item.text.trim() !== '' && isNextLine(last, item);
    if (isOther) end();
    open.push(item);
    if (item.endsLine) end();
  }
  end();
  return lines;
}

/** A raised mark stands a little higher, a line lower. */
function isNextLine(last: PdfItem, item: PdfItem): boolean {
  const size = Math.max(last.height, item.height, 1);
  return Math.abs(last.y - item.y) > size * 0.6 || item.x < last.x - size * 2;
}

function toLine(items: readonly PdfItem[], page: number): Line {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  const size = Math.max(
    0,
    ...items.map(({ text: own, height }) => (own.trim() === '' ? 0 : height)),
  );
  for (const [at, item] of items.entries()) {
    const isApart = item.x - end > size * 0.15 && text !== '' && !/\s$/.test(text);
    // What is small and high is the mark of a note, and no figure of the text, or a power (m²).
    const raised = isRaised(item, items, size)
      ? readRaised({
          before: text,
          own: item.text.trim(),
          next: items[at + 1]?.text ?? '',
          marksBefore: Number.POSITIVE_INFINITY,
        })
      : undefined;
    if (raised !== undefined && 'mark' in raised) continue;
    const own = raised?.text ?? item.text;
    text += isApart && raised === undefined ? ` ${own}` : own;
    end = item.x + item.width;
  }
  const [first] = items.filter((item) => item.text.trim() !== '');
  const clean = text.replace(/\s+/g, ' ').trim();
  return { text: clean, x: first?.x ?? 0, end, y: first?.y ?? 0, size, page };
}

function isRaised({ text, height, y }: PdfItem, items: readonly PdfItem[], size: number): boolean {
  const base = items.find((item) => item.height >= size * 0.95 && item.text.trim() !== '');
  return (
    /^\d{1,3}$/.test(text.trim()) && height < size * 0.8 && base !== undefined && y > base.y + 1
  );
}

/** How many lines at the head and the foot of a page may be no text of it. */
const edgeLines = 3;

/** Leaves out page numbers, and running heads, which differ only in their numbers. */
function withoutFurniture(pages: readonly (readonly Line[])[]): Line[][] {
  const seen = new Map<string, number>();
  const edges = pages.map((lines) => edgesOf(lines));
  for (const page of edges)
    for (const shape of new Set([...page].map(shapeOf)))
      seen.set(shape, (seen.get(shape) ?? 0) + 1);
  const often = Math.max(2, Math.ceil(pages.length * 0.4));
  return pages.map((lines, at) => {
    const edge = edges[at] ?? new Set();
    const isFurniture = (line: Line) =>
      edge.has(line) &&
      (isPageNumber(line.text) || ((seen.get(shapeOf(line)) ?? 0) >= often && pages.length > 1));
    return lines.filter((line) => !isFurniture(line));
  });
}

function edgesOf(lines: readonly Line[]): ReadonlySet<Line> {
  const byHeight = lines.toSorted((a, b) => b.y - a.y);
  return new Set([...byHeight.slice(0, edgeLines), ...byHeight.slice(-edgeLines)]);
}

const shapeOf = ({ text, y, size }: Line): string =>
  `${text.replace(/\d+/g, '#').toLowerCase()} ${Math.round(y / 6)} ${Math.round(size)}`;

/** Longer is none. */
const longestPageNumber = 60;

function isPageNumber(text: string): boolean {
  if (text.length > longestPageNumber) return false;
  return /^(?:pagina|page|blz\.?|p\.)?\s*[-–—]?\s*\d{1,4}(?:\s*(?:\/|van|of)\s*\d{1,4})?\s*[-–—]?$/i.test(
    text,
  );
}

function toBlocks(lines: readonly Line[]): TextBlock[] {
  const size = commonest(lines.map((line) => [Math.round(line.size * 2) / 2, line.text.length]));
  const gap = commonGap(lines);
  const groups: Line[][] = [];
  for (const line of lines) {
    const open = groups.at(-1);
    const last = open?.at(-1);
    if (open && last && continues({ open, last, line, gap })) open.push(line);
    else groups.push([line]);
  }
  const sizes = headingSizes(groups, size);
  return groups.map((group) => toBlock(group, size, sizes));
}

/** The value with the most weight. */
function commonest(values: readonly (readonly [number, number])[]): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** From one line to the next, in units of a line's size. */
function commonGap(lines: readonly Line[]): number {
  const gaps = lines.flatMap((line, at) => {
    const before = lines[at - 1];
    const isNext = before !== undefined && before.page === line.page && before.y > line.y;
    return isNext
      ? [[Math.round(((before.y - line.y) / Math.max(1, line.size)) * 10) / 10, 1] as const]
      : [];
  });
  return commonest(gaps) || 1.2;
}

interface Neighbours {
  readonly open: readonly Line[];
  readonly last: Line;
  readonly line: Line;
  readonly gap: number;
}

/** True where a line belongs to the paragraph before it. */
function continues({ open, last, line, gap }: Neighbours): boolean {
  if (Math.abs(last.size - line.size) > last.size * 0.08) return false;
  if (itemMark.test(line.text)) return false;
  if (/\p{L}[-\u00ad\u2010]$/u.test(last.text) && /^\p{L}/u.test(line.text)) return true;
  const isNewColumn = last.page !== line.page || line.y > last.y;
  const endsSentence = /[.!?…:]['"”’»)\]]*$/.test(last.text);
  if (isNewColumn) return !endsSentence && /^[\p{Ll}\d(„“‘"']/u.test(line.text);
  if ((last.y - line.y) / Math.max(1, line.size) > gap * 1.35) return false;
  const isItem = itemMark.test(open[0]?.text ?? '');
  // Lines in the middle of the page, over text: a name, a date.
  if (open.every((own) => own.x - line.x > line.size * 4)) return false;
  const isIndented = line.x - last.x > line.size * 0.7 && !isItem;
  if (isIndented) return false;
  const width = Math.max(...open.map((own) => own.end)) - Math.min(...open.map((own) => own.x));
  const isShort = open.length > 1 && last.end - last.x < width * 0.8;
  return !(isShort && endsSentence);
}

const itemMark = /^(?<mark>[•●▪◦‣·–—*-]|\d{1,3}[.)]|[a-z]\))\s+(?=\S)/;

/** Sizes above that of the text, the largest first. */
function headingSizes(groups: readonly (readonly Line[])[], size: number): number[] {
  const large = groups
    .filter((group) => isLarge(group, size))
    .map((group) => Math.round((group[0]?.size ?? 0) * 2) / 2);
  return [...new Set(large)].toSorted((a, b) => b - a);
}

function isLarge(group: readonly Line[], size: number): boolean {
  const [first] = group;
  return first !== undefined && first.size > size * 1.12 && group.length <= 4;
}

function toBlock(group: readonly Line[], size: number, sizes: readonly number[]): TextBlock {
  const text = joinLines(group.map((line) => line.text));
  if (isLarge(group, size)) {
    const rank = sizes.indexOf(Math.round((group[0]?.size ?? 0) * 2) / 2);
    return { text, layout: { kind: 'heading', level: Math.min(6, Math.max(1, rank + 1)) } };
  }
  const mark = itemMark.exec(text)?.groups?.['mark'];
  if (mark === undefined) return { text, layout: null };
  const own = /\w/.test(mark) ? mark : '-';
  return { text: text.replace(itemMark, ''), layout: { kind: 'item', mark: own, depth: 0 } };
}

/** Lines of print as one: a word broken at a line's end is one word. */
function joinLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/(\p{Ll})[-\u00ad\u2010]\n(?=\p{Ll})(?!en\b|of\b)/gu, '$1')
    .replace(/(\p{L}[-\u2010])\n(?=\p{Lu})/gu, '$1')
    .replace(/(?<!\s)\s*\n\s*/g, ' ')
    .trim();
}
