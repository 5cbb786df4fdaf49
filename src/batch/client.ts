import type { ArticleLimits } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import type { LimitValues } from '../llm/limits/server-limits.ts';
import type { CallOptions } from '../queue/calls.ts';
import type { ConnectionOptions } from '../queue/connection.ts';
import type { BatchDefinition, Fallback } from '../store/batch-definition.ts';
import type { Batch, FailedItem } from '../store/batches.ts';
import type { SlowCalls } from '../store/heartbeats.ts';
import type { Hold } from '../store/holds.ts';
import type { Pause } from '../store/pause.ts';
import type { BatchAudit } from './audit/audit.ts';
import type { Watermarks } from './feeder.ts';
import type { Plan } from './plan.ts';
import type { BatchReport } from './report.ts';
import type { ResultsOptions } from './results.ts';
import type { RunOptions } from './run.ts';

/** How a client of batches reaches Redis, and how it runs them. */
export interface BatchClientOptions extends ConnectionOptions {
  /** How large an article may be. @default 200,000 bytes and 2,000 segments */
  readonly limits?: ArticleLimits | undefined;
  /** How much of a batch may be in flight directly. @default 4,000 articles, 64 MB */
  readonly watermarks?: Watermarks | undefined;
  /**
   * How much of a batch may be in flight that goes through the Batch API, in part or whole.
   *
   * @default 200,000 articles, 1 GB
   */
  readonly batchApiWatermarks?: Watermarks | undefined;
}

/** How a batch is made. */
export interface CreateBatchOptions extends CallOptions {
  /** The batch pauses when this is spent. @default no limit */
  readonly maxCostUsd?: number | undefined;
  /** Only these entries of the corpus, by their numbers from 1; a pilot is made so. @default all */
  readonly entries?: readonly number[] | undefined;
  /** Sends the batch as `planBatch` decided. @default as its definition says */
  readonly plan?: Pick<Plan, 'via' | 'directShare' | 'cancelAfterSeconds'> | undefined;
}

/** How a batch is resumed. */
export interface ResumeOptions extends CallOptions {
  /** US dollars it may cost altogether from now on. @default as before */
  readonly maxCostUsd?: number | undefined;
  /** What happens from now on where the Batch API does not do its work. @default as before */
  readonly fallback?: Fallback | undefined;
}

/** How a batch is audited. */
export type AuditOptions = CallOptions;

/** A batch with who works on it. */
export interface BatchOverview extends Batch {
  /** The process that feeds and writes it, `machine:pid`; null when none does. */
  readonly holder: string | null;
  /** Workers connected. */
  readonly workers: number;
  /** Calls of all workers that the LLM server has not answered for half a minute or longer. */
  readonly slowCalls: SlowCalls;
  /** Why all workers pause, if they do. */
  readonly pause: Pause | null;
  /** Models that nobody calls for now, since their server asked for that. */
  readonly holds: readonly Hold[];
  /** What is in flight through the Batch API, of all batches. */
  readonly batchApi: BatchApiOverview;
}

/** What is in flight through the Batch API. */
export interface BatchApiOverview {
  /** Articles not yet sent. */
  readonly waiting: number;
  /** Request files, and the calls in them. */
  readonly files: number;
  /** Calls in those files. */
  readonly calls: number;
  /** What the server says instead of how a file is getting on; null where all can be checked. */
  readonly problem: string | null;
}

/** An item of a batch that failed, and where it is in the corpus. */
export type FailedArticle = FailedItem & { readonly place: string };

/** How fast articles can be worked on, as far as it is known. */
export interface Capacity extends LimitValues {
  /** Workers connected. */
  readonly workers: number;
}

/**
 * Corpora as batches; everything the command line does with them.
 *
 * Every call takes `timeoutMs` and `signal` in its options, and fails with `redis.unreachable`, which
 * is retryable, when Redis is away or silent for longer than that. Only `run` waits for Redis however
 * long that takes, until its signal is aborted.
 */
export interface BatchClient extends AsyncDisposable {
  /**
   * Makes a batch. Nothing is read or submitted before {@link BatchClient.run}.
   *
   * @example
   * const id = await batches.create(definition, { maxCostUsd: 50 });
   * @returns its id
   */
  create(definition: BatchDefinition, options?: CreateBatchOptions): Promise<string>;
  /**
   * Runs a batch until its corpus is submitted, or until all of it is written.
   *
   * @example
   * const { status, stats } = await batches.run(id, {
   *   onTick: (batch) => console.log(`${batch.stats.done} done`),
   * });
   * @returns the batch as this process leaves it
   * @throws TolkError `batch.not_found`, `batch.taken`, `batch.wrong_state`, `corpus.changed`
   */
  run(id: string, options?: RunOptions): Promise<Batch>;
  /** Reads a batch, and who works on it. @throws TolkError `batch.not_found` */
  status(id: string, options?: CallOptions): Promise<BatchOverview>;
  /** Reads the limits that the server told workers of a model, and counts the workers connected. */
  capacity(model: string, options?: CallOptions): Promise<Capacity>;
  /** Lists all batches, newest first. */
  list(options?: CallOptions): Promise<Batch[]>;
  /**
   * Stops feeding; workers leave what is queued, and finish what is in progress.
   *
   * @throws TolkError `batch.wrong_state`
   */
  pause(id: string, options?: CallOptions): Promise<void>;
  /**
   * Resumes a paused batch, with a new limit of money or another fallback if one is given; what
   * failed for want of money is queued again, and what the Batch API refused or lost is sent again.
   */
  resume(id: string, options?: ResumeOptions): Promise<void>;
  /**
   * Cancels what is queued and in progress; what is done stays.
   *
   * @returns how many articles were cancelled
   */
  cancel(id: string, options?: CallOptions): Promise<number>;
  /**
   * Queues failed items again: all, or those that `filter` picks, with `options` on top of their
   * own.
   *
   * @returns how many
   */
  retryFailed(
    id: string,
    filter: (failed: FailedItem) => boolean,
    options?: ArticleOptions & CallOptions,
  ): Promise<number>;
  /** Lists what failed, and why. */
  failed(id: string, options?: CallOptions): Promise<FailedArticle[]>;
  /**
   * Reads everything done that is still in Redis, in the order of the corpus.
   *
   * @example
   * const rows = batches.results(id, {
   *   onLeftOut: ({ place, why }) => console.error(`${place}: ${why}`),
   * });
   * for await (const row of rows) console.log(row.id);
   */
  results(id: string, options?: ResultsOptions): AsyncGenerator<OutputRow>;
  /**
   * Deletes rows of {@link BatchClient.results} from Redis, by their numbers, once they are written
   * for good elsewhere.
   *
   * @throws TolkError `batch.wrong_state` for a batch that has not ended
   */
  release(id: string, seqs: readonly number[], options?: CallOptions): Promise<void>;
  /**
   * Compares what was submitted to a batch with what is stored, written and paid; changes nothing.
   *
   * @example
   * const { counts, problems } = await batches.audit(id);
   * if (counts.lost > 0) console.error(problems);
   * @throws TolkError `batch.not_found`; `corpus.damaged` for an output that Tolk did not write
   */
  audit(id: string, options?: AuditOptions): Promise<BatchAudit>;
  /** Reports what came of a batch: counts, cost, throughput, failures, findings, worst articles. */
  report(id: string, options?: CallOptions): Promise<BatchReport>;
  /** Deletes an ended batch. @throws TolkError `batch.wrong_state` for one that has not ended */
  remove(id: string, options?: CallOptions): Promise<void>;
  /** Closes the connection; safe to call twice. `await using` calls it. */
  close(): Promise<void>;
}
