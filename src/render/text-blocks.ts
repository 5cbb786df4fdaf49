import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { inertText } from '../inert.ts';
import { type Block, codeOf, type ListBlock, type Row, type Segment, toBlocks } from './blocks.ts';
import { bold, type Line } from './terminal.ts';
import { numberMark, type View } from './view.ts';

/** Writes segments as text: lists with their marks, tables in columns, quotes with a line before them. */
export function textBlocks(segments: readonly Segment[], view: View): Line[] {
  const writer = new Writer(view);
  return toBlocks(segments).flatMap((block) => [...writer.block(block), '']);
}

/** The English beside the Dutch, in two columns. */
export function textColumns(segments: readonly Segment[], view: View): string[] {
  const width = Math.max(20, Math.floor(((view.width ?? 80) - 3) / 2));
  const column = (text: string) => wrapText(inertText(text), width, true).split('\n');
  return segments.flatMap((segment) => {
    const english = column(numberMark(segment, view.numbers ?? false) + segment.en);
    const dutch = column(segment.nl);
    const height = Math.max(english.length, dutch.length);
    const lines = Array.from({ length: height }, (_, at) => {
      const left = english[at] ?? '';
      return `${padTo(left, width)} │ ${dutch[at] ?? ''}`.trimEnd();
    });
    return [...lines, ''];
  });
}

/**
 * Wraps a text to so many columns, as wide as a terminal shows it. What has no space in it, an id or
 * an address, stays whole.
 */
export function wrapText(text: string, width: number | undefined, breaksWords = false): string {
  if (width === undefined) return text;
  return wrapAnsi(text, width, { hard: breaksWords, trim: true });
}

function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

class Writer {
  readonly #view: View;

  constructor(view: View) {
    this.#view = view;
  }

  block(block: Block): Line[] {
    switch (block.kind) {
      case 'list':
        return this.#list(block, '');
      case 'table':
        return this.#table(block.rows);
      case 'quote':
        return block.segments.flatMap((segment, at) => [
          ...(at === 0 ? [] : ['>']),
          ...this.#hang(this.#text(segment), quoteMark(segment), quoteMark(segment)),
        ]);
      case 'notes':
        return block.segments.flatMap((segment) => {
          const mark = segment.layout?.kind === 'note' ? `(${segment.layout.mark}) ` : '';
          return this.#hang(this.#text(segment), mark, ' '.repeat(stringWidth(mark)));
        });
      case 'segment':
        return this.#segment(block.segment);
    }
  }

  #text(segment: Segment): string {
    return numberMark(segment, this.#view.numbers ?? false) + inertText(segment.en);
  }

  #segment(segment: Segment): Line[] {
    switch (segment.layout?.kind) {
      case 'heading':
        return this.#hang(this.#text(segment), '', '').map((line) => bold(line));
      case 'code': {
        const code = codeOf(inertText(segment.en)).split('\n');
        const mark = numberMark(segment, this.#view.numbers ?? false).trim();
        return [...(mark === '' ? [] : [mark]), ...code.map((line) => `    ${line}`.trimEnd())];
      }
      default:
        return this.#hang(this.#text(segment), '', '');
    }
  }

  #list({ items }: ListBlock, indent: string): string[] {
    return items.flatMap(({ mark, segments, lists }) => {
      const shown = `${mark === '' ? '-' : inertText(mark)} `;
      const deeper = indent + ' '.repeat(stringWidth(shown));
      return [
        ...segments.flatMap((segment, at) =>
          this.#hang(this.#text(segment), at === 0 ? indent + shown : deeper, deeper),
        ),
        ...lists.flatMap((list) => this.#list(list, deeper)),
      ];
    });
  }

  /** In columns where the terminal is wide enough, else a row a line. */
  #table(rows: readonly Row[]): string[] {
    const numbers = this.#view.numbers ?? false;
    const shown = rows.map((row) =>
      row.cells.map((cell, at) => (at === 0 ? numberMark(row, numbers) : '') + inertText(cell)),
    );
    const widths = (shown[0] ?? []).map((_, at) =>
      Math.max(...shown.map((cells) => stringWidth(cells[at] ?? ''))),
    );
    const total = widths.reduce((sum, width) => sum + width + 3, -3);
    if (total > (this.#view.width ?? 100))
      return shown.flatMap((cells) => this.#hang(cells.join(' | '), '', '  '));
    return shown.flatMap((cells, at) => {
      const line = cells.map((cell, column) => padTo(cell, widths[column] ?? 0)).join(' | ');
      const isLastHead = rows[at]?.isHead === true && rows[at + 1]?.isHead !== true;
      const rule = widths.map((width) => '-'.repeat(width)).join('-|-');
      return [line.trimEnd(), ...(isLastHead ? [rule] : [])];
    });
  }

  /** Wraps a text that begins with a mark: what follows stands below its first word. */
  #hang(text: string, first: string, others: string): string[] {
    const { width } = this.#view;
    const room = width === undefined ? undefined : Math.max(20, width - stringWidth(others));
    const lines = text.split('\n').flatMap((line) => wrapText(line, room).split('\n'));
    return lines.map((line, at) => (at === 0 ? first : others) + line);
  }
}

const quoteMark = ({ layout }: Segment): string =>
  `${'>'.repeat((layout?.kind === 'quote' ? layout.depth : 0) + 1)} `;
