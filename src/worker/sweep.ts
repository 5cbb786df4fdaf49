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

/** A clock that is put right more gently is none to speak of. */
const leastStepMs = 5_000;

/** What a sweep works with. */
export interface SweepContext {
  readonly redis: RedisConnection;
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  readonly submissions: SubmissionStore;
  readonly log: Logger;
  /** What this machine's clock says (ms since 1970). @default Date.now */
  readonly machineClock?: (() => number) | undefined;
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
  readonly #machineClock: () => number;
  #timer: NodeJS.Timeout | undefined;
  /** By how much the machine's clock is ahead of a timer that only goes forward. */
  #clockLead: number;

  constructor(context: SweepContext) {
    const { machineClock = Date.now } = context;
    this.#context = context;
    this.#machineClock = machineClock;
    this.#clockLead = machineClock() - performance.now();
    this.#lost = new LostArticles(context);
  }

  /** Sweeps once, then again and again until {@link stop}. */
  async start(): Promise<void> {
    await this.sweep();
    this.#timer = setInterval(() => void this.sweep(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#lost.stop();
  }

  /** Sweeps once. What fails is logged, and keeps nothing else from being picked up. */
  async sweep(): Promise<void> {
    const parts = [
      () => this.#deliver(),
      () => this.#lost.look(),
      () => this.#endWaitsAfterStep(),
      () => this.#unbook(),
      () => this.#failStalled(),
    ];
    for (const part of parts)
      await part().catch((error: unknown) => {
        const { message } = TolkError.from(error);
        this.#context.log.error({ event: 'sweep.failed', reason: message });
      });
  }

  async #deliver(): Promise<void> {
    const articles = await deliverOverdue(this.#context);
    if (articles > 0) this.#context.log.warn({ event: 'sweep.delivered', articles });
  }

  async #unbook(): Promise<void> {
    const { redis, store, log } = this.#context;
    const calls = await unbookDeadCalls(redis, store.keys);
    if (calls > 0) log.warn({ event: 'sweep.unbooked', calls });
  }

  async #failStalled(): Promise<void> {
    const { store, queue } = this.#context;
    for (const failed of await queue.failed(limit)) await failStalledJob(failed, store, queue);
  }

  /**
   * BullMQ has jobs wait until a time by the machine's clock. Where that was put right, or the
   * machine slept, they may wait an hour too long: those that still have to wait are told so again.
   */
  async #endWaitsAfterStep(): Promise<void> {
    const lead = this.#machineClock() - performance.now();
    const stepMs = lead - this.#clockLead;
    this.#clockLead = lead;
    if (Math.abs(stepMs) < leastStepMs) return;
    const { queue, log } = this.#context;
    log.warn({ event: 'worker.clock_stepped', ms: Math.round(stepMs) });
    await queue.promoteDelayed();
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
