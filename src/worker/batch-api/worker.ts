import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { dayMs } from '../../duration.ts';
import { TolkError } from '../../errors.ts';
import { type ArticleQueue, createArticleQueue } from '../../queue/queue.ts';
import type { Lease } from '../../store/lease.ts';
import { createArticleStore } from '../../store/redis-article-store.ts';
import { createBatchStore } from '../../store/redis-batch-store.ts';
import type { RedisConnection } from '../../store/redis-connection.ts';
import { createSubmissionStore } from '../../store/redis-submission-store.ts';
import { within } from '../../within.ts';
import type { BullMqObservers } from '../context.ts';
import type { BatchApiContext } from './context.ts';
import { BatchApiScheduler } from './scheduler.ts';

/*
 * Articles through the Batch API, at half price. The pipeline itself says what to ask: it runs with
 * calls that answer from the cache and collect what is missing (deferred-calls.ts). What is
 * collected goes into request files (request-files.ts) as far as the server's quota goes
 * (token-quota.ts), and is submitted (submitter.ts). The results go into the cache (collector.ts),
 * and the pipeline runs again (scheduler.ts): with the translations there it asks for post-edits
 * and the summary, the second round, and so on until the article is done. store/submissions.ts
 * describes the states.
 */

/** What it is made of; the connection stays its caller's. */
export type BatchApiWorkerContext = Omit<
  BatchApiContext,
  'store' | 'batches' | 'submissions' | 'owner' | 'queue'
> & {
  readonly redis: RedisConnection;
  readonly telemetry?: BullMqObservers['telemetry'];
};

/** Longest time that a dead process keeps the lease. */
const maxLeaseMs = 6_000;
/** Its end does not wait longer for a Redis that does not answer. */
const endMs = 5_000;
/** Longest rest between two turns. */
const maxRestMs = 1_000;

/** Sends articles through the Batch API. All workers run this; one at a time holds the lease. */
export class BatchApiWorker {
  readonly #context: BatchApiWorkerContext;
  readonly #queue: ArticleQueue;
  readonly #scheduler: BatchApiScheduler;
  readonly #lease: Lease;
  readonly #leaseMs: number;
  readonly #stopped = new AbortController();
  readonly #running: Promise<void>;
  #isInTurn = false;

  private constructor(context: BatchApiWorkerContext) {
    const { redis, config, clock, telemetry } = context;
    const store = createArticleStore({
      redis,
      prefix: config.redis.prefix,
      resultTtlMs: config.results.days * dayMs,
      clock,
    });
    const submissions = createSubmissionStore(redis, store.keys, clock);
    const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
    this.#context = context;
    this.#queue = createArticleQueue(redis, store, config.jobs, { telemetry });
    this.#scheduler = new BatchApiScheduler({
      ...context,
      store,
      batches: createBatchStore(redis, store.keys, clock),
      submissions,
      owner,
      queue: this.#queue,
    });
    // Not longer than an article is left to a dead worker.
    this.#leaseMs = Math.min(maxLeaseMs, config.worker.lockMs);
    this.#lease = submissions.lease(owner, this.#leaseMs);
    this.#running = this.#run();
  }

  /** Starts it; it does nothing as long as no article waits for the Batch API. */
  static start(context: BatchApiWorkerContext): BatchApiWorker {
    return new BatchApiWorker(context);
  }

  /** Stops after the step it is at; the next worker continues. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    // A file on its way is worth waiting for; what is left undone, the next one does.
    const { shutdownMs } = this.#context.config.worker;
    await within(this.#isInTurn ? shutdownMs + endMs : endMs, this.#end());
  }

  async #end(): Promise<void> {
    await this.#running;
    await this.#scheduler.drop();
    await this.#lease.release();
    await this.#queue.close();
  }

  async #run(): Promise<void> {
    const { pause, config, log } = this.#context;
    const { signal } = this.#stopped;
    const restMs = Math.min(maxRestMs, config.batchApi.pollMs);
    while (!signal.aborted) {
      try {
        if (!pause.reason && (await this.#holdLease())) await this.#takeTurn();
      } catch (error) {
        log.error({ event: 'batch_api.failed', reason: TolkError.from(error).message });
      }
      // Rejects when it is stopped, which ends the loop.
      await sleep(restMs, undefined, { signal }).catch(() => {});
    }
  }

  /**
   * Who has held the lease since the last turn keeps its open files; else another has planned
   * them.
   */
  async #holdLease(): Promise<boolean> {
    if (await this.#lease.renew()) return true;
    await this.#scheduler.drop();
    return this.#lease.acquire();
  }

  /** One turn of the scheduler, for as long as the lease is held. */
  async #takeTurn(): Promise<void> {
    let isHeld = true;
    this.#isInTurn = true;
    const onLeaseLost = () => {
      isHeld = false;
    };
    const renew = () => this.#lease.renew().then((kept) => kept || onLeaseLost(), onLeaseLost);
    const renewing = setInterval(() => void renew(), this.#leaseMs / 3);
    const mayContinue = () => isHeld && !this.#stopped.signal.aborted;
    const confirm = async () => {
      await renew();
      return mayContinue();
    };
    try {
      await this.#scheduler.takeTurn({ mayContinue, confirm });
    } finally {
      clearInterval(renewing);
      this.#isInTurn = false;
    }
  }
}
