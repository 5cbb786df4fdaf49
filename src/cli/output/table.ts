import stringWidth from 'string-width';
import { inertLine, inertText } from '../../inert.ts';
import { wrapText } from '../../render/text-blocks.ts';

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** Numbers stand to the right. @default 'left' */
  readonly align?: 'left' | 'right';
  /**
   * Its texts may be wrapped where the table is too wide; where that leaves them little room, they
   * stand on lines of their own. Without it they stay whole: ids and numbers are copied.
   */
  readonly wraps?: true;
  /** Its texts keep their own lines, as a segment does; a text of any other column is one line. */
  readonly keepsLines?: true;
}

/** A row's texts, one a column. */
export type Cells = ReadonlyArray<string | number>;

const widestGap = '  ';
/** Where that is too wide. */
const narrowGap = ' ';
/** Where nobody says how wide it may be. */
const usualWidth = 80;
/** A column of words that is narrower is hard to read. */
const leastRoom = 24;
const belowIndent = '    ';

/**
 * A table in plain text, with as much room for a column as its texts need, no wider than `width` as far
 * as words can be wrapped.
 *
 * @example
 * renderTable([{ head: 'id' }, { head: 'title', wraps: true }], [['a1', 'Een kop']], 80);
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly Cells[],
  width: number = usualWidth,
): string {
  const heads = columns.map(({ head }) => head);
  const texts = rows.map((row) =>
    row.map((cell, at) => (columns[at]?.keepsLines ? inertText : inertLine)(String(cell))),
  );
  const natural = columns.map((_, at) =>
    [heads, ...texts].reduce((most, row) => Math.max(most, widest(row[at] ?? '')), 0),
  );
  const layout = layOut(columns, natural, width);
  const line = (row: readonly string[]) => drawRow(row, columns, layout);
  const rule = layout.widths
    .filter((_, at) => !layout.below.has(at))
    .map((room) => '─'.repeat(room))
    .join(layout.gap);
  return [...line(heads), rule, ...texts.flatMap(line)].join('\n');
}

interface Layout {
  /** The room of each column. */
  readonly widths: readonly number[];
  /** Columns whose texts stand below their row. */
  readonly below: ReadonlySet<number>;
  readonly width: number;
  /** Between two columns. */
  readonly gap: string;
}

/** Takes what is too wide from the widest columns that may be wrapped, or puts them below. */
function layOut(columns: readonly Column[], natural: readonly number[], width: number): Layout {
  const widths = [...natural];
  let gap = widestGap;
  const below = new Set<number>();
  const total = () => {
    const beside = widths.filter((_, at) => !below.has(at));
    return beside.reduce((sum, room) => sum + room, gap.length * (beside.length - 1));
  };
  while (total() > width) {
    const wrapped = columns.flatMap(({ wraps }, at) => (wraps && !below.has(at) ? [at] : []));
    if (wrapped.length === 0) {
      if (gap === narrowGap) break;
      gap = narrowGap;
      continue;
    }
    const rooms = wrapped.map((at) => widths[at] ?? 0);
    const cut = cutWidest(rooms, total() - width);
    const isRoomy = cut.every((room, at) => room >= Math.min(leastRoom, rooms[at] ?? 0));
    for (const [at, column] of wrapped.entries())
      widths[column] = isRoomy ? (cut[at] ?? 0) : Math.min(rooms[at] ?? 0, leastRoom);
    const widestAt = wrapped.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (!isRoomy && widestAt !== undefined) below.add(widestAt);
  }
  return { widths, below, width, gap };
}

/** Takes so many columns of characters from the widest, so that they are alike. */
function cutWidest(rooms: readonly number[], excess: number): number[] {
  const sorted = rooms.toSorted((a, b) => b - a);
  let sum = 0;
  let count = 0;
  let level = 0;
  for (const room of sorted) {
    if (count > 0 && level >= room) break;
    sum += room;
    count += 1;
    level = (sum - excess) / count;
  }
  const least = Math.floor(level);
  let spare = sum - excess - least * count;
  const cut = (room: number) => {
    if (room <= least) return room;
    spare -= 1;
    return spare >= 0 ? least + 1 : least;
  };
  return rooms.toReversed().map(cut).toReversed();
}

function drawRow(
  row: readonly string[],
  columns: readonly Column[],
  { widths, below, width, gap }: Layout,
): string[] {
  const beside = columns.flatMap((column, at) => {
    if (below.has(at)) return [];
    const room = widths[at] ?? 0;
    return [{ ...column, room, lines: wrapText(row[at] ?? '', room, true).split('\n') }];
  });
  const height = Math.max(...beside.map(({ lines }) => lines.length));
  const lines = Array.from({ length: height }, (_, at) =>
    beside
      .map((cell) => pad(cell.lines[at] ?? '', cell.room, cell.align))
      .join(gap)
      .trimEnd(),
  );
  const under = [...below].flatMap((at) => {
    const text = row[at] ?? '';
    return text === '' ? [] : wrapText(text, width - belowIndent.length, true).split('\n');
  });
  return [...lines, ...under.map((text) => belowIndent + text)];
}

function pad(text: string, room: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, room - stringWidth(text)));
  return align === 'right' ? space + text : text + space;
}

function widest(text: string): number {
  return text.split('\n').reduce((most, line) => Math.max(most, stringWidth(line)), 0);
}
