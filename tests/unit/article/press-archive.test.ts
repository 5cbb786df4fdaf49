import { describe, expect, test } from 'vitest';
import { parseText } from '../../../src/article/parse.ts';

const text =
  'De gemeente opent dinsdag de nieuwe brug.\n\nBewoners vrezen meer verkeer in hun straat.';

const older = `NRC Handelsblad
12 maart 2024 dinsdag

Nieuwe brug geopend

BYLINE: Piet Jansen

SECTION: Binnenland; Blz. 4

LENGTH: 120 woorden

${text}

LOAD-DATE: 13 maart 2024

LANGUAGE: DUTCH; NEDERLANDS

Copyright 2024 NRC Media B.V.
All Rights Reserved
`;

const newer = `Nieuwe brug geopend
De Gelderlander
March 12, 2024 Tuesday

Copyright 2024 DPG Media B.V. All Rights Reserved

Section: REGIO; Blz. 12
Length: 120 words
Byline: Piet Jansen
Highlight: Na jaren wachten is hij er.
Body

${text}

Load-Date: March 13, 2024
End of Document
`;

const parse = (written: string) => parseText(Buffer.from(written), 'artikel.txt');

describe('a page of a press archive', () => {
  test('of older make: newspaper, date, headline, labels, text', () => {
    expect(parse(older)).toEqual({
      title: 'Nieuwe brug geopend',
      source: 'NRC Handelsblad',
      date: '2024-03-12',
      body: text,
      meta: {
        author: 'Piet Jansen',
        section: 'Binnenland; Blz. 4',
        length: '120 woorden',
        'load-date': '13 maart 2024',
        language: 'DUTCH; NEDERLANDS',
      },
    });
  });

  test('of newer make: headline, newspaper, date, and what stood above the text', () => {
    expect(parse(newer)).toEqual({
      title: 'Nieuwe brug geopend',
      source: 'De Gelderlander',
      date: '2024-03-12',
      body: `Na jaren wachten is hij er.\n\n${text}`,
      meta: {
        author: 'Piet Jansen',
        section: 'REGIO; Blz. 12',
        length: '120 words',
        'load-date': 'March 13, 2024',
      },
    });
  });

  test('in the middle of its lines', () => {
    const centred = older.replace(/^(?=NRC|12 maart)/gm, ' '.repeat(20));
    expect(parse(centred)).toMatchObject({
      title: 'Nieuwe brug geopend',
      source: 'NRC Handelsblad',
      date: '2024-03-12',
      body: text,
    });
  });

  test.each([
    'Update: de brug is om 14.30 uur weer open.',
    'Copyright op muziek moet anders, zegt de wethouder.',
    'Subject: zo heet de film die op de brug is gemaakt.',
    'DEN HAAG: De brug over de Maas is dicht.',
    'BODY: De minister zei niets.',
  ])('a paragraph that begins as a label might stays where it is: %s', (own) => {
    const inside = `${text}\n\n${own}\n\nDe rest volgt later.`;
    expect(parse(older.replace(text, inside)).body).toBe(inside);
    const first = `${own}\n\n${text}`;
    if (!own.startsWith('Subject')) expect(parse(newer.replace(text, first)).body).toContain(first);
  });

  test('a field in capitals may be several lines', () => {
    const long = older.replace('LENGTH', 'HIGHLIGHT: Na jaren is\nhij er eindelijk.\n\nLENGTH');
    expect(parse(long).body).toBe(`Na jaren is hij er eindelijk.\n\n${text}`);
  });

  test('labels between the text and what surely ends it are no text', () => {
    const more = older.replace('LOAD-DATE', 'GRAPHIC: de brug bij avond\n\nLOAD-DATE');
    expect(parse(more)).toMatchObject({ body: text, meta: { graphic: 'de brug bij avond' } });
  });

  test('several in one file are refused, with what to do', () => {
    expect(() => parse(newer + newer)).toThrow(
      'artikel.txt: these are 2 articles of a press archive; download each into a file of its own',
    );
  });

  test('without a text it is empty', () => {
    expect(() => parse(newer.replace(text, '').replace(/Highlight.*\n/, ''))).toThrow(
      'artikel.txt: there is no text below its header',
    );
  });

  test('a text that has one such line is none', () => {
    const ordinary = `Nieuwe brug geopend\n\n${text}\n\nSection: de brug ligt in het noorden.`;
    expect(parse(ordinary).body).toContain('Section: de brug');
  });
});
