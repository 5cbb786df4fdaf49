import { expect, test } from 'vitest';
import type { Article } from '../../src/article/schema.ts';
import { toSegments } from '../../src/article/segments.ts';
import { NoteTally } from '../../src/corpus/notes.ts';
import { listCorpus, readCorpus } from '../../src/corpus/read-corpus.ts';

/** What a file gives: its articles, and the kinds of what was guessed or repaired. */
interface Expected {
  readonly articles: ReadonlyArray<Partial<Article> & { readonly segments: readonly string[] }>;
  readonly notes?: readonly string[];
}

const title = 'Sluis dicht';
const inspected = 'De cafés bij de sluis in België zijn geïnspecteerd.';
const closed = 'De sluis is dicht.';
const raised =
  'Het waterschap hoogt de dijk bij Veenbrug dit jaar een halve meter op, want bij de laatste storm stond het water tot vlak onder de kruin.';
const detour =
  'Dijkgraaf Marloes Terpstra zegt dat het werk in april begint en dat bewoners van de Kadestraat een jaar lang moeten omrijden over de oude veerweg.';
const paid =
  'De provincie betaalt de helft van de veertien miljoen euro; de rest komt van het waterschap en van de vier gemeenten langs de rivier in het oosten.';
const verse = [{ kind: 'verse' }, { kind: 'verse' }] as const;
const alone = (segment: string, more: Partial<Article> = {}) => [
  { title, segments: [segment], ...more },
];
const dated = (date: string | null, more: Partial<Article> = {}) => ({
  date,
  segments: [closed],
  ...more,
});

const table: Readonly<Record<string, Expected>> = {
  'mac.txt': { articles: alone(inspected), notes: ['encoding'] },
  'dos.txt': { articles: alone(inspected), notes: ['encoding'] },
  'latin9.txt': { articles: alone('De reparatie in België kost € 7.'), notes: ['encoding'] },
  'utf16.txt': { articles: alone('De cafés zijn open.') },
  'bad-byte.txt': {
    articles: alone('De cafés bij de coöperatie in België zijn open.'),
    notes: ['bad-bytes'],
  },
  'c1.txt': { articles: alone('De foto’s kosten € 7, “veel”, zegt hij…') },
  'mojibake.txt': {
    articles: alone('De cafés in België kosten € 7, ‘veel’.'),
    notes: ['mojibake'],
  },
  'wrapped.txt': {
    articles: [
      {
        title,
        segments: [
          'De gemeente sluit vandaag de sluis bij het dorp, omdat de deuren lekken en het water te hoog is. De schippers moeten omvaren, en dat kost hun een hele dag.',
          'Volgende week gaat zij weer open, zegt de dienst die haar beheert.',
        ],
      },
    ],
  },
  'indented.txt': {
    articles: [
      {
        title,
        segments: [
          'De gemeente sluit vandaag de sluis bij het dorp, omdat de deuren lekken.',
          'De schippers moeten omvaren, en dat kost hun een hele dag.',
        ],
      },
    ],
  },
  'divided.txt': {
    articles: alone(
      'De gemeente sluit de sluis van Zuid-Holland en alle toe- en afvoeren, heeft de raad besloten.',
    ),
  },
  'pages.txt': {
    articles: alone(
      'De gemeente sluit vandaag de sluis bij het dorp, omdat de deuren lekken en het water te hoog is. De schippers varen om.',
    ),
    notes: ['page-furniture'],
  },
  'poem.txt': {
    articles: [
      {
        title: 'De sluis',
        layout: [...verse],
        segments: [
          'Het water stijgt,\nde deur staat klem,\nde schipper zwijgt,\nhij mist zijn stem.',
          'De regen tikt,\nde wind gaat slaan,\nde sluiswacht schrikt\nen laat hem gaan.',
        ],
      },
    ],
  },
  'header.txt': { articles: alone(closed, { date: '2023-06-05', meta: { Auteur: 'Ada Bos' } }) },
  'unread-date.txt': {
    articles: alone(closed, { date: null, meta: { date: 'voorjaar 2023' } }),
    notes: ['date-kept'],
  },
  '2023-06-05-sluis.txt': { articles: alone(closed, { date: '2023-06-05' }) },
  'headline.txt': {
    articles: [
      {
        title: 'Sluis kost zeven miljoen euro',
        date: '2023-06-05T10:00',
        meta: { author: 'Ada Bos' },
        segments: [
          "Schipper: 'Wij varen om'",
          'De gemeente sluit vandaag de sluis bij het dorp en dat kost zeven miljoen euro, zegt men.',
        ],
      },
    ],
  },
  'dates.jsonl': {
    articles: [
      dated('2024-04-03T10:00'),
      dated('2024-06-13T00:30'),
      dated('2024-06-13T11:00:00Z'),
      dated(null),
      dated(null, { meta: { date: 'ca. 1900' } }),
      dated('2024-06-13T11:00:00Z'),
      dated('2024-06-13'),
    ],
    notes: ['date-kept'],
  },
  'declared.xml': {
    articles: alone('De reparatie in België kost € 7.', { date: '2023-06-05T00:30:00+02:00' }),
  },
  'rows.csv': {
    articles: [{ title: 'Sluis', segments: ['De cafés bij de sluis in België zijn open.'] }],
    notes: ['encoding'],
  },
  'beside.txt': {
    articles: [
      {
        title: 'Dijk bij Veenbrug hoger',
        segments: [raised, 'Lees ook de bijlage voordat u tekent.', detour, 'Zie ook: Bijlage 3'],
      },
    ],
    notes: ['beside-article'],
  },
  'beside-wrapped.txt': {
    articles: [
      {
        title: null,
        segments: ['Zie hier de regeling, en zie ook: De wet van 1995 is oud.'],
      },
    ],
  },
  'top.txt': {
    articles: [
      {
        title: 'Dijk bij Veenbrug hoger',
        date: '2022-05-03T06:30',
        meta: { author: 'Ada Bos' },
        segments: [
          'Veenbrug',
          raised,
          'Gemeente Veenbrug\nKadestraat 12\n1234 AB Veenbrug',
          'Kosten',
          paid,
        ],
      },
    ],
  },
  'dateline.txt': {
    articles: [{ title: 'Dijk bij Veenbrug hoger', date: '2022-05-03T06:30', segments: [raised] }],
  },
  'markdown.txt': {
    articles: [
      {
        title: 'Dijk bij Veenbrug hoger',
        layout: [null, { kind: 'heading', level: 2 }, null],
        segments: [raised, 'Kosten', paid],
      },
    ],
  },
  'records.txt': {
    articles: [
      { title: 'Dijk hoger', segments: [raised] },
      { title: 'Klaar', segments: [detour] },
    ],
  },
  'tip.md': { articles: [{ title, segments: ['Let op', closed] }] },
  'fragment.txt': { articles: [{ title: null, segments: [raised, detour] }] },
};

test.each(Object.entries(table))('%s', async (name, { articles, notes = [] }) => {
  const tally = new NoteTally();
  const path = `tests/fixtures/inputs/text/${name}`;
  const read: Array<Article & { readonly segments: readonly string[] }> = [];
  for await (const entry of readCorpus(await listCorpus([path]), {
    onNote: (note) => tally.add(note),
  })) {
    const article = await entry.load();
    read.push({ ...article, segments: toSegments(article).map(({ nl }) => nl) });
  }
  expect(read).toHaveLength(articles.length);
  expect(read).toMatchObject(articles);
  expect(tally.counts().map(({ kind }) => kind)).toEqual(notes);
});
