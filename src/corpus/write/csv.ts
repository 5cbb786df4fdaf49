import { stringify } from 'csv-stringify/sync';
import { escapeFormulas } from '../formulas.ts';
import { columnNames, toColumns } from './columns.ts';
import type { OutputRow } from './row.ts';

/**
 * Writes CSV with a header row, and a byte order mark by which spreadsheets know that it is UTF-8.
 * What they would take for a formula has an apostrophe before it; read back by Tolk, it has none.
 */
export async function* toCsv(rows: AsyncIterable<OutputRow>): AsyncGenerator<string> {
  yield stringify([columnNames], { bom: true });
  for await (const row of rows) {
    const values = toColumns(row);
    const cells = columnNames.map((name) => {
      const value = values[name];
      return typeof value === 'string' ? escapeFormulas(value) : value;
    });
    yield stringify([cells], { cast: { boolean: String } });
  }
}
