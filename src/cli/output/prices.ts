import type { Price, PriceTable } from '../../llm/cost/price.ts';
import { wrapText } from '../../render/text-blocks.ts';
import { type Column, renderTable } from './table.ts';

/** The price in force of each model, those of a file first. */
export function pricesInForce({ models, find }: PriceTable): Price[] {
  return models.flatMap((model) => find(model) ?? []);
}

const columns: readonly Column[] = [
  { head: 'model' },
  ...['in', 'cached', 'write', 'out', 'Batch', 'flex'].map(
    (head): Column => ({ head, align: 'right' }),
  ),
  { head: 'ends' },
  { head: 'from', align: 'right' },
];

/** What models cost as a table, with the sources below it. */
export function tabulatePrices(prices: PriceTable, width = 80): string {
  const rows = pricesInForce(prices);
  const sources = [...new Set(rows.map(describeSource))];
  const cells = rows.map((price) => {
    const { model, input, cachedInput = input, cacheWrite = input, output } = price;
    return [
      model,
      ...[input, cachedInput, cacheWrite, output],
      ...[price.batchFactor, price.flexFactor].map(times),
      price.shutdownOn ?? '',
      sources.indexOf(describeSource(price)) + 1,
    ];
  });
  const meaning =
    'US dollars for a million tokens: sent, from the server’s cache, written to it, received; what ' +
    'the Batch API and the flex tier take of that; when the model ends; where the price is from:';
  return [
    renderTable(columns, cells, width),
    wrapText(meaning, width),
    ...sources.map((source, at) => `${String(at + 1).padStart(2)}  ${source}`),
  ].join('\n');
}

/** Where a price is from, and when it was there. */
function describeSource({ source, seenOn }: Price): string {
  return seenOn === undefined ? source : `${source} (${seenOn})`;
}

function times(factor: number | undefined): string {
  return factor === undefined ? '' : `× ${factor}`;
}
