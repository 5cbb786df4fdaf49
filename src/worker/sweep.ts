import { TolkError } from '../errors.ts';
import { deliverOverdue } from '../queue/enqueue.ts';
import type { ArticleQueue, FailedJob } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import { unbookDeadCalls } from '../store/budgets.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { SubmissionStore } from '../store/submissions.ts';
import { toFailure } from './bullmq-errors.ts';
import type { Logger } from './logger.ts';
import { LostArticles } from './lost-articles.ts';

/**
 * How often the worker of an article may die before it is no longer tried: it may be what kills
 * them.
 */
export const maxStalls = 20;

const everyMs = 10_000;
/** Failed jobs taken out of BullMQ in one sweep. */
const limit = 200;

/** What a sweep works with. */
export interface SweepContext {
  readonly redis: RedisConnection;
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  readonly submissions: SubmissionStore;
  readonly log: Logger;
  readonly clock: () => number;
}

/**
 * Picks up what dead processes and failovers left behind, every ten seconds: articles accepted but
 * not yet in the queue, articles that nobody will work on (lost-articles.ts), what is booked for
 * calls that were never sent, and jobs that BullMQ gave up on whose record does not say so yet. All
 * workers do this; doing it twice changes nothing.
 */
export class Sweep {
  readonly #context: SweepContext;
  readonly #lost: LostArticles;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: SweepContext) {
    this.#context = context;
    this.#lost = new LostArticles(context);
  }

  /** Sweeps once, then again and again until {@link stop}. */
  async start(): Promise<void> {
    await this.#sweep();
    this.#timer = setInterval(() => void this.#sweepOrLog(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#lost.stop();
  }

  async #sweep(): Promise<void> {
    const { redis, store, queue, submissions, clock, log } = this.#context;
    const delivered = await deliverOverdue({ store, queue, submissions, now: clock() });
    if (delivered > 0) log.warn({ event: 'sweep.delivered', articles: delivered });
    await this.#lost.look();
    const unsent = await unbookDeadCalls(redis, store.keys);
    if (unsent > 0) log.warn({ event: 'sweep.unbooked', calls: unsent });
    for (const failed of await queue.failed(limit)) await failStalledJob(failed, store, queue);
  }

  async #sweepOrLog(): Promise<void> {
    try {
      await this.#sweep();
    } catch (error) {
      const { message } = TolkError.from(error);
      this.#context.log.error({ event: 'sweep.failed', reason: message });
    }
  }
}

/**
 * Writes the failure of a job BullMQ gave up on, unless it is written already, and takes the job
 * out of BullMQ.
 */
export async function failStalledJob(
  { jobRef, reason }: FailedJob,
  store: ArticleStore,
  queue: ArticleQueue,
): Promise<void> {
  const died = `workers died ${maxStalls} times on this article (${reason})`;
  const error = new TolkError('job.stalled', `${died}; look at it before you retry it`);
  await store.fail(jobRef, toFailure(error));
  await queue.remove(jobRef);
}
