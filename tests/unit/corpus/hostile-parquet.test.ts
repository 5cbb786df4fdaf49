import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compressors } from '../../../src/corpus/read/parquet-pages.ts';
import { listCorpus, readCorpus } from '../../../src/corpus/read-corpus.ts';
import { TolkError } from '../../../src/errors.ts';
import { type Forgery, forgeParquet } from '../../support/forged-parquet.ts';
import { temporaryFolder } from '../../support/tolk.ts';

const bodies = ['Het regent vandaag in Zwolle.', 'De trein naar Assen rijdt niet.'];

/** What is read of a file, and what is said of what is not. */
async function read(content: Uint8Array): Promise<{ bodies: string[]; said: string[] }> {
  const path = join(await temporaryFolder(), 'a.parquet');
  await writeFile(path, content);
  const read: string[] = [];
  const said: string[] = [];
  for await (const entry of readCorpus(await listCorpus([path]))) {
    try {
      read.push((await entry.load()).body);
    } catch (error) {
      const { code, message } = TolkError.from(error);
      said.push(`${code} ${message.replace(/.*a\.parquet: /, '')}`);
    }
  }
  return { bodies: read, said };
}

test('a file that says what is true is read', async () => {
  expect(await read(await forgeParquet(bodies, {}))).toEqual({ bodies, said: [] });
});

test('a column of nothing packed by LZ4 unpacks to nothing', () => {
  expect(compressors.LZ4_RAW?.(Uint8Array.of(0), 0)).toHaveLength(0);
});

/** More than this machine has memory for. */
const huge = 2_000_000_000;

const v2 = (changes: object): Forgery => ({
  header: (header) => ({
    ...header,
    ...(header.data_page_header_v2 && {
      data_page_header_v2: { ...header.data_page_header_v2, ...changes },
    }),
  }),
});

test.each<[string, Forgery, RegExp]>([
  [
    'unpacks to gigabytes',
    { header: (header) => ({ ...header, uncompressed_page_size: huge }) },
    /says that it unpacks from \d+ bytes to 2000000000/,
  ],
  [
    'unpacks to less than nothing',
    { header: (header) => ({ ...header, uncompressed_page_size: -1 }) },
    /unpacks to less than nothing/,
  ],
  [
    'is larger than its column',
    { header: (header) => ({ ...header, compressed_page_size: huge }) },
    /a page is larger than its column/,
  ],
  ['has more values than its column', v2({ num_values: huge }), /more values than their column/],
  ['has fewer values than none', v2({ num_values: -5 }), /more values than their column/],
  ['has more rows than values', v2({ num_rows: huge }), /more rows than values/],
  [
    'has levels larger than it is',
    v2({ definition_levels_byte_length: huge }),
    /levels of a page are larger than it is/,
  ],
  [
    'has a dictionary of billions',
    {
      header: ({ data_page_header_v2: _, ...header }) => ({
        ...header,
        type: 'DICTIONARY_PAGE',
        dictionary_page_header: { num_values: huge, encoding: 'PLAIN' },
      }),
    },
    /a dictionary has more values than bytes/,
  ],
  [
    'repeats a value billions of times',
    {
      // A width of one bit, and a run of 2^30 ones.
      page: () => Uint8Array.from([1, 0x80, 0x80, 0x80, 0x80, 0x08, 1]),
      ...v2({ encoding: 'RLE_DICTIONARY', definition_levels_byte_length: 0, num_nulls: 0 }),
    },
    /a page of 2 values says that one of them comes 1073741824 times/,
  ],
  [
    'is of a column with more values than rows',
    {
      footer: ({ row_groups: [group] }) => {
        const chunk = group?.columns[0]?.meta_data;
        if (chunk) chunk.num_values = BigInt(huge);
      },
    },
    /more values than its rows have/,
  ],
  [
    'is of a column that is not in the file',
    {
      footer: ({ row_groups: [group] }) => {
        const chunk = group?.columns[0]?.meta_data;
        if (chunk) chunk.total_compressed_size = BigInt(huge);
      },
    },
    /a column is not where the footer says/,
  ],
  [
    'is of several columns that are all the same place',
    {
      footer: ({ schema, row_groups: [group] }) => {
        const [root, leaf] = schema;
        const [column] = group?.columns ?? [];
        if (!root || !leaf || !group || !column?.meta_data) return;
        const names = Array.from({ length: 20 }, (_, at) => `body${at}`);
        schema.splice(1, 1, ...names.map((name) => ({ ...leaf, name })));
        root.num_children = names.length;
        const { meta_data: chunk } = column;
        chunk.data_page_offset = 0n;
        chunk.total_compressed_size = 500n;
        group.columns = names.map((name) => ({
          ...column,
          meta_data: { ...chunk, path_in_schema: [name] },
        }));
      },
    },
    /columns are larger than the file/,
  ],
])('a page that %s is refused before room is made for it', async (_, forgery, message) => {
  const { bodies: none, said } = await read(await forgeParquet(bodies, forgery));
  expect(none).toEqual([]);
  expect(said).toEqual([expect.stringMatching(message)]);
  expect(said[0]).toMatch(/^corpus\.malformed rows 1 to 2: its sizes cannot be: /);
});
