import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateTokens, planChunks } from '../../../src/article/chunks.ts';

const segments = (texts: readonly string[]) => texts.map((nl, at) => ({ n: at + 1, nl }));

test('chunks hold all segments in order, and none but a single large one is over the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 200 })),
      fc.integer({ min: 1, max: 100 }),
      (texts, maxTokens) => {
        const chunks = planChunks(segments(texts), maxTokens);
        expect(chunks.flatMap((chunk) => chunk.segments)).toEqual(segments(texts));
        for (const { segments: run } of chunks) {
          const tokens = run.reduce((sum, { nl }) => sum + estimateTokens(nl), 0);
          expect(run.length === 1 || tokens <= maxTokens).toBe(true);
        }
      },
    ),
  );
});

test('neighbours that fit together are sent together', () => {
  expect(planChunks(segments(['a'.repeat(35), 'b'.repeat(35), 'c'.repeat(35)]), 20)).toHaveLength(
    2,
  );
});
