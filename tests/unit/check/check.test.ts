import { describe, expect, test } from 'vitest';
import { checkSummary, checkTranslation } from '../../../src/check/check.ts';

const findings = (nl: string, en: string) => checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] });
const named = (check: string, nl: string, en: string) => findings(nl, en).filter((finding) => finding.check === check);

describe('numbers', () => {
  test.each([
    ['Het kost 1.234,56 euro.', 'It costs 1,234.56 euros.'],
    ['Er kwamen 18.400 mensen.', 'Some 18,400 people came.'],
    ['3,5 miljard euro', '3.5 billion euros'],
    ['27,5 miljoen euro', '27,500,000 euros'],
    ['Er zijn 3 doden.', 'Three people died.'],
    ['Het begint om 20.30 uur.', 'It starts at 8.30 pm.'],
    ['versie 2.1 uit 1987', 'version 2.1 from 1987'],
    ['De stand was 2-1.', 'It was 2-1.'],
  ])('%s | %s: nothing to doubt', (nl, en) => {
    expect(named('numbers', nl, en)).toEqual([]);
  });

  test.each([
    ['Het kost 1.234,56 euro.', 'It costs 1,234.65 euros.'],
    ['3,5 miljard euro', '3.5 million euros'],
    ['Er kwamen 18.400 mensen.', 'Some people came.'],
    ['In 1987 waren er 48.', 'In 1978 there were 48.'],
  ])('%s | %s: an error', (nl, en) => {
    expect(named('numbers', nl, en)).toMatchObject([{ severity: 'error', segment: 1 }]);
  });
});

test('English that is still Dutch is an error, also when only partly', () => {
  const nl = 'De minister heeft gezegd dat het niet doorgaat omdat er geen geld voor is.';
  expect(named('untranslated', nl, nl)).toHaveLength(1);
  expect(named('untranslated', nl, 'The minister heeft gezegd dat het niet doorgaat because there is no money.')).toHaveLength(1);
  expect(named('untranslated', nl, 'The minister has said that it is cancelled because there is no money for it.')).toEqual([]);
});

test('a Dutch name in the English is not untranslated text', () => {
  expect(named('untranslated', 'Aldus Bart De Wever.', 'According to Bart De Wever of the Vlaams Belang.')).toEqual([]);
});

test('English much shorter or longer than its Dutch is doubted', () => {
  const nl = 'Dit is een zin van redelijke lengte, waarin van alles wordt gezegd over van alles en nog wat.';
  expect(named('length', nl, 'This is a sentence.')).toHaveLength(1);
  expect(named('length', nl, 'This is a sentence. '.repeat(12))).toHaveLength(1);
});

test('the title is checked too, and stands under no segment', () => {
  const found = checkTranslation('Nog 12 dagen', { title: 'Still 21 days', segments: [] });
  expect(found).toMatchObject([{ check: 'numbers', segment: null }]);
});

describe('summary', () => {
  const translation = {
    title: null,
    segments: [
      { n: 1, nl: '', en: 'It cost 500 million.' },
      { n: 2, nl: '', en: 'Some 80 came.' },
    ],
  };
  const summary = {
    headline: 'Costs',
    tldr: 'It cost 500 million.',
    bullets: [{ text: 'It cost 500 million.', segments: [1] }],
    abstract: '80 came.',
  };

  test('numbers that stand in the segments cited are fine', () => {
    expect(checkSummary(summary, translation)).toEqual([]);
  });

  test('a number that stands elsewhere, or nowhere, is an error', () => {
    const wrong = { ...summary, bullets: [{ text: 'Some 80 came.', segments: [1] }], tldr: 'It cost 50 million.' };
    expect(checkSummary(wrong, translation).map(({ message }) => message)).toEqual([
      'bullet 1: "80" is not in the text it rests on',
      'tldr: "50 million" is not in the text it rests on',
    ]);
  });
});
