import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import type { CorpusOptions } from '../../../src/corpus/read-corpus.ts';
import { listCorpus, readCorpus } from '../../../src/corpus/read-corpus.ts';
import { makeZip } from '../../support/archives.ts';
import { temporaryFolder } from '../../support/tolk.ts';

const een = 'De haven van Noordermeer krijgt dit jaar een langere kade, zegt de schipper.';
const twee = 'De oude kade wordt in het najaar gesloopt.';

type Row = Readonly<Record<string, string | number | boolean | object | null>>;

const systems: readonly (readonly [system: string, hidden: Row, shown: Row])[] = [
  ['WordPress, its table', { post_status: 'auto-draft' }, { post_status: 'publish' }],
  [
    'WordPress, its types',
    { post_type: 'post', status: 'future' },
    { post_type: 'post', status: 'publish' },
  ],
  ['WordPress, its names', { post_name: 'a', status: 'trash' }, { post_name: 'a', status: '' }],
  ['Ghost', { slug: 'a', status: 'draft' }, { slug: 'a', status: 'published' }],
  [
    'Strapi',
    { publishedAt: '2024-05-02', status: 'draft' },
    { publishedAt: '2024-05-02', status: 'published' },
  ],
  ['Drupal', { drupal_internal__nid: 7, status: false }, { drupal_internal__nid: 7, status: true }],
  ['Joomla, not shown', { introtext: '', state: 0 }, { introtext: '', state: 1 }],
  ['Joomla, in the bin', { introtext: '', state: -2 }, { introtext: '', state: 2 }],
  ['Substack', { is_published: false }, { is_published: true }],
];

/* What others say of their records has nothing to do with being shown. */
const others: readonly Row[] = [
  { link: 'https://rechtspraak.example/1', title: 'Kade', status: 'pending' },
  { path: '/zaken/1', status: 'draft' },
  { guid: 'a-1', status: 'private' },
  { titel: 'Kade', status: 'scheduled' },
  { titel: 'Kade', state: 0, status: 0 },
];

const columnsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];
const asText = (row: Row, column: string): string => String(row[column] ?? '');

/** A file of each format with these rows. */
const formats: Readonly<
  Record<string, (rows: readonly Row[], path: string) => string | Uint8Array | null>
> = {
  json: (rows) => JSON.stringify(rows),
  jsonl: (rows) => rows.map((row) => JSON.stringify(row)).join('\n'),
  csv: (rows) => {
    const columns = columnsOf(rows);
    const lines = rows.map((row) => columns.map((column) => asText(row, column)));
    return [columns, ...lines].map((cells) => cells.join(';')).join('\n');
  },
  parquet: (rows) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: columnsOf(rows).map((name) => ({
          name,
          data: rows.map((row) => asText(row, name)),
          type: 'STRING',
        })),
      }),
    ),
  sqlite: (rows, path) => {
    const database = new DatabaseSync(path);
    const columns = columnsOf(rows);
    database.exec(`CREATE TABLE t (${columns.join(', ')})`);
    const insert = database.prepare(`INSERT INTO t VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of rows) {
      insert.run(...columns.map((column) => asText(row, column)));
    }
    database.close();
    return null;
  },
  xlsx: (rows) => {
    const columns = columnsOf(rows);
    const cells = [columns, ...rows.map((row) => columns.map((column) => asText(row, column)))];
    const cell = (text: string, at: number, number: number) =>
      `<c r="${'ABCDEFG'[at]}${number}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = cells.map(
      (row, at) =>
        `<row r="${at + 1}">${row.map((text, column) => cell(text, column, at + 1)).join('')}</row>`,
    );
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
    const parts = {
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet.join('')}</sheetData></worksheet>`,
    };
    return makeZip(
      Object.entries(parts).map(([name, content]) => ({ name, content: Buffer.from(content) })),
    );
  },
};

async function read(format: string, rows: readonly Row[], options: CorpusOptions = {}) {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const path = join(folder, `a.${format}`);
  const content = formats[format]?.(rows, path) ?? null;
  if (content !== null) await writeFile(path, content);
  const notes: string[] = [];
  const bodies: string[] = [];
  const onNote: CorpusOptions['onNote'] = ({ kind }) => void notes.push(kind);
  for await (const entry of readCorpus(await listCorpus([path]), { ...options, onNote }))
    bodies.push((await entry.load()).body);
  return { bodies, notes };
}

describe.each(Object.keys(formats))('.%s', (format) => {
  test.each(systems)('without what is hidden in %s', async (_, hidden, shown) => {
    const rows = [
      { id: 1, ...hidden, text: een },
      { id: 2, ...shown, text: twee },
    ];
    expect(await read(format, rows)).toEqual({ bodies: [twee], notes: ['unpublished'] });
    const all = { bodies: [een, twee], notes: [] };
    const map = { body: 'text' } as const;
    expect(await read(format, rows, { guess: 'none', map })).toEqual(all);
  });

  test.each(others)('with what is of no content system: %o', async (row) => {
    expect(await read(format, [{ ...row, text: een }])).toEqual({ bodies: [een], notes: [] });
  });
});

/* In other shapes than a table has. */
test.each([
  { status: 'draft', title: { rendered: 'A' } },
  { nid: [{ value: 7 }], status: [{ value: false }] },
  { type: 'node--article', attributes: { status: false } },
  { type: 'articles', attributes: { typeAlias: 'com_content.article', state: 0 } },
])('%o is hidden', async (hidden) => {
  const rows = [{ ...hidden, text: een }, { text: twee }];
  const expected = { bodies: [twee], notes: ['unpublished'] };
  expect(await read('jsonl', rows)).toEqual(expected);
  expect(await read('json', rows)).toEqual(expected);
});

test('what is hidden is left out where the user says where the records are, too', async () => {
  const posts = [
    { slug: 'a', status: 'draft', text: een },
    { slug: 'b', status: 'published', text: twee },
  ];
  const expected = { bodies: [twee], notes: ['unpublished'] };
  for (const format of ['json', 'jsonl'])
    expect(await read(format, [{ db: { posts } }], { records: 'db.posts' })).toEqual(expected);
});
