import { type JobsOptions, Queue, type Telemetry } from 'bullmq';
import { z } from 'zod';
import type { ArticleStore } from '../store/articles.ts';
import type { JobRef } from '../store/job-ref.ts';
import type { RedisConnection } from '../store/redis-connection.ts';

/** The one queue: one job for each article. Its keys are under the store's `queue` prefix. */
export const queueName = 'articles';

/** What a job contains: which article, and the token of this job; never the text. */
const jobDataSchema = z.union([
  z.object({ id: z.string(), token: z.string() }),
  // Earlier versions named the token otherwise.
  z.object({ id: z.string(), run: z.string() }).transform(({ id, run }) => ({ id, token: run })),
]);

/** Reads which article a BullMQ job is for from its data. */
export function jobRefOf(data: unknown): JobRef {
  return jobDataSchema.parse(data);
}

/** What {@link jobRefOf} reads. */
function toJobData({ id, token }: JobRef): z.input<typeof jobDataSchema> {
  return { id, token };
}

/**
 * BullMQ's id for a job. With the token in it, a retry never collides with the job of an earlier
 * try that BullMQ has not removed yet; and it is no bare number and has no colon, which BullMQ
 * refuses.
 */
function jobIdOf({ id, token }: JobRef): string {
  return `${encodeURIComponent(id)}.${token}`;
}

/** The article that a BullMQ job id names. */
export function articleIdOf(jobId: string): string {
  return decodeURIComponent(jobId.slice(0, jobId.lastIndexOf('.')));
}

/** How jobs are tried; the same for every job. */
export interface RetryPolicy {
  /** Attempts at an article, the first one included. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles, with jitter, each time after. */
  readonly retryDelayMs: number;
}

/** A job that BullMQ counts as failed. */
export interface FailedJob {
  readonly jobRef: JobRef;
  readonly reason: string;
}

/** The queue of articles. */
export interface ArticleQueue {
  /**
   * Adds jobs; one that is in the queue already stays as it is. Jobs with a priority come after all
   * jobs without one.
   */
  add(jobRefs: readonly JobRef[], priority?: number): Promise<void>;
  /** Removes a job, waiting or failed; one that a worker holds is left to that worker. */
  remove(jobRef: JobRef): Promise<void>;
  /** Where Redis has a job as long as it is in the queue, waiting or in progress. */
  keyOf(jobRef: JobRef): string;
  /** Jobs that BullMQ counts as failed and nobody has removed yet, at most `limit`. */
  failed(limit: number): Promise<FailedJob[]>;
  /** How many articles wait for a time: to be tried again, or for what a server asked for. */
  countDelayed(): Promise<number>;
  /** Ends their waits. */
  promoteDelayed(): Promise<void>;
  close(): Promise<void>;
}

/** Who watches a queue. */
export interface QueueObservers {
  readonly telemetry?: Telemetry | undefined;
  /** Called with each fault of the connection, which restores itself. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** Opens the queue on `redis`; the connection stays its caller's. */
export function createArticleQueue(
  redis: RedisConnection,
  store: Pick<ArticleStore, 'keys'>,
  policy: RetryPolicy,
  { telemetry, onError }: QueueObservers = {},
): ArticleQueue {
  const queue = new Queue(queueName, {
    connection: redis,
    prefix: store.keys.queue,
    ...(telemetry && { telemetry }),
  });
  // Connection errors also reject the command; without a listener they would end the process.
  queue.on('error', (error) => onError?.(error));
  return new BullMqArticleQueue(queue, policy);
}

class BullMqArticleQueue implements ArticleQueue {
  readonly #queue: Queue;
  /** Options that all jobs have. */
  readonly #options: JobsOptions;

  constructor(queue: Queue, { attempts, retryDelayMs }: RetryPolicy) {
    this.#queue = queue;
    this.#options = {
      attempts,
      backoff: { type: 'exponential', delay: retryDelayMs, jitter: 0.5 },
      removeOnComplete: true,
      // A failed job stays until its record says so; then a worker removes it (worker/sweep.ts).
      removeOnFail: false,
    };
  }

  async add(jobRefs: readonly JobRef[], priority = 0): Promise<void> {
    const jobs = jobRefs.map((jobRef) => ({
      name: 'article',
      data: toJobData(jobRef),
      opts: { ...this.#options, priority, jobId: jobIdOf(jobRef) },
    }));
    await this.#queue.addBulk(jobs);
  }

  async remove(jobRef: JobRef): Promise<void> {
    const job = await this.#queue.getJob(jobIdOf(jobRef));
    // A locked job belongs to a worker, which drops it by itself when the record says so.
    await job?.remove().catch(() => {});
  }

  keyOf(jobRef: JobRef): string {
    return this.#queue.toKey(jobIdOf(jobRef));
  }

  async failed(limit: number): Promise<FailedJob[]> {
    const jobs = await this.#queue.getFailed(0, limit - 1);
    return jobs.map(({ data, failedReason }) => ({
      jobRef: jobRefOf(data),
      reason: failedReason,
    }));
  }

  countDelayed(): Promise<number> {
    return this.#queue.getDelayedCount();
  }

  promoteDelayed(): Promise<void> {
    return this.#queue.promoteJobs();
  }

  close(): Promise<void> {
    return this.#queue.close();
  }
}
