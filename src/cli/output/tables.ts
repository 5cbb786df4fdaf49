import type { ArticleResult, DoneResult, Translation } from '../../contract.ts';
import { formatCost } from '../../render/article.ts';
import type { Screen } from '../screen.ts';
import { type Column, renderTable } from './table.ts';

const widestTable = 160;
const usualWidth = 80;

/** How wide a table may be on this screen. */
export function tableWidth(screen: Screen): number {
  return Math.min(screen.columns ?? usualWidth, widestTable);
}

const resultColumns: readonly Column[] = [
  { head: 'article' },
  { head: 'status' },
  { head: 'segments', align: 'right' },
  { head: 'findings', align: 'right' },
  { head: 'cost', align: 'right' },
  { head: 'title or headline', wraps: true },
];

/** Results as a table, a row an article. */
export function tabulateResults(
  rows: ReadonlyArray<{ readonly name: string; readonly result: ArticleResult }>,
  screen: Screen,
): string {
  const cells = rows.map(({ name, result }) => {
    const title = result.source.title ?? '';
    switch (result.status) {
      case 'done':
        return [
          name,
          describeDone(result),
          result.translation.segments.length,
          result.findings.length,
          result.costUsd === null ? '?' : formatCost(result.costUsd),
          result.translation.title ?? result.summary?.headline ?? title,
        ];
      case 'failed': {
        const { code, message } = result.error;
        return [name, result.status, '', '', '', `${message} [${code}]`];
      }
      default:
        return [name, result.status, '', '', '', title];
    }
  });
  return renderTable(resultColumns, cells, tableWidth(screen));
}

/** `done`, and how far a newer version is, if there is one. */
function describeDone({ status, retranslation }: DoneResult): string {
  return retranslation === null ? status : `${status}, newer ${retranslation.status}`;
}

/** Dutch and English side by side, a row a segment. */
export function tabulateSideBySide(
  title: string | null,
  translation: Translation,
  screen: Screen,
): string {
  const columns: Column[] = [
    { head: '', align: 'right' },
    { head: 'Dutch', wraps: true, keepsLines: true },
    { head: 'English', wraps: true, keepsLines: true },
  ];
  const segments = translation.segments.map(({ n, nl, en }) => [n, nl, en]);
  const rows = title === null ? segments : [['', title, translation.title ?? ''], ...segments];
  return renderTable(columns, rows, tableWidth(screen));
}
