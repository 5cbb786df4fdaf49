import { stringify } from 'csv-stringify/sync';
import { columnNames, toColumns } from './columns.ts';
import type { OutputRow } from './row.ts';

/**
 * Writes CSV with a header row, and a byte order mark by which spreadsheets know that it is UTF-8.
 */
export async function* toCsv(rows: AsyncIterable<OutputRow>): AsyncGenerator<string> {
  yield stringify([columnNames], { bom: true });
  for await (const row of rows) {
    const values = toColumns(row);
    yield stringify([columnNames.map((name) => values[name])], { cast: { boolean: String } });
  }
}
