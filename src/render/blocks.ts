import { cellsOf } from '../article/layout.ts';
import type { Translation } from '../contract.ts';

/*
 * The text of a segment has no marks of its own; how it stands on the page is its layout. Here what
 * stands together is put together again (the rows of a table, the items of a list), for all that
 * writes an article.
 */

/** A segment of an article, with its Dutch and its English. */
export type Segment = Translation['segments'][number];

/** A row of a table: as many cells as the table is wide. */
export interface Row {
  readonly n: number;
  readonly isHead: boolean;
  readonly cells: readonly string[];
}

/** An item of a list, with the lists in it. */
export interface Item {
  /** As it was written: `-`, `3.`, `- [x]`. */
  readonly mark: string;
  readonly isNumbered: boolean;
  /** Its paragraphs: the first, and those that follow it without a mark. */
  readonly segments: readonly Segment[];
  readonly lists: readonly ListBlock[];
}

/** Items of a kind, one below the other. */
export interface ListBlock {
  readonly kind: 'list';
  readonly isNumbered: boolean;
  readonly items: readonly Item[];
}

/** One block of a page. */
export type Block =
  | ListBlock
  | { readonly kind: 'table'; readonly rows: readonly Row[] }
  | { readonly kind: 'quote'; readonly segments: readonly Segment[] }
  | { readonly kind: 'notes'; readonly segments: readonly Segment[] }
  | { readonly kind: 'segment'; readonly segment: Segment };

/** The number of a mark: `3.` or `3)`. */
const numbered = /^(\d{1,9})[.)]/;

/** The number that a mark tells, or null for a bullet. */
export function numberOf(mark: string): number | null {
  const number = numbered.exec(mark)?.[1];
  return number === undefined ? null : Number(number);
}

/** What a mark says beside a bullet or a number: `[x]`, `a)`; empty for most. */
export function labelOf(mark: string): string {
  return mark.replace(/^(?:[-*+•–·]|\d{1,9}[.)])(?=\s|$)/, '').trim();
}

/**
 * Groups the segments that form one block.
 *
 * @param textOf the text of a segment that is shown. @default its English
 */
export function toBlocks(
  segments: readonly Segment[],
  textOf: (segment: Segment) => string = ({ en }) => en,
): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < segments.length; ) {
    const run = runFrom(segments, at);
    blocks.push(toBlock(run, textOf));
    at += run.length;
  }
  return blocks;
}

/** What belongs to one block; the names of the columns begin another table. */
function runFrom(segments: readonly Segment[], from: number): Segment[] {
  const first = segments[from];
  if (first === undefined) return [];
  const kind = first.layout?.kind;
  const run = [first];
  if (kind !== 'row' && kind !== 'item' && kind !== 'quote' && kind !== 'note') return run;
  for (const segment of segments.slice(from + 1)) {
    const { layout } = segment;
    const before = run.at(-1)?.layout;
    const isNextTable =
      layout?.kind === 'row' && layout.isHead && before?.kind === 'row' && !before.isHead;
    if (layout?.kind !== kind || isNextTable || isOtherList(first.layout, layout)) break;
    run.push(segment);
  }
  return run;
}

/** Numbers after bullets, or bullets after numbers, are another list. */
function isOtherList(first: Segment['layout'], next: Segment['layout']): boolean {
  if (first?.kind !== 'item' || next?.kind !== 'item' || next.mark === '') return false;
  return next.depth <= first.depth && isNumber(first.mark) !== isNumber(next.mark);
}

const isNumber = (mark: string): boolean => numberOf(mark) !== null;

function toBlock(run: readonly Segment[], textOf: (segment: Segment) => string): Block {
  const [segment] = run as readonly [Segment];
  switch (segment.layout?.kind) {
    case 'row':
      return { kind: 'table', rows: toRows(run, textOf) };
    case 'item':
      return { kind: 'list', ...toList(toEntries(run)) };
    case 'quote':
      return { kind: 'quote', segments: run };
    case 'note':
      return { kind: 'notes', segments: run };
    default:
      return { kind: 'segment', segment };
  }
}

function toRows(run: readonly Segment[], textOf: (segment: Segment) => string): Row[] {
  const rows = run.map((segment) => ({
    n: segment.n,
    isHead: segment.layout?.kind === 'row' && segment.layout.isHead,
    cells: cellsOf(textOf(segment).replaceAll('\n', ' ')),
  }));
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return rows.map((row) => ({
    ...row,
    cells: [...row.cells, ...Array.from({ length: width - row.cells.length }, () => '')],
  }));
}

/** An item whose content is not known yet. */
interface Entry {
  readonly mark: string;
  readonly depth: number;
  readonly segments: readonly Segment[];
}

/** A segment without a mark is a paragraph of the item before it. */
function toEntries(run: readonly Segment[]): Entry[] {
  const entries: Array<{ mark: string; depth: number; segments: Segment[] }> = [];
  for (const segment of run) {
    if (segment.layout?.kind !== 'item') continue;
    const { mark, depth } = segment.layout;
    const last = entries.at(-1);
    if (mark === '' && last !== undefined) last.segments.push(segment);
    else entries.push({ mark, depth, segments: [segment] });
  }
  return entries;
}

/** A list with numbers and one without are two, where the one does not stand in the other. */
function splitLists(entries: readonly Entry[]): Entry[][] {
  const lists: Entry[][] = [];
  for (const entry of entries) {
    const open = lists.at(-1);
    const [first] = open ?? [];
    const isOther =
      first === undefined ||
      (entry.depth <= first.depth && isNumber(first.mark) !== isNumber(entry.mark));
    if (open === undefined || isOther) lists.push([entry]);
    else open.push(entry);
  }
  return lists;
}

/** Items, and below each the deeper ones that follow it. */
function toList(entries: readonly Entry[]): Omit<ListBlock, 'kind'> {
  const items: Item[] = [];
  const isNumbered = numberOf(entries[0]?.mark ?? '') !== null;
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at] as Entry;
    const end = entries.findIndex(({ depth }, next) => next > at && depth <= entry.depth);
    const inner = entries.slice(at + 1, end < 0 ? entries.length : end);
    items.push({
      mark: entry.mark,
      isNumbered: numberOf(entry.mark) !== null,
      segments: entry.segments,
      lists: splitLists(inner).map((list) => ({ kind: 'list', ...toList(list) })),
    });
    at += 1 + inner.length;
  }
  return { isNumbered, items };
}

/** Code as it was: a line with one space stands for an empty one. */
export function codeOf(text: string): string {
  return text.replace(/^ $/gm, '');
}
