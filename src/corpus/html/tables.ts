import { type TextBlock, toRow } from '../../article/layout.ts';
import { isElement, isHidden, lineOf, type PageElement } from './dom.ts';

/** A row of a table. */
export interface TableRow {
  readonly cells: readonly PageElement[];
  readonly isHead: boolean;
}

/** Longer texts are what a page was laid out with, not the cells of a table. */
const maxCell = 600;

/** The rows of a table itself, without those of tables in it. */
export function rowsOf(table: PageElement): TableRow[] {
  const rows: TableRow[] = [];
  const visit = (element: PageElement, isHead: boolean): void => {
    for (const child of element.childNodes) {
      if (!isElement(child) || isHidden(child)) continue;
      const { localName: tag } = child;
      if (tag === 'tr') rows.push(toTableRow(child, isHead));
      else if (tag === 'thead' || tag === 'tbody' || tag === 'tfoot') visit(child, tag === 'thead');
    }
  };
  visit(table, false);
  return rows;
}

function toTableRow(row: PageElement, isHead: boolean): TableRow {
  const cells = [...row.childNodes].filter(
    (node): node is PageElement =>
      isElement(node) && (node.localName === 'td' || node.localName === 'th'),
  );
  const areNames = cells.length > 0 && cells.every(({ localName }) => localName === 'th');
  return { cells, isHead: isHead || areNames };
}

/** True for a table of data; others lay a page out, or are one column. */
export function isData(table: PageElement, rows: readonly TableRow[]): boolean {
  if (table.getAttribute('role') === 'presentation') return false;
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  if (width < 2) return false;
  const isLaidOut = (cell: PageElement) =>
    cell.querySelector('table, h1, h2, pre, article, p + p') !== null ||
    lineOf(cell).length > maxCell;
  return !rows.some(({ cells }) => cells.some(isLaidOut));
}

/** A block a row; a cell over several columns leaves the others empty, as one over several rows does. */
export function readRows(
  rows: readonly TableRow[],
  read: (cell: PageElement) => string,
): TextBlock[] {
  const open: number[] = [];
  const found: TextBlock[] = [];
  for (const { cells, isHead } of rows) {
    const texts: string[] = [];
    const skip = () => {
      while ((open[texts.length] ?? 0) > 0) {
        open[texts.length] = (open[texts.length] ?? 0) - 1;
        texts.push('');
      }
    };
    for (const cell of cells) {
      skip();
      const down = span(cell, 'rowspan') - 1;
      const across = span(cell, 'colspan');
      for (let at = 0; at < across; at += 1) {
        open[texts.length] = down;
        texts.push(at === 0 ? read(cell) : '');
      }
    }
    skip();
    if (texts.some((text) => text !== ''))
      found.push({ text: toRow(texts), layout: { kind: 'row', isHead } });
  }
  return found;
}

function span(cell: PageElement, name: 'rowspan' | 'colspan'): number {
  return Math.min(40, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1));
}
