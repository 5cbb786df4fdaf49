import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/article/schema.ts';
import type { FieldMap } from '../../../src/corpus/entry.ts';
import type { CorpusFormat } from '../../../src/corpus/formats.ts';
import { listCorpus, readCorpus } from '../../../src/corpus/read-corpus.ts';
import { TolkError } from '../../../src/errors.ts';

const fixtures = 'tests/fixtures/corpus';

interface Read {
  readonly articles: Article[];
  readonly errors: TolkError[];
  readonly fields: FieldMap[];
}

async function read(
  names: string | readonly string[],
  more: { map?: FieldMap; guess?: 'none'; format?: CorpusFormat } = {},
): Promise<Read> {
  const all: Read = { articles: [], errors: [], fields: [] };
  const files = await listCorpus([names].flat(), more.format);
  const limits = { maxBytes: 20_000, maxSegments: 100 };
  const onFields = (_file: string, found: FieldMap) => all.fields.push(found);
  for await (const entry of readCorpus(files, {
    limits,
    map: more.map ?? {},
    guess: more.guess ?? 'common',
    format: more.format,
    onFields,
  })) {
    try {
      all.articles.push(await entry.load());
    } catch (error) {
      all.errors.push(TolkError.from(error));
    }
  }
  return all;
}

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'tolk-corpus-')), name);
  await writeFile(path, content);
  return path;
}

const line = (record: unknown): string => `${JSON.stringify(record)}\n`;

describe('files that other programs wrote', () => {
  test.each([
    ['gzip', 'gzip.jsonl.gz'],
    ['zstd', 'zstd.jsonl.zst'],
    ['Info-ZIP', 'files.zip'],
    ['GNU tar', 'files.tar.gz'],
    ['DuckDB, Parquet with zstd', 'duckdb.parquet'],
    ['a spreadsheet: CSV with ; and Windows-1252', 'spreadsheet.csv'],
    ['an object that holds the list', 'object.json'],
    ['a newsroom: RSS with HTML', 'feed.rss'],
  ])('%s', async (_program, file) => {
    const { articles, errors } = await read(join(fixtures, file));
    expect(errors).toEqual([]);
    expect(articles).toHaveLength(3);
    const text = articles.map(({ body }) => body).join('\n');
    expect(text).toContain('Na het droogste voorjaar sinds 1996');
    expect(text).toContain('buurthuis');
    expect(text).not.toMatch(/<p>|Copyright|Voorpagina|\ufffd/);
  });

  test('a spreadsheet’s euro sign, dash and quotation marks are Windows-1252', async () => {
    const { articles, fields } = await read(join(fixtures, 'spreadsheet.csv'));
    expect(articles[0]?.body).toContain('Dat kost € 5 – “veel” geld.');
    expect(articles[0]).toMatchObject({
      date: '2024-03-12',
      source: 'De Kustbode',
      meta: { Nr: 'f1' },
    });
    expect(fields).toEqual([{ title: 'Titel', body: 'Tekst', date: 'Datum', source: 'Bron' }]);
  });

  test('a web page gives its article, title and address, without menu and footer', async () => {
    const { articles } = await read(join(fixtures, 'files.zip'));
    const page = articles.find(({ url }) => url === 'https://kustbode.example/c');
    expect(page).toMatchObject({ source: 'De Kustbode' });
    expect(page?.body).toMatch(/^Het buurthuis/);
  });

  test('a folder is read whole, in order of name', async () => {
    const { articles } = await read('tests/fixtures/articles');
    expect(articles).toHaveLength(5);
  });
});

describe('a malformed entry gives file, place and reason, and the rest goes on', () => {
  const good = { body: 'Het regent in Utrecht.' };

  test.each<[string, string, string | Uint8Array, RegExp, number]>([
    [
      'JSONL',
      'a.jsonl',
      `${line(good)}{"body": "half\n${line({ body: 3 })}${line({ ...good, title: 'x' })}`,
      /a\.jsonl:2: not valid JSON/,
      2,
    ],
    [
      'JSON',
      'a.json',
      `[\n${line(good)},\n{"body" 1},\n${line(good)}]`,
      /a\.json:4 \(element 2\): not valid JSON/,
      2,
    ],
    [
      'a cut JSON array',
      'a.json',
      `[${line(good)},{"body": "x`,
      /a\.json:2: the array is cut off|the array is cut off here/,
      1,
    ],
    [
      'CSV',
      'a.csv',
      'id,text\n1,Goed zo.\n2,a,b,c\n3,Prima.\n',
      /a\.csv:3: 4 fields, but the header has 2/,
      2,
    ],
    ['CSV quotes', 'a.csv', 'id,text\n1,Goed zo.\n2,"a" b\n', /a\.csv:3: a quotation mark/, 1],
    [
      'TSV',
      'a.tsv',
      'id\ttext\n1\tGoed zo.\n2\t\n',
      /a\.tsv:3: "text" is empty|a\.tsv:3: no field holds the text/,
      1,
    ],
    [
      'Parquet',
      'a.parquet',
      'PAR1 this is not one PAR1',
      /a\.parquet: not a complete Parquet file/,
      0,
    ],
    [
      'gzip',
      'a.jsonl.gz',
      zlib.gzipSync(line(good).repeat(3)).subarray(0, 40),
      /a\.jsonl\.gz: the gzip data is damaged or cut off/,
      0,
    ],
    [
      'zstd',
      'a.jsonl.zst',
      Buffer.from('no zstd at all'),
      /a\.jsonl\.zst: the zstd data is damaged/,
      0,
    ],
    ['zip', 'a.zip', 'PK no zip', /a\.zip: the zip is damaged/, 0],
    ['tar', 'a.tar', Buffer.alloc(700, 'x'), /a\.tar: the tar is damaged/, 0],
    ['RSS', 'a.rss', '<rss><channel><item>', /a\.rss: (not an RSS|item)/, 0],
    ['HTML', 'a.html', '<html><body></body></html>', /a\.html: no article was found/, 0],
    ['Markdown', 'a.md', '---\nurl: ftp://x\n---\n', /a\.md: "body" is empty/, 0],
    ['text', 'a.txt', Buffer.from([0, 1, 2, 0]), /a\.txt: this is not a text file/, 0],
  ])('%s', async (_format, name, content, message, taken) => {
    const { articles, errors } = await read([
      await write(name, content),
      join(fixtures, 'gzip.jsonl.gz'),
    ]);
    expect(errors.map((error) => error.message).join('\n')).toMatch(message);
    expect(articles).toHaveLength(taken + 3);
    expect(errors.every((error) => error.fault === 'user')).toBe(true);
  });

  test('messages hold no article text', async () => {
    const { errors } = await read(
      await write('a.jsonl', '{"body": "geheim nieuws", oeps}\n{"x": "geheim nieuws"}\n'),
    );
    expect(errors).toHaveLength(2);
    expect(errors.map(({ message }) => message).join()).not.toContain('geheim');
  });

  test('a line over the limit is passed over without being held', async () => {
    const { articles, errors } = await read(
      await write('a.jsonl', `{"body":"${'x'.repeat(400_000)}"}\n${line(good)}`),
    );
    expect(articles).toHaveLength(1);
    expect(errors[0]?.code).toBe('article.too_large');
  });

  test('what cannot be read at all is said before anything is done', async () => {
    await expect(listCorpus(['nowhere.jsonl'], undefined)).rejects.toMatchObject({
      code: 'corpus.unreadable',
    });
    await expect(listCorpus([await write('a.rtf', 'x')], undefined)).rejects.toMatchObject({
      code: 'corpus.unknown_format',
      message: expect.stringMatching(/\.rtf is not read; save it as/),
    });
  });
});

describe('fields', () => {
  test('--map wins over guesses, and guesses can be refused', async () => {
    const path = await write(
      'a.jsonl',
      line({ text: 'Kop van het stuk', verhaal: 'Het regent in Utrecht.', kop: 'Regen' }),
    );
    expect((await read(path, { map: { body: 'verhaal' } })).articles[0]).toMatchObject({
      body: 'Het regent in Utrecht.',
      title: 'Regen',
    });
    expect((await read(path, { guess: 'none' })).errors[0]?.message).toMatch(
      /no field contains the text \(it has text, verhaal, kop\); name it with --map/,
    );
  });

  test('HTML in a field becomes paragraphs; lists of paragraphs too; short other fields are kept', async () => {
    const path = await write(
      'a.jsonl',
      line({
        content: '<p>Eerste alinea.</p><p>Tweede<br>regel &amp; meer.</p>',
        rubriek: 'regio',
        datum: '2020-08-03 10:22:11',
      }) + line({ content: ['Eerste alinea.', 'Tweede.'] }),
    );
    const { articles } = await read(path);
    expect(articles[0]).toMatchObject({
      body: 'Eerste alinea.\n\nTweede regel & meer.',
      meta: { rubriek: 'regio' },
    });
    expect(articles[0]?.date).toMatch(/^2020-08-03T/);
    expect(articles[1]?.body).toBe('Eerste alinea.\n\nTweede.');
  });

  test('a JSON array comes back whole, however it is laid out and whatever its strings hold', async () => {
    const record = fc.record({
      body: fc.string({ minLength: 1 }).map((text) => `Dit is ${text} einde`),
      kop: fc.string(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 8 }),
        fc.constantFrom(0, 1, '\t'),
        async (records, indent) => {
          const { articles, errors } = await read(
            await write('a.json', JSON.stringify(records, null, indent)),
          );
          expect(errors).toEqual([]);
          expect(articles).toHaveLength(records.length);
        },
      ),
      { numRuns: 50 },
    );
  });
});
