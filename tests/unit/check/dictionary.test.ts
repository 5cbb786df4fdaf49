import { describe, expect, test } from 'vitest';
import { isDutchWord, isEnglishWord } from '../../../src/check/parse/dictionary.ts';

describe('a word is looked up in English', () => {
  test.each([
    'harbour',
    'harbor',
    'unhappiness',
    'reopened',
    'ferries',
    'organise',
    'organize',
    "museum's",
    'the',
    'Paris',
  ])('"%s" is one', (word) => expect(isEnglishWord(word)).toBe(true));

  test.each(['vrijwilliger', 'winstgevende', 'gevangenissen', 'paris', 'behindstand'])(
    '"%s" is none',
    (word) => expect(isEnglishWord(word)).toBe(false),
  );
});

describe('a word is looked up in Dutch', () => {
  test.each([
    'vrijwilliger',
    'vrijwilligers',
    'winstgevende',
    'orkanen',
    'verklaarde',
    'ijsje',
    'Keulen',
    'brugwachtersfluit',
    'kermisgeluiden',
  ])('"%s" is one', (word) => expect(isDutchWord(word)).toBe(true));

  test.each(['unhappiness', 'keulen', 'volunteers', 'xqzt'])('"%s" is none', (word) =>
    expect(isDutchWord(word)).toBe(false),
  );
});
