import { Command } from 'commander';
import { expect, test } from 'vitest';
import { readFilter } from '../../../src/cli/flags/filter.ts';
import { withFieldFilter } from '../../../src/cli/flags/matching.ts';
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

test('of two rules on one bound the stricter counts, whichever comes first', () => {
  const strict = { minWords: 200, maxWords: 400, after: '2020-08', before: '2021' };
  const rules = 'words>=200,words<=400,date>=2020-08,date<2021';
  const weaker = 'words>=100,words<=500,date>=2020,date<2022';
  expect(readFilter(`${rules},${weaker}`)).toEqual(strict);
  expect(readFilter(rules, readFilter(weaker))).toEqual(strict);
});

test.each(['words>=100', 'source=NRC,Words<5'])(
  'where nobody counts words, --filter "%s" is refused with what to say',
  (rules) => {
    const command = withFieldFilter(new Command()).exitOverride();
    const parse = () => command.parse(['--filter', rules], { from: 'user' });
    expect(parse).toThrow(/is for tolk batch run, .*; for a field of that name write meta\.words/);
  },
);
