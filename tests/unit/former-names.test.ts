import { expect, test } from 'vitest';
import { outcomeSchema } from '../../src/contract.ts';
import { parseBatchStats } from '../../src/store/batch-stats.ts';

const outcome = {
  translation: { title: null, segments: [] },
  summary: null,
  usage: { calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 },
  costUsd: 0,
  model: 'm',
  promptVersion: 't2',
  gloss: false,
};

test('a finding stored under the former name of its check is read under the present one', () => {
  const findings = ['strangers', 'numbers', 'of-another-release'].map((check) => ({
    check,
    severity: 'warning',
    segment: 1,
    message: 'x',
  }));
  const { findings: read } = outcomeSchema.parse({ ...outcome, findings });
  expect(read.map(({ check }) => check)).toEqual(['added-names', 'numbers', 'of-another-release']);
});

test('post-edits are read from results that called them mends', () => {
  const step = { step: 'mend', model: 'm', call: 'c', checks: ['strangers'], kept: true };
  const entry = { segment: 1, source: 's', model: 'm', asked: 'm', promptVersion: 't2' };
  const provenance = [{ ...entry, glossaryVersion: null, call: 'c', mended: [step] }];
  const { provenance: read } = outcomeSchema.parse({ ...outcome, findings: [], provenance });
  expect(read[0]?.postEdits).toEqual([{ ...step, step: 'post-edit', checks: ['added-names'] }]);
  expect(read[0]).not.toHaveProperty('mended');
});

test('counters of a batch under both names of a check are added', () => {
  const { findingsByCheck } = parseBatchStats({
    'finding:strangers:warning': '2',
    'finding:added-names:warning': '3',
    'finding:numbers:error': '1',
  });
  expect(findingsByCheck).toEqual({
    'added-names': { error: 0, warning: 5, hint: 0 },
    numbers: { error: 1, warning: 0, hint: 0 },
  });
});
