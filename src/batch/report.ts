import type { ArticleOptions, Finding } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import type { BatchStats, Counts, FindingCounts } from '../store/batch-stats.ts';
import type { Batch, BatchStatus, FailedItem } from '../store/batches.ts';
import { lengthClasses } from './counters.ts';
import { failureTypeOf } from './failure-types.ts';
import { meanOf } from './statistics.ts';

/** What came of a batch, for programs and for people (see `renderReport`). */
export interface BatchReport {
  readonly batch: string;
  readonly status: BatchStatus;
  readonly files: readonly string[];
  readonly options: ArticleOptions;
  /** ISO time. */
  readonly createdAt: string;
  /** From when it was made to its end, or to now. */
  readonly seconds: number;
  readonly articles: {
    readonly accepted: number;
    readonly done: number;
    readonly failed: number;
    readonly rejected: number;
    /** Entries that the batch did not want, by reason. */
    readonly leftOut: Counts;
    /** Based on an article that was there already: a duplicate, or done by an earlier run. */
    readonly reused: number;
    /** Queued or in progress. */
    readonly unfinished: number;
  };
  readonly cost: {
    readonly usd: number;
    readonly perArticleUsd: number | null;
    readonly maxUsd: number | null;
    readonly calls: number;
    readonly cachedCalls: number;
    readonly promptTokens: number;
    readonly cachedTokens: number;
    readonly completionTokens: number;
  };
  /** What the translation memory saved. */
  readonly memory: {
    readonly segments: number;
    readonly ofSegments: number;
    readonly tokens: number;
    /** What those segments would have cost, at what the others did. */
    readonly savedUsd: number;
  };
  /** Articles finished in each minute in which any was; `minute` is an ISO time. */
  readonly throughput: ReadonlyArray<{ readonly minute: string; readonly articles: number }>;
  readonly failures: readonly FailureGroup[];
  /** Rejected entries, by error code. */
  readonly rejections: Counts;
  readonly findings: ReadonlyArray<FindingCounts & { readonly check: string }>;
  /** The articles with the most and gravest findings, as far as they are still in Redis. */
  readonly worst: readonly WorstArticle[];
  readonly lengths: ReadonlyArray<{ readonly words: string; readonly articles: number }>;
  /** Articles by the language they were found to be in (ISO 639-1). */
  readonly languages: Counts;
  readonly gold: GoldSummary | null;
  /** True when any of it is the sandbox's gloss, which is no translation. */
  readonly gloss: boolean;
}

/** Failures of one kind. */
export interface FailureGroup {
  readonly type: string;
  readonly code: string;
  readonly count: number;
  readonly examples: readonly string[];
  /** The command that tries them again. */
  readonly retry: string;
}

/** An article to look at first. */
export interface WorstArticle {
  readonly id: string;
  readonly place: string;
  readonly title: string | null;
  readonly messages: readonly string[];
}

/** How gold articles fared. */
export interface GoldSummary {
  readonly articles: number;
  /** Mean chrF2. */
  readonly chrf: number;
  /**
   * Says how far the last ones are below the first, or below the pilot's; null when they are not.
   */
  readonly drift: string | null;
}

/** What a report is made of. */
export interface ReportInput {
  readonly batch: Batch;
  readonly failed: ReadonlyArray<FailedItem & { readonly place: string }>;
  readonly worst: readonly OutputRow[];
  readonly drift: string | null;
  /** The time (ms). */
  readonly now: number;
}

const examplesEach = 3;
const messagesEach = 5;

/** Makes the report from a batch's counters, its failures and its worst articles. */
export function makeReport({ batch, failed, worst, drift, now }: ReportInput): BatchReport {
  const { id, stats, definition, createdAt, endedAt } = batch;
  const endMs = endedAt === null ? now : Date.parse(endedAt);
  const { accepted, done, rejected, leftOut, reused } = stats;
  return {
    batch: id,
    status: batch.status,
    files: definition.files.map(({ path }) => path),
    options: definition.options,
    createdAt,
    seconds: Math.round((endMs - Date.parse(createdAt)) / 1_000),
    articles: {
      accepted,
      done,
      failed: stats.failed,
      rejected,
      leftOut,
      reused,
      unfinished: batch.unfinished,
    },
    cost: summariseCost(stats, batch.maxCostUsd),
    memory: summariseMemory(stats),
    throughput: Object.entries(stats.endedByMinute).map(([minute, articles]) => ({
      minute,
      articles,
    })),
    failures: groupFailures(id, failed),
    rejections: stats.rejectedByCode,
    findings: rankFindings(stats),
    worst: worst.map(describeWorst),
    lengths: countLengths(stats),
    languages: stats.articlesByLanguage,
    gold: summariseGold(stats, drift),
    gloss: stats.gloss > 0,
  };
}

function summariseCost(stats: BatchStats, maxUsd: number | null): BatchReport['cost'] {
  const { costUsd, done, calls, cachedCalls, promptTokens, cachedTokens, completionTokens } = stats;
  return {
    usd: costUsd,
    perArticleUsd: done > 0 ? costUsd / done : null,
    maxUsd,
    calls,
    cachedCalls,
    promptTokens,
    cachedTokens,
    completionTokens,
  };
}

function summariseMemory(stats: BatchStats): BatchReport['memory'] {
  const { memorySegments, memoryTokens, costUsd } = stats;
  const paidTokens = stats.promptTokens + stats.completionTokens - stats.cachedTokens;
  return {
    segments: memorySegments,
    ofSegments: stats.segments,
    tokens: memoryTokens,
    // A segment's Dutch goes in once and its English comes out, about as long.
    savedUsd: (costUsd * 2 * memoryTokens) / Math.max(1, paidTokens),
  };
}

function groupFailures(batch: string, failed: ReportInput['failed']): FailureGroup[] {
  const byCode = Map.groupBy(failed, ({ failure }) => failure.code);
  return [...byCode].map(([code, items]) => {
    const type = failureTypeOf(code);
    const examples = items.slice(0, examplesEach);
    return {
      type,
      code,
      count: items.length,
      examples: examples.map(({ place, failure }) => `${place}: ${failure.message}`),
      retry: `tolk batch retry-failed ${batch} --type ${type}`,
    };
  });
}

function rankFindings({ findingsByCheck }: BatchStats): BatchReport['findings'] {
  return Object.entries(findingsByCheck)
    .map(([check, counts]) => ({ check, ...counts }))
    .toSorted((a, b) => b.error - a.error || b.warning - a.warning);
}

function describeWorst({ id, place, translation, findings }: OutputRow): WorstArticle {
  const grave = findings.filter(({ severity }) => severity !== 'hint');
  const messages = grave.slice(0, messagesEach).map(describeFinding);
  return { id, place, title: translation.title, messages };
}

function describeFinding({ severity, segment, message, check }: Finding): string {
  const place = segment === null ? '' : `, segment ${segment}`;
  return `${severity}${place}: ${message} [${check}]`;
}

function countLengths({ articlesByLength }: BatchStats): BatchReport['lengths'] {
  const classes = lengthClasses.map((end, at) => {
    const start = at === 0 ? 0 : (lengthClasses[at - 1] ?? 0) + 1;
    return { words: `${start} to ${end}`, articles: articlesByLength[end] ?? 0 };
  });
  const longest = {
    words: `over ${lengthClasses.at(-1)}`,
    articles: articlesByLength['more'] ?? 0,
  };
  return [...classes, longest];
}

function summariseGold({ goldScores }: BatchStats, drift: string | null): GoldSummary | null {
  if (goldScores.length === 0) return null;
  return { articles: goldScores.length, chrf: meanOf(goldScores), drift };
}
