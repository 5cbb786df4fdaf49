import { expect, test } from 'vitest';
import { failureTypeOf, isOfType } from '../../../src/batch/failure-types.ts';
import { errorCodes } from '../../../src/errors.ts';

test('a failure is known by a word, its code, or the end of it', () => {
  expect(
    isOfType('llm.refused', 'refusal') &&
      isOfType('llm.refused', 'refused') &&
      isOfType('llm.refused', 'llm.refused'),
  ).toBe(true);
  expect(isOfType('llm.refused', 'truncation')).toBe(false);
  expect(failureTypeOf('store.corrupt')).toBe('store.corrupt');
  const known = Object.keys(errorCodes);
  expect(known.filter((code) => failureTypeOf(code) !== code).length).toBeGreaterThan(15);
});
