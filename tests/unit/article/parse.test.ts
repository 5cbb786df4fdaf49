import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseText } from '../../../src/article/parse.ts';
import { type PrepareOptions, prepareArticle } from '../../../src/article/prepare.ts';
import { defaultLimits } from '../../../src/article/schema.ts';
import { toSegments } from '../../../src/article/segments.ts';
import { normalizeLines, normalizeText } from '../../../src/article/text.ts';

const parse = (text: string | Uint8Array, options: PrepareOptions = defaultLimits) =>
  prepareArticle(
    parseText(typeof text === 'string' ? Buffer.from(text) : text, 'nieuws.txt', options),
    'nieuws.txt',
    options,
  );

describe('header', () => {
  test('the inline form of the given article: a date, then the text on the same line', () => {
    const article = parse(' date 2020-08 Microsoft voert gesprekken.\n\nTweede alinea.');
    expect(article).toMatchObject({
      date: '2020-08',
      title: null,
      body: 'Microsoft voert gesprekken.\n\nTweede alinea.',
    });
  });

  test('lines of key: value and key value, in Dutch too, up to the first other line', () => {
    const article = parse(
      'titel: Kabinet valt\ndatum: 3 augustus 2020\nsource De Krant\nurl ' +
        'https://krant.example/1\nid krant-1\n\nHet kabinet is gevallen.',
    );
    expect(article).toMatchObject({
      id: 'krant-1',
      title: 'Kabinet valt',
      date: '2020-08-03',
      source: 'De Krant',
      url: 'https://krant.example/1',
      body: 'Het kabinet is gevallen.',
    });
  });

  test('several one-word fields before the text on one line', () => {
    expect(parse('id a1 date 2021 De tekst begint hier.')).toMatchObject({
      id: 'a1',
      date: '2021',
      body: 'De tekst begint hier.',
    });
  });

  test('a sentence that begins like a field is text', () => {
    expect(parse('date is een Engels woord, en dit is een zin.').body).toBe(
      'date is een Engels woord, en dit is een zin.',
    );
  });

  test.each([
    ['date: 2020-01-01\ndate: 2020-01-02\n\nTekst.', 'nieuws.txt:2: "date" is given twice'],
    ['url: geen-adres\n\nTekst.', 'nieuws.txt:1: "url": "geen-adres" is not a URL'],
    ['title:\n\nTekst.', 'nieuws.txt:1: "title": is empty'],
  ])('a malformed field names file, line and field: %j', (text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: 'article.bad_header',
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe('dates', () => {
  test.each([
    ['datum: 31 februari 2020\nTekst.', '31 februari 2020'],
    ['title: Een titel\ndate: gisteren\n\nTekst.', 'gisteren'],
    ['datum: zomer 2020\n\nTekst.', 'zomer 2020'],
  ])('one that cannot be read is kept, told, and loses no article: %j', (text, kept) => {
    const notes: unknown[] = [];
    const options = { ...defaultLimits, onNote: (note: unknown) => notes.push(note) };
    const article = parse(text, options);
    expect(article).toMatchObject({ date: null, meta: { date: kept }, body: 'Tekst.' });
    expect(notes).toEqual([{ kind: 'date-kept', place: 'nieuws.txt', detail: `"${kept}"` }]);
  });

  test('one that cannot be read is refused where that is wanted', () => {
    const options = { ...defaultLimits, strictDates: true };
    expect(() => parse('datum: ooit\n\nTekst.', options)).toThrow(
      'nieuws.txt: "date": "ooit" is not a date',
    );
  });

  test.each([
    ['2020-08-03', '2020-08-03'],
    ['2020-08', '2020-08'],
    ['2020', '2020'],
    ['3 augustus 2020', '2020-08-03'],
    ['maandag 3 aug. 2020', '2020-08-03'],
    ['augustus 2020', '2020-08'],
    ['3-8-2020', '2020-08-03'],
    ['2020-08-03T10:20:00+02:00', '2020-08-03T10:20:00+02:00'],
  ])('%s is %s', (written, iso) => {
    expect(parse(`date: ${written}\n\nTekst.`).date).toBe(iso);
  });
});

describe('title', () => {
  test('a short first line without punctuation, followed by a blank line', () => {
    expect(parse('Kabinet valt\n\nHet kabinet is gevallen.')).toMatchObject({
      title: 'Kabinet valt',
      body: 'Het kabinet is gevallen.',
    });
  });

  test.each([
    ['with the text right below it', 'Kabinet valt\nHet kabinet is gevallen, zegt men.'],
    [
      'with a second one below it',
      "Kabinet valt\nMinister: 'Het is op'\n\nHet kabinet is gevallen.",
    ],
    ['that asks', 'Valt het kabinet?\n\nHet kabinet wankelt.'],
  ])('a short first line %s', (_, text) => {
    expect(parse(text).title).toBe(text.split('\n')[0]);
  });

  test.each([
    ['a sentence', 'Het kabinet is gevallen.\n\nEn nu?'],
    ['a quoted sentence', ",,Het gaat goed.''\n\nZei hij."],
    ['the first line of a wrapped sentence', 'Het kabinet van\nJansen is gevallen.'],
    [
      'the first line of verse',
      'De brug ligt stil\nHet water zwijgt,\nEen boot die wil\nMaar niets bereikt.',
    ],
    ['a long line', `${'woord '.repeat(30)}\n\nTekst.`],
  ])('%s is no title', (_, text) => {
    expect(parse(text).title).toBeNull();
  });
});

describe('text', () => {
  test('Windows-1252 is detected and decoded', () => {
    expect(
      parse(
        Buffer.from([...Buffer.from('Caf'), 0xe9, 0x20, 0x80, ...Buffer.from(' 5 in Belgi'), 0xeb]),
      ).body,
    ).toBe('Café € 5 in België');
  });

  test('byte order mark, CRLF, decomposed accents and soft hyphens leave no trace', () => {
    expect(parse('\ufeffE\u0301e\u0301n re\u00adgel.\r\n\r\nTwee.').body).toBe(
      'Één regel.\n\nTwee.',
    );
  });

  test('paragraphs are separated by blank lines; hard-wrapped lines join, list items stay lines', () => {
    expect(parse('Een zin die\ndoorloopt.\n\nDrie dingen:\n- een\n- twee\n\n\nSlot.').body).toBe(
      'Een zin die doorloopt.\n\nDrie dingen:\n- een\n- twee\n\nSlot.',
    );
  });

  test('where there are no blank lines, every line is a paragraph', () => {
    expect(toSegments(parse('Eerste zin.\nTweede zin.')).map((segment) => segment.nl)).toEqual([
      'Eerste zin.',
      'Tweede zin.',
    ]);
  });
});

describe('what cannot be taken', () => {
  test.each([
    ['an empty file', '', 'article.empty'],
    ['white space only', ' \n\n ', 'article.empty'],
    ['nothing but a header', 'date: 2020\ntitle: Leeg\n', 'article.empty'],
    ['binary data', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'article.binary'],
  ])('%s', (_, text, code) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code, retryable: false }));
  });

  test('too many bytes, with both numbers', () => {
    expect(() => parse('a'.repeat(101), { maxBytes: 100, maxSegments: 10 })).toThrow(
      'nieuws.txt: 101 bytes; the limit is 100 bytes (TOLK_MAX_BYTES)',
    );
  });

  test('too many paragraphs, with both numbers', () => {
    expect(() => parse('a.\n'.repeat(11), { maxBytes: 100, maxSegments: 10 })).toThrow(
      'nieuws.txt: 11 segments; the limit is 10 (TOLK_MAX_SEGMENTS)',
    );
  });
});

describe('identity', () => {
  test('the same text has the same id, whatever its encoding, line ends and date', () => {
    const ids = ['date: 2020\n\nÉén tekst.', '\ufeffdate: 2021\r\n\r\nE\u0301e\u0301n tekst.'].map(
      (text) => parse(text).id,
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).toMatch(/^[a-z2-7]{16}$/);
  });

  test('another text or title has another id', () => {
    const ids = ['Een tekst.', 'Een tekst!', 'Titel\n\nEen tekst.'].map((text) => parse(text).id);
    expect(new Set(ids).size).toBe(3);
  });
});

test('what is looked at only where a text has unusual signs changes nothing in a usual one', () => {
  const usual = fc.oneof(
    fc.constantFrom(' ', '  ', '\n', '\n\n', 'het', 'één', '“Zo”', '–', '€', '-'),
    fc.integer({ min: 0x20, max: 0x24f }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x2010, max: 0x2027 }).map((code) => String.fromCharCode(code)),
  );
  fc.assert(
    fc.property(fc.array(usual, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      // The sign is invisible: it is taken out, by the way that looks at everything.
      expect(normalizeText(text)).toBe(normalizeText(`${text}\u2060`));
      expect(normalizeLines(text)).toBe(normalizeLines(`${text}\u2060`));
    }),
    { numRuns: 1_000 },
  );
});

test('any text either parses, into non-empty segments that parse to themselves, or is refused with a code', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      try {
        const { body } = parse(text);
        const segments = toSegments({ body });
        expect(segments.every(({ nl }) => nl.trim() === nl && nl !== '')).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^article\./) });
      }
    }),
  );
});

test('entities are letters, however their numbers are written; what is no character stays', () => {
  const { body } = parse(
    'Caf&eacute;s zijn &eacute;&eacute;n dag &#XE9;n &#xe9;&#233; dicht&#x0; en open.',
  );
  expect(body).toBe('Cafés zijn één dag én éé dicht&#x0; en open.');
});

test.each([
  ['ANP 120324 10:15', null],
  ['RZB-0123 10:15', null],
  ['TOUR DE FRANCE 2024', 'TOUR DE FRANCE 2024'],
  ['KORT NIEUWS 2024-2025', 'KORT NIEUWS 2024-2025'],
])('of what stands over a headline %s goes only where an agency sends it', (line, kept) => {
  const { title, body } = parse(
    `${line}\n\nPogacar wint de achtste etappe\n\nHet regende de hele dag.`,
  );
  expect([title, body.split('\n\n')[0]]).toEqual(
    kept === null
      ? ['Pogacar wint de achtste etappe', 'Het regende de hele dag.']
      : [kept, 'Pogacar wint de achtste etappe'],
  );
});
