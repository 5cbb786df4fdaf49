import { expect, test } from 'vitest';
import { readFilter } from '../../../src/cli/flags/filter.ts';
import { readDeadline } from '../../../src/cli/run/deadline.ts';

test('rules of length and date make one filter; what is none is told', () => {
  expect(readFilter('words>=100, words<2000,date>=2020,date<2020-08')).toEqual({
    minWords: 100,
    maxWords: 1_999,
    after: '2020',
    before: '2020-08',
  });
  expect(readFilter('rubriek!=sport', readFilter('words>5,source=Trouw'))).toEqual({
    minWords: 6,
    fields: [
      { field: 'source', operator: '=', values: ['Trouw'] },
      { field: 'rubriek', operator: '!=', values: ['sport'] },
    ],
  });
  expect(readFilter('date<=2020-08,date!=2019')).toEqual({
    fields: [
      { field: 'date', operator: '<=', values: ['2020-08'] },
      { field: 'date', operator: '!=', values: ['2019'] },
    ],
  });
  expect(() => readFilter('date>gisteren')).toThrow(/--filter: "date>gisteren" is no rule like/);
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
