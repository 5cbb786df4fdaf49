import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeFormulas, unescapeFormulas } from '../../../src/corpus/formulas.ts';
import { readCsvRows } from '../../../src/corpus/read/csv-rows.ts';
import { plainDialect, RowSkipper, scanRow } from '../../../src/corpus/read/csv-scan.ts';

const maxRowBytes = 1_000;

/** Rows as text, or what is said of them; the bytes come in pieces of this size. */
async function read(
  text: string,
  { pieces = 7, delimiter = ',', escapes = false } = {},
): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
  }
  const rows = await Array.fromAsync(
    readCsvRows(chunks(), {
      dialect: { ...plainDialect, delimiter: delimiter.charCodeAt(0), escapes },
      maxRowBytes,
    }),
  );
  return rows.map((row) =>
    'fields' in row ? [row.line, ...row.fields.map(String)] : `${row.line}: ${row.problem}`,
  );
}

test('what another program writes comes back as it was, however the bytes come', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', 'é', ' ') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(1, 2, 5, 1_000),
      fc.constantFrom('\n', '\r\n'),
      async (rows, pieces, end) => {
        const text = stringify(rows, { quoted: true, record_delimiter: end });
        const found = (await read(text, { pieces })) as string[][];
        expect(found.map(([, ...fields]) => fields)).toEqual(rows);
      },
    ),
    { numRuns: 200 },
  );
});

test('line ends of all systems, empty lines, and no line end at the end', async () => {
  expect(await read('a,b\r\n\r\n1,"x\ny"\r\n2,z')).toEqual([
    [1, 'a', 'b'],
    [3, '1', 'x\ny'],
    [5, '2', 'z'],
  ]);
  expect(await read('a,b\r1,\r')).toEqual([
    [1, 'a', 'b'],
    [2, '1', ''],
  ]);
});

describe('a row against the rules is one reject, and loses only itself', () => {
  const good = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `${from + at},goed\n`).join('');
  const rows = (from: number, to: number, line: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => [line + at, `${from + at}`, 'goed']);
  const bad = 'a quotation mark is not closed, or is in the middle of a field';

  test('a mark that is never closed, and the end of the file', async () => {
    expect(await read(`id,tekst\n1,"niet dicht\n${good(2, 40)}`)).toEqual([
      [1, 'id', 'tekst'],
      `2: ${bad}`,
      ...rows(2, 40, 3),
    ]);
  });

  test('a mark that is never closed, and more than a row may have behind it', async () => {
    expect(await read(`id,tekst\n1,"niet dicht\n${good(2, 400)}`)).toEqual([
      [1, 'id', 'tekst'],
      `2: ${bad}`,
      ...rows(2, 400, 3),
    ]);
  });

  test('a mark that is never closed, and others behind it', async () => {
    expect(await read(`id,tekst\n1,"niet dicht\n2,"dit wel"\n3,"en ""dit"""\n`)).toEqual([
      [1, 'id', 'tekst'],
      `2: ${bad}`,
      [3, '2', 'dit wel'],
      [4, '3', 'en "dit"'],
    ]);
  });

  test('a mark in the middle, in a field of several lines: what is left of it is no row', async () => {
    expect(await read(`id,tekst\n1,"zij "zei" iets\nen liep, weg, snel\n"\n${good(2, 3)}`)).toEqual(
      [[1, 'id', 'tekst'], `2: ${bad}; lines 2 to 4 are left out`, ...rows(2, 3, 5)],
    );
  });

  test.each([
    ['in quotation marks', `"${'x,\n'.repeat(1_000)}"`],
    ['without', 'x'.repeat(5_000)],
    ['and each of its lines like a row', `"${'een, twee\n'.repeat(1_000)}"`],
    ['with marks inside', `"${'""x\n'.repeat(1_000)}"`],
  ])('too large, %s', async (_how, text) => {
    const lines = text.split('\n').length;
    expect(await read(`id,tekst\n1,goed\n2,${text}\n${good(3, 100)}`, { pieces: 64 })).toEqual([
      [1, 'id', 'tekst'],
      [2, '1', 'goed'],
      '3: the row is too large (TOLK_MAX_BYTES)',
      ...rows(3, 100, 3 + lines),
    ]);
  });

  test('too large, and the last', async () => {
    expect(await read(`id,tekst\n1,${'x'.repeat(5_000)}`)).toEqual([
      [1, 'id', 'tekst'],
      '2: the row is too large (TOLK_MAX_BYTES)',
    ]);
  });

  test('larger than anybody looks, and one reject all the same', async () => {
    const text = `id,tekst\n1,"${'x,\n'.repeat(8_000_000)}"\n2,goed\n`;
    expect(await read(text, { pieces: 1_000_000 })).toEqual([
      [1, 'id', 'tekst'],
      '2: the row is too large (TOLK_MAX_BYTES)',
      [8_000_003, '2', 'goed'],
    ]);
  });

  test('larger than anybody looks, with escaped marks before what is like a row', async () => {
    const inside = 'zij zei \\"nee\\",\nDaarna zei hij, zo bleek, dat hij ging\nEn einde.\\",\n';
    const count = Math.ceil(17_000_000 / inside.length);
    const text = `id,tekst\n1, "${inside.repeat(count)}"\n2,goed\n`;
    expect(await read(text, { pieces: 1_000_001, escapes: true })).toEqual([
      [1, 'id', 'tekst'],
      '2: the row is too large (TOLK_MAX_BYTES)',
      [3 + 3 * count, '2', 'goed'],
    ]);
  });

  test('what is skipped ends where it ends when it is read, however the bytes come', () => {
    const unit = fc.constantFrom('a', '"', '\\', ',', '\n', ' ');
    const escaped = (text: string, escapes: boolean) =>
      escapes ? text.replace(/["\\]/g, '\\$&') : text.replaceAll('"', '""');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit }), fc.constantFrom('', ' ')), { minLength: 1 }),
        fc.boolean(),
        fc.constantFrom(1, 2, 3, 100),
        (fields, escapes, pieces) => {
          const dialect = { ...plainDialect, escapes };
          const cells = fields.map(([text, gap], at) => {
            return `${at === 0 ? '' : gap}"${escaped(text, escapes)}"`;
          });
          const row = `${cells.join(',')}\n`;
          const bytes = Buffer.from(`${row}2,goed\n`);
          expect(scanRow(bytes, dialect, 'end')).toMatchObject({ end: row.length });
          const skipper = new RowSkipper(dialect, 1);
          let begin = 0;
          let end = -1;
          for (; end < 0 && begin < bytes.length; begin += pieces)
            end = skipper.find(bytes.subarray(begin, begin + pieces));
          expect(begin - pieces + end).toBe(row.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a header that cannot be read is one reject, and no row is read by guess', async () => {
    expect(await read(`id,"tekst\n${good(1, 20)}`)).toEqual([`1: ${bad}`]);
  });
});

describe('formulas', () => {
  test('no cell begins one, in a spreadsheet of any language, and each comes back', () => {
    const cell = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", ';', '\t', 'a', '\r', '＝'),
    });
    fc.assert(
      fc.property(cell, (text) => {
        const escaped = escapeFormulas(text);
        for (const part of escaped.split(/[;\t]/)) expect(part).not.toMatch(/^[=+\-@＝]/);
        expect(unescapeFormulas(escaped)).toBe(text);
      }),
    );
    expect(escapeFormulas("=cmd|' /C calc'!A0")).toBe("'=cmd|' /C calc'!A0");
    expect(escapeFormulas('1; 2-3 = a@b')).toBe('1; 2-3 = a@b');
  });
});
