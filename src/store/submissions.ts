import { z } from 'zod';
import type { Failure } from '../contract.ts';
import type { NamedBudget } from './budgets.ts';
import type { Lease } from './lease.ts';
import type { callSpendSchema, correctionSchema } from './scripts/complete-call.ts';

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
 * book          the scheduler, for calls in a file that it fills. Again: in place of the first.
 * prepare       the scheduler, before anything is sent: after a crash it is known, and found at the
 *               server by its name, so nothing is sent twice. What is booked is now the
 *               submission's.
 * unbook        the scheduler that drops a file, or that follows one that died with it. Again:
 * nothing.
 *               Of what it drops each gives back only its own: another may have booked it since.
 * note          the scheduler, when the server has accepted it, or the collector, when it is
 *               cancelled. Again: the same. Refused where a failover lost that it was prepared.
 * writeCreated  the scheduler, where it was refused, with or without the lease: what the server has
 *               created is paid for. Calls that are in flight in another one since stay there.
 *               Again: the same.
 * completeCall  the collector, for each call that is back. Again: nothing happens, so that it
 *               counts once.
 * end           the collector, when all its calls are back. Again: nothing happens. Refused where a
 *               failover lost that they were back: they are collected again.
 */

/**
 * Why a submission is cancelled at the server: its deadline is near, nobody wants it any more, or
 * the server has had more time than it asked for.
 */
export const cancelReasons = ['late', 'unwanted', 'overdue'] as const;

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
    /** The server has agreed to cancel it. */
    isCancelled: z.boolean().default(false),
    /** Why it is to be cancelled, if so: see {@link cancelReasons}. */
    cancelWhy: z.enum(cancelReasons).nullable().default(null),
    /** When the server was first asked to (ms), how often, and when it may be asked again (ms). */
    cancelAskedAt: z.number().nullable().default(null),
    cancelTries: z.number().default(0),
    cancelNotBefore: z.number().default(0),
    /** The request file at the server, to be deleted in the end. */
    inputFile: z.string().nullable().default(null),
    /** The form of its requests: what the server was known to be capable of, as text. */
    sentAs: z.string().default(''),
    /** When the server stops working on it, as far as it says so (ms). */
    expiresAt: z.number().nullable().default(null),
    /** Checks in a row that found no such batch or file, and that failed otherwise. */
    missingChecks: z.number().default(0),
    failedChecks: z.number().default(0),
    /** What the last of them met; empty where the last check found it. */
    problem: z.string().default(''),
  }),
);

/** A file of calls that was, or is being, submitted to the Batch API. */
export type Submission = z.infer<typeof submissionSchema>;

/** A call in flight, as it is kept. */
export const pendingCallSchema = z.object({
  submission: z.string(),
  record: z.string(),
  /** What was booked for it. */
  likelyUsd: z.number(),
  /** How many times the cost by the tokens that are likely that was. */
  dearness: z.number().min(1).default(1),
  budget: z.string().nullable(),
  /** The day whose budget it was booked on; null without one, unknown of earlier versions. */
  day: z.string().nullish(),
  /** What is asked for: a translation, a summary, … */
  task: z.string().default(''),
  /** Prompt tokens by our own count. */
  promptTokens: z.number().default(0),
});

/** A call in flight: whose it is, and what was booked for it. */
export type PendingCall = z.infer<typeof pendingCallSchema>;

/** A call at the server, and the names of the budgets that it is to be booked on. */
export interface CreatedCall {
  readonly call: Omit<PendingCall, 'submission'>;
  readonly budgets: readonly string[];
}

/** Why an article's calls are made directly, at full price, though it was to go the other way. */
export const directReasonSchema = z.enum([
  'deadline',
  'expired',
  'rounds',
  'quota',
  'refused',
  'failed',
  'lost',
  'no-batch-api',
  'wrong-answers',
]);

/** Why calls are made directly; see {@link directReasonSchema}. */
export type DirectReason = z.infer<typeof directReasonSchema>;

/** How calls come back unanswered: the server failed at them, lost them, or refused them. */
export type SetbackKind = 'failed' | 'vanished' | 'refused';

/** What a call cost. */
export type CallSpend = z.infer<typeof callSpendSchema>;

/** What a call that is back, or will not be made, came to. */
export interface CallEnd {
  /** The submission that it was in flight in. */
  readonly submission: string;
  /** What was paid; null for nothing. */
  readonly spend: CallSpend | null;
  /** From what was booked for it to what it cost, for each of its budgets. */
  readonly corrections: ReadonlyArray<z.infer<typeof correctionSchema>>;
}

/**
 * How much is in flight: articles not yet sent, request files, and calls in them; and what is wrong
 * with one that cannot be checked.
 */
export interface BatchApiOverview {
  readonly waiting: number;
  readonly files: number;
  readonly calls: number;
  readonly problem: string | null;
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

  /**
   * Books money for calls of a file that `owner` fills: what each is likely to cost, on every
   * budget. Null, or the first budget without enough left, or that the owner has lost the lease;
   * then nothing is booked for them.
   */
  book<B extends NamedBudget>(
    owner: string,
    budgets: readonly B[],
    likelyUsd: ReadonlyMap<string, number>,
  ): Promise<B | 'lease lost' | null>;
  /**
   * Gives back what `owner` has booked for these calls that are in no submission; or all that is
   * booked by anyone, as long as it holds the lease. Cut off in between, the rest can be given back
   * later.
   */
  unbook(owner: string, calls: readonly string[] | 'all'): Promise<void>;
  /**
   * Writes a submission down with its calls, before anything is sent. False when `owner` has lost
   * the lease: what is written of it by then is a submission that was never created.
   */
  prepare(
    owner: string,
    submission: Submission,
    calls: ReadonlyMap<string, Omit<PendingCall, 'submission'>>,
  ): Promise<boolean>;
  /** Writes down what has become of a submission; false where it is not known (any more). */
  note(submission: Submission): Promise<boolean>;
  /**
   * Writes down a submission that the server has created and Redis has lost, whoever has the lease,
   * with those of `owner`'s calls that are not in flight in another one since. False, and nothing is
   * written, where all are.
   */
  writeCreated(
    owner: string,
    submission: Submission,
    calls: ReadonlyMap<string, CreatedCall>,
  ): Promise<boolean>;
  submissions(): Promise<Submission[]>;
  /**
   * Ends a submission: the articles that waited for it are pending again. False, and nothing is
   * done, while one of its calls is in flight, as after a failover that lost that they were back.
   */
  end(id: string): Promise<boolean>;

  /**
   * Which of these calls are in flight, and in which submission; one that is gone returns nothing.
   */
  inFlight(calls: readonly string[]): Promise<Array<string | null>>;
  /** The calls of a submission that are still in flight, with whose they are. */
  pendingCallsOf(id: string): Promise<Map<string, PendingCall>>;
  /**
   * Takes a call out of flight, books what it cost with its article, and corrects its budgets; null
   * when that was done before, or it is in flight in another submission.
   */
  completeCall(call: string, end: CallEnd): Promise<PendingCall | null>;

  /** Marks articles to be asked directly from now on; the first reason stays. */
  markDirect(records: readonly string[], why: DirectReason): Promise<void>;
  /**
   * Notes why articles wait with their batch: if it resumes with direct calls, so do they.
   */
  block(records: readonly string[], why: DirectReason): Promise<void>;
  /** Why an article waited with its batch; null where it did not. */
  blockedBy(record: string): Promise<DirectReason | null>;
  /** An article is sent again. */
  unblock(record: string): Promise<void>;
  /** Why an article is to be asked directly; null where it is not. */
  directReason(record: string): Promise<DirectReason | null>;
  /** Counts how often an article had calls missing. */
  countRound(record: string): Promise<number>;
  /** Takes back a round that came to nothing. */
  uncountRounds(records: readonly string[]): Promise<void>;
  /** Counts how often an article's calls came back unanswered, by `kind`. */
  countSetbacks(records: readonly string[], kind: SetbackKind): Promise<number[]>;
  /** Keeps how a call ended, so that planning its article meets that error. */
  keepFailedCall(record: string, call: string, failure: Failure): Promise<void>;
  /** Calls of an article that ended in an error, by their names. */
  failedCalls(record: string): Promise<Map<string, Failure>>;
  /** Counts a file that could not be submitted; returns how many in a row. */
  countSubmitFailure(): Promise<number>;
  /** A file was submitted. */
  clearSubmitFailures(): Promise<void>;
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
