import { inertLine, inertText } from '../inert.ts';
import {
  type Block,
  codeOf,
  type Item,
  type ListBlock,
  labelOf,
  numberOf,
  type Row,
  type Segment,
  toBlocks,
} from './blocks.ts';
import { escapeMarkdown } from './markdown.ts';
import { numberMark } from './view.ts';

/**
 * Writes segments as Markdown, with the structure of the article. Text stays text: only
 * the marks that the layout tells have a meaning.
 *
 * @returns the lines
 */
export function markdownBlocks(segments: readonly Segment[], hasNumbers: boolean): string[] {
  return toBlocks(segments).flatMap((block) => [...new Writer(hasNumbers).block(block), '']);
}

/** Dutch and English as a table, a row a segment. */
export function markdownTable(segments: readonly Segment[]): string[] {
  const cell = (text: string) => escapeMarkdown(text).replaceAll('\n', '<br>');
  return [
    '| | English | Dutch |',
    '| --: | :-- | :-- |',
    ...segments.map(({ n, en, nl }) => `| ${n} | ${cell(en)} | ${cell(nl)} |`),
    '',
  ];
}

/** Below the titles of the page itself. */
const headingLevels: readonly number[] = [3, 3, 3, 4, 5, 6, 6];

class Writer {
  readonly #hasNumbers: boolean;

  constructor(hasNumbers: boolean) {
    this.#hasNumbers = hasNumbers;
  }

  block(block: Block): string[] {
    switch (block.kind) {
      case 'list':
        return this.#list(block);
      case 'table':
        return this.#table(block.rows);
      case 'quote':
        return this.#quote(block.segments);
      case 'notes':
        return this.#notes(block.segments);
      case 'segment':
        return this.#segment(block.segment);
    }
  }

  #segment(segment: Segment): string[] {
    const { layout } = segment;
    switch (layout?.kind) {
      case 'heading':
        return [`${'#'.repeat(headingLevels[layout.level] ?? 6)} ${this.#line(segment)}`];
      case 'code':
        return [
          ...(this.#hasNumbers ? [this.#mark(segment), ''] : []),
          ...toCode(segment.en, layout.language),
        ];
      case 'verse':
        // A backslash ends a line that stays a line.
        return this.#text(segment).replaceAll('\n', '\\\n').split('\n');
      case 'caption':
        return [`*${this.#line(segment)}*`];
      case 'lead':
        return [`**${this.#line(segment)}**`];
      default:
        return this.#text(segment).split('\n');
    }
  }

  #mark(segment: Pick<Segment, 'n'>): string {
    return escapeMarkdown(numberMark(segment, this.#hasNumbers).trim());
  }

  #text(segment: Segment): string {
    return escapeMarkdown(numberMark(segment, this.#hasNumbers) + segment.en);
  }

  #line(segment: Segment): string {
    return escapeMarkdown(numberMark(segment, this.#hasNumbers) + inertLine(segment.en));
  }

  #list({ items }: ListBlock): string[] {
    return items.flatMap((item) => this.#item(item));
  }

  /** What belongs to an item begins below its text. */
  #item({ mark, segments, lists }: Item): string[] {
    const number = numberOf(mark);
    const bullet = number === null ? '-' : `${number}${mark.includes(')') ? ')' : '.'}`;
    const indent = ' '.repeat(bullet.length + 1);
    const [first, ...others] = segments;
    const label = toLabel(labelOf(mark));
    const text = first === undefined ? [] : this.#text(first).split('\n');
    return [
      `${bullet} ${label}${text[0] ?? ''}`,
      ...text.slice(1).map((line) => indent + line),
      ...others.flatMap((segment) => [
        '',
        ...this.#text(segment)
          .split('\n')
          .map((line) => indent + line),
      ]),
      ...lists.flatMap((list) => this.#list(list)).map((line) => (line && indent) + line),
    ];
  }

  /** Every table has a line of names in Markdown, if an empty one. */
  #table(rows: readonly Row[]): string[] {
    const [first] = rows as readonly [Row];
    const width = first.cells.length;
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const show = (row: Row) =>
      line(
        row.cells.map((cell, at) =>
          escapeMarkdown((at === 0 ? numberMark(row, this.#hasNumbers) : '') + inertLine(cell)),
        ),
      );
    const head = first.isHead ? show(first) : line(Array.from({ length: width }, () => ' '));
    return [
      head,
      line(Array.from({ length: width }, () => '---')),
      ...(first.isHead ? rows.slice(1) : rows).map(show),
    ];
  }

  #quote(segments: readonly Segment[]): string[] {
    const depthOf = ({ layout }: Segment) => (layout?.kind === 'quote' ? layout.depth : 0) + 1;
    return segments.flatMap((segment, at) => {
      const before = segments[at - 1];
      const between =
        before === undefined ? [] : ['>'.repeat(Math.min(depthOf(before), depthOf(segment)))];
      const mark = '>'.repeat(depthOf(segment));
      const lines = this.#text(segment).split('\n');
      return [...between, ...lines.map((line) => `${mark} ${line}`)];
    });
  }

  /** A note that nothing refers to is not shown by most readers of Markdown: a line refers to all. */
  #notes(segments: readonly Segment[]): string[] {
    const names = namesOf(segments);
    return [
      `Notes: ${names.map((name) => `[^${name}]`).join(' ')}`,
      ...segments.flatMap((segment, at) => {
        const [first = '', ...others] = this.#text(segment).split('\n');
        return ['', `[^${names[at]}]: ${first}`, ...others.map((line) => `    ${line}`)];
      }),
    ];
  }
}

/** A name for each note, no two the same; paragraphs of one note are notes of their own. */
function namesOf(segments: readonly Segment[]): string[] {
  const taken = new Set<string>();
  return segments.map(({ n, layout }) => {
    const mark = layout?.kind === 'note' ? layout.mark.replace(/[^\p{L}\p{N}-]/gu, '') : '';
    const name = mark === '' || taken.has(mark) ? `${mark}-${n}`.replace(/^-/, 's') : mark;
    taken.add(name);
    return name;
  });
}

/** A box that is ticked or not stays one; any other label is text. */
function toLabel(label: string): string {
  if (label === '') return '';
  return /^\[[ x]\]$/.test(label) ? `${label} ` : `${escapeMarkdown(label)} `;
}

/** A template's own language with nothing in it that Markdown or HTML would act on. */
const plainShortcode = /^(?:\{\{[<%] [^<>`\n\]]* [%>]\}\}|\{%[^<>`\n\]]*%\})$/;

/** Code between fences longer than any in it. */
function toCode(text: string, language: string | null): string[] {
  const code = inertText(codeOf(text));
  if (language === 'shortcode' && plainShortcode.test(code)) return [code];
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const name = (language ?? '').replace(/[^\w+#.-]/g, '');
  return [`${fence}${name}`, ...code.split('\n'), fence];
}
