import type { Batch } from '../store/batches.ts';
import { failureTypeOf } from './failure-types.ts';

/** How far a batch is, for people and programs. */
export interface BatchProgress {
  readonly done: number;
  readonly failed: number;
  /** How many failed by what kind of failure. */
  readonly failures: Readonly<Record<string, number>>;
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
 * Measures progress from the batch's counters, as they are read now and again, by whoever looks on.
 * Only what happens meanwhile counts for the rate: what was done before a resume, or taken from earlier
 * runs at once, does not make the end look nearer. How much is left is told by how far the corpus was
 * read when the last bulk was fed, so that passing what is fed already does not make it look farther.
 */
export function createProgressMeter() {
  const seen: Array<{ readonly at: number; readonly ended: number }> = [];
  return (batch: Batch, now: number): BatchProgress => {
    const count = (name: string) => batch.stats[name] ?? 0;
    const leftOut = Object.entries(batch.stats).reduce(
      (sum, [name, value]) => sum + (name.startsWith('left-out:') ? value : 0),
      0,
    );
    const ended = count('done') + count('failed');
    seen.push({ at: now, ended });
    while (seen.length > 2 && now - (seen[0]?.at ?? 0) > windowMs) seen.shift();
    const rate = rateOf(seen);
    const total = totalOf(batch, batch.fed - count('rejected') - leftOut);
    return {
      done: count('done'),
      failed: count('failed'),
      failures: failuresOf(batch.stats),
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

/** All articles of a batch: those taken of the entries that are fed, at the same share of the entries that are left. */
function totalOf({ fed, fedBytes, fedAll, definition }: Batch, taken: number): number | null {
  if (fedAll) return taken;
  if (fed === 0) return null;
  const bytes = definition.files.reduce((sum, file) => sum + file.bytes, 0);
  const share = bytes === 0 ? 0 : Math.min(1, fedBytes / bytes);
  const byBytes = share === 0 ? Number.POSITIVE_INFINITY : fed / share;
  const entries = Math.min(
    definition.sample?.of ?? byBytes,
    definition.limit ?? Number.POSITIVE_INFINITY,
  );
  return Number.isFinite(entries) ? Math.max(taken, Math.round((taken * entries) / fed)) : null;
}

function failuresOf(stats: Batch['stats']): Record<string, number> {
  const failures: Record<string, number> = {};
  for (const [name, value] of Object.entries(stats)) {
    if (!name.startsWith('failed:') || value === 0) continue;
    const type = failureTypeOf(name.slice('failed:'.length));
    failures[type] = (failures[type] ?? 0) + value;
  }
  return failures;
}

function rateOf(
  seen: ReadonlyArray<{ readonly at: number; readonly ended: number }>,
): number | null {
  const first = seen[0];
  const last = seen.at(-1);
  if (!first || !last || last.at - first.at < settleMs || last.ended <= first.ended) return null;
  return (last.ended - first.ended) / ((last.at - first.at) / 1_000);
}
