import {
  AlignmentType,
  Document,
  HeadingLevel,
  type ILevelsOptions,
  type IParagraphOptions,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { DoneResult, Summary } from '../contract.ts';
import { inertText } from '../inert.ts';
import {
  describeBullets,
  describeCost,
  describeFindings,
  describeVerification,
  glossNote,
} from './article.ts';
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
import { numberMark, type View } from './view.ts';

/*
 * An article as a document of Word's: real headings, lists, tables, and styles for what is quoted,
 * code or a caption, so that an editor works on it as on any other.
 */

/** Renders a done article as a .docx. */
export async function renderDocx(result: DoneResult, view: View): Promise<Uint8Array> {
  const { translation, summary, source, findings } = result;
  const title = translation.title ?? summary?.headline ?? result.id;
  const origin = [source.date, source.source, source.url, result.id].filter(
    (part) => part !== null,
  );
  const writer = new Writer(view);
  const children = [
    paragraph(title, { heading: HeadingLevel.TITLE }),
    paragraph(origin.join(' · '), { style: 'Note' }),
    ...(result.gloss ? [paragraph(glossNote, { style: 'Note' })] : []),
    ...(summary === null ? [] : toSummary(summary)),
    paragraph('Translation', { heading: HeadingLevel.HEADING_1 }),
    ...(view.sideBySide
      ? [toSideBySide(translation.segments)]
      : toBlocks(translation.segments).flatMap((block) => writer.block(block))),
    ...describeFindings(findings).map((line) => paragraph(line, { style: 'Note' })),
    ...describeVerification(result).map((line) => paragraph(line, { style: 'Note' })),
    paragraph(describeCost(result), { style: 'Note' }),
  ];
  const made = new Document({
    title: clean(title),
    creator: 'Tolk',
    styles: { paragraphStyles },
    numbering: { config: [{ reference: 'bullets', levels: levels(bullet) }, ...writer.numberings] },
    sections: [{ children }],
  });
  return new Uint8Array(await Packer.toBuffer(made));
}

const paragraphStyles = [
  { id: 'Code', name: 'Code', basedOn: 'Normal', run: { font: 'Courier New', size: 20 } },
  { id: 'Verse', name: 'Verse', basedOn: 'Normal', paragraph: { indent: { left: 360 } } },
  { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { bold: true } },
  { id: 'Caption', name: 'Caption', basedOn: 'Normal', run: { italics: true, size: 20 } },
  { id: 'Note', name: 'Note', basedOn: 'Normal', run: { color: '555555', size: 18 } },
  { id: 'Footnote', name: 'Footnote', basedOn: 'Normal', run: { size: 18 } },
  { id: 'Quote', name: 'Quote', basedOn: 'Normal', run: { italics: true } },
].map((style) => ({
  ...style,
  quickFormat: true,
  paragraph: { spacing: { after: 120 }, ...('paragraph' in style ? style.paragraph : {}) },
}));

/** Word has nine levels of a list. */
const maxLevel = 8;

type LevelForm = Pick<ILevelsOptions, 'format' | 'start'> & {
  readonly text: (at: number) => string;
};

const bullet: LevelForm = { format: LevelFormat.BULLET, text: (at) => '•◦▪'[at % 3] ?? '•' };

function levels({ format, start, text }: LevelForm): ILevelsOptions[] {
  return Array.from({ length: maxLevel + 1 }, (_, level) => ({
    level,
    ...(format === undefined ? {} : { format }),
    ...(start === undefined ? {} : { start }),
    text: text(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 360 } } },
  }));
}

/** What XML 1.0 cannot contain is not in an inert text, but for these. */
const clean = (text: string): string => inertText(text).replace(/[\ufffe\uffff]/g, '');

/** A paragraph of a text; its line ends are line ends in it. */
function paragraph(text: string, options: IParagraphOptions = {}): Paragraph {
  const children = clean(text)
    .split('\n')
    .map((line, at) => new TextRun({ text: line, ...(at === 0 ? {} : { break: 1 }) }));
  return new Paragraph({ ...options, children });
}

function toSummary(summary: Summary): Paragraph[] {
  return [
    paragraph('Summary', { heading: HeadingLevel.HEADING_1 }),
    paragraph(summary.headline, { style: 'Lead' }),
    paragraph(summary.tldr),
    ...describeBullets(summary).map((line) =>
      paragraph(line.replace(/^- /, ''), { numbering: { reference: 'bullets', level: 0 } }),
    ),
    paragraph(summary.abstract),
  ];
}

const fullWidth = { size: 100, type: WidthType.PERCENTAGE } as const;

function toSideBySide(segments: readonly Segment[]): Table {
  const cell = (text: string, size: number) =>
    new TableCell({ children: [paragraph(text)], width: { size, type: WidthType.PERCENTAGE } });
  const line = (number: string, english: string, dutch: string, tableHeader = false) =>
    new TableRow({ tableHeader, children: [cell(number, 6), cell(english, 47), cell(dutch, 47)] });
  const rows = segments.map(({ n, en, nl }) => line(String(n), en, nl));
  return new Table({ width: fullWidth, rows: [line('', 'English', 'Dutch', true), ...rows] });
}

const headings = [
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

class Writer {
  readonly #hasNumbers: boolean;
  /** Each numbered list counts for itself, from its own first number. */
  readonly numberings: Array<{ reference: string; levels: ILevelsOptions[] }> = [];

  constructor({ numbers = false }: View) {
    this.#hasNumbers = numbers;
  }

  block(block: Block): Array<Paragraph | Table> {
    switch (block.kind) {
      case 'list':
        return this.#list(block, 0);
      case 'table':
        return [this.#table(block.rows), new Paragraph({})];
      case 'quote':
        return block.segments.map((segment) => this.#quote(segment));
      case 'notes':
        return block.segments.map((segment) => this.#note(segment));
      case 'segment':
        return [this.#segment(block.segment)];
    }
  }

  #text(segment: Segment): string {
    return numberMark(segment, this.#hasNumbers) + segment.en;
  }

  #segment(segment: Segment): Paragraph {
    const { layout } = segment;
    const text = this.#text(segment);
    switch (layout?.kind) {
      case 'heading':
        return paragraph(text, { heading: headings[layout.level] ?? HeadingLevel.HEADING_6 });
      case 'code':
        return paragraph(codeOf(text), { style: 'Code' });
      case 'verse':
        return paragraph(text, { style: 'Verse' });
      case 'caption':
        return paragraph(text, { style: 'Caption' });
      case 'lead':
        return paragraph(text, { style: 'Lead' });
      default:
        return paragraph(text, { spacing: { after: 120 } });
    }
  }

  #quote(segment: Segment): Paragraph {
    const depth = segment.layout?.kind === 'quote' ? segment.layout.depth : 0;
    return paragraph(this.#text(segment), { style: 'Quote', indent: { left: 360 * (depth + 1) } });
  }

  #note(segment: Segment): Paragraph {
    const mark = segment.layout?.kind === 'note' ? segment.layout.mark : '';
    return paragraph(`${mark === '' ? '' : `[${mark}] `}${this.#text(segment)}`, {
      style: 'Footnote',
    });
  }

  #list({ isNumbered, items }: ListBlock, depth: number): Paragraph[] {
    const reference = isNumbered ? this.#numbering(items[0]) : 'bullets';
    return items.flatMap((item) => this.#item(item, reference, Math.min(depth, maxLevel)));
  }

  #numbering(first: Item | undefined): string {
    const reference = `numbers-${this.numberings.length + 1}`;
    const mark = first?.mark ?? '1.';
    const end = mark.includes(')') ? ')' : '.';
    const start = numberOf(mark) ?? 1;
    const form = { format: LevelFormat.DECIMAL, start, text: (at: number) => `%${at + 1}${end}` };
    this.numberings.push({ reference, levels: levels(form) });
    return reference;
  }

  #item({ mark, segments, lists }: Item, reference: string, level: number): Paragraph[] {
    const label = labelOf(mark);
    const [first, ...others] = segments;
    const own = first === undefined ? '' : this.#text(first);
    return [
      paragraph(label === '' ? own : `${label} ${own}`, { numbering: { reference, level } }),
      ...others.map((segment) =>
        paragraph(this.#text(segment), { indent: { left: 360 * (level + 1) } }),
      ),
      ...lists.flatMap((list) => this.#list(list, level + 1)),
    ];
  }

  #table(rows: readonly Row[]): Table {
    const toCell = (row: Row) => (text: string, at: number) =>
      new TableCell({
        children: [
          new Paragraph({
            children: [
              new TextRun({
                text: clean((at === 0 ? numberMark(row, this.#hasNumbers) : '') + text),
                bold: row.isHead,
              }),
            ],
          }),
        ],
      });
    return new Table({
      width: fullWidth,
      rows: rows.map(
        (row) =>
          new TableRow({
            // Some readers take a row for a heading that says it is none.
            ...(row.isHead ? { tableHeader: true } : {}),
            children: row.cells.map(toCell(row)),
          }),
      ),
    });
  }
}
