import type { Failure } from '../contract.ts';
import type { BatchDefinition, Fallback, StoredDefinition } from './batch-definition.ts';
import type { BatchStats } from './batch-stats.ts';
import type { Lease, LeaseHolder } from './lease.ts';

/*
 * A batch: many articles of one corpus, one set of counters, one output.
 *
 *   running ◄──► paused        by hand, because its money is spent, or by the Batch API
 *      │  ▲         │
 *      │  └─ retry ─┼── complete     everything is fed and ended, and written where there is an
 *      │            │                output; without one it is complete by itself
 *      ▼            ▼
 *         cancelled
 *
 * pause     a user, the script that ends an item for which there was no money, or the collector,
 *           when the Batch API refuses or has lost requests. Again: nothing happens.
 * resume    a user, with more money if that was why. Again: nothing happens.
 * complete  the process that writes the output; without an output the script that ends the last
 *           item.
 * retry     a user: items that have failed are taken in again (scripts/accept-item.ts).
 * cancel    a user; articles that nobody else wants are cancelled with it. Again: nothing happens.
 *
 * Its items are numbered by their place in the corpus. An item is *open* (its record is queued or
 * active), then *ready* (done, not yet written) or *failed*; what is written stays in `items`
 * unless it is released. `position` says how far the corpus is read; it moves in the same script
 * that takes an item, so a feeder may die at any line.
 */

/** The statuses of a batch. */
export const batchStatuses = ['running', 'paused', 'cancelled', 'complete'] as const;

/** The status of a batch. */
export type BatchStatus = (typeof batchStatuses)[number];

/**
 * Why a batch pauses: its money is spent, somebody paused it, or the Batch API refuses or has lost
 * its requests.
 */
export type PauseReason = 'budget' | 'manual' | 'batch-api';

/** A batch and what came of it so far. */
export interface Batch {
  /** Its id: the day, and six characters. */
  readonly id: string;
  /** What was asked of it. */
  readonly definition: BatchDefinition;
  /** ISO time. */
  readonly createdAt: string;
  /** ISO time; null for one that has not ended. */
  readonly endedAt: string | null;
  /** Its status. */
  readonly status: BatchStatus;
  /** Why it pauses; null for one that does not. */
  readonly reason: PauseReason | null;
  /** What happened, in the Batch API's own words; null where it does not pause for that. */
  readonly pauseMessage: string | null;
  /**
   * What happens where the Batch API does not do its work; null: requests that expired are asked
   * directly, and anything else pauses the batch.
   */
  readonly fallback: Fallback | null;
  /** US dollars at which it pauses; null where there is no limit. */
  readonly maxCostUsd: number | null;
  /**
   * US dollars booked on that limit: paid, also for articles that are not done yet, and reserved
   * for calls in flight; 0 where there is no limit.
   */
  readonly bookedUsd: number;
  /** Entries of the corpus that are dealt with; feeding continues after them. */
  readonly position: number;
  /** Bytes of the corpus's files that were read at that position: tells how much is left. */
  readonly bytesRead: number;
  /** True when the corpus is read to its end. */
  readonly inputExhausted: boolean;
  /** Bytes of the records that are taken and not yet written. */
  readonly inFlightBytes: number;
  /** Items whose article is queued or in progress. */
  readonly unfinished: number;
  /** Items that are done and not yet written; none in a batch without an output. */
  readonly finishedUnwritten: number;
  /** What was counted so far. */
  readonly stats: BatchStats;
}

/** A batch with what its feeder and its writer keep. */
export interface StoredBatch extends Batch {
  readonly definition: StoredDefinition;
  /**
   * Bytes of the output and of the rejects that are certain; a resume cuts off what lies beyond.
   */
  readonly outBytes: number;
  readonly rejectBytes: number;
  /** Where in the output each writer began. */
  readonly outputOffsets: readonly number[];
  /** Tells the output as it was completed from any other; null before. */
  readonly outputDigest: string | null;
}

/** An item of a batch as it is kept. */
export interface StoredItem {
  /** Its number in the corpus, from 1. */
  readonly seq: number;
  /** Its record, an article id. */
  readonly record: string;
  /** Of that record, compressed. */
  readonly bytes: number;
  /** What the batch keeps of it beside its record. */
  readonly details: unknown;
}

/** An item that failed. */
export interface FailedItem extends StoredItem {
  /** Why. */
  readonly failure: Failure;
}

/** How a corpus was read to its end. */
export interface FeedEnd {
  readonly position: number;
  /** How long a batch that is complete is kept (ms). */
  readonly resultTtlMs: number;
}

/** What a writer has written. */
export interface WrittenItems {
  readonly items: readonly StoredItem[];
  /** How long the output was before, in bytes, and is with them. */
  readonly fromBytes: number;
  readonly outBytes: number;
  /** `release` deletes what nobody else wants. */
  readonly release: 'release' | 'keep';
}

/** What a batch does where the Batch API does not do its work. */
export interface FallbackPolicy {
  /** What the user said; null for nothing. */
  readonly fallback: Fallback | null;
  /** It must be done by a time, for which what is late is asked directly. */
  readonly hasDeadline: boolean;
  /** Some of its articles are done: whatever fails now, the server does answer. */
  readonly hasDone: boolean;
}

/** The records of batches. */
export interface BatchStore {
  /** Creates a batch, and returns its id. */
  create(definition: StoredDefinition, maxCostUsd: number | null): Promise<string>;
  /** @throws TolkError `batch.not_found`, `store.corrupt` */
  read(id: string): Promise<StoredBatch>;
  /** Ids of all batches, newest first. */
  list(): Promise<string[]>;
  setStatus(id: string, status: BatchStatus, reason?: PauseReason): Promise<void>;
  setMaxCost(id: string, maxCostUsd: number): Promise<void>;
  setFallback(id: string, fallback: Fallback): Promise<void>;
  /** What a batch does where the Batch API does not do its work. */
  fallbackPolicy(id: string): Promise<FallbackPolicy>;
  /** Pauses a running batch for what the Batch API said; false for any other. */
  pauseRunning(id: string, message: string): Promise<boolean>;
  /** Notes that a batch is being run; true the first time. */
  markStarted(id: string): Promise<boolean>;
  /**
   * Notes that the corpus is fed; a batch that has nothing to write, and nothing open, is complete
   * with that.
   *
   * @throws TolkError `redis.rolled_back` where Redis has not taken all up to `position`
   */
  finishFeeding(id: string, end: FeedEnd): Promise<void>;
  /** Where in the output each writer began. */
  noteOutputOffsets(id: string, offsets: readonly number[]): Promise<void>;
  /** What the output is told from any other by. */
  noteOutputDigest(id: string, digest: string): Promise<void>;
  /** The same of an output that was put in order: it is one section, of this many bytes. */
  noteMergedOutput(id: string, digest: string, outBytes: number): Promise<void>;
  /** Notes that items are written; false where Redis knows another length of the output. */
  acknowledge(id: string, written: WrittenItems): Promise<boolean>;
  /** Lets items go that are written elsewhere for good; what nobody else wants is deleted. */
  release(id: string, written: readonly StoredItem[]): Promise<void>;
  /** Adds to the counters of a batch. */
  count(id: string, counts: Readonly<Record<string, number>>): Promise<void>;

  /** These items, as far as they are kept. */
  items(id: string, seqs: readonly number[]): Promise<StoredItem[]>;
  /** Numbers of all items that are kept, in order. */
  all(id: string): Promise<number[]>;
  /** Numbers of all items that wait for their record. */
  unfinished(id: string): Promise<number[]>;
  /**
   * Numbers of items that are done and not written, lowest first; with `input` only those that come
   * before everything open. Gold goes first.
   */
  finishedUnwritten(
    id: string,
    order: 'input' | 'finished' | 'gold',
    limit: number,
  ): Promise<number[]>;
  /** Items that failed, in order. */
  failed(id: string): Promise<FailedItem[]>;
  /** Moves an item that was ready to those that failed: its record is gone. */
  lose(id: string, item: StoredItem, failure: Failure): Promise<void>;
  /** The items with the most and gravest findings. */
  worst(id: string): Promise<Array<{ readonly seq: number; readonly score: number }>>;

  /** The lease to feed and to write a batch, for `owner`. */
  lease(id: string, owner: string): Lease;
  /** Who holds that lease; null for nobody. */
  holder(id: string): Promise<LeaseHolder | null>;
  /** Forgets a batch; the articles stay until they expire. */
  remove(id: string): Promise<void>;
  /** Lets an ended batch expire, with its items. */
  expire(id: string, resultTtlMs: number): Promise<void>;
}
