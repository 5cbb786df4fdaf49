import type { StoredDefinition } from '../../src/store/batch-definition.ts';
import { parseBatchStats } from '../../src/store/batch-stats.ts';
import type { Batch } from '../../src/store/batches.ts';

/** A batch's definition in which only what a test is about differs from the defaults. */
export function makeDefinition(more: Partial<StoredDefinition>): StoredDefinition {
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
    fallback: null,
    directShare: 1,
    cancelApiBatchAt: null,
    out: null,
    rejects: null,
    gold: null,
    pilot: null,
    picked: null,
    ...more,
  };
}

/** A batch in which only what a test is about differs from one that has just been made. */
export function makeBatch(more: Partial<Batch>): Batch {
  return {
    id: '2026-11-24-3fa9c1',
    definition: makeDefinition({}),
    createdAt: '2026-11-24T20:00:00.000Z',
    endedAt: null,
    status: 'running',
    reason: null,
    pauseMessage: null,
    fallback: null,
    maxCostUsd: null,
    bookedUsd: 0,
    position: 0,
    bytesRead: 0,
    inputExhausted: false,
    inFlightBytes: 0,
    unfinished: 0,
    finishedUnwritten: 0,
    stats: parseBatchStats({}),
    ...more,
  };
}
