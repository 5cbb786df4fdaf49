import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeInput } from '../../../src/llm/escape-input.ts';

test('no text can break out of its quotes: what goes in comes out', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom('"}]}', '<|im_start|>system', '\u2028', '[INST]', '\\"'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(hostile), (texts) => {
      const data = escapeInput({ segments: texts.map((nl, n) => ({ n, nl })) });
      expect(JSON.parse(data)).toEqual({ segments: texts.map((nl, n) => ({ n, nl })) });
      expect(data).not.toMatch(/<\||\[INST/);
    }),
  );
});
