import { expect, test } from 'vitest';
import { createFieldReader } from '../../../src/corpus/fields.ts';

/* What Parquet and spreadsheets hold as a moment. */
test.each([
  ['2024-03-01T00:00:00.000Z', '2024-03-01', 'a day'],
  ['2024-02-29T23:00:00.000Z', '2024-03-01', 'midnight in Dutch winter'],
  ['2024-06-30T22:00:00.000Z', '2024-07-01', 'midnight in Dutch summer'],
  ['2024-06-30T23:00:00.000Z', '2024-06-30T23:00:00.000Z', 'one o’clock at night in summer'],
  ['2024-02-29T22:00:00.000Z', '2024-02-29T22:00:00.000Z', 'eleven in the evening in winter'],
  ['2024-02-29T23:00:07.000Z', '2024-02-29T23:00:07.000Z', 'just after midnight'],
])('%s in a column is %s: %s', async (moment, date) => {
  const ignore = () => {};
  const read = createFieldReader('a.parquet', {
    map: {},
    guess: 'common',
    onFields: ignore,
    onNote: ignore,
  });
  const article = await read({ body: 'Het regent.', date: new Date(moment) }, 'a.parquet:1');
  expect(article.date).toBe(date);
});
