import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { dayMs } from '../../duration.ts';
import { TolkError } from '../../errors.ts';
import { createArticleQueue } from '../../queue/queue.ts';
import { createArticleStore } from '../../store/redis-article-store.ts';
import { createSubmissionStore } from '../../store/redis-submission-store.ts';
import { BatchApiScheduler, type SchedulerContext } from './scheduler.ts';

/*
 * Articles through the Batch API, at half price. The pipeline itself says what to ask: it is run with a
 * caller that answers from the cache and collects what is missing (llm/deferred.ts). What is collected
 * goes into request files (batch-files.ts) as far as the server has room (batch-room.ts); what comes back goes into the cache (batch-collect.ts), and
 * the pipeline is run again (batch-clerk.ts): with the translations there it asks for mends and the
 * summary, the second round, and so on until it is done. store/submissions.ts tells the states. All
 * workers run this; one at a time holds the lease and does it.
 */

/** What it is made of; the connection stays its caller's. */
export type BatchApiContext = Omit<SchedulerContext, 'store' | 'submissions' | 'queue'> & {
  readonly redis: Redis;
};

const leaseMs = 6_000;
const idleMs = 1_000;
/** Starts it; it does nothing as long as no article waits for the Batch API. */
export function startBatchApiWorker(context: BatchApiContext): { stop(): Promise<void> } {
  const { redis, config, log, clock } = context;
  const store = createArticleStore({
    redis,
    prefix: config.redis.prefix,
    resultTtlMs: config.results.days * dayMs,
    clock,
  });
  const submissions = createSubmissionStore(redis, store.keys, clock);
  const queue = createArticleQueue(redis, store, config.jobs);
  const clerk = new BatchApiScheduler({ ...context, store, submissions, queue });
  const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const lease = submissions.lease(owner, leaseMs);
  const ended = new AbortController();
  const rest = Math.min(idleMs, config.batchApi.pollMs);
  const holdLease = async (work: (isMine: () => boolean) => Promise<void>) => {
    if (!(await lease.acquire())) return;
    let mine = true;
    const lose = () => {
      mine = false;
    };
    const renewing = setInterval(
      () => void lease.renew().then((kept) => kept || lose(), lose),
      leaseMs / 3,
    );
    await work(() => mine).finally(() => clearInterval(renewing));
  };
  const run = async () => {
    while (!ended.signal.aborted) {
      try {
        if (!context.pause.reason)
          await holdLease((isMine) => clerk.work(() => isMine() && !ended.signal.aborted));
      } catch (error) {
        log.error({ event: 'batch_api.failed', reason: TolkError.from(error).message });
      }
      await sleep(rest, undefined, { signal: ended.signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    async stop() {
      ended.abort();
      await running;
      await clerk.drop();
      await lease.release();
      await queue.close();
    },
  };
}
