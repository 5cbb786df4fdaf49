import type { BatchDefinition } from '../../src/store/batch-definition.ts';

/** A batch's definition in which only what a test is about differs from the defaults. */
export function makeDefinition(more: Partial<BatchDefinition>): BatchDefinition {
  return {
    files: [],
    format: null,
    map: {},
    guess: 'common',
    filter: {},
    limit: null,
    sample: null,
    existing: 'use',
    options: {},
    priority: 100,
    via: 'direct',
    directShare: 1,
    recallAt: null,
    out: null,
    rejects: null,
    gold: null,
    pilot: null,
    picked: null,
    ...more,
  };
}
