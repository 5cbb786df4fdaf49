import { z } from 'zod';
import type { Lease } from './lease.ts';
import type { callSpendSchema } from './scripts/complete-call.ts';

/*
 * What is in flight through the Batch API. An article (a record) is *pending* until it is planned:
 * then it is done, or calls are missing. A missing call is *in flight* under its name, in one
 * *submission*; the article waits for all submissions that hold a call of its.
 *
 *   pending ─► planned ─► done / failed / to the queue, for direct calls
 *     ▲         │ calls missing
 *     │         ▼
 *     └── waiting for submissions:  prepared ─► submitted ─► over, collected
 *                                                  └► cancelled at the server ─┘
 *
 * prepare       the scheduler, before anything is sent: after a crash it is known, and found at the
 *               server by its name, so nothing is sent twice.
 * note          the scheduler, when the server has accepted it, or the collector, when it is
 *               cancelled. Again: the same.
 * completeCall  the collector, for each call that is back. Again: nothing happens, so that it
 * counts
 *               once.
 * end           the collector, when all its calls are back. Again: nothing happens.
 */

/** Earlier versions named some fields of a submission otherwise. */
const earlierNames = { batch: 'apiBatch', recallAt: 'cancelAt', recalled: 'isCancelled' } as const;

/** A submission as it is kept. */
export const submissionSchema = z.preprocess(
  renameEarlier,
  z.object({
    id: z.string(),
    /** The API batch; null while it is being created. */
    apiBatch: z.string().nullable(),
    createdAt: z.number(),
    calls: z.number(),
    /** All its calls ask this model, and have this many prompt tokens. */
    model: z.string().default(''),
    tokens: z.number().default(0),
    /** When it is cancelled, so that what is left can be asked directly in time (ms). */
    cancelAt: z.number().nullable().default(null),
    /** It was cancelled at the server, in time or because nobody wants it any more. */
    isCancelled: z.boolean().default(false),
  }),
);

/** A file of calls that was, or is being, submitted to the Batch API. */
export type Submission = z.infer<typeof submissionSchema>;

/** A call in flight, as it is kept. */
export const pendingCallSchema = z.object({
  submission: z.string(),
  record: z.string(),
  likelyUsd: z.number(),
  budget: z.string().nullable(),
});

/** A call in flight: whose it is, and what was booked for it. */
export type PendingCall = z.infer<typeof pendingCallSchema>;

/** What a call cost. */
export type CallSpend = z.infer<typeof callSpendSchema>;

/** How much is in flight: articles not yet sent, request files, and calls in them. */
export interface BatchApiOverview {
  readonly waiting: number;
  readonly files: number;
  readonly calls: number;
}

/** What is in flight through the Batch API. */
export interface SubmissionStore {
  /** Makes articles pending: they are planned, in turn. */
  addPending(records: readonly string[]): Promise<void>;
  /** `count` pending articles after the first `from`, longest waiting first. */
  pending(from: number, count: number): Promise<string[]>;
  /** Takes articles out of those pending. */
  removePending(records: readonly string[]): Promise<void>;
  /** Lets an article wait for submissions instead of being pending. */
  wait(record: string, submissions: readonly string[]): Promise<void>;
  /** Takes an article out of all this. */
  forget(record: string): Promise<void>;

  /** Writes a submission down with its calls, before anything is sent. */
  prepare(
    submission: Submission,
    calls: ReadonlyMap<string, Omit<PendingCall, 'submission'>>,
  ): Promise<void>;
  /** Writes down what has become of a submission. */
  note(submission: Submission): Promise<void>;
  submissions(): Promise<Submission[]>;
  /** Ends a submission: the articles that waited for it are pending again. */
  end(id: string): Promise<void>;

  /** Which of these calls are in flight, and in which submission. */
  inFlight(calls: readonly string[]): Promise<Array<string | null>>;
  /** The calls of a submission that are still in flight, with whose they are. */
  pendingCallsOf(id: string): Promise<Array<{ readonly call: string; readonly record: string }>>;
  /**
   * Takes a call out of flight, and books what it cost with its article; null when that was done
   * before.
   */
  completeCall(call: string, spend: CallSpend | null): Promise<PendingCall | null>;

  /** Marks articles to be asked directly from now on. */
  markDirect(records: readonly string[]): Promise<void>;
  isDirect(record: string): Promise<boolean>;
  /** Counts how often an article had calls missing. */
  countRound(record: string): Promise<number>;
  /** Takes back a round that came to nothing. */
  uncountRounds(records: readonly string[]): Promise<void>;
  /** Most prompt tokens that the server lets be in flight for a model, as far as it has said so. */
  tokenLimit(model: string): Promise<number | null>;
  learnTokenLimit(model: string, limit: number): Promise<void>;

  /** Asks for a look at whether submissions are still wanted: a batch has been cancelled. */
  askReview(): Promise<void>;
  /** What {@link SubmissionStore.askReview} was asked, if so; it stays until that is given back. */
  reviewAsked(): Promise<string | null>;
  /** Ends a review; one that was asked for since is still to be made. */
  endReview(asked: string): Promise<void>;

  overview(): Promise<BatchApiOverview>;
  /** The lease to do all this, for `owner`; one process at a time has it. */
  lease(owner: string, ttlMs: number): Lease;
}

function renameEarlier(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  const fields: Record<string, unknown> = { ...stored };
  for (const [earlier, now] of Object.entries(earlierNames))
    if (earlier in fields && !(now in fields)) fields[now] = fields[earlier];
  return fields;
}
