import { expect, test } from 'vitest';
import { boundNumbers, KeyList } from '../../../src/check/align/key-numbers.ts';

test('a key has one number for all words, also after all numbers were given out again', () => {
  const before = new KeyList(['brug', 'bridge']);
  const [brug, bridge] = before.numbers();
  expect(new KeyList(['bridge']).numbers()).toEqual([bridge]);
  expect(brug).not.toBe(bridge);
  const many = new KeyList(Array.from({ length: 200_000 }, (_, at) => `key ${at}`));
  expect(many.numbers().at(-1)).toBeGreaterThan(199_999);
  boundNumbers();
  // Numbered in another order than before.
  const after = new KeyList(['other', 'bridge', 'brug']).numbers();
  expect(before.numbers()).toEqual([after[2], after[1]]);
  expect(Math.max(...after, ...before.numbers())).toBeLessThan(10);
});
