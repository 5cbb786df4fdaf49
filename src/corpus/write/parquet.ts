import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, ColumnType } from './columns.ts';
import type { Table, TableColumn } from './table.ts';

/** Rows held, and written as one row group. */
const groupRows = 1_000;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type Element = Schema[number];

const text = (name: string): Element => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
});
const whole = (name: string): Element => ({ name, type: 'INT32', repetition_type: 'OPTIONAL' });

/** A list, in the three levels that Parquet has for one. */
const list = (name: string, element: readonly Element[]): Element[] => [
  { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
];
const struct = (fields: readonly Element[], children: number): Element[] => [
  { name: 'element', repetition_type: 'OPTIONAL', num_children: children },
  ...fields,
];

const elements: Readonly<Record<ColumnType, (name: string) => readonly Element[]>> = {
  STRING: (name) => [text(name)],
  INT32: (name) => [whole(name)],
  DOUBLE: (name) => [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }],
  BOOLEAN: (name) => [{ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' }],
  BULLETS: (name) => list(name, struct([text('text'), ...list('segments', [whole('element')])], 2)),
  FINDINGS: (name) =>
    list(name, struct([text('check'), text('severity'), whole('segment'), text('message')], 4)),
};

function schemaOf(columns: readonly TableColumn[]): Schema {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.flatMap(({ name, type }) => elements[type](name)),
  ];
}

/**
 * Writes Parquet, compressed with Snappy, in row groups of a thousand. Bullets and findings are lists
 * of structs.
 */
export async function writeParquet({ columns, rows }: Table, path: string): Promise<void> {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaOf(columns),
    createdBy: 'tolk',
  });
  let group: Array<readonly Cell[]> = [];
  const flush = async () => {
    const columnData = columns.map(({ name }, at) => ({
      name,
      data: group.map((row) => row[at] ?? null),
    }));
    if (group.length > 0) await writer.write({ columnData, rowGroupSize: groupRows });
    group = [];
  };
  for await (const row of rows) {
    group.push(row);
    if (group.length >= groupRows) await flush();
  }
  await flush();
  await writer.finish();
}
