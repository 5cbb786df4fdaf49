import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPriceTable } from '../../../src/llm/cost/price.ts';
import { readUsage } from '../../../src/llm/cost/read-usage.ts';

const amounts = fc.oneof(
  fc.integer({ min: -1_000, max: 100_000 }),
  fc.double(),
  fc.constantFrom(null, '12', '', 'many', true, [], {}, -0, 1e300, Number.NaN),
);
const details = fc.dictionary(
  fc.constantFrom('cached_tokens', 'cache_write_tokens', 'reasoning_tokens', 'input_tokens'),
  amounts,
);
const usage = fc.dictionary(
  fc.constantFrom(
    ...['prompt_tokens', 'completion_tokens', 'total_tokens', 'input_tokens', 'output_tokens'],
    ...['cache_read_input_tokens', 'cache_creation_input_tokens', 'prompt_cache_hit_tokens'],
    ...['reasoning_tokens', 'cost', 'prompt_tokens_details', 'completion_tokens_details'],
  ),
  fc.oneof(amounts, details),
);

test('whatever a server says, parts are no larger than their whole, and nothing costs less than nothing', () => {
  const { cost } = createPriceTable();
  fc.assert(
    fc.property(fc.oneof(usage, fc.anything()), (said) => {
      const read = readUsage({ usage: said });
      const { promptTokens, cachedTokens, cacheWriteTokens, completionTokens } = read;
      for (const count of [promptTokens, cachedTokens, cacheWriteTokens, completionTokens]) {
        expect(Number.isSafeInteger(count)).toBe(true);
        expect(count).toBeGreaterThanOrEqual(0);
      }
      expect(cachedTokens + cacheWriteTokens).toBeLessThanOrEqual(promptTokens);
      expect(read.reasoningTokens).toBeLessThanOrEqual(completionTokens);
      expect(read.isEstimated || (promptTokens > 0 && completionTokens >= 0)).toBe(true);
      expect(read.reportedCost ?? 0).toBeGreaterThanOrEqual(0);
      expect(cost('gpt-6-luna', read)).toBeGreaterThanOrEqual(0);
    }),
  );
});
