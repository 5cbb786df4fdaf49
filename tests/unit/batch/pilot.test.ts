import { expect, test } from 'vitest';
import { project, selectArticles } from '../../../src/batch/pilot.ts';
import type { OutputRow } from '../../../src/corpus/write/row.ts';
import { seededRandom } from '../../../src/random.ts';

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
