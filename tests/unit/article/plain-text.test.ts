import { describe, expect, test } from 'vitest';
import { parseText } from '../../../src/article/parse.ts';
import { prepareArticle } from '../../../src/article/prepare.ts';
import { defaultLimits } from '../../../src/article/schema.ts';

const segmentsOf = (body: string) => prepareArticle({ body }).body.split('\n\n');
const parse = (text: string, options = {}) =>
  prepareArticle(parseText(Buffer.from(text), 'a.txt', { ...defaultLimits, ...options }));

describe('lines that are wrapped', () => {
  test('are joined without blank lines between the paragraphs; a short last line ends one', () => {
    const text = [
      'De gemeente bouwt een brug over het kanaal bij',
      'het dorp, en dat is volgens de wethouder nodig',
      'ook.',
      'De oude brug is te zwak, en een tunnel was veel',
      'duurder geweest.',
    ];
    expect(segmentsOf(text.join('\n'))).toEqual([
      'De gemeente bouwt een brug over het kanaal bij het dorp, en dat is volgens de wethouder nodig ook.',
      'De oude brug is te zwak, en een tunnel was veel duurder geweest.',
    ]);
  });

  test('begin a paragraph where they are indented', () => {
    const text =
      '   De gemeente bouwt een brug over het kanaal\nen dat is nodig, zegt men in de gemeenteraad.\n\tDe oude is te zwak, zegt de wethouder\nvan het dorp.';
    expect(segmentsOf(text)).toEqual([
      'De gemeente bouwt een brug over het kanaal en dat is nodig, zegt men in de gemeenteraad.',
      'De oude is te zwak, zegt de wethouder van het dorp.',
    ]);
  });

  test('whole sentences on lines of their own are paragraphs', () => {
    expect(segmentsOf('Eerste zin.\nTweede zin.\nDerde zin.')).toHaveLength(3);
  });
});

describe('words divided at the end of a line', () => {
  test.each([
    ['heeft he-\nden besloten', 'heeft heden besloten'],
    ['de ge¬\nmeente en het ka¬ naal', 'de gemeente en het kanaal'],
    ['de ge\u00ad\nmeente bouwt', 'de gemeente bouwt'],
    ['van Noord-\nHolland en verder', 'van Noord-Holland en verder'],
    ['de op-\nen afritten zijn dicht', 'de op- en afritten zijn dicht'],
    ['met zee-\nén landzicht', 'met zee- én landzicht'],
    ['de oud-\nminister zegt', 'de oud-minister zegt'],
    ['de VVD-\nleider zegt', 'de VVD-leider zegt'],
    ['een zee-\negel op het strand', 'een zee-egel op het strand'],
    ['hij heeft ge-\neist dat', 'hij heeft geëist dat'],
    ['de plegtig-\n\nheid was kort', 'de plegtigheid was kort'],
    ['dat na-oorlogs is, en de na-\noorlogse bouw', 'dat na-oorlogs is, en de na-oorlogse bouw'],
  ])('%j is %j', (written, text) => {
    expect(segmentsOf(written).join('|')).toBe(text);
  });
});

describe('lines that stay lines', () => {
  test('of a poem', () => {
    const { body, layout } = prepareArticle({
      body: 'De brug ligt stil,\nhet water zwijgt.\n\nDe nacht komt aan,\nde lamp gaat uit.\n\nDat schreef hij op een avond in mei, toen het kanaal bevroren was.',
    });
    expect(layout).toEqual([{ kind: 'verse' }, { kind: 'verse' }, null]);
    expect(body.split('\n\n')[0]).toBe('De brug ligt stil,\nhet water zwijgt.');
  });

  test.each(['–', '—', '-', '✓', '*'])('of talk and lists with %s', (mark) => {
    const text = `Zij spraken:\n${mark} Wat kost dat?\n${mark} Drie miljoen.\n\nEinde.`;
    expect(segmentsOf(text)[0]).toBe(text.split('\n\n')[0]);
  });

  test('no wrapped line that begins in italics is an item', () => {
    expect(segmentsOf('Hij noemde het een\n*schande* voor het dorp.\n\nEinde.')[0]).toBe(
      'Hij noemde het een *schande* voor het dorp.',
    );
  });

  test('wrapped prose is no verse, however narrow', () => {
    const text =
      'De gemeente bouwt volgend jaar een\nbrug over het kanaal bij het dorp,\nmaar de kosten zijn hoog, zegt men,\nen het duurt nog wel een jaar, dus\nde boten varen om.\n\nEinde van het bericht.';
    expect(prepareArticle({ body: text }).layout).toBeUndefined();
  });
});

test.each([
  ['spaces', ' '.repeat(190_000)],
  ['line ends', '\n'.repeat(190_000)],
  ['tabs', '\t'.repeat(190_000)],
  ['divided words', 'ab-\n'.repeat(47_000)],
])('a text of nothing but %s takes no time to speak of', (_, text) => {
  const started = process.cpuUsage();
  expect(parse(`a${text}b.`, { maxSegments: 200_000 }).body).toMatch(/b\.$/);
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});

describe('pages', () => {
  const page = (head: string, text: string, number: number) =>
    `${head}\n\n${text}\n\n      ${number}\n\n`;
  const head = 'De Krant            12 maart 2024';
  const text = `${page(
    head,
    'Nieuwe brug\n\nDe gemeente bouwt een brug over het kanaal bij het dorp en dat\nkost drie mil-',
    3,
  )}\f${page(head, 'joen euro, zegt de wethouder. De oude brug gaat weg.', 4)}`;

  test('running heads and numbers go, and the sentence across the pages is whole', () => {
    const notes: unknown[] = [];
    expect(parse(text, { onNote: (note: unknown) => notes.push(note) })).toMatchObject({
      title: 'Nieuwe brug',
      body: 'De gemeente bouwt een brug over het kanaal bij het dorp en dat kost drie miljoen euro, zegt de wethouder. De oude brug gaat weg.',
    });
    expect(notes).toEqual([{ kind: 'page-furniture', place: 'a.txt', detail: '4 lines' }]);
  });

  test('the first line of a page that no other has is text', () => {
    expect(parse('Brug\n\nEen brug.\fTwee bruggen.').body).toBe('Een brug.\n\nTwee bruggen.');
  });
});

describe('above the text', () => {
  test('a header in any order, with fields that Tolk does not know', () => {
    const text =
      'Datum: 12 maart 2024 dinsdag\nAuteur: Jan Jansen\nTitel: Nieuwe brug\nPagina: 3\n\nDe brug komt er.';
    expect(parse(text)).toMatchObject({
      title: 'Nieuwe brug',
      date: '2024-03-12',
      meta: { Auteur: 'Jan Jansen', Pagina: '3' },
      body: 'De brug komt er.',
    });
  });

  test('fields that Tolk does not know make no header', () => {
    expect(parse('Wethouder: het kon niet anders.\n\nDe brug komt er.').body).toMatch(
      /^Wethouder:/,
    );
  });

  test('a line with date and writer below the title', () => {
    const text = 'Nieuwe brug\n\n12 maart 2024, 10:00 | Jan Jansen\n\nDe brug komt er.';
    expect(parse(text)).toMatchObject({
      date: '2024-03-12T10:00',
      meta: { author: 'Jan Jansen' },
      body: 'De brug komt er.',
    });
  });

  test('a sentence that begins with a date stays', () => {
    const text =
      'Nieuwe brug\n\n12 maart 2024 was een mooie dag voor het dorp.\n\nDe brug komt er.';
    expect(parse(text)).toMatchObject({
      date: null,
      body: text.split('\n\n').slice(1).join('\n\n'),
    });
  });
});
