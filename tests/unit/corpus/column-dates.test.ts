import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PrepareOptions } from '../../../src/article/prepare.ts';
import { defaultLimits } from '../../../src/article/schema.ts';
import { createFieldReader } from '../../../src/corpus/fields.ts';
import { listCorpus, readCorpus } from '../../../src/corpus/read-corpus.ts';
import { TolkError } from '../../../src/errors.ts';
import { temporaryFolder } from '../../support/tolk.ts';

/* What Parquet and spreadsheets hold as a moment. */
test.each([
  ['2024-03-01T00:00:00.000Z', '2024-03-01', 'a day'],
  ['2024-02-29T23:00:00.000Z', '2024-03-01', 'midnight in Dutch winter'],
  ['2024-06-30T22:00:00.000Z', '2024-07-01', 'midnight in Dutch summer'],
  ['2024-06-30T23:00:00.000Z', '2024-06-30T23:00:00.000Z', 'one o’clock at night in summer'],
  ['2024-02-29T22:00:00.000Z', '2024-02-29T22:00:00.000Z', 'eleven in the evening in winter'],
  ['2024-02-29T23:00:07.000Z', '2024-02-29T23:00:07.000Z', 'just after midnight'],
])('%s in a column is %s: %s', async (moment, date) => {
  const ignore = () => {};
  const read = createFieldReader('a.parquet', {
    limits: defaultLimits,
    map: {},
    guess: 'common',
    onFields: ignore,
    onNote: ignore,
  });
  const article = await read({ body: 'Het regent.', date: new Date(moment) }, 'a.parquet:1');
  expect(article.date).toBe(date);
});

/* Numbers of which the day or the month may be first. */
describe('the order of numbers in dates', () => {
  const text = 'De haven van Noordermeer krijgt dit najaar een langere kade, zegt de wethouder.';

  async function datesOf(
    dates: readonly string[],
    {
      format = 'jsonl',
      from = 0,
      ...limits
    }: { format?: 'jsonl' | 'json' | 'csv'; from?: number } & Partial<PrepareOptions> = {},
  ) {
    const notes = new Set<string>();
    const files = {
      jsonl: dates.map((date) => JSON.stringify({ tekst: text, datum: date })).join('\n'),
      json: JSON.stringify(dates.map((date) => ({ tekst: text, datum: date }))),
      csv: ['tekst;datum', ...dates.map((date) => `"${text}";${date}`)].join('\n'),
    };
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    const path = join(folder, `a.${format}`);
    await writeFile(path, files[format]);
    const read: unknown[] = [];
    let skipped = 0;
    for await (const entry of readCorpus(await listCorpus([path]), {
      limits: { ...defaultLimits, ...limits },
      onNote: ({ kind }) => void notes.add(kind),
    })) {
      skipped += 1;
      if (skipped <= from) continue;
      const article = await entry.load().catch((error: unknown) => TolkError.from(error));
      read.push(article instanceof Error ? article.code : (article.date ?? article.meta?.['date']));
    }
    return { read, notes: [...notes] };
  }

  test.each(['jsonl', 'json', 'csv'] as const)(
    'a column of %s with a day in the second place is month first, from its first row',
    async (format) => {
      expect(await datesOf(['9/4/2025', '9/14/2025', '10/1/2025 9:30'], { format })).toEqual({
        read: ['2025-09-04', '2025-09-14', '2025-10-01T09:30'],
        notes: ['month-first'],
      });
    },
  );

  test.each([
    [
      'with days in both places what may be either is kept, and told',
      ['4/9/2025', '14/9/2025', '9/14/2025', '4/4/2025'],
      { read: ['4/9/2025', '2025-09-14', '2025-09-14', '2025-04-04'], notes: ['date-unclear'] },
    ],
    [
      'without a sign of another it is day first',
      ['4/9/2025', '14-9-2025', '2025-09-04', '4 september 2025'],
      { read: ['2025-09-04', '2025-09-14', '2025-09-04', '2025-09-04'], notes: [] },
    ],
    [
      'a.m. and p.m. may be American: kept, and told',
      ['4/9/2025 10:00 AM', '14/9/2025'],
      { read: ['2025-09-04T10:00', '2025-09-14'], notes: [] },
    ],
    [
      'nothing else',
      ['4/9/2025 10:00 AM'],
      { read: ['4/9/2025 10:00 AM'], notes: ['date-unclear'] },
    ],
  ])('%s', async (_, dates, expected) => {
    expect(await datesOf(dates)).toEqual(expected);
  });

  test.each([
    ['4/9/2025', '9/14/2025', '2025-09-04'],
    ['14/9/2025', '9/14/2025', '2025-09-04'],
    ['9/14/2025', '14/9/2025', '2025-04-09'],
  ])(
    'behind 200 of %s, %s is told and read, and 4/9/2025 is %s, wherever a run was broken off',
    async (first, late, read) => {
      const dates = [...Array<string>(200).fill(first), '4/9/2025', late, '4/9/2025'];
      for (const from of [0, 100, 201, 202]) {
        const found = await datesOf(dates, { format: 'csv', from });
        expect(found.read.slice(-3)).toEqual(
          [read, '2025-09-14', read].slice(Math.max(0, from - 200)),
        );
        expect(found.notes.includes('date-order-late')).toBe(from < 202);
        expect(found.notes).not.toContain('date-unclear');
      }
    },
  );

  test('a record that cannot be read does not hide the dates behind it', async () => {
    const broken = '9/4/2025"x';
    expect((await datesOf([broken, '9/4/2025', '9/14/2025'], { format: 'csv' })).read).toEqual([
      'corpus.malformed',
      '2025-09-04',
      '2025-09-14',
    ]);
  });

  test('a document alone in its file is month first where its date says so, and nothing is late', async () => {
    const notes: string[] = [];
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'a.md');
    await writeFile(path, `---\ndate: 9/14/2025\n---\n\n${text}\n`);
    const onNote = ({ kind }: { readonly kind: string }) => void notes.push(kind);
    for await (const entry of readCorpus(await listCorpus([path]), { onNote }))
      expect((await entry.load()).date).toBe('2025-09-14');
    expect(notes).toEqual(['month-first']);
  });

  test('with dots the day is first, whatever the others say', async () => {
    expect(await datesOf(['4.9.2025', '9/14/2025'])).toEqual({
      read: ['2025-09-04', '2025-09-14'],
      notes: ['month-first'],
    });
  });

  test('what was asked for is done, whatever a column says', async () => {
    const dates = ['4/9/2025', '14/9/2025', '9/14/2025', '4/9/2025 10:00 PM'];
    expect((await datesOf(dates, { dateOrder: 'mdy' })).read).toEqual([
      '2025-04-09',
      '14/9/2025',
      '2025-09-14',
      '2025-04-09T22:00',
    ]);
    expect((await datesOf(dates, { dateOrder: 'dmy' })).read).toEqual([
      '2025-09-04',
      '2025-09-14',
      '9/14/2025',
      '2025-09-04T22:00',
    ]);
  });

  test('where only dates that can be read are wanted, what may be either is refused', async () => {
    const { read } = await datesOf(['4/9/2025', '14/9/2025', '9/14/2025'], { strictDates: true });
    expect(read).toEqual(['article.invalid', '2025-09-14', '2025-09-14']);
  });
});
