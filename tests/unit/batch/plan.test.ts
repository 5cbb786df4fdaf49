import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureTypeOf, isOfType } from '../../../src/batch/failure-types.ts';
import { findDrift } from '../../../src/batch/gold.ts';
import { project, selectArticles } from '../../../src/batch/pilot.ts';
import { type PlanInput, planBatch } from '../../../src/batch/plan.ts';
import { createProgressMeter } from '../../../src/batch/progress.ts';
import { createSampler, leftOut } from '../../../src/batch/select.ts';
import { readFilter } from '../../../src/cli/flags/corpus.ts';
import { readDeadline } from '../../../src/cli/run/plan.ts';
import type { OutputRow } from '../../../src/corpus/write/row.ts';
import { errorCodes } from '../../../src/errors.ts';
import { seededRandom } from '../../../src/random.ts';
import type { Batch } from '../../../src/store/batches.ts';

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
      { via: 'batch-api', expectedUsd: 5, fits: true, recallAfterSeconds: null },
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
      { via: 'batch-api', fits: true, recallAfterSeconds: day - 1.25 * 3_600 - 600 },
    ],
    [
      'a day, and nobody could make up for what does not come back',
      { deadlineSeconds: day, directSeconds: day },
      { via: 'batch-api', fits: false, recallAfterSeconds: null },
    ],
    [
      'a day, and no money to call it back',
      { deadlineSeconds: day, maxCostUsd: 6 },
      { via: 'batch-api', fits: false, recallAfterSeconds: null },
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

describe('samples', () => {
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

  test('a pilot has articles of every kind by its share', () => {
    const strata = new Map([
      ['long', Array.from({ length: 300 }, (_, at) => at)],
      ['short', Array.from({ length: 100 }, (_, at) => 1_000 + at)],
    ]);
    const chosen = selectArticles(strata, 40, seededRandom(1));
    expect(chosen.filter((seq) => seq < 1_000)).toHaveLength(30);
    expect(new Set(chosen).size).toBe(40);
    expect(selectArticles(strata, 1_000, seededRandom(1))).toHaveLength(400);
  });

  test('a pilot with one article of each kind still says how unsure it is', () => {
    const strata = new Map(
      Array.from(
        { length: 20 },
        (_, kind) => [`kind ${kind}`, [kind * 10 + 1, kind * 10 + 2, kind * 10 + 3]] as const,
      ),
    );
    const rows = Array.from({ length: 20 }, (_, kind) => ({
      seq: kind * 10 + 1,
      costUsd: kind,
      findings: kind % 4 === 0 ? [{ severity: 'error' }] : [],
      timings: { activeMs: 1_000 + kind },
    })) as unknown as OutputRow[];
    const { costUsd, doubtfulPercent, articles } = project(rows, strata, seededRandom(1));
    expect(articles).toBe(60);
    expect(costUsd?.value).toBeCloseTo(60 * 9.5);
    expect((costUsd?.high ?? 0) - (costUsd?.low ?? 0)).toBeGreaterThan(60 * 2);
    expect(doubtfulPercent.value).toBeCloseTo(25);
    expect(doubtfulPercent.low).toBeLessThan(doubtfulPercent.high);
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
});

describe('flags', () => {
  test('rules of length and date make one filter; what is none is told', () => {
    expect(readFilter('words>=100, words<2000,date>=2020,date<2020-08')).toEqual({
      minWords: 100,
      maxWords: 1_999,
      after: '2020',
      before: '2020-08',
    });
    expect(() => readFilter('words~100')).toThrow(/--filter: "words~100" is no rule like/);
  });

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

  test('a deadline is a span, a time of day to come, or a date', () => {
    const now = new Date('2026-11-24T20:00:00');
    expect(readDeadline('90m', now)).toBe(5_400);
    expect(readDeadline('08:00', now)).toBe(12 * 3_600);
    expect(readDeadline('2026-11-25T20:00:00', now)).toBe(day);
    expect(() => readDeadline('gisteren', now)).toThrow(/no time to come/);
  });
});

describe('gold articles', () => {
  const steady = [60, 62, 58, 61, 59, 60, 61];

  test('a fall is told, chance is not', () => {
    expect(findDrift([...steady, 60, 59, 62, 58, 61], [])).toBeNull();
    expect(findDrift([...steady, 50, 49, 52, 48, 51], [])).toMatch(
      /10\.0 less than at the beginning/,
    );
    expect(findDrift([50, 49, 52, 48, 51], steady)).toMatch(/less than in the pilot/);
    expect(findDrift([50, 49], steady)).toBeNull();
  });
});

describe('progress', () => {
  const batch = (stats: Record<string, number>, more: Partial<Batch> = {}, chosen: object = {}) =>
    ({
      stats,
      fed: 0,
      fedBytes: 0,
      fedAll: false,
      open: 0,
      maxCostUsd: null,
      definition: { files: [{ bytes: 1_000 }], limit: null, sample: null, ...chosen },
      ...more,
    }) as Batch;

  test('the end is told by what happens now: what was done before a resume does not count', () => {
    const meter = createProgressMeter();
    const full = { fed: 2_000, fedAll: true };
    expect(meter(batch({ done: 1_000 }, full), 0)).toMatchObject({ rate: null, etaSeconds: null });
    expect(meter(batch({ done: 1_050 }, full), 10_000)).toMatchObject({ rate: 5, etaSeconds: 190 });
  });

  test('until a corpus is read, its size is told by the bytes that were read when the last bulk was fed', () => {
    const meter = createProgressMeter();
    const fed = { fed: 110, fedBytes: 100 };
    expect(meter(batch({ done: 10, rejected: 11 }, fed), 0)).toMatchObject({
      total: 990,
      totalIsKnown: false,
    });
    // A resume passes what is fed already, and reads it again: that tells nothing new.
    expect(meter(batch({ done: 10, rejected: 11 }, fed), 1_000)).toMatchObject({ total: 990 });
    expect(
      meter(batch({ done: 10, rejected: 10 }, { fed: 110, fedAll: true }), 2_000),
    ).toMatchObject({ total: 100, totalIsKnown: true });
    expect(meter(batch({}, {}), 3_000)).toMatchObject({ total: null, etaSeconds: null });
  });

  test('a limit and a sample make it smaller', () => {
    const meter = createProgressMeter();
    const fed = { fed: 100, fedBytes: 100 };
    expect(meter(batch({}, fed, { limit: 400 }), 0)).toMatchObject({ total: 400 });
    expect(
      meter(
        batch({ 'left-out:unsampled': 90 }, fed, { sample: { size: 50, of: 500, seed: 1 } }),
        0,
      ),
    ).toMatchObject({ total: 50 });
  });

  test('failures are told by kind', () => {
    const stats = {
      failed: 3,
      'failed:llm.refused': 2,
      'failed:llm.cut_off': 1,
      'failed:job.cancelled': 0,
    };
    expect(createProgressMeter()(batch(stats), 0).failures).toEqual({ refusal: 2, truncation: 1 });
  });
});
