import { randomUUID } from 'node:crypto';
import { TolkError } from '../errors.ts';
import { deliver } from '../queue/enqueue.ts';
import type { ArticleQueue } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import { createLease, type Lease } from '../store/lease.ts';
import { findLostJobs } from '../store/lost-jobs.ts';
import { type RedisConnection, serverOf } from '../store/redis-connection.ts';
import type { SubmissionStore } from '../store/submissions.ts';
import type { Logger } from './logger.ts';

/*
 * Redis acknowledges a write before its replica has it, so a failover takes the last ones back: of
 * all that was written a beginning is left, consistent in itself. What was written after that, by
 * somebody who took the lost part for granted, is not:
 *
 *   lost                             then written                    leaves
 *   an article's outcome             the end of its job              in progress, without a job
 *   … and that it was taken up       the end of its job              queued, without a job
 *   its job                          that it is in the queue         queued, without a job
 *   … through the Batch API          that it is pending no more      queued or in progress, nowhere
 *
 * Such articles are put back where they were worked on. Some are looked at in every sweep; all of
 * them when the worker starts and when Redis is another process than before, by one worker at a
 * time.
 */

const leaseMs = 30_000;
const statuses = ['queued', 'active'] as const;

/** What it works with. */
export interface LostArticlesContext {
  readonly redis: RedisConnection;
  readonly store: Pick<ArticleStore, 'keys'>;
  readonly queue: ArticleQueue;
  readonly submissions: Pick<SubmissionStore, 'addPending'>;
  readonly log: Logger;
}

/** Puts articles back that nobody would ever work on. */
export class LostArticles {
  readonly #context: LostArticlesContext;
  readonly #lease: Lease;
  /** Where the next look begins. */
  readonly #from = { queued: '0', active: '0' };
  /** The Redis process that all articles were last looked at in. */
  #server: string | undefined;
  #isStopped = false;

  constructor(context: LostArticlesContext) {
    const { redis, store } = context;
    this.#context = context;
    this.#lease = createLease(redis, {
      key: store.keys.recoveryLease,
      owner: randomUUID(),
      ttlMs: leaseMs,
    });
  }

  /** Looks at some articles; at all of them, without being waited for, where Redis is another. */
  async look(): Promise<void> {
    for (const status of statuses)
      this.#from[status] = await this.#putBack(status, this.#from[status]);
    const server = await this.#identifyServer();
    if (server === this.#server) return;
    this.#server = server;
    this.#lookAtAll().catch((error) => {
      // The next look begins again.
      this.#server = undefined;
      if (this.#isStopped) return;
      const { message } = TolkError.from(error);
      this.#context.log.error({ event: 'sweep.failed', reason: message });
    });
  }

  /** Nothing more is looked at; a look at all of them ends with the page it is at. */
  stop(): void {
    this.#isStopped = true;
  }

  async #lookAtAll(): Promise<void> {
    if (!(await this.#lease.acquire())) return;
    try {
      for (const status of statuses) await this.#lookAtAllOf(status);
    } finally {
      await this.#lease.release();
    }
  }

  async #lookAtAllOf(status: (typeof statuses)[number]): Promise<void> {
    let from = '0';
    do from = await this.#putBack(status, from);
    while (from !== '0' && !this.#isStopped && (await this.#lease.renew()));
  }

  /** Returns where the next page begins. */
  async #putBack(status: (typeof statuses)[number], from: string): Promise<string> {
    const { redis, store, queue, log } = this.#context;
    const context = { redis, keys: store.keys, jobKeyOf: queue.keyOf.bind(queue) };
    const { lost, next } = await findLostJobs(context, status, from);
    if (lost.length === 0) return next;
    await deliver(lost, this.#context);
    log.warn({ event: 'sweep.revived', articles: lost.length, status });
    return next;
  }

  /** A new one for each Redis process; the same for all whose user may not ask. */
  async #identifyServer(): Promise<string> {
    const { redis, store } = this.#context;
    const server = await serverOf(redis, store.keys.schemaVersion);
    const info = await server.info('server').catch((error: unknown) => {
      if (TolkError.from(error).code === 'redis.forbidden') return '';
      throw error;
    });
    return /^run_id:(\w+)/m.exec(info)?.[1] ?? '';
  }
}
