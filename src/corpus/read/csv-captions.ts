import { decodeText } from '../../article/text.ts';
import type { ReadOptions } from '../entry.ts';
import { isColumnName, isText } from './csv-header.ts';
import type { CsvRow } from './csv-rows.ts';

/** So many rows are read on to see whether a text in a row of its own stands over a table. */
const lookedAt = 10;

/**
 * Rows without the lines that exports have over the names of the columns: one cell of several is
 * filled. It is no name of a column; and one that is as long as a text stands there only if the names
 * come after it. What is left out is noted.
 *
 * @param name of the file, for messages
 */
export async function* withoutCaptions(
  rows: AsyncIterable<CsvRow>,
  name: string,
  options: ReadOptions,
): AsyncGenerator<CsvRow> {
  const mapped = Object.values(options.map);
  const isName = (cell: string) => isColumnName(cell) || mapped.includes(cell);
  const note = (row: CsvRow) =>
    options.onNote({ kind: 'line-over-table', place: `${name}:${row.line}` });
  const held: CsvRow[] = [];
  let isTable = options.header !== undefined;
  for await (const row of rows) {
    if (isTable || 'problem' in row) {
      yield row;
      continue;
    }
    const full = row.fields.map((field) => decodeText(field, name).trim()).filter(Boolean);
    if (full.length === 0) continue;
    const [only = ''] = full;
    // Some write what the file is as comments.
    const isAlone =
      full.length === 1 && (row.fields.length > 1 || only.startsWith('#')) && !isName(only);
    if (isAlone && held.length < lookedAt) {
      if (held.length > 0 || isText(only)) held.push(row);
      else note(row);
      continue;
    }
    isTable = true;
    if (full.some(isName)) held.splice(0).forEach(note);
    yield* held.splice(0);
    yield row;
  }
  yield* held;
}
