import Table from 'cli-table3';
import type { Price, PriceTable } from '../../llm/cost/price.ts';

/** The price in force of each model, those of a file first. */
export function pricesInForce({ models, find }: PriceTable): Price[] {
  return models.flatMap((model) => find(model) ?? []);
}

/** What models cost as a table, with the sources below it. */
export function tabulatePrices(prices: PriceTable): string {
  const rows = pricesInForce(prices);
  const sources = [...new Set(rows.map(({ source }) => source))];
  const table = new Table({
    head: ['model', 'in', 'cached', 'written', 'out', 'Batch', 'flex', 'ends', 'seen', 'source'],
    style: { head: [], border: [] },
    // No line between rows: there are many.
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const price of rows) {
    const { model, input, cachedInput = input, cacheWrite = input, output, source } = price;
    table.push([
      model,
      input,
      cachedInput,
      cacheWrite,
      output,
      times(price.batchFactor),
      times(price.flexFactor),
      price.shutdownOn ?? '',
      price.seenOn ?? '',
      sources.indexOf(source) + 1,
    ]);
  }
  return [
    table.toString(),
    'US dollars for a million tokens: sent, from the server’s cache, written to it, received.',
    ...sources.map((source, at) => `${String(at + 1).padStart(2)}  ${source}`),
  ].join('\n');
}

function times(factor: number | undefined): string {
  return factor === undefined ? '' : `× ${factor}`;
}
