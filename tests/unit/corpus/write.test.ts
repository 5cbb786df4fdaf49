import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import zlib from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { DtdValidator, XmlDocument, XmlDtd } from 'libxml2-wasm';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { LineFile } from '../../../src/batch/line-file.ts';
import { readSpool } from '../../../src/batch/spool.ts';
import { openBytes } from '../../../src/corpus/byte-source.ts';
import { readTmx } from '../../../src/corpus/read/tmx.ts';
import {
  type OutputFormat,
  type OutputShape,
  writeOutput,
} from '../../../src/corpus/write/output.ts';
import type { OutputRow } from '../../../src/corpus/write/row.ts';
import { readWritten } from '../../../src/corpus/written.ts';
import { makeRow, nasty } from '../../support/output-rows.ts';
import { temporaryFolder } from '../../support/tolk.ts';

async function* rows(count: number): AsyncGenerator<OutputRow> {
  for (let seq = 1; seq <= count; seq += 1) yield makeRow(seq);
}

async function write(name: string, format: OutputFormat, count = 3): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeOutput(rows(count), path, format);
  return path;
}

describe('what is written opens in other programs', () => {
  test('Parquet: every row, typed, over several row groups', async () => {
    const file = await asyncBufferFromFile(await write('a.parquet', 'parquet', 2_500));
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(2_500);
    expect(read[2_499]).toMatchObject({
      seq: 2_500,
      title: 'Heading',
      dutch: nasty,
      errors: 1,
      cost_usd: null,
      gloss: false,
      bullets: [{ text: 'b', segments: [1] }],
      findings: [{ check: 'numbers', severity: 'error', segment: 1, message: 'm' }],
    });
    expect(read[0]).toMatchObject({ cost_usd: 0.125, meta: '{"rubriek":"regio"}' });
  });

  test('CSV: quotation marks, delimiters and line ends come back as they were', async () => {
    const read = parse<Record<string, string>>(await readFile(await write('a.csv', 'csv')), {
      columns: true,
      bom: true,
    });
    expect(read.map(({ seq, dutch }) => [seq, dutch])).toEqual(
      [1, 2, 3].map((seq) => [String(seq), nasty]),
    );
  });

  test('TMX: valid against its DTD by libxml2, and it comes back as it was', async () => {
    const path = await write('a.tmx', 'tmx');
    const text = await readFile(path, 'utf8');
    const dtd = XmlDtd.fromString(await readFile('tests/fixtures/tmx14.dtd', 'utf8'));
    using validator = new DtdValidator(dtd);
    const validate = (xml: string) => {
      using document = XmlDocument.fromString(xml);
      validator.validate(document);
    };
    validate(text);
    expect(() => validate(text.replace(' srclang="nl"', ''))).toThrow(/srclang/);
    expect(() =>
      validate(text.replace('<seg>', '<segment>').replace('</seg>', '</segment>')),
    ).toThrow(/segment/);
    const pairs = await Array.fromAsync(readTmx(openBytes(path)));
    expect(pairs).toHaveLength(6);
    expect(pairs[1]).toEqual({
      nl: nasty.replace('\u0003', ''),
      en: 'She said 1: "5 < 6 & 7 > 3".',
      gloss: false,
    });
  });

  test('compressed text is what it says', async () => {
    const gz = zlib.gunzipSync(await readFile(await write('a.jsonl.gz', 'jsonl')));
    const zst = zlib.zstdDecompressSync(await readFile(await write('a.jsonl.zst', 'jsonl')));
    expect(gz.toString()).toBe(zst.toString());
    expect(gz.toString().trim().split('\n')).toHaveLength(3);
  });

  test('folders have a file an article, named in the order of the corpus, whatever its id holds', async () => {
    const html = await write('pages', 'html');
    expect(await readdir(html)).toEqual([
      '000000-index.html',
      '000001-rij_1__x_.html',
      '000002-rij_2__x_.html',
      '000003-rij_3__x_.html',
    ]);
    const page = await readFile(join(html, '000001-rij_1__x_.html'), 'utf8');
    expect(page).toContain('5 &lt; 6 &amp; 7 &gt; 3');
    expect(page).toContain('error: m [numbers]');
    const markdown = await write('notes', 'markdown');
    expect((await readdir(markdown))[0]).toBe('000001-rij_1__x_.md');
  });
});

describe('a table as it is asked for', () => {
  async function* various() {
    const row = makeRow(1);
    yield { ...row, source: { ...row.source, meta: { rubriek: '=1+1', Model: 'T', tags: ['a'] } } };
    yield { ...row, seq: 2, source: { ...row.source, meta: { pagina: 3 } } };
  }
  const into = async (name: string, shape: OutputShape) => {
    const path = join(await temporaryFolder(), name);
    await writeOutput(various(), path, shape);
    return path;
  };
  const readCsv = async (path: string) =>
    parse<Record<string, string>>(await readFile(path), { columns: true, bom: true });

  test('fields of the source are columns, under names of their own', async () => {
    const read = await readCsv(await into('a.csv', { format: 'csv', columns: 'all' }));
    expect(read[0]).toMatchObject({
      rubriek: "'=1+1",
      source_Model: 'T',
      tags: '["a"]',
      pagina: '',
    });
    expect(read[1]).toMatchObject({ rubriek: '', pagina: '3', model: 'm' });
    const named = await readCsv(await into('b.csv', { format: 'csv', columns: ['pagina'] }));
    expect(named.map(({ pagina }) => pagina)).toEqual(['', '3']);
    expect(named[0]).not.toHaveProperty('rubriek');
    const other = await readCsv(await into('c.csv', { format: 'csv', columns: ['Pagina'] }));
    expect(other.map(({ Pagina }) => Pagina)).toEqual(['', '3']);
  });

  test('a row a segment, with what was found in it, for every format of tables', async () => {
    const shape = { rows: 'segments' } as const;
    const first = { seq: 1, n: 0, layout: 'title', nl: 'Kop', en: 'Heading', errors: 0 };
    const second = { n: 1, layout: null, nl: nasty, errors: 1, origin: null };
    const csv = await readCsv(await into('a.csv', { format: 'csv', ...shape }));
    expect(csv.map(({ seq, n, errors }) => [seq, n, errors])).toEqual([
      ['1', '0', '0'],
      ['1', '1', '1'],
      ['2', '0', '0'],
      ['2', '1', '1'],
    ]);
    const lines = await readFile(await into('a.jsonl', { format: 'jsonl', ...shape }), 'utf8');
    const json = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const file = await asyncBufferFromFile(
      await into('a.parquet', { format: 'parquet', ...shape }),
    );
    for (const rows of [json, await parquetReadObjects({ file })]) {
      expect(rows).toHaveLength(4);
      expect(rows[0]).toMatchObject(first);
      expect(rows[1]).toMatchObject(second);
      expect(rows[1].findings).toMatchObject([{ check: 'numbers', segment: 1 }]);
    }
  });

  test('SQLite: articles and their segments, in one database', async () => {
    const path = await into('a.sqlite', { format: 'sqlite', columns: ['pagina'] });
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database
      .prepare('SELECT a.seq, a.pagina, s.nl, s.errors FROM articles a JOIN segments s USING (seq)')
      .all();
    database.close();
    expect(rows).toHaveLength(4);
    expect(rows[3]).toEqual({ seq: 2, pagina: '3', nl: nasty, errors: 1 });
    const read = await Array.fromAsync(readWritten(path, 'sqlite'));
    expect(read.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('what is no table is not shaped', async () => {
    const refused = /--rows is for tables/;
    await expect(into('a.tmx', { format: 'tmx', rows: 'segments' })).rejects.toThrow(refused);
    await expect(into('a.jsonl', { format: 'jsonl', columns: 'all' })).rejects.toThrow(/--columns/);
  });
});

test('a folder of pages has a page over them, whose one script only hides rows', async () => {
  const folder = join(await temporaryFolder(), 'pages');
  async function* rows() {
    const row = makeRow(1);
    const title = '<script>alert(1)</script>';
    yield { ...row, source: { ...row.source, source: 'Trouw', date: '2020-08-03' } };
    yield { ...row, seq: 2, findings: [], translation: { ...row.translation, title } };
  }
  await writeOutput(rows(), folder, 'html');
  const page = await readFile(join(folder, '000000-index.html'), 'utf8');
  const { document } = parseHTML(page);
  const links = [...document.querySelectorAll('tbody a')].map((link) => link.getAttribute('href'));
  expect(links.map((name) => decodeURIComponent(name ?? ''))).toEqual(
    (await readdir(folder)).slice(1),
  );
  const scripts = document.querySelectorAll('script');
  expect(scripts).toHaveLength(1);
  const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  expect(page).toContain(`script-src 'sha256-${hash}'`);
  const shown = (asked: object) => {
    const values = { text: '', source: '', from: '', to: '', finding: '', ...asked };
    const elements = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, append: () => {} }]),
    );
    const form = document.querySelector('form');
    Object.assign(form ?? {}, { elements });
    new Function('document', script)(document);
    const left = [...document.querySelectorAll('tbody tr')].filter((row) => !row.hidden);
    return left.map((row) => row.children[0]?.textContent);
  };
  expect(shown({})).toEqual(['1', '2']);
  expect(shown({ text: 'SCRIPT' })).toEqual(['2']);
  expect(shown({ source: 'Trouw' })).toEqual(['1']);
  expect(shown({ from: '2021' })).toEqual(['2']);
  expect(shown({ to: '2020' })).toEqual(['1']);
  expect(shown({ finding: 'error' })).toEqual(['1']);
  const read = await Array.fromAsync(readWritten(folder, 'html'));
  expect(read.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('XLIFF: a unit a segment, with its notes, and code that nobody translates', async () => {
  const row = makeRow(1);
  const layout = { kind: 'code', language: null } as const;
  const path = join(await temporaryFolder(), 'a.xlf');
  async function* rows() {
    const segments = [...row.translation.segments, { n: 2, nl: 'x <- 1', en: 'x <- 1', layout }];
    yield { ...row, translation: { ...row.translation, segments } };
  }
  await writeOutput(rows(), path, 'xliff');
  using document = XmlDocument.fromString(await readFile(path, 'utf8'));
  const namespaces = { x: 'urn:oasis:names:tc:xliff:document:2.0' };
  const all = (xpath: string) => document.find(xpath, namespaces).map((node) => node.content);
  expect(all('/x:xliff/x:file/x:unit/@id')).toEqual(['u0', 'u1', 'u2']);
  expect(all('//x:unit[@id="u1"]/x:segment[@state="translated"]/x:source')).toEqual([
    nasty.replace('\u0003', ''),
  ]);
  expect(all('//x:unit[@id="u1"]/x:notes/x:note')).toEqual(['error: m [numbers]']);
  expect(all('//x:unit[@translate="no"]/x:segment/x:target')).toEqual(['x <- 1']);
});

describe('the spool', () => {
  test('what was not acknowledged is cut off when it is opened again', async () => {
    const path = join(await temporaryFolder(), 'spool');
    const first = await LineFile.open(path, 0);
    const certain = await first.append([makeRow(1), makeRow(2)]);
    await first.append([makeRow(3)]);
    await first.close();
    const second = await LineFile.open(path, certain);
    const bytes = await second.append([makeRow(4)]);
    await second.close();
    const read = await Array.fromAsync(readSpool({ path, offsets: [0], bytes }, 'finished'));
    expect(read.map(({ seq }) => seq)).toEqual([1, 2, 4]);
  });

  test('runs that overlap are merged in the order of the corpus', async () => {
    const path = join(await temporaryFolder(), 'spool');
    const spool = await LineFile.open(path, 0);
    const end = await spool.append([1, 3, 6].map(makeRow));
    const end2 = await spool.append([2, 5].map(makeRow));
    const bytes = await spool.append([4, 7].map(makeRow));
    await spool.close();
    const order = async (by: 'input' | 'finished') =>
      (await Array.fromAsync(readSpool({ path, offsets: [0, end, end2], bytes }, by))).map(
        ({ seq }) => seq,
      );
    expect(await order('input')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await order('finished')).toEqual([1, 3, 6, 2, 5, 4, 7]);
  });

  test('a spool that is shorter than what was written is refused', async () => {
    const path = join(await temporaryFolder(), 'spool');
    await (await LineFile.open(path, 0)).close();
    await expect(LineFile.open(path, 10)).rejects.toMatchObject({ code: 'corpus.unreadable' });
  });
});
