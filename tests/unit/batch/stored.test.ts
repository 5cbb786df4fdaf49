import { expect, test } from 'vitest';
import { storedDefinitionSchema } from '../../../src/store/batch-definition.ts';
import { parseBatchStats } from '../../../src/store/batch-stats.ts';
import { makeDefinition } from '../../support/definitions.ts';

test('counters that have a key are found by it; one that went down to nothing is none', () => {
  const stats = parseBatchStats({
    done: '2',
    cost: '0.25',
    'failed:llm.refused': '1',
    'failed:job.cancelled': '0',
    'left-out:unsampled': '8',
    'finding:numbers:error': '3',
    'finding:numbers:warning': '1',
    'findings:error': '3',
    'minute:29000001': '1',
    'minute:29000000': '2',
    'gold:score:10': '61.5',
    'gold:score:9': '60',
  });
  expect(stats).toMatchObject({
    done: 2,
    failed: 0,
    costUsd: 0.25,
    failedByCode: { 'llm.refused': 1 },
    leftOut: { unsampled: 8 },
    findings: { error: 3, warning: 0, hint: 0 },
    findingsByCheck: { numbers: { error: 3, warning: 1, hint: 0 } },
    goldScores: [60, 61.5],
  });
  expect(stats.failedByCode).not.toHaveProperty('job.cancelled');
  expect(Object.entries(stats.endedByMinute)).toEqual([
    ['2025-02-19T21:20:00.000Z', 2],
    ['2025-02-19T21:21:00.000Z', 1],
  ]);
});

test('a definition that an earlier version kept says when its Batch API requests are cancelled', () => {
  const { cancelApiBatchAt: _, ...rest } = makeDefinition({});
  const stored = storedDefinitionSchema.parse({ ...rest, recallAt: 1_700_000_000_000 });
  expect(stored.cancelApiBatchAt).toBe(1_700_000_000_000);
});
