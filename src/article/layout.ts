import { z } from 'zod';

/*
 * How a segment stands on the page. The text of a segment is words alone, without the marks of a list
 * or a table: what it was is said beside it, and is put back where an article is written.
 */

/**
 * How a segment stands on the page:
 *
 * - `heading`: of this level, 1 to 6
 * - `item`: of a list, with its mark (`-` or `3.`), in so many other lists
 * - `row`: of a table, its cells divided by ` | `; `isHead` for the names of the columns
 * - `quote`: quoted at length, in so many other quotes
 * - `verse`: lines that stay lines: a poem, an address
 * - `code`: is kept as it is, and not translated; a blank line in it is a line with one space
 * - `caption`: under a picture
 * - `lead`: the introduction
 * - `note`: a footnote, with its mark
 */
export const segmentLayoutSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.number().int().min(1).max(6) }),
  z.object({
    kind: z.literal('item'),
    /** `-`, or a number as it was written: `3.` */
    mark: z.string().max(12),
    /** In how many other lists it is. */
    depth: z.number().int().min(0).max(20),
  }),
  z.object({ kind: z.literal('row'), isHead: z.boolean() }),
  z.object({ kind: z.literal('quote'), depth: z.number().int().min(0).max(20) }),
  z.object({ kind: z.literal('verse') }),
  z.object({
    kind: z.literal('code'),
    /** What it is written in, as the source says. */
    language: z.string().max(40).nullable(),
  }),
  z.object({ kind: z.literal('caption') }),
  z.object({ kind: z.literal('lead') }),
  z.object({ kind: z.literal('note'), mark: z.string().max(40) }),
]);

/** How a segment stands on the page; see {@link segmentLayoutSchema}. */
export type SegmentLayout = z.infer<typeof segmentLayoutSchema>;

/** How each segment of an article stands on the page; null for a paragraph. */
export const layoutSchema = z.array(segmentLayoutSchema.nullable());

/** How each segment of an article stands on the page; see {@link layoutSchema}. */
export type Layout = z.infer<typeof layoutSchema>;

/** A block of a document as a reader found it: its text, and what it is (null for a paragraph). */
export interface TextBlock {
  readonly text: string;
  readonly layout: SegmentLayout | null;
}

/** What divides the cells of a row. */
const cellMark = ' | ';

/** The cells of a row. */
export function cellsOf(row: string): string[] {
  return row.split('|').map((cell) => cell.trim());
}

/** Makes a row of cells; a line in a cell that would be read as two is written another way. */
export function toRow(cells: readonly string[]): string {
  return cells.map((cell) => cell.replaceAll('|', '¦').trim()).join(cellMark);
}

/** True for what is kept as it is: nobody translates or checks it. */
export function isKept(layout: SegmentLayout | null | undefined): boolean {
  return layout?.kind === 'code';
}

/** True where line ends belong to the text. */
export function keepsLines(layout: SegmentLayout | null | undefined): boolean {
  return layout?.kind === 'code' || layout?.kind === 'verse';
}

/**
 * Body and layout of an article that a reader has found block by block. Without anything but
 * paragraphs there is no layout to speak of.
 *
 * @example
 * toBody([{ text: 'Nieuws', layout: { kind: 'heading', level: 2 } }, { text: 'Het regent.', layout: null }]);
 */
export function toBody(blocks: readonly TextBlock[]): {
  readonly body: string;
  readonly layout?: Layout;
} {
  const full = blocks.filter(({ text }) => text.trim() !== '');
  const body = full.map(({ text, layout }) => withoutBlankLines(text, layout)).join('\n\n');
  const isPlain = full.every(({ layout }) => layout === null);
  return isPlain ? { body } : { body, layout: full.map(({ layout }) => layout) };
}

/** A blank line would end the segment: of code it is a line with one space, elsewhere no line. */
function withoutBlankLines(text: string, layout: SegmentLayout | null): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd();
  if (layout?.kind === 'code') return lines.replace(/^[^\S\n]*$/gm, ' ');
  return lines.replace(/\n(?:[^\S\n]*\n)+/g, '\n').trim();
}
