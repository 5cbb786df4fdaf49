import type { Batch } from '../store/batches.ts';
import { failureTypeOf } from './failure-types.ts';
import { sumOf } from './statistics.ts';

/** How far a batch is, for people and programs. */
export interface BatchProgress {
  readonly done: number;
  readonly failed: number;
  /** How many failed by what kind of failure. */
  readonly failures: Readonly<Record<string, number>>;
  readonly rejected: number;
  readonly leftOut: number;
  /** Queued or in progress. */
  readonly unfinished: number;
  /** How many articles there are; an estimate until the corpus is read, null before anything is. */
  readonly total: number | null;
  readonly totalIsKnown: boolean;
  /** Articles a second of late; null while it is not known, and when none has ended for long. */
  readonly rate: number | null;
  /** Seconds until the end at this rate; null where that is. */
  readonly etaSeconds: number | null;
  /** For how long no article has ended, where that is longer than before; else null. */
  readonly stalledSeconds: number | null;
  readonly tokens: number;
  readonly cachedCalls: number;
  readonly costUsd: number;
  readonly maxCostUsd: number | null;
  /** Booked on that limit, calls in flight included. */
  readonly bookedUsd: number;
  readonly errors: number;
  readonly warnings: number;
}

/** The rate is measured over this long: enough to be smooth, short enough to follow changes. */
const windowMs = 60_000;
/** Where articles take long, over as long as so many of them took, but no longer than this. */
const windowEnded = 10;
const maxWindowMs = 900_000;
/** No rate is given from less than this. */
const minWindowMs = 2_000;
/** A pause between two articles is none to speak of that is shorter than this, */
const stalledMs = 15_000;
/** or than so many times the longest there was. */
const stalledGaps = 3;
/** How long the first article may take before that is told. */
const firstStalledMs = 30_000;

/** What was ended at a time (ms). */
interface Sample {
  readonly at: number;
  readonly ended: number;
}

/**
 * Measures progress from the batch's counters, as an onlooker reads them now and again.
 *
 * Only what happens meanwhile counts for the rate: what was done before a resume, or taken from
 * earlier runs at once, does not make the end look nearer. How much is left follows from how far
 * the corpus was read when its last entries were fed, so that skipping what is fed already does not
 * make it look farther.
 */
export class ProgressMeter {
  readonly #samples: Sample[] = [];

  /** Measures the progress at a time (ms). */
  measure(batch: Batch, now: number): BatchProgress {
    const { stats } = batch;
    const ended = stats.done + stats.failed;
    this.#note({ at: now, ended });
    const silentMs = batch.unfinished > 0 ? this.#stalledAt(now) : null;
    const rate = silentMs === null ? this.#rateAt(now) : null;
    const leftOut = sumOf(Object.values(stats.leftOut));
    const total = estimateTotal(batch, batch.position - stats.rejected - leftOut);
    return {
      done: stats.done,
      failed: stats.failed,
      failures: failuresByType(stats.failedByCode),
      rejected: stats.rejected,
      leftOut,
      unfinished: batch.unfinished,
      total,
      totalIsKnown: batch.inputExhausted,
      rate,
      etaSeconds: rate && total !== null ? Math.round((total - ended) / rate) : null,
      stalledSeconds: silentMs === null ? null : Math.round(silentMs / 1_000),
      tokens: stats.promptTokens + stats.completionTokens,
      cachedCalls: stats.cachedCalls,
      costUsd: stats.costUsd,
      maxCostUsd: batch.maxCostUsd,
      bookedUsd: batch.bookedUsd,
      errors: stats.findings.error,
      warnings: stats.findings.warning,
    };
  }

  /** Keeps when something ended, as far back as the rate is measured. */
  #note({ at, ended }: Sample): void {
    if (this.#samples.at(-1)?.ended !== ended) this.#samples.push({ at, ended });
    for (;;) {
      const next = this.#samples[1];
      if (next === undefined || at - next.at < windowMs) return;
      if (ended - next.ended < windowEnded && at - next.at < maxWindowMs) return;
      this.#samples.shift();
    }
  }

  #rateAt(now: number): number | null {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined) return null;
    const ended = last.ended - first.ended;
    const tookMs = now - first.at;
    return tookMs < minWindowMs || ended <= 0 ? null : ended / (tookMs / 1_000);
  }

  /** For how long nothing has ended, where that is longer than it was before; else null. */
  #stalledAt(now: number): number | null {
    const times = this.#samples.map(({ at }) => at);
    const sinceMs = now - (times.at(-1) ?? now);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
    const usual =
      gaps.length === 0 ? firstStalledMs : Math.max(stalledMs, stalledGaps * Math.max(...gaps));
    return sinceMs > usual ? sinceMs : null;
  }
}

/** All articles of a batch: of the entries still to be read, the same share is taken as so far. */
function estimateTotal(batch: Batch, taken: number): number | null {
  const { position, inputExhausted, definition } = batch;
  if (inputExhausted) return taken;
  if (position === 0) return null;
  const entries = Math.min(
    definition.sample?.of ?? entriesByBytes(batch),
    definition.limit ?? Number.POSITIVE_INFINITY,
  );
  return Number.isFinite(entries)
    ? Math.max(taken, Math.round((taken * entries) / position))
    : null;
}

/** All entries of a corpus, by the share of its bytes that are read; infinite while none are. */
function entriesByBytes({ position, bytesRead, definition }: Batch): number {
  const bytes = sumOf(definition.files.map((file) => file.bytes));
  const share = bytes === 0 ? 0 : Math.min(1, bytesRead / bytes);
  return share === 0 ? Number.POSITIVE_INFINITY : position / share;
}

function failuresByType(byCode: Readonly<Record<string, number>>): Record<string, number> {
  const failures: Record<string, number> = {};
  for (const [code, count] of Object.entries(byCode)) {
    const type = failureTypeOf(code);
    failures[type] = (failures[type] ?? 0) + count;
  }
  return failures;
}
