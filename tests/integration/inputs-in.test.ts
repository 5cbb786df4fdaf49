import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CorpusOptions } from '../../src/corpus/read-corpus.ts';
import { listCorpus, readCorpus } from '../../src/corpus/read-corpus.ts';
import { TolkError } from '../../src/errors.ts';
import { temporaryFolder } from '../support/tolk.ts';

/*
 * Records and tables in the shapes of real exports, each with the articles that it has. The files are
 * written out here, so that a row shows what is read and what comes of it.
 */

const een = 'De haven van Noordermeer krijgt dit jaar een langere kade, zegt de schipper.';
const twee = 'De oude kade wordt in het najaar gesloopt.';

/** What is compared of an article. */
interface Expected {
  readonly [field: string]: unknown;
  readonly body: string;
}

async function read(name: string, content: string, options: CorpusOptions = {}) {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, content);
  const articles: unknown[] = [];
  const notes: string[] = [];
  const onNote: CorpusOptions['onNote'] = ({ kind }) => notes.push(kind);
  const places: string[] = [];
  for await (const entry of readCorpus(await listCorpus([path]), { ...options, onNote })) {
    places.push(entry.place.replace(`${folder}/`, ''));
    articles.push(await entry.load().catch((error: unknown) => TolkError.from(error)));
  }
  return { articles, notes: [...new Set(notes)], places };
}

type Row = readonly [
  what: string,
  content: unknown,
  expected: readonly Expected[],
  notes?: readonly string[],
];

const records: readonly Row[] = [
  [
    'an article with comments',
    { kop: 'Kade', tekst: een, reacties: [{ wie: 'A', tekst: twee }] },
    [{ title: 'Kade', body: een }],
  ],
  [
    'an article with a list by the name of lists of articles',
    { titel: 'Kade', tekst: een, items: [{ tekst: twee }] },
    [{ title: 'Kade', body: een }],
  ],
  [
    'an article with tags',
    { titel: 'Kade', tekst: een, tags: [{ naam: 'haven' }] },
    [{ title: 'Kade', body: een }],
  ],
  [
    'articles in a list that has a page beside it',
    { page: { nr: 1 }, items: [{ titel: 'Kade', tekst: een }, { tekst: twee }] },
    [{ title: 'Kade', body: een }, { body: twee }],
  ],
  [
    'WordPress REST',
    [
      {
        id: 7,
        date: '2024-05-02T08:00:00',
        link: 'https://haven.example/kade',
        title: { rendered: 'Kade &#8211; langer' },
        content: { rendered: `<h2>Haven</h2><p>${een}</p>`, protected: false },
      },
    ],
    [
      {
        id: '7',
        title: 'Kade – langer',
        date: '2024-05-02T08:00:00',
        url: 'https://haven.example/kade',
        body: `Haven\n\n${een}`,
        layout: [{ kind: 'heading', level: 2 }, null],
      },
    ],
  ],
  [
    'Ghost, without its drafts',
    {
      db: [
        {
          data: {
            posts: [
              { id: 'a', title: 'Kade', slug: 'kade', plaintext: een, status: 'published' },
              { id: 'b', slug: 'b', plaintext: twee, status: 'draft' },
            ],
          },
        },
      ],
    },
    [{ id: 'a', title: 'Kade', body: een }],
    ['unpublished'],
  ],
  [
    'Elasticsearch',
    {
      took: 3,
      hits: {
        total: 1,
        hits: [
          {
            _id: 'x1',
            _source: { kop: 'Kade', artikel_tekst: een, publicatiedatum: '2024-05-02' },
          },
        ],
      },
    },
    [{ id: 'x1', title: 'Kade', date: '2024-05-02', body: een }],
  ],
  [
    'JSON Feed',
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Havenbode',
      items: [{ id: '1', url: 'https://haven.example/1', content_html: `<p>${een}</p>` }],
    },
    [{ id: '1', source: 'Havenbode', url: 'https://haven.example/1', body: een }],
  ],
  [
    'a pair of translations',
    [{ id: '1', translation: { nl: een, en: 'A quay.' } }],
    [{ id: '1', body: een, meta: { en: 'A quay.' } }],
  ],
  [
    'articles by their ids',
    { '24-1': { titel: 'Kade', tekst: een }, '24-2': { titel: 'Twee', tekst: twee } },
    [
      { id: '24-1', title: 'Kade', body: een },
      { id: '24-2', title: 'Twee', body: twee },
    ],
  ],
  [
    'a table of pandas',
    { titel: { 0: 'Kade', 1: 'Twee' }, tekst: { 0: een, 1: twee } },
    [
      { title: 'Kade', body: een },
      { title: 'Twee', body: twee },
    ],
  ],
  [
    'paragraphs that are objects',
    [{ kop: 'Kade', paragraphs: [{ text: een }, { text: twee }] }],
    [{ title: 'Kade', body: `${een}\n\n${twee}` }],
  ],
  [
    'Editor.js',
    [
      {
        title: 'Kade',
        content: {
          blocks: [
            { type: 'header', data: { text: 'Haven', level: 3 } },
            { type: 'paragraph', data: { text: een } },
            { type: 'list', data: { style: 'ordered', items: ['Boot', 'Kraan'] } },
          ],
        },
      },
    ],
    [
      {
        title: 'Kade',
        body: `Haven\n\n${een}\n\nBoot\n\nKraan`,
        layout: [
          { kind: 'heading', level: 3 },
          null,
          { kind: 'item', mark: '1.', depth: 0 },
          { kind: 'item', mark: '2.', depth: 0 },
        ],
      },
    ],
  ],
  [
    'Portable Text',
    [
      {
        title: 'Kade',
        body: [
          {
            _type: 'block',
            style: 'normal',
            children: [
              { _type: 'span', text: 'De haven ' },
              { _type: 'span', text: 'groeit snel.' },
            ],
          },
        ],
      },
    ],
    [{ title: 'Kade', body: 'De haven groeit snel.' }],
  ],
  [
    'an introduction and a caption in fields of their own',
    [
      {
        title: 'Kade',
        lead: 'Een langere kade voor de haven.',
        body: een,
        caption: 'De kade in mei.',
      },
    ],
    [
      {
        body: `Een langere kade voor de haven.\n\n${een}\n\nDe kade in mei.`,
        layout: [{ kind: 'lead' }, null, { kind: 'caption' }],
      },
    ],
    ['put-beside'],
  ],
  [
    'an introduction that the text has already',
    [{ lead: een, body: `${een}\n\n${twee}` }],
    [{ body: `${een}\n\n${twee}` }],
  ],
  ['a label beside the text', [{ text: 'kort', content: een }], [{ body: een }]],
  [
    'a source that is an address',
    [{ text: een, source: 'https://haven.example/1', 'source-hostname': 'Havenbode' }],
    [{ source: 'Havenbode', url: 'https://haven.example/1', body: een }],
  ],
  [
    'names of a scraper',
    [{ maintext: een, date_publish: '2024-05-02 08:00:00', source_domain: 'haven.example' }],
    [{ source: 'haven.example', body: een }],
  ],
  [
    'what is known in an object beside',
    [
      {
        content: een,
        warc_headers: {
          'warc-target-uri': 'https://haven.example/1',
          'warc-date': '2024-05-02T00:00:00Z',
        },
      },
    ],
    [{ url: 'https://haven.example/1', date: '2024-05-02T00:00:00Z', body: een }],
  ],
  [
    'an id that is none',
    [{ id: 'nr 12 mei', tekst: een }],
    [{ body: een, meta: { given_id: 'nr 12 mei' } }],
    ['id-kept'],
  ],
  [
    'entities and inline tags',
    [{ titel: 'Caf&eacute; <em>aan zee</em>', tekst: `${een} <strong>Caf&eacute;s</strong> ook.` }],
    [{ title: 'Café aan zee', body: `${een} Cafés ook.` }],
  ],
  [
    'values that are lists, as Solr and Drupal keep them',
    { response: { docs: [{ title: ['Kade'], text: [een], date: ['2024-05-02'] }] } },
    [{ title: 'Kade', date: '2024-05-02', body: een }],
  ],
  [
    'lists of objects with a value',
    { title: [{ value: 'Kade' }], created: [{ value: '2024-05-02' }], body: [{ value: een }] },
    [{ title: 'Kade', date: '2024-05-02', body: een }],
  ],
  [
    'a table with its names apart',
    {
      columns: ['titel', 'tekst'],
      index: [0, 1],
      data: [
        ['Kade', een],
        ['Twee', twee],
      ],
    },
    [
      { title: 'Kade', body: een },
      { title: 'Twee', body: twee },
    ],
  ],
  [
    'a title with the name of the source',
    { articles: [{ source: { name: 'Havenbode' }, title: 'Kade - Havenbode', content: een }] },
    [{ title: 'Kade', source: 'Havenbode', body: een }],
  ],
  [
    'WordPress REST with a draft',
    [
      { id: 1, status: 'draft', title: { rendered: 'A' }, content: { rendered: `<p>${een}</p>` } },
      {
        id: 2,
        status: 'publish',
        title: { rendered: 'B' },
        content: { rendered: `<p>${twee}</p>` },
      },
    ],
    [{ id: '2', title: 'B', body: twee }],
    ['unpublished'],
  ],
  [
    'a draft by its title, written without spaces or with them',
    [{ status: 'draft', title: { rendered: 'A' }, tekst: een }, { tekst: twee }],
    [{ body: twee }],
    ['unpublished'],
  ],
  [
    'HTML with what leads to other articles',
    [{ html: `<p>${een}</p><p>Lees ook: <a href="/2">De oude kade</a></p><p>${twee}</p>` }],
    [{ body: `${een}\n\n${twee}` }],
    ['beside-article'],
  ],
  [
    'signs that are no tags',
    [{ tekst: 'Een Map<String, Brug> is a < b en c > d.' }],
    [{ body: 'Een Map<String, Brug> is a < b en c > d.' }],
  ],
  [
    'classic WordPress',
    [{ post_content: `${een}\n\n<strong>${twee}</strong>` }],
    [{ body: `${een}\n\n${twee}` }],
  ],
];

describe('records', () => {
  test.for(records)('%s', async ([, content, expected, told = []]) => {
    const { articles, notes } = await read('a.json', JSON.stringify(content, null, 1));
    expect(articles).toMatchObject(expected);
    expect(articles).toHaveLength(expected.length);
    expect(notes).toEqual(told);
  });

  test('a list of what has no text is not the article, and what it is instead is refused', async () => {
    const { articles } = await read('a.json', JSON.stringify({ naam: 'x', tags: [{ naam: 'y' }] }));
    expect(articles).toMatchObject([
      { code: 'corpus.malformed', message: expect.stringMatching(/it has naam, tags/) },
    ]);
  });

  test('paths are mapped, and records are where the user says', async () => {
    const content = JSON.stringify({
      a: [{ b: { c: [{ x: { y: een }, z: [{ t: 'Kade' }] }, { x: { y: twee } }] } }],
    });
    const options = { records: 'a[].b.c', map: { body: 'x.y', title: 'z[].t' } } as const;
    const { articles } = await read('a.json', content, options);
    expect(articles).toMatchObject([
      { title: 'Kade', body: een },
      { title: null, body: twee },
    ]);
    const none = await read('a.json', content, { records: 'a[].d' });
    expect(none).toMatchObject({ articles: [], notes: ['no-records'] });
  });

  test('lines for Elasticsearch are articles with ids, and NaN of Python is nothing', async () => {
    const { articles } = await read(
      'a.jsonl',
      `{"index":{"_index":"art","_id":"7"}}\n{"kop":"Kade","tekst":"${een}"}\n` +
        `{"create":{"_id":"8"}}\n{"kop":"NaN is [NaN]","tekst":"${twee}","cijfer":NaN}\n`,
    );
    expect(articles).toMatchObject([
      { id: '7', title: 'Kade', body: een },
      { id: '8', title: 'NaN is [NaN]', body: twee },
    ]);
    expect(articles).toHaveLength(2);
  });

  test('lines of JSON by the name of JSON are read one by one', async () => {
    const { articles, places } = await read(
      'a.json',
      `{"tekst": "${een}"}\n{"tekst": "${twee}"}\n`,
    );
    expect(articles).toMatchObject([{ body: een }, { body: twee }]);
    expect(places).toEqual(['a.json:1 (element 1)', 'a.json:2 (element 2)']);
  });

  test('a corpus in one object may be larger than an article', async () => {
    const items = Array.from({ length: 30 }, (_, at) => ({
      id: at,
      tekst: `${at} ${een.repeat(9)}`,
    }));
    const limits = { maxBytes: 1_000, maxSegments: 10 };
    const { articles } = await read('a.json', JSON.stringify({ items }), { limits });
    expect(articles).toHaveLength(30);
    expect(articles[29]).toMatchObject({ id: '29' });
  });
});

describe('what is something else than its name tells', () => {
  test.for([
    ['a.jsonl', `[{"tekst": "${een}"},\n{"tekst": "${twee}"}]`, 2],
    [
      'a.txt',
      `<!doctype html><html><body><article><h1>Kade</h1><p>${een}</p></article></body></html>`,
      1,
    ],
  ] as const)('%s', async ([name, content, count]) => {
    const { articles } = await read(name, content);
    expect(articles).toHaveLength(count);
    expect(articles[0]).toMatchObject({ body: een });
  });

  test.for([
    ['a.csv', '{\\rtf1 De haven}', /rich text/],
    ['a.json', '%PDF-1.7', /PDF|pdf/],
  ] as const)('%s is refused, or read as what it is', async ([name, content, why]) => {
    const { articles } = await read(name, content);
    expect(String(articles[0])).toMatch(why);
  });
});

const tables: readonly (readonly [
  what: string,
  name: string,
  content: string,
  expected: readonly Expected[],
  notes: readonly string[],
])[] = [
  [
    'Excel’s sep=',
    'a.csv',
    `sep=;\nTitel;Tekst\nKade;"${een}"\n`,
    [{ title: 'Kade', body: een }],
    [],
  ],
  [
    'no row of names',
    'a.csv',
    `Kade;${een};2024-05-02\nTwee;${twee};2024-05-03\n`,
    [
      { title: 'Kade', body: een, date: '2024-05-02' },
      { title: 'Twee', body: twee },
    ],
    ['no-header'],
  ],
  [
    'names that say more',
    'a.csv',
    `Titel van het artikel;Volledige tekst;Datum publicatie\nKade;${een};2024-05-02\n`,
    [{ title: 'Kade', body: een, date: '2024-05-02' }],
    [],
  ],
  [
    'columns of one name',
    'a.csv',
    `tekst,naam,naam\n"${een}",a,b\n`,
    [{ body: een, meta: { naam: 'a', naam_2: 'b' } }],
    ['same-columns'],
  ],
  [
    'a line over the names of columns, and rows without anything',
    'a.csv',
    `Export van de Havenbode;;\n;;\nTitel;Tekst;Datum\nKade;"${een}";2-5-2024\n;;\n`,
    [{ title: 'Kade', body: een, date: '2024-05-02' }],
    ['line-over-table'],
  ],
  [
    'a line over them that is as long as a text',
    'a.csv',
    `Export van alle artikelen van de Havenbode die in het jaar 2024 in de krant hebben gestaan;;\nTitel;Tekst;Datum\nKade;"${een}";2-5-2024\n`,
    [{ title: 'Kade', body: een, date: '2024-05-02' }],
    ['line-over-table'],
  ],
  [
    'texts alone, each with a delimiter after it',
    'a.csv',
    `"${een}";\n${twee};\n"${een}";\n`,
    [{ body: een }, { body: twee }, { body: een }],
    ['no-header'],
  ],
  [
    'a space after the comma',
    'a.csv',
    `titel, tekst\nKade, "${een}"\nTwee, ${twee}\n`,
    [
      { title: 'Kade', body: een },
      { title: 'Twee', body: twee },
    ],
    [],
  ],
  [
    'marks in TSV that are text',
    'a.tsv',
    `id\ttekst\n1\tZij riep: "${een}" en ging.\n2\t"Nee", zei zij.\n3\tEen boot van 12" lang.\n`,
    [
      { body: `Zij riep: "${een}" en ging.` },
      { body: '"Nee", zei zij.' },
      { body: 'Een boot van 12" lang.' },
    ],
    ['raw-quotes'],
  ],
  [
    'a mark that seems closed two rows on',
    'a.tsv',
    `id\ttekst\n1\t"Nee, zei zij.\n2\tEen boot van 12"\n`,
    [
      { id: '1', body: '"Nee, zei zij.' },
      { id: '2', body: 'Een boot van 12"' },
    ],
    ['raw-quotes'],
  ],
  [
    'TSV with marks around lines',
    'a.tsv',
    `id\ttekst\n1\t"${een}\n\n${twee}"\n`,
    [{ id: '1', body: `${een}\n\n${twee}` }],
    [],
  ],
];

describe('tables', () => {
  test.for(tables)('%s', async ([, name, content, expected, told]) => {
    const { articles, notes } = await read(name, content);
    expect(articles).toMatchObject([...expected]);
    expect(notes).toEqual(told);
  });

  test('a column that only the user names is no line over the table', async () => {
    const options = { map: { body: 'Stuk' } };
    const { articles, notes } = await read('a.csv', `Stuk;\n${een};\n${twee};\n`, options);
    expect(articles).toMatchObject([{ body: een }, { body: twee }]);
    expect(notes).toEqual([]);
  });

  test('rows are numbered as a spreadsheet numbers them', async () => {
    const { places } = await read('a.csv', `tekst\n"a\n\nb"\nc\n`);
    expect(places).toEqual(['a.csv:2', 'a.csv:5 (row 3)']);
  });

  test('the first row is what the user says', async () => {
    const none = await read('a.csv', `kop,tekst\nKade,${twee}\n`, {
      header: 'none',
      map: { body: '2' },
    });
    expect(none.articles).toMatchObject([{ body: 'tekst' }, { body: twee }]);
  });

  test('no message has text of an article', async () => {
    const { articles } = await read('a.csv', `${een},x\n1,2\n`, { header: 'first-row' });
    expect(articles[0]).toMatchObject({ code: 'corpus.malformed' });
    expect(String(articles[0])).not.toContain('Noordermeer');
  });
});
