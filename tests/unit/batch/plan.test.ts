import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlanInput, planBatch } from '../../../src/batch/plan.ts';

const day = 24 * 3_600;
const ask = (more: Partial<PlanInput>): PlanInput => ({
  directUsd: 10,
  batchUsd: 5,
  directSeconds: 3_600,
  deadlineSeconds: null,
  maxCostUsd: null,
  hasBatchApi: true,
  ...more,
});

describe('the way of a run', () => {
  test.each<[string, Partial<PlanInput>, object]>([
    [
      'no hurry: the cheap way',
      {},
      { via: 'batch-api', expectedUsd: 5, fits: true, cancelAfterSeconds: null },
    ],
    [
      'money for direct calls, and nothing said of the time',
      { maxCostUsd: 20 },
      { via: 'direct', expectedUsd: 10, fits: true },
    ],
    [
      'money for a part',
      { maxCostUsd: 7.5 },
      { via: 'mix', directShare: 0.5, expectedUsd: 7.5, fits: true },
    ],
    [
      'a day or more: the cheap way, called back when direct calls just make it',
      { deadlineSeconds: day },
      { via: 'batch-api', fits: true, cancelAfterSeconds: day - 1.25 * 3_600 - 600 },
    ],
    [
      'a day, and nobody could make up for what does not come back',
      { deadlineSeconds: day, directSeconds: day },
      { via: 'batch-api', fits: false, cancelAfterSeconds: null },
    ],
    [
      'a day, and no money to call it back',
      { deadlineSeconds: day, maxCostUsd: 6 },
      { via: 'batch-api', fits: false, cancelAfterSeconds: null },
    ],
    [
      'days enough for every round',
      { deadlineSeconds: 3 * day, maxCostUsd: 6 },
      { via: 'batch-api', fits: true },
    ],
    [
      'less than a day, and direct calls make it',
      { deadlineSeconds: 2 * 3_600 },
      { via: 'direct', expectedUsd: 10, fits: true },
    ],
    [
      'too little money for direct calls alone',
      { deadlineSeconds: 2 * 3_600, maxCostUsd: 7.5 },
      { via: 'mix', directShare: 0.5, expectedUsd: 7.5, fits: false },
    ],
    [
      'too little time for direct calls alone',
      { deadlineSeconds: 1_800 },
      { via: 'mix', directShare: 0.5, fits: false },
    ],
    ['no Batch API', { hasBatchApi: false }, { via: 'direct', fits: true }],
    [
      'no Batch API, and too late',
      { hasBatchApi: false, deadlineSeconds: 60 },
      { via: 'direct', fits: false },
    ],
    ['prices nobody knows', { directUsd: null, batchUsd: null }, { via: 'direct', fits: true }],
    ['a Batch API that is no cheaper', { batchUsd: 10 }, { via: 'direct', fits: true }],
    ['not even the cheap way is affordable', { maxCostUsd: 1 }, { via: 'batch-api', fits: false }],
  ])('%s', (_case, more, expected) => {
    expect(planBatch(ask(more))).toMatchObject(expected);
  });

  test('it never plans to spend more than there is when less would do', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 20, noNaN: true }),
        fc.integer({ min: 60, max: 2 * day }),
        (maxCostUsd, deadlineSeconds) => {
          const plan = planBatch(ask({ maxCostUsd, deadlineSeconds }));
          expect(plan.expectedUsd ?? 0).toBeLessThanOrEqual(Math.max(maxCostUsd, 5) + 1e-9);
        },
      ),
    );
  });
});
