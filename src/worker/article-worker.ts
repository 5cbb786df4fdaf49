import { DelayedError, type Job, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { tallyOutcome, tallySpend } from '../batch/counters.ts';
import type { Config } from '../config/config.ts';
import { dayMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { LlmClient } from '../llm/client.ts';
import { addSpend, noSpend, type Spend, withPaid } from '../llm/cost/usage.ts';
import { isWaiting, stopsEverything } from '../llm/error-policy.ts';
import { articleBudget } from '../llm/limits/budgets.ts';
import { processArticle } from '../pipeline.ts';
import { deliverOverdue } from '../queue/enqueue.ts';
import { type ArticleQueue, createArticleQueue, jobDataSchema, queueName } from '../queue/queue.ts';
import { type ArticleStore, createArticleStore, type StartedArticle } from '../store/articles.ts';
import type { JobRef } from '../store/job-ref.ts';
import { createSubmissionStore, type SubmissionStore } from '../store/submissions.ts';
import type { TranslationMemory } from '../translate/translation-memory.ts';
import { toFailure, toRetryable, toUnrecoverable } from './bullmq-errors.ts';
import type { PauseSwitch } from './pause.ts';
import { pinnedMemory } from './pinned-memory.ts';

/** What a worker is made of; the connection stays its caller's. */
export interface ArticleWorkerContext {
  readonly redis: Redis;
  readonly llm: LlmClient;
  readonly halt: PauseSwitch;
  readonly config: Config;
  /** @default the built-in one */
  readonly glossary?: Glossary | undefined;
  /** What was translated before, for articles that want it used. */
  readonly memory?: TranslationMemory | undefined;
  /** The model asked where an article names none. */
  readonly defaultModel?: string | undefined;
  readonly log: Logger;
  readonly clock: () => number;
}

/** A running worker. */
export interface ArticleWorker {
  /**
   * Stops taking articles, finishes those it has within `TOLK_SHUTDOWN_MS`, hands the rest back.
   * Safe to call twice.
   */
  stop(): Promise<void>;
}

/** An article whose worker died with it this often is not tried again: it may be what kills them. */
const maxStalls = 20;
const sweepMs = 10_000;
const sweepLimit = 200;
/** Why a signal was aborted; anything else is BullMQ having lost the job's lock. */
const shutdown = 'shutdown';
const cancelled = 'cancelled';
/** How long an article waits in the queue when the server did not say. */
const defaultWaitMs = 10_000;

/** Starts a worker that takes articles from the queue until it is stopped. */
export async function startArticleWorker(context: ArticleWorkerContext): Promise<ArticleWorker> {
  const { redis, config, log, clock } = context;
  const store = createArticleStore({
    redis,
    prefix: config.redis.prefix,
    resultTtlMs: config.results.days * dayMs,
    clock,
  });
  const queue = createArticleQueue(redis, store, config.jobs);
  const submissions = createSubmissionStore(redis, config.redis.prefix, clock);
  const active = new Map<string, string>();
  // BullMQ gives the signal only to processors that declare it.
  const process = async (job: Job, token = '', signal?: AbortSignal) => {
    const order = jobDataSchema.parse(job.data);
    active.set(order.id, job.id ?? '');
    try {
      await handle(job, order, token, signal ?? new AbortController().signal, store, context);
    } finally {
      active.delete(order.id);
    }
  };
  const worker = new Worker(queueName, (job, token, signal) => process(job, token, signal), {
    connection: redis,
    prefix: store.keys.queue,
    concurrency: config.worker.concurrency,
    lockDuration: config.worker.lockMs,
    stalledInterval: config.worker.stalledCheckMs,
    maxStalledCount: maxStalls,
    autorun: false,
  });
  worker.on('error', (error) => log.error({ event: 'worker.error', reason: error.message }));
  worker.on('stalled', (jobId) => log.warn({ event: 'job.stalled', job: jobId }));
  worker.on('failed', (job) => {
    if (!job?.finishedOn) return;
    // What goes wrong here is done again by the next sweep.
    putAway(jobDataSchema.parse(job.data), job.failedReason, store, queue).catch(() => {});
  });
  const endCancels = await store.onCancel((id) =>
    worker.cancelJob(active.get(id) ?? '', cancelled),
  );
  const sweeper = setInterval(
    () =>
      void sweep(store, queue, submissions, context).catch((error: unknown) => {
        log.error({ event: 'sweep.failed', reason: TolkError.from(error).message });
      }),
    sweepMs,
  );
  context.halt.onChange((halted) => {
    if (halted) void worker.pause(true);
    else worker.resume();
  });
  await worker.waitUntilReady();
  // Runs until the worker is closed; its errors come as the event above.
  worker.run().catch(() => {});
  if (context.halt.current()) await worker.pause(true);
  await sweep(store, queue, submissions, context);
  log.info({ event: 'worker.started', concurrency: config.worker.concurrency });

  let stopping: Promise<void> | undefined;
  return {
    stop() {
      stopping ??= stopWorker(worker, config.worker.shutdownMs, log, async () => {
        clearInterval(sweeper);
        await endCancels();
        await queue.close();
      });
      return stopping;
    },
  };
}

/** One attempt at an article: take it up, process it, write what came of it, and tell BullMQ. */
async function handle(
  job: Job,
  order: JobRef,
  token: string,
  signal: AbortSignal,
  store: ArticleStore,
  context: ArticleWorkerContext,
): Promise<void> {
  const started = await store.start(order);
  if (started === null) return;
  const log = context.log.child({ article: order.id, attempt: started.attempt });
  // What is paid for counts, whatever comes of the attempt.
  let paid: Spend = started.paid ?? noSpend;
  const onSpend = (spend: Spend) => {
    paid = addSpend(paid, spend);
  };
  try {
    await work(job, order, { ...started, onSpend }, signal, store, { ...context, log });
  } catch (error) {
    const problem = signal.aborted ? interruption(signal, error) : TolkError.from(error);
    if (signal.reason === cancelled) return;
    const chosenModel = started.options.model !== undefined;
    await conclude(problem, { job, order, token, signal, chosenModel, paid }, store, {
      ...context,
      log,
    });
  }
}

interface Attempt {
  readonly job: Job;
  readonly order: JobRef;
  readonly token: string;
  readonly signal: AbortSignal;
  /** The article asks for a model of its own: that the server does not know it concerns nobody else. */
  readonly chosenModel: boolean;
  /** What this attempt and those before it have cost. */
  readonly paid: Spend;
}

/** After an error: hand back (shutdown, halt, a wait), try again, or fail. The first three cost no attempt. */
async function conclude(
  problem: TolkError,
  attempt: Attempt,
  store: ArticleStore,
  context: ArticleWorkerContext,
): Promise<never> {
  const { job, order, token, signal, paid } = attempt;
  const { log, halt, clock } = context;
  const stops =
    stopsEverything(problem) && !(attempt.chosenModel && problem.code === 'llm.unknown_model');
  if (stops) await halt.halt(problem);
  if (stops || signal.reason === shutdown) {
    await store.handBack(order, stops ? toFailure(problem) : null, paid);
    await job.moveToWait(token);
    log.info({ event: 'article.handed_back', code: problem.code });
    throw new WaitingError();
  }
  if (isWaiting(problem)) {
    const waitMs = problem.retryAfterMs ?? defaultWaitMs;
    await store.handBack(order, toFailure(problem), paid);
    await job.moveToDelayed(clock() + waitMs, token);
    log.warn({ event: 'article.waits', code: problem.code, waitMs });
    throw new DelayedError();
  }
  const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  if (problem.retryable && !last) {
    await store.handBack(order, toFailure(problem), paid);
    log.warn({ event: 'article.retry', code: problem.code, reason: problem.message });
    throw toRetryable(problem);
  }
  await store.fail(order, toFailure(problem), tallySpend(paid));
  log.error({ event: 'article.failed', code: problem.code, reason: problem.message });
  throw toUnrecoverable(problem);
}

async function work(
  job: Job,
  order: JobRef,
  started: StartedArticle & { readonly onSpend: (spend: Spend) => void },
  signal: AbortSignal,
  store: ArticleStore,
  context: ArticleWorkerContext,
): Promise<void> {
  const { llm, config, log, clock } = context;
  const began = clock();
  const { memory } = context;
  const made = await processArticle(started.article, started.options, {
    llm,
    budgets: started.budget ? [articleBudget(started.budget)] : [],
    chunkTokens: config.translate.chunkTokens,
    glossary: context.glossary,
    previous: started.previous,
    memory: memory && pinnedMemory(memory, order, started, store),
    defaultModel: context.defaultModel,
    chunkConcurrency: config.translate.chunkConcurrency,
    onSpend: started.onSpend,
    signal,
    // Progress is for whoever watches; an article never waits for it.
    onProgress: (progress) => void job.updateProgress(progress).catch(() => {}),
  });
  signal.throwIfAborted();
  const outcome = withPaid(made, started.paid);
  const written = await store.complete(order, outcome, tallyOutcome(outcome, clock() - began));
  const { usage, costUsd, model } = outcome;
  log.info({
    event: written ? 'article.done' : 'article.superseded',
    ms: clock() - began,
    model,
    ...usage,
    costUsd,
    findings: outcome.findings.length,
  });
}

function interruption(signal: AbortSignal, cause: unknown): TolkError {
  return new TolkError(
    'job.interrupted',
    `the attempt was interrupted (${signal.reason ?? 'lock lost'})`,
    { cause },
  );
}

/** Writes the failure of a job BullMQ gave up on, unless it is written already, and takes the job out of BullMQ. */
async function putAway(
  order: JobRef,
  reason: string,
  store: ArticleStore,
  queue: ArticleQueue,
): Promise<void> {
  const error = new TolkError(
    'job.stalled',
    `workers died ${maxStalls} times while at this article (${reason}); look at it before you retry it`,
  );
  await store.fail(order, toFailure(error));
  await queue.remove(order);
}

/** Picks up what dead processes left behind: orders not yet in the queue, failed jobs not yet put away. */
async function sweep(
  store: ArticleStore,
  queue: ArticleQueue,
  submissions: SubmissionStore,
  { clock, log }: ArticleWorkerContext,
): Promise<void> {
  const delivered = await deliverOverdue(store, queue, submissions, clock());
  if (delivered > 0) log.warn({ event: 'sweep.delivered', articles: delivered });
  for (const { order, reason } of await queue.failed(sweepLimit))
    await putAway(order, reason, store, queue);
}

async function stopWorker(
  worker: Worker,
  shutdownMs: number,
  log: Logger,
  release: () => Promise<void>,
): Promise<void> {
  log.info({ event: 'worker.stopping' });
  const deadline = setTimeout(() => worker.cancelAllJobs(shutdown), shutdownMs);
  try {
    await worker.close();
    await release();
  } finally {
    clearTimeout(deadline);
  }
  log.info({ event: 'worker.stopped' });
}
