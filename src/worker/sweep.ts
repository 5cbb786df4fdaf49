import { TolkError } from '../errors.ts';
import { deliverOverdue } from '../queue/enqueue.ts';
import type { ArticleQueue, FailedJob } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { SubmissionStore } from '../store/submissions.ts';
import { toFailure } from './bullmq-errors.ts';
import type { Logger } from './logger.ts';

/**
 * How often the worker of an article may die before it is no longer tried: it may be what kills
 * them.
 */
export const maxStalls = 20;

const everyMs = 10_000;
/** Failed jobs taken out of BullMQ in one sweep, and articles in progress that are looked at. */
const limit = 200;
/** Most articles take less: of those nobody asks whether their job is there. */
const activeMs = 15_000;

/** What a sweep works with. */
export interface SweepContext {
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  readonly submissions: SubmissionStore;
  readonly log: Logger;
  readonly clock: () => number;
}

/**
 * Picks up what dead processes left behind, every ten seconds: articles accepted but not yet in the
 * queue, articles in progress whose job is gone, and jobs that BullMQ gave up on whose record does
 * not say so yet. All workers do this; doing it twice changes nothing.
 */
export class Sweep {
  readonly #context: SweepContext;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: SweepContext) {
    this.#context = context;
  }

  /** Sweeps once, then again and again until {@link stop}. */
  async start(): Promise<void> {
    await this.#sweep();
    this.#timer = setInterval(() => void this.#sweepOrLog(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #sweep(): Promise<void> {
    const { store, queue, submissions, clock, log } = this.#context;
    const delivered = await deliverOverdue({ store, queue, submissions, now: clock() });
    if (delivered > 0) log.warn({ event: 'sweep.delivered', articles: delivered });
    const revived = await this.#reviveJobs();
    if (revived > 0) log.warn({ event: 'sweep.revived', articles: revived });
    for (const failed of await queue.failed(limit)) await failStalledJob(failed, store, queue);
  }

  /**
   * Puts articles that are in progress back in the queue where their job is gone. A failover may lose
   * the last writes that the old primary had acknowledged: there an article was done, and its job was
   * ended on the new one, where it is still in progress. The Batch API sees to its own.
   */
  async #reviveJobs(): Promise<number> {
    const { store, queue, clock } = this.#context;
    const active = await store.activeSince(clock() - activeMs, limit);
    const direct = active.filter(({ route }) => route !== 'api');
    const known = await Promise.all(direct.map((job) => queue.has(job)));
    const gone = direct.filter((_, at) => !known[at]);
    for (const job of gone) await queue.add([job], Number(job.route));
    return gone.length;
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
