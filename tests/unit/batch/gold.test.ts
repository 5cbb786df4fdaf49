import { expect, test } from 'vitest';
import { findDrift } from '../../../src/batch/gold.ts';

const steady = [60, 62, 58, 61, 59, 60, 61];

test('a fall is told, chance is not', () => {
  expect(findDrift([...steady, 60, 59, 62, 58, 61], [])).toBeNull();
  expect(findDrift([...steady, 50, 49, 52, 48, 51], [])).toMatch(
    /10\.0 less than at the beginning/,
  );
  expect(findDrift([50, 49, 52, 48, 51], steady)).toMatch(/less than in the pilot/);
  expect(findDrift([50, 49], steady)).toBeNull();
});
