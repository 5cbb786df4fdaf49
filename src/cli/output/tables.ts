import Table from 'cli-table3';
import stringWidth from 'string-width';
import type { ArticleResult, DoneResult, Translation } from '../../contract.ts';
import { formatCost } from '../../render/article.ts';
import type { Screen } from '../screen.ts';

const widestTable = 160;
const usualWidth = 100;
/** No colours: the same on a terminal and in a file. */
const plain = { head: [], border: [] };

/** How wide a table may be on this screen. */
function widthOf(screen: Screen): number {
  return Math.min(screen.columns ?? usualWidth, widestTable);
}

/** Results as a table, a row an article. */
export function tabulateResults(
  rows: ReadonlyArray<{ readonly name: string; readonly result: ArticleResult }>,
  screen: Screen,
): string {
  const counts = [8, 10, 10, 10];
  // Ids stay whole: they are copied.
  const name = Math.max(9, ...rows.map((row) => stringWidth(row.name) + 2));
  const borders = counts.length + 3;
  const total = name + counts.reduce((sum, width) => sum + width, borders);
  const table = new Table({
    head: ['article', 'status', 'segments', 'findings', 'cost', 'title or headline'],
    style: plain,
    wordWrap: true,
    colWidths: [name, ...counts, Math.max(14, widthOf(screen) - total)],
  });
  for (const { name, result } of rows) {
    const title = result.source.title ?? '';
    table.push(
      result.status === 'done'
        ? [
            name,
            describeDone(result),
            result.translation.segments.length,
            result.findings.length,
            result.costUsd === null ? '?' : formatCost(result.costUsd),
            result.translation.title ?? result.summary?.headline ?? title,
          ]
        : [
            name,
            result.status,
            '',
            '',
            '',
            result.status === 'failed' ? `${result.error.message} [${result.error.code}]` : title,
          ],
    );
  }
  return table.toString();
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
  const width = Math.max(24, Math.floor((widthOf(screen) - 10) / 2));
  const table = new Table({
    head: ['', 'Dutch', 'English'],
    style: plain,
    wordWrap: true,
    colWidths: [5, width, width],
  });
  if (title !== null) table.push(['', title, translation.title ?? '']);
  for (const { n, nl, en } of translation.segments) table.push([n, nl, en]);
  return table.toString();
}
