import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSampler, leftOut } from '../../../src/batch/select.ts';
import { seededRandom } from '../../../src/random.ts';

test('a sample has its size, is the same for a seed, and another for another', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 1e6 }),
      (of, size, seed) => {
        const choose = () => {
          const sampler = createSampler(size, of, seededRandom(seed));
          return Array.from({ length: of }, () => sampler());
        };
        expect(choose().filter(Boolean)).toHaveLength(Math.min(size, of));
        expect(choose()).toEqual(choose());
      },
    ),
  );
});

test('articles are left out by length and by date; one without a date is in no span', () => {
  const article = {
    id: 'a',
    contentHash: 'a',
    title: null,
    body: 'een twee drie',
    date: '2020-08',
    source: null,
    url: null,
  };
  expect(leftOut(article, { minWords: 4 })).toBe('length');
  expect(leftOut(article, { maxWords: 3 })).toBeNull();
  expect(leftOut(article, { after: '2020-09' })).toBe('date');
  expect(leftOut(article, { after: '2020', before: '2021' })).toBeNull();
  expect(leftOut({ ...article, date: null }, { after: '2020' })).toBe('date');
});
