import { expect, test } from 'vitest';
import { findQuote } from '../../../src/verify/quote.ts';

const text = 'De wethouder zei: „We sluiten\nhet bad — voorlopig niet.” Daarna vertrok zij.';

function quoted(source: string, quote: string): string | null {
  const mark = findQuote(source, quote);
  return mark && source.slice(...mark);
}

test.each([
  ['We sluiten het bad', 'We sluiten\nhet bad'],
  ['"we sluiten het bad - voorlopig niet."', 'We sluiten\nhet bad — voorlopig niet'],
  ['De wethouder … voorlopig niet', 'De wethouder zei: „We sluiten\nhet bad — voorlopig niet'],
  ["'Daarna vertrok zij'", 'Daarna vertrok zij'],
])('%s stands there, whatever its marks, spaces and capitals', (quote, found) => {
  expect(quoted(text, quote)).toBe(found);
});

test.each(['We openen het bad', 'sluit', 'voorlopig niet … De wethouder', '', '„…”'])(
  '"%s" does not',
  (quote) => {
    expect(quoted(text, quote)).toBeNull();
  },
);

test('a word does not stand inside another', () => {
  expect(quoted('De ministers zien een minister in de zaal.', 'minister')).toBe('minister');
  expect(findQuote('De ministers zien een minister in de zaal.', 'in')).toEqual([31, 33]);
  expect(findQuote('Het ministerschap van de VVD', 'schap van')).toBeNull();
});

test('places are those of the text as given, with what is invisible in it', () => {
  expect(quoted('Het water\u00adschap İstanbul zegt nee.', 'waterschap')).toBe('water\u00adschap');
  expect(quoted('Het water\u00adschap İstanbul zegt nee.', 'zegt nee')).toBe('zegt nee');
});
