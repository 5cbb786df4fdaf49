import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumberWord } from '../../../src/check/parse/dutch-number-words.ts';
import { lexicon } from '../../../src/lexicon/lexicon.ts';
import { extractSummary } from '../../../src/sandbox/extract.ts';
import { glossText } from '../../../src/sandbox/gloss.ts';

test('the lexicon holds at least 3,000 words and forms, none of them empty', () => {
  expect(lexicon.forms.size).toBeGreaterThan(3_000);
  expect([...lexicon.forms].filter(([dutch, english]) => dutch === '' || english === '')).toEqual(
    [],
  );
});

describe('gloss', () => {
  test.each([
    [
      'vijfhonderd miljoen gebruikers, waarvan tachtig miljoen in de VS',
      '500 million users, of which 80 million in the US',
    ],
    ['Het kost 1.234,56 euro, 3,5 procent meer.', 'It cost 1,234.56 euros, 3.5 percent more.'],
    ['€ 1,5 miljard op 3 augustus 2020', '€1.5 billion on 3 August 2020'],
    ['om 20.30 uur', 'for 20:30 hours'],
    ['In Den Haag en Parijs', 'In The Hague and Paris'],
    [
      'Pompeo raadde eerder het gebruik van TikTok af.',
      'Pompeo advised against earlier the use of TikTok.',
    ],
    ['"Er zijn opties", zei hij.', '"There are options", said he.'],
    ['ZIJ ZEGGEN NIETS', 'THEY SAY NOTHING'],
    [
      'Zie https://www.voorbeeld.example/de-weg of mail de@weg.example',
      'See https://www.voorbeeld.example/de-weg or mail de@weg.example',
    ],
    ['- een\n- twee', '- a\n- two'],
    ['Cécile van Renesse', 'Cécile van Renesse'],
    ['Een oud huis', 'An old house'],
  ])('%s → %s', (dutch, english) => {
    expect(glossText(dutch)).toBe(english);
  });

  test('marks what it does not know, but no name', () => {
    expect(glossText('De kwartelkoning en Femke Bloemhof zagen een zeis.')).toBe(
      'The ⟨kwartelkoning⟩ and Femke Bloemhof saw a ⟨zeis⟩.',
    );
  });

  test('keeps the lines of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(glossText(text).split('\n')).toHaveLength(text.split('\n').length);
      }),
    );
  });
});

test('number words up to a million', () => {
  expect(
    [
      'nul',
      'elf',
      'eenentwintig',
      'tweeënzeventig',
      'honderd',
      'vijfhonderd',
      'tweehonderdvijftig',
      'duizend',
      'drieduizendvierhonderd',
      'twaalfhonderd',
    ].map(readNumberWord),
  ).toEqual([0, 11, 21, 72, 100, 500, 250, 1000, 3400, 1200]);
  expect(readNumberWord('tafel')).toBeNull();
});

test('an extract takes its sentences from the segments it cites', () => {
  const segments = [
    { n: 1, en: 'The boat sails on hydrogen. It cost 27.5 million euros.' },
    { n: 2, en: 'The boat is new. Nobody swims.' },
  ];
  const summary = extractSummary('New boat', segments);
  expect(summary.headline).toBe('New boat');
  for (const { text, segments: cited } of summary.bullets) {
    expect(segments.filter(({ n }) => cited.includes(n)).some(({ en }) => en.includes(text))).toBe(
      true,
    );
  }
});
