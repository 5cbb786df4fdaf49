import type { Estimate } from '../../batch/estimate.ts';
import { formatCost } from '../../render/article.ts';
import type { Batch } from '../../store/batches.ts';
import { type Column, renderTable } from './table.ts';

const count = (value: number): string => value.toLocaleString('en-US');
const number = (head: string): Column => ({ head, align: 'right' });

/** What models would cost, as {@link tabulateEstimate} takes it. */
export interface ModelCost {
  readonly model: string;
  readonly lowUsd: number | null;
  readonly expectedUsd: number | null;
  readonly highUsd: number | null;
  readonly batchApiUsd: number | null;
}

/** An estimate as two tables: the corpus, and what it costs with each model. */
export function tabulateEstimate(
  estimate: Estimate,
  models: readonly ModelCost[],
  chosen: string,
  width?: number,
): string {
  const { entries, articles, duplicates, words, calls, tokens } = estimate;
  const { prompt, completion } = tokens.expected;
  const heads = ['entries', 'articles', 'duplicates', 'words', 'calls', 'tokens in', 'tokens out'];
  const counts = [entries, articles, duplicates, words, calls, prompt, completion].map(count);
  const costs = models.map(({ model, lowUsd, expectedUsd, highUsd, batchApiUsd }) => [
    model === chosen ? `${model} (chosen)` : model,
    ...[lowUsd, expectedUsd, highUsd, batchApiUsd].map(formatCost),
  ]);
  const costHeads = ['low', 'expected', 'high', 'Batch API'];
  return [
    renderTable(heads.map(number), [counts], width),
    '',
    renderTable([{ head: 'model' }, ...costHeads.map(number)], costs, width),
    '',
  ].join('\n');
}

/** Batches as a table, a row a batch. */
export function tabulateBatches(batches: readonly Batch[], width?: number): string {
  const columns: Column[] = [
    { head: 'batch' },
    { head: 'status' },
    ...['done', 'failed', 'rejected', 'in progress', 'cost'].map(number),
    { head: 'corpus', wraps: true },
  ];
  const rows = batches.map(({ id, status, reason, stats, unfinished, definition }) => {
    const [first] = definition.files;
    const more = definition.files.length > 1 ? ` and ${definition.files.length - 1} more` : '';
    return [
      id,
      reason === null ? status : `${status} (${reason})`,
      ...[stats.done, stats.failed, stats.rejected, unfinished].map(count),
      formatCost(stats.costUsd),
      `${first?.path ?? ''}${more}`,
    ];
  });
  return renderTable(columns, rows, width);
}
