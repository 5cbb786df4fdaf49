import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDutchNumbers } from '../../../src/check/parse/dutch-numbers.ts';
import { readEnglishNumbers } from '../../../src/check/parse/english-numbers.ts';
import { everyPhraseReader } from '../../../src/check/parse/phrases.ts';
import { joinTexts, readText, type Text, type Token } from '../../../src/check/parse/text.ts';
import { perWord } from '../../../src/check/parse/words.ts';

const dutch = (text: string) => readDutchNumbers(readText(text)).map(({ value }) => value);
const english = (text: string) => readEnglishNumbers(readText(text)).map(({ value }) => value);

describe('Dutch numbers', () => {
  test.each<[string, number[]]>([
    ['vijfhonderd miljoen', [500e6]],
    ['anderhalf miljoen', [1.5e6]],
    ['tweeënhalf', [2.5]],
    ['twee derde', [2 / 3]],
    ['achthonderdvijfentwintig', [825]],
    ['twee miljoen driehonderdduizend', [2_300_000]],
    ['een biljoen', [1e12]],
    ['1.234,56 euro', [1234.56]],
    ['2,5 mld. euro', [2.5e9]],
    ['half vier', [3.5]],
    ['kwart over drie', [3.25]],
    ['tien voor half acht', [7 + 20 / 60]],
    ['de zesjarige jongen', [6]],
    ['in 1987 en 12%', [1987, 12]],
  ])('%s', (text, values) => {
    const read = dutch(text);
    expect(read).toHaveLength(values.length);
    for (const [at, value] of values.entries()) expect(read[at]).toBeCloseTo(value, 9);
  });

  test.each([
    'Hij is er een van.',
    'De eend eet.',
    'Een achtbaan in Vierhouten',
    'Zij verdrietig? Tienduizenden',
  ])('nothing hard to match in "%s"', (text) => {
    expect(readDutchNumbers(readText(text)).filter(({ optional: soft }) => !soft)).toEqual([]);
  });
});

describe('English numbers', () => {
  test.each<[string, number[]]>([
    ['five hundred million', [500e6]],
    ['one and a half million', [1.5e6]],
    ['twenty-five thousand three hundred and four', [25_304]],
    ['two-thirds', [2 / 3]],
    ['half a million', [500_000]],
    ['$5m and €5.5bn', [5e6, 5.5e9]],
    ['a quarter to four', [3.75]],
    ['half past three', [3.5]],
    ['the 1990s', [1990]],
    ['a 12th place', [12]],
    ['one trillion', [1e12]],
  ])('%s', (text, values) => {
    const read = english(text);
    expect(read).toHaveLength(values.length);
    for (const [at, value] of values.entries()) expect(read[at]).toBeCloseTo(value, 9);
  });
});

const upToTrillions = fc.oneof(fc.integer({ min: 2, max: 1e6 }), fc.integer({ min: 2, max: 1e12 }));

test('any whole number is read back from the way each language writes it in digits', () => {
  fc.assert(
    fc.property(upToTrillions, (value) => {
      expect(dutch(`Het zijn er ${value.toLocaleString('nl-NL')} geworden.`)).toEqual([value]);
      expect(english(`There were ${value.toLocaleString('en-GB')} of them.`)).toEqual([value]);
    }),
  );
});

const units =
  'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien'.split(
    ' ',
  );
const tens = 'twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ');

function spell(value: number): string {
  if (value < 20) return units[value - 1] ?? '';
  if (value < 100) {
    const ten = tens[Math.floor(value / 10) - 2] ?? '';
    const unit = units[(value % 10) - 1];
    return unit === undefined ? ten : `${unit}${unit.endsWith('e') ? 'ën' : 'en'}${ten}`;
  }
  const [scale, word] = value < 1_000 ? [100, 'honderd'] : [1_000, 'duizend'];
  const count = Math.floor(value / scale);
  const rest = value % scale;
  return `${count === 1 ? '' : spell(count)}${word}${rest === 0 ? '' : spell(rest)}`;
}

test('any whole number below a million is read back from its Dutch word', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 999_999 }), (value) => {
      expect(dutch(spell(value))).toEqual([value]);
    }),
  );
});

test('a text is read without a crash, and every token stands where it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (source) => {
      const { raw, tokens } = readText(source);
      for (const { start, text } of tokens)
        expect(raw.slice(start, start + text.length)).toBe(text);
    }),
  );
});

const pattern = /\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*|\S/gu;
const odd = fc.constantFrom(..."aZ'’1.,: éß\u0301\n\u00a0½٣", '\u{1d49c}', '\u{1f600}', '\ud83d');

test('characters are split as the pattern says, in any script', () => {
  fc.assert(
    fc.property(fc.string({ unit: odd, maxLength: 14 }), (source) => {
      const { raw, tokens, words } = readText(source);
      expect(tokens.map(({ text }) => text)).toEqual(raw.match(pattern) ?? []);
      expect(words).toEqual(new Set(tokens.flatMap((token) => wordsIn(token))));
    }),
  );
});

const wordsIn = ({ kind, lower }: Token): string[] => (kind === 'word' ? [lower] : []);

test('texts share their words, and what is found out about one is found out once', () => {
  let asked = 0;
  const lengthOf = perWord(({ text }) => {
    asked += 1;
    return text.length;
  });
  const tokens = [readText('Een brug, een brug'), readText('de brug')].flatMap(
    (text) => text.tokens,
  );
  expect(tokens.map(({ word }) => lengthOf(word))).toEqual([3, 4, 1, 3, 4, 2, 4]);
  expect(asked).toBe(5);
});

test('texts that are joined are read as if they had been one', () => {
  const texts = ['Volgens dr. Bos niet.', '', "'s Avonds kwam \u00adzij", '– “Nee”, zei hij.'];
  const { raw, tokens, words } = joinTexts(texts.map(readText), '\n\n');
  expect({ raw, tokens, words }).toEqual(view(readText(texts.join('\n\n'))));
});

const view = ({ raw, tokens, words }: Text) => ({ raw, tokens, words });

test('only words that may begin a phrase are looked at, whatever stands for their letters', () => {
  const read = everyPhraseReader([
    ['plain', 'niet, in elk geval'],
    ['start', 'weiger*'],
    ['end', '*loos'],
  ]);
  const kindsIn = (text: string) => read(readText(text)).map(({ kind }) => kind);
  expect(kindsIn('Hij weigerde roekeloos, maar níét in elk geval')).toEqual([
    'start',
    'end',
    'plain',
    'plain',
  ]);
  expect(kindsIn('Zij liep in de regen')).toEqual([]);
});
