import { expect, test } from 'vitest';
import { readFilter } from '../../../src/cli/flags/corpus.ts';
import { readDeadline } from '../../../src/cli/run/deadline.ts';

test('rules of length and date make one filter; what is none is told', () => {
  expect(readFilter('words>=100, words<2000,date>=2020,date<2020-08')).toEqual({
    minWords: 100,
    maxWords: 1_999,
    after: '2020',
    before: '2020-08',
  });
  expect(() => readFilter('words~100')).toThrow(/--filter: "words~100" is no rule like/);
});

test('a deadline is a span, a time of day to come, or a date', () => {
  const now = new Date('2026-11-24T20:00:00');
  expect(readDeadline('90m', now)).toBe(5_400);
  expect(readDeadline('08:00', now)).toBe(12 * 3_600);
  expect(readDeadline('2026-11-25T20:00:00', now)).toBe(24 * 3_600);
  for (const text of ['25:00', '08:75']) {
    expect(() => readDeadline(text, now)).toThrow(/not a time to come/);
  }
  expect(() => readDeadline('gisteren', now)).toThrow(/not a time to come/);
});
