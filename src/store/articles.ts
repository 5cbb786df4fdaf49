import { z } from 'zod';
import type { Article } from '../article/schema.ts';
import {
  type ArticleBudget,
  type ArticleOptions,
  type ArticleResult,
  type Failure,
  type Outcome,
  type Status,
  usageSchema,
} from '../contract.ts';
import type { TolkError } from '../errors.ts';
import type { Fallback } from './batch-definition.ts';
import type { BatchItems } from './batch-items.ts';
import type { JobRef, OverdueJob, Reuse } from './job-ref.ts';
import type { Keys } from './keys.ts';
import type { DirectReason } from './submissions.ts';
import type { MemoryMatch } from './translation-memory.ts';

/*
 * The records of articles. A record's `status` is the truth; each move is one atomic script, in
 * scripts/:
 *
 *            accept                start                 complete
 *   (none) ─────────► queued ───────────────► active ───────────────────► done
 *                       ▲  ▲                    │ │                         │
 *                       │  └───── handBack ─────┘ │ fail                    │
 *                       │                         ▼                         │
 *                       ├──── retry, accept ─── failed ◄── cancel (from queued or active)
 *                       └──── retranslate, accept ──────────────────────────┘
 *
 * What is done stays readable: from done → queued until the next complete, the record keeps its
 * last finished version beside the work (scripts/shared.ts), and readers see that, as done with a
 * `retranslation`. There, fail and cancel lead back to done, as it was.
 *
 * - accept: a client or a feeder. Again with the same text and options: known, nothing happens.
 * - start: a worker that got the job. Again (its worker died): another attempt.
 * - complete: the worker, when the article is translated and checked. Again: refused, the first
 *   stands.
 * - fail: the worker, when there are no attempts left. Again: refused, the first stands.
 * - handBack: the worker, at a shutdown, a pause or before another attempt. Again: refused.
 * - cancel: a user, or a batch that is cancelled. Again: nothing happens.
 * - retry: a user. Again: nothing happens, it is queued.
 * - retranslate: a user, after a change of glossary, prompt, style or model. Again: as retry.
 *
 * `token` is a new random one at each accept, retry and retranslate, and part of the BullMQ job's
 * id. A move with an old token is refused, so a worker that was slow, cut off or cancelled cannot
 * overwrite what has happened since, and a job that runs twice counts once.
 *
 * Items of batches that wait for a record are in its set `waiting-for` (`batch:seq`); what happens
 * to the record happens to those items in the same script. `refCount` counts who still wants the
 * record: a batch that has written an item and releases it gives its share back, and the last one
 * deletes the record.
 */

/** How an article is accepted. */
export interface AcceptOptions extends ArticleOptions {
  /**
   * Whether a result that is there already is taken: `always`, `unless-gloss` (one of the sandbox
   * is made again), or `never`.
   *
   * @default 'always'
   */
  readonly reuse?: Reuse | undefined;
  /**
   * When the caller's id already names another text: refuse it with `article.id_taken`, or let the
   * new text take its place.
   *
   * @default 'refuse'
   */
  readonly onConflict?: 'refuse' | 'replace' | undefined;
  /** What these articles may cost together; what exceeds it fails with `job.budget_spent`. */
  readonly budget?: ArticleBudget | undefined;
}

/** What became of an article that was enqueued. */
export interface Receipt {
  /** The article's id: its own, or one made of its content. */
  readonly id: string;
  /** False when it was there already, queued, active or done: then nothing new is done or paid. */
  readonly accepted: boolean;
  /** Its status when it was submitted. */
  readonly status: Status;
}

/**
 * A receipt, and for the queue the job that goes with it; also of an article that was queued
 * before, since a failover may have lost its job. Null where it is in other hands.
 */
export interface Accepted {
  readonly receipt: Receipt;
  readonly job: JobRef | null;
}

/** Work on one article, as a worker holds it. */
export interface StartedArticle {
  readonly article: Article;
  readonly options: ArticleOptions;
  readonly attempt: number;
  readonly budget: ArticleBudget | null;
  /** What earlier attempts have cost. */
  readonly paid: Paid | null;
  /** What was made of it before, when only what a change concerns is to be retranslated. */
  readonly previous: Outcome | null;
  /** When its calls are cancelled at the Batch API and asked directly, to be in time (ms). */
  readonly cancelApiBatchAt: number | null;
  /** What its batch does where the Batch API does not do its work, if the user said so. */
  readonly fallback: Fallback | null;
  /** Its batches pause for what the Batch API did: it is finished only if all answers are there. */
  readonly isPaused: boolean;
  /** What the translation memory knew of it at the first attempt; null at that one. */
  readonly memoryMatches: readonly MemoryMatch[] | null;
  /** Answers in a row that were of no use to earlier attempts. */
  readonly wrongAnswers: number;
}

/** What has been paid for an article so far, as it is kept. */
export const paidSchema = z.object({ usage: usageSchema, costUsd: z.number().nullable() });

/** What has been paid for an article so far. */
export type Paid = z.infer<typeof paidSchema>;

/**
 * What a finished article adds to its batch's counters; `worst` ranks it among those to look at.
 */
export type Tally = Readonly<Record<string, number>>;

/** The status an article had before a move, and the job that the move made or ended. */
export interface Moved {
  readonly status: Status | 'missing' | 'wanted';
  readonly job: JobRef;
}

/** How many done articles there is a newer version of on its way. */
export interface Retranslations {
  /** Those that wait. */
  readonly queued: number;
  /** Those that a worker has. */
  readonly active: number;
}

/** The records of articles. */
export interface ArticleStore extends BatchItems {
  readonly keys: Keys;
  /**
   * Writes article and record, unless they are there already. What is accepted here is in the
   * outbox until it is in the queue, so that a caller who dies in between loses nothing.
   *
   * @returns for each article a receipt, or TolkError `article.id_taken` when its id names another
   *   text
   */
  accept(
    articles: readonly Article[],
    options: AcceptOptions,
  ): Promise<Array<Accepted | TolkError>>;
  /** Jobs accepted longer than `ms` ago that may have missed the queue; at most `limit`. */
  overdue(ms: number, limit: number): Promise<OverdueJob[]>;
  /** Notes that these jobs are in the queue. */
  queued(jobs: readonly JobRef[]): Promise<void>;
  /**
   * Keeps what the translation memory knows of an article, so that later attempts make the same
   * calls; the first one stands.
   */
  keepMemoryMatches(job: JobRef, matches: readonly MemoryMatch[]): Promise<void>;
  /**
   * Adds to the answers in a row that were wrong; after a right one (`more` is 0) they are none.
   *
   * @returns how many there are now, those of an attempt at the same time among them
   */
  countWrongAnswers(job: JobRef, more: number): Promise<number>;
  /**
   * Takes a job up; null when there is nothing to do: it is finished, cancelled or replaced.
   * `continue` is for one that comes back round after round, through the Batch API: that is one
   * attempt.
   *
   * @param mode default `try`
   * @throws TolkError `store.too_new` for a record of a later version; it stays as it is
   */
  start(job: JobRef, mode?: 'try' | 'continue'): Promise<StartedArticle | null>;
  /**
   * Writes the outcome, and adds `tally` to the counters of the batch it is for; false when the job
   * was cancelled or replaced meanwhile.
   */
  complete(job: JobRef, outcome: Outcome, tally?: Tally): Promise<boolean>;
  /** Writes the failure, beside the outcome where it was done before; else as above. */
  fail(job: JobRef, failure: Failure, tally?: Tally): Promise<boolean>;
  /**
   * Puts a job that a worker gave up back to `queued`, with what it has cost so far; false as
   * above.
   */
  handBack(job: JobRef, failure: Failure | null, paid?: Paid | null): Promise<boolean>;
  /**
   * The same for an article that was to go through the Batch API and is asked directly, at full
   * price: its batch counts why.
   */
  handToQueue(job: JobRef, failure: Failure | null, why: DirectReason): Promise<boolean>;
  /** An article's source, or null. */
  readArticle(id: string): Promise<Article | null>;
  /**
   * Ends a queued or active article as failed, or as what it was where it was done before; for a
   * `batch` only if nobody else wants it.
   */
  cancel(id: string, batch?: string): Promise<Moved>;
  /** Puts a failed article back to `queued` under a new job. */
  retry(id: string): Promise<Moved>;
  /**
   * Puts a done article back to `queued`, to be gone over with these options beside its own; until
   * then it stays readable as it is.
   */
  retranslate(id: string, options: ArticleOptions): Promise<Moved>;
  /**
   * All that is known of these articles, in their order; null for an unknown id.
   *
   * @param damaged what is done with a record that cannot be read: `as-failed` lets the others go
   * on.
   *   @default 'throw'
   * @throws TolkError `store.corrupt`, with the record's key
   */
  read(
    ids: readonly string[],
    damaged?: 'throw' | 'as-failed',
  ): Promise<Array<ArticleResult | null>>;
  /** Ids in these statuses, last changed first. */
  list(status: readonly Status[], limit: number): Promise<string[]>;
  /** How many articles there are in each status; one that is retranslated is done. */
  count(): Promise<Record<Status, number>>;
  /** How many of the done ones are being retranslated. */
  countRetranslations(): Promise<Retranslations>;
  /**
   * Calls `listener` with each id that is cancelled, anywhere; the function it returns ends that.
   */
  onCancel(listener: (id: string) => void): Promise<() => Promise<void>>;
}
