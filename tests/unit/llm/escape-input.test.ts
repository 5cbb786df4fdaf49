import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPriceTable } from '../../../src/llm/cost/price.ts';
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

test('cached tokens are priced apart, dated snapshots as their model, unknown models not at all', () => {
  const { cost: priceUsage } = createPriceTable();
  const usage = { promptTokens: 1_000_000, cachedTokens: 500_000, completionTokens: 100_000 };
  expect(priceUsage('gpt-4.1-mini', usage)).toBeCloseTo(0.5 * 0.4 + 0.5 * 0.1 + 0.1 * 1.6);
  expect(priceUsage('gpt-4.1-mini-2025-04-14', usage)).toBe(priceUsage('gpt-4.1-mini', usage));
  expect(priceUsage('gpt-4.1-mini-turbo', usage)).toBeNull();
});
