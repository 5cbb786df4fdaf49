import type { ArticleOptions, Finding } from '../contract.ts';
import { describeStoredNotes } from '../corpus/notes.ts';
import { pageNameOf } from '../corpus/write/output.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import type { BatchStats, Counts, FindingCounts } from '../store/batch-stats.ts';
import type { Batch, BatchStatus, FailedItem } from '../store/batches.ts';
import { lengthClasses } from './counters.ts';
import { failureTypeOf } from './failure-types.ts';
import { meanOf } from './statistics.ts';

/** What came of a batch, for programs and for people (see `renderReport`). */
export interface BatchReport {
  /** The batch's id. */
  readonly batch: string;
  /** Its status at the time of the report. */
  readonly status: BatchStatus;
  /** Why it pauses, in the Batch API's words; null where it does not pause for that. */
  readonly pauseMessage: string | null;
  /** Paths of the corpus. */
  readonly files: readonly string[];
  /** How its articles were handled. */
  readonly options: ArticleOptions;
  /** ISO time. */
  readonly createdAt: string;
  /** From when it was made to its end, or to now. */
  readonly seconds: number;
  /** What became of its entries. */
  readonly articles: {
    /** Taken into the batch. */
    readonly accepted: number;
    /** Translated. */
    readonly done: number;
    /** Failed for good. */
    readonly failed: number;
    /** Could not be taken. */
    readonly rejected: number;
    /** Entries that the batch did not want, by reason. */
    readonly leftOut: Counts;
    /** Based on an article that was there already: a duplicate, or done by an earlier run. */
    readonly reused: number;
    /** Queued or in progress. */
    readonly unfinished: number;
  };
  /** What it cost. */
  readonly cost: {
    /** US dollars so far. */
    readonly usd: number;
    /** US dollars for an article, on average; null while none is done. */
    readonly perArticleUsd: number | null;
    /** US dollars it may cost; null where there is no limit. */
    readonly maxUsd: number | null;
    /** LLM calls made and paid for. */
    readonly calls: number;
    /** Calls answered from Tolk's own cache, at no cost. */
    readonly cachedCalls: number;
    /** Tokens sent. */
    readonly promptTokens: number;
    /** Those of them that the server had in its prompt cache. */
    readonly cachedTokens: number;
    /** Tokens received. */
    readonly completionTokens: number;
    /** Those of them that the model spent on reasoning. */
    readonly reasoningTokens: number;
    /** Calls whose tokens Tolk counted itself, since the server did not say. */
    readonly estimatedCalls: number;
    /** Articles that cost something nobody knows the price of. */
    readonly unpriced: number;
    /**
     * Articles of the Batch API that were asked directly, at full price, by reason; see
     * {@link BatchStats.askedDirectly}.
     */
    readonly askedDirectly: Counts;
    /**
     * How often articles were sent through the Batch API again; see {@link BatchStats.sentAgain}.
     */
    readonly sentAgain: Counts;
  };
  /** What the translation memory saved. */
  readonly memory: {
    /** Segments taken from the translation memory. */
    readonly segments: number;
    /** Of this many segments in all. */
    readonly ofSegments: number;
    /** Tokens of Dutch that were not sent. */
    readonly tokens: number;
    /** What those segments would have cost, at what the others did. */
    readonly savedUsd: number;
  };
  /** Articles finished in each minute in which any was; `minute` is an ISO time. */
  readonly throughput: ReadonlyArray<{ readonly minute: string; readonly articles: number }>;
  /** Failures by kind, the most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** Rejected entries, by error code. */
  readonly rejections: Counts;
  /** What readers guessed, repaired or left out, a line a kind. */
  readonly notes: readonly string[];
  /** Findings by check and severity. */
  readonly findings: ReadonlyArray<FindingCounts & { readonly check: string }>;
  /** The articles with the most and gravest findings, as far as they are still in Redis. */
  readonly worst: readonly WorstArticle[];
  /** Articles by their length in words. */
  readonly lengths: ReadonlyArray<{ readonly words: string; readonly articles: number }>;
  /** Articles by the language they were found to be in (ISO 639-1). */
  readonly languages: Counts;
  /** How gold articles fared; null where there are none. */
  readonly gold: GoldSummary | null;
  /** True when any of it is the sandbox's gloss, which is no translation. */
  readonly gloss: boolean;
}

/** Failures of one kind. */
export interface FailureGroup {
  /** The kind, as `tolk batch retry-failed --type` takes it. */
  readonly type: string;
  /** The error code. */
  readonly code: string;
  /** How many articles. */
  readonly count: number;
  /** Where a few of them are in the corpus, and the message. */
  readonly examples: readonly string[];
  /** The command that tries them again. */
  readonly retry: string;
}

/** An article to look at first. */
export interface WorstArticle {
  /** The article's id. */
  readonly id: string;
  /** Where it is in the corpus. */
  readonly place: string;
  /** What its page is called where the batch is written as a folder of pages. */
  readonly page: string;
  /** Its title in English. */
  readonly title: string | null;
  /** The gravest findings. */
  readonly messages: readonly string[];
}

/** How gold articles fared. */
export interface GoldSummary {
  /** Gold articles scored. */
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
    pauseMessage: batch.pauseMessage,
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
    notes: describeStoredNotes(stats.notes),
    findings: rankFindings(stats),
    worst: worst.map(describeWorst),
    lengths: countLengths(stats),
    languages: stats.articlesByLanguage,
    gold: summariseGold(stats, drift),
    gloss: stats.gloss > 0,
  };
}

function summariseCost(stats: BatchStats, maxUsd: number | null): BatchReport['cost'] {
  const { costUsd, done } = stats;
  return {
    usd: costUsd,
    perArticleUsd: done > 0 ? costUsd / done : null,
    maxUsd,
    calls: stats.calls,
    cachedCalls: stats.cachedCalls,
    promptTokens: stats.promptTokens,
    cachedTokens: stats.cachedTokens,
    completionTokens: stats.completionTokens,
    reasoningTokens: stats.reasoningTokens,
    estimatedCalls: stats.estimatedCalls,
    unpriced: stats.unpriced,
    askedDirectly: stats.askedDirectly,
    sentAgain: stats.sentAgain,
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

function describeWorst(row: OutputRow): WorstArticle {
  const { id, place, translation, findings } = row;
  const grave = findings.filter(({ severity }) => severity !== 'hint');
  const messages = grave.slice(0, messagesEach).map(describeFinding);
  return { id, place, page: pageNameOf(row), title: translation.title, messages };
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
