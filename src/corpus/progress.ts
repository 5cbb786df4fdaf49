import type { Batch } from '../store/batch.ts';

/** How far a batch is, for people and programs. */
export interface BatchProgress {
  readonly done: number;
  readonly failed: number;
  readonly rejected: number;
  readonly leftOut: number;
  /** Being worked on or waiting for it. */
  readonly open: number;
  /** How many articles there are; an estimate until the corpus is read, null before anything is. */
  readonly total: number | null;
  readonly totalIsKnown: boolean;
  /** Articles a second; null until it can be told. */
  readonly rate: number | null;
  /** Seconds until the end at this rate; null until it can be told. */
  readonly etaSeconds: number | null;
  readonly tokens: number;
  readonly cachedCalls: number;
  readonly costUsd: number;
  readonly maxCostUsd: number | null;
  readonly errors: number;
  readonly warnings: number;
}

/** The rate is that of this long; long enough to be smooth, short enough to follow. */
const windowMs = 120_000;
/** Sooner than this nothing is said about it. */
const settleMs = 2_000;

/**
 * Measures progress from the batch's counters, as they are read now and again. Only what happens while
 * it looks on counts for the rate: what was done before a resume, or taken from earlier runs at once,
 * does not make the end look nearer.
 *
 * @param totalBytes of the corpus's files; 0 where it is not known
 */
export function createProgressMeter(totalBytes: number) {
  const seen: Array<{ readonly at: number; readonly ended: number }> = [];
  return (batch: Batch, bytesRead: number, now: number): BatchProgress => {
    const count = (name: string) => batch.stats[name] ?? 0;
    const leftOut = Object.entries(batch.stats).reduce((sum, [name, value]) => sum + (name.startsWith('left-out:') ? value : 0), 0);
    const ended = count('done') + count('failed');
    seen.push({ at: now, ended });
    while (seen.length > 2 && now - (seen[0]?.at ?? 0) > windowMs) seen.shift();
    const rate = rateOf(seen);
    const inBatch = batch.fed - count('rejected') - leftOut;
    const share = totalBytes > 0 ? Math.min(1, bytesRead / totalBytes) : 0;
    const total = batch.fedAll ? inBatch : batch.fed > 0 && share > 0 ? Math.max(inBatch, Math.round(inBatch / share)) : null;
    return {
      done: count('done'),
      failed: count('failed'),
      rejected: count('rejected'),
      leftOut,
      open: batch.open,
      total,
      totalIsKnown: batch.fedAll,
      rate,
      etaSeconds: rate && total !== null ? Math.round((total - ended) / rate) : null,
      tokens: count('promptTokens') + count('completionTokens'),
      cachedCalls: count('cachedCalls'),
      costUsd: count('cost'),
      maxCostUsd: batch.maxCostUsd,
      errors: count('findings:error'),
      warnings: count('findings:warning'),
    };
  };
}

function rateOf(seen: ReadonlyArray<{ readonly at: number; readonly ended: number }>): number | null {
  const first = seen[0];
  const last = seen.at(-1);
  if (!first || !last || last.at - first.at < settleMs || last.ended <= first.ended) return null;
  return (last.ended - first.ended) / ((last.at - first.at) / 1_000);
}
