import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { ArticleStore } from '../store/articles.ts';
import type { JobRef } from '../store/job-ref.ts';

/** The one queue: a job an article. Its keys stand under the store's `queue` prefix. */
export const queueName = 'articles';

/** What a job holds: which article, and the mark of this order; never the text. */
export const jobDataSchema = z.object({ id: z.string(), run: z.string() });

/**
 * BullMQ's id for an order. With the order's mark in it, a retry never meets the job of an earlier
 * try that BullMQ has not put away yet; and it is no bare number and has no colon, which BullMQ refuses.
 */
function jobIdOf({ id, run }: JobRef): string {
  return `${encodeURIComponent(id)}.${run}`;
}

/** The article a BullMQ job id stands for. */
export function articleIdOf(jobId: string): string {
  return decodeURIComponent(jobId.slice(0, jobId.lastIndexOf('.')));
}

/** How jobs are tried; the same for every job. */
export interface RetryPolicy {
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles, with jitter, each time after. */
  readonly retryDelayMs: number;
}

/** The queue of articles. */
export interface ArticleQueue {
  /** Puts jobs for these orders in the queue; one that is there already stays as it is. Those with a priority come after all without one. */
  add(orders: readonly JobRef[], priority?: number): Promise<void>;
  /** Takes an order's job out, waiting or failed; one that a worker holds is left to that worker. */
  remove(order: JobRef): Promise<void>;
  /** Jobs that BullMQ counts as failed and nobody has put away yet, at most `limit`. */
  failed(limit: number): Promise<Array<{ order: JobRef; reason: string }>>;
  /** How many workers are connected. */
  countWorkers(): Promise<number>;
  close(): Promise<void>;
}

/** A queue on `redis`; the connection stays its caller's. */
export function createArticleQueue(
  redis: Redis,
  store: ArticleStore,
  policy: RetryPolicy,
): ArticleQueue {
  const queue = new Queue(queueName, { connection: redis, prefix: store.keys.queue });
  queue.on('error', () => {});
  const opts = {
    attempts: policy.attempts,
    backoff: { type: 'exponential', delay: policy.retryDelayMs, jitter: 0.5 },
    removeOnComplete: true,
    // A failed job stays until its record says so; then a worker removes it (see workers/article.ts).
    removeOnFail: false,
  };
  return {
    async add(orders, priority = 0) {
      await queue.addBulk(
        orders.map((order) => ({
          name: 'article',
          data: { ...order },
          opts: { ...opts, priority, jobId: jobIdOf(order) },
        })),
      );
    },
    async remove(order) {
      const job = await queue.getJob(jobIdOf(order));
      // A job that is locked belongs to a worker, which drops it on its own when the record says so.
      await job?.remove().catch(() => {});
    },
    async failed(limit) {
      const jobs = await queue.getFailed(0, limit - 1);
      return jobs.map((job) => ({
        order: jobDataSchema.parse(job.data),
        reason: job.failedReason,
      }));
    },
    countWorkers: () => queue.getWorkersCount(),
    close: () => queue.close(),
  };
}
