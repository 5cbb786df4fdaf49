import { stringify } from 'csv-stringify/sync';
import { escapeFormulas } from '../formulas.ts';
import { flatten } from './columns.ts';
import type { Table } from './table.ts';

/**
 * Writes CSV with a header row, and a byte order mark by which spreadsheets know that it is UTF-8.
 * What they would take for a formula has an apostrophe before it; read back by Tolk, it has none.
 */
export async function* toCsv({ columns, rows }: Table): AsyncGenerator<string> {
  yield stringify([columns.map(({ name }) => escapeFormulas(name))], { bom: true });
  for await (const row of rows) {
    const cells = columns.map(({ type }, at) => {
      const value = flatten(row[at] ?? null, type);
      return typeof value === 'string' ? escapeFormulas(value) : value;
    });
    yield stringify([cells], { cast: { boolean: String } });
  }
}
