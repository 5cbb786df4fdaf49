import {
  type ColumnSource,
  fileWriter,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import { columnNames, columns, toColumns } from './columns.ts';
import type { OutputRow } from './row.ts';

/** Rows held, and written as one row group. */
const groupRows = 1_000;

/** Writes Parquet, compressed with Snappy, in row groups of a thousand. */
export async function writeParquet(rows: AsyncIterable<OutputRow>, path: string): Promise<void> {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: toColumnData([]) }),
    createdBy: 'tolk',
  });
  let group: OutputRow[] = [];
  const flush = async () => {
    if (group.length > 0)
      await writer.write({ columnData: toColumnData(group), rowGroupSize: groupRows });
    group = [];
  };
  for await (const row of rows) {
    group.push(row);
    if (group.length >= groupRows) await flush();
  }
  await flush();
  await writer.finish();
}

function toColumnData(group: readonly OutputRow[]): ColumnSource[] {
  const values = group.map(toColumns);
  return columnNames.map((name) => ({
    name,
    type: columns[name],
    nullable: true,
    data: values.map((row) => row[name]),
  }));
}
