import { expect, test } from 'vitest';
import { ProgressMeter } from '../../../src/batch/progress.ts';
import type { StoredDefinition } from '../../../src/store/batch-definition.ts';
import { type BatchStats, parseBatchStats } from '../../../src/store/batch-stats.ts';
import type { Batch } from '../../../src/store/batches.ts';
import { makeBatch, makeDefinition } from '../../support/definitions.ts';

type Counters = Readonly<Record<string, number>>;

const batch = (counters: Counters, more: Partial<Batch> = {}): Batch =>
  makeBatch({ definition: corpusOf({}), stats: statsOf(counters), ...more });

const corpusOf = (more: Partial<StoredDefinition>): StoredDefinition =>
  makeDefinition({ files: [{ path: 'corpus.jsonl', bytes: 1_000, modifiedMs: 0 }], ...more });

const statsOf = (counters: Counters): BatchStats =>
  parseBatchStats(
    Object.fromEntries(Object.entries(counters).map(([name, count]) => [name, String(count)])),
  );

test('the end is told by what happens now: what was done before a resume does not count', () => {
  const meter = new ProgressMeter();
  const full = { position: 2_000, inputExhausted: true };
  expect(meter.measure(batch({ done: 1_000 }, full), 0)).toMatchObject({
    rate: null,
    etaSeconds: null,
  });
  expect(meter.measure(batch({ done: 1_050 }, full), 10_000)).toMatchObject({
    rate: 5,
    etaSeconds: 190,
  });
});

test('the rate is the one of late, and there is none while nothing ends', () => {
  const meter = new ProgressMeter();
  const full = { position: 2_000, inputExhausted: true, unfinished: 3 };
  const at = (seconds: number, done: number) =>
    meter.measure(batch({ done }, full), seconds * 1_000);
  for (let second = 0; second <= 100; second += 1) at(second, second * 10);
  for (let second = 101; second <= 200; second += 1) at(second, 1_000 + (second - 100));
  expect(at(200, 1_100).rate).toBeCloseTo(1, 1);
  expect(at(210, 1_100)).toMatchObject({ stalledSeconds: null, etaSeconds: expect.any(Number) });
  expect(at(295, 1_100)).toMatchObject({ stalledSeconds: 95, rate: null, etaSeconds: null });
  expect(at(296, 1_101)).toMatchObject({ stalledSeconds: null, etaSeconds: expect.any(Number) });
});

test('articles that take minutes each have a rate, and are no standstill', () => {
  const meter = new ProgressMeter();
  const full = { position: 20, inputExhausted: true, unfinished: 3 };
  const at = (seconds: number, done: number) =>
    meter.measure(batch({ done }, full), seconds * 1_000);
  for (let second = 0; second <= 900; second += 10) at(second, Math.floor(second / 150));
  expect(at(1_040, 6)).toMatchObject({ stalledSeconds: null, rate: expect.closeTo(6 / 1_040, 3) });
});

test('until a corpus is read, its size is told by the bytes that were read when the last bulk was fed', () => {
  const meter = new ProgressMeter();
  const fed = { position: 110, bytesRead: 100 };
  expect(meter.measure(batch({ done: 10, rejected: 11 }, fed), 0)).toMatchObject({
    total: 990,
    totalIsKnown: false,
  });
  // A resume passes what is fed already, and reads it again: that tells nothing new.
  expect(meter.measure(batch({ done: 10, rejected: 11 }, fed), 1_000)).toMatchObject({
    total: 990,
  });
  expect(
    meter.measure(
      batch({ done: 10, rejected: 10 }, { position: 110, inputExhausted: true }),
      2_000,
    ),
  ).toMatchObject({ total: 100, totalIsKnown: true });
  expect(meter.measure(batch({}, {}), 3_000)).toMatchObject({ total: null, etaSeconds: null });
});

test('a limit and a sample make it smaller', () => {
  const meter = new ProgressMeter();
  const fed = { position: 100, bytesRead: 100 };
  const sample = { size: 50, of: 500, seed: 1 };
  expect(
    meter.measure(batch({}, { ...fed, definition: corpusOf({ limit: 400 }) }), 0),
  ).toMatchObject({ total: 400 });
  expect(
    meter.measure(
      batch({ 'left-out:unsampled': 90 }, { ...fed, definition: corpusOf({ sample }) }),
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
  expect(new ProgressMeter().measure(batch(stats), 0).failures).toEqual({
    refusal: 2,
    truncation: 1,
  });
});
