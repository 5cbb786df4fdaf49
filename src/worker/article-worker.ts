import { randomUUID } from 'node:crypto';
import { Worker } from 'bullmq';
import { dayMs } from '../duration.ts';
import { type ArticleQueue, createArticleQueue, jobRefOf, queueName } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import { createArticleStore } from '../store/redis-article-store.ts';
import { createSubmissionStore } from '../store/redis-submission-store.ts';
import { writeRetention } from '../store/retention.ts';
import { within } from '../within.ts';
import type { ArticleWorkerContext } from './context.ts';
import { HealthFile } from './health-file.ts';
import { type Activity, describeWorker, Heartbeat } from './heartbeat.ts';
import { OutageLog } from './outage-log.ts';
import { type Attempt, cancelled, processJob, shutdown } from './process-job.ts';
import { failStalledJob, maxStalls, Sweep } from './sweep.ts';

/*
 * A worker takes articles from the queue until it is stopped.
 *
 *   starting ─► taking jobs ◄─► paused
 *                    └────────────┴──► stopping ─► stopped
 *
 * - taking jobs ◄─► paused: with the pause of all workers (pause.ts). Jobs in progress end by
 *   themselves: their next call to the LLM is refused, and they are handed back.
 * - ─► stopping: `stop()`; calling it again waits for the same end. No new jobs are taken.
 * - stopping ─► stopped: when the jobs in progress have ended; after `TOLK_SHUTDOWN_MS` they are
 *   cut off and handed back. Where Redis does not answer it stops all the same, a few seconds
 *   later: others take its articles over when their locks have run out.
 */

/** Nobody waits longer for articles to be handed back to a Redis that does not answer. */
const handBackMs = 5_000;
/** BullMQ closes at once when there is nothing to do, unless Redis does not answer. */
const idleMs = 1_000;

/** An attempt in progress. */
interface RunningAttempt {
  /** The article. */
  readonly id: string;
  /** When it began (ms). */
  readonly since: number;
  readonly stop: AbortController;
}

/** A running worker. */
export class ArticleWorker {
  readonly #context: ArticleWorkerContext;
  readonly #store: ArticleStore;
  readonly #queue: ArticleQueue;
  readonly #worker: Worker;
  readonly #sweep: Sweep;
  readonly #heartbeat: Heartbeat;
  readonly #outages: OutageLog;
  /** What it is at; one article twice where it was slow and has lost the first to itself. */
  readonly #attempts = new Set<RunningAttempt>();
  #stopListening: () => Promise<void> = async () => {};
  #isStopping = false;
  #stopping: Promise<void> | undefined;

  private constructor(context: ArticleWorkerContext) {
    const { redis, config, clock, log, telemetry } = context;
    const { prefix } = config.redis;
    this.#context = context;
    this.#store = createArticleStore({
      redis,
      prefix,
      resultTtlMs: config.results.days * dayMs,
      clock,
    });
    this.#queue = createArticleQueue(redis, this.#store, config.jobs, { telemetry });
    this.#sweep = new Sweep({
      redis,
      store: this.#store,
      queue: this.#queue,
      submissions: createSubmissionStore(redis, this.#store.keys, clock),
      log,
    });
    this.#worker = this.#createBullMqWorker();
    this.#outages = new OutageLog(redis, log, clock);
    this.#heartbeat = new Heartbeat({
      id: context.id ?? randomUUID(),
      redis,
      keys: this.#store.keys,
      config,
      clock,
      activity: () => ({
        state: this.#state,
        articles: [...this.#attempts],
        callsInFlightSince: context.llm.callsInFlightSince,
      }),
      onBeat: () => this.#outages.look(),
      health: new HealthFile(config.worker.healthFile, log),
    });
  }

  /** Starts a worker; it takes articles as soon as this resolves. */
  static async start(context: ArticleWorkerContext): Promise<ArticleWorker> {
    const worker = new ArticleWorker(context);
    await worker.#start();
    return worker;
  }

  /**
   * Stops taking articles, finishes those it has within `TOLK_SHUTDOWN_MS`, hands the rest back.
   * Safe to call twice.
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  get #state(): Activity['state'] {
    if (this.#isStopping) return 'stopping';
    return this.#context.pause.reason ? 'paused' : 'running';
  }

  #createBullMqWorker(): Worker {
    const { redis, config, metrics, telemetry } = this.#context;
    // BullMQ passes the token and the signal only to a function that declares them.
    return new Worker(queueName, (job, token, signal) => this.#process({ job, token, signal }), {
      connection: redis,
      prefix: this.#store.keys.queue,
      concurrency: config.worker.concurrency,
      lockDuration: config.worker.lockMs,
      stalledInterval: config.worker.stalledCheckMs,
      maxStalledCount: maxStalls,
      autorun: false,
      ...(metrics && { metrics }),
      ...(telemetry && { telemetry }),
    });
  }

  async #start(): Promise<void> {
    const { pause, config, log } = this.#context;
    const worker = this.#worker;
    this.#observe();
    this.#stopListening = await this.#store.onCancel((article) => this.#cancel(article));
    pause.onChange((reason) => {
      if (reason) void worker.pause(true);
      else worker.resume();
      void this.#heartbeat.beat().catch(() => {});
    });
    await this.#noteRetention();
    await worker.waitUntilReady();
    // Runs until the worker is closed; its errors reach the listener on 'error'.
    worker.run().catch(() => {});
    if (pause.reason) await worker.pause(true);
    await this.#sweep.start();
    await this.#heartbeat.start();
    log.info({ event: 'worker.started', ...describeWorker(config) });
  }

  /** So that whoever ends an article keeps it as long as workers do. A full Redis may refuse it. */
  async #noteRetention(): Promise<void> {
    const { redis, config, log } = this.#context;
    const ttlMs = config.results.days * dayMs;
    await writeRetention(redis, this.#store.keys, ttlMs).catch(({ message }) =>
      log.warn({ event: 'worker.error', reason: message }),
    );
  }

  #observe(): void {
    const { log } = this.#context;
    const worker = this.#worker;
    worker.on('error', (error) => {
      if (!this.#outages.note(error)) log.error({ event: 'worker.error', reason: error.message });
    });
    worker.on('stalled', (jobId) => log.warn({ event: 'job.stalled', job: jobId }));
    worker.on('failed', (job) => {
      if (!job?.finishedOn) return;
      const failed = { jobRef: jobRefOf(job.data), reason: job.failedReason };
      // The next sweep repeats what fails here.
      failStalledJob(failed, this.#store, this.#queue).catch(() => {});
    });
  }

  async #process(attempt: Omit<Attempt, 'jobRef'>): Promise<void> {
    const { job } = attempt;
    const jobRef = jobRefOf(job.data);
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, ...(attempt.signal ? [attempt.signal] : [])]);
    const running = { id: jobRef.id, since: this.#context.clock(), stop };
    this.#attempts.add(running);
    try {
      await processJob({ ...attempt, jobRef, signal }, { ...this.#context, store: this.#store });
    } finally {
      this.#attempts.delete(running);
    }
  }

  #cancel(article: string): void {
    for (const { id, stop } of this.#attempts) if (id === article) stop.abort(cancelled);
  }

  async #stop(): Promise<void> {
    const { config, log } = this.#context;
    this.#isStopping = true;
    log.info({ event: 'worker.stopping' });
    void this.#heartbeat.beat().catch(() => {});
    this.#sweep.stop();
    // It takes no more jobs from here on, and waits for those in progress.
    const closed = this.#worker.close();
    const inTime = await within(config.worker.shutdownMs, this.#untilIdle(closed));
    if (inTime === 'late') for (const { stop } of this.#attempts) stop.abort(shutdown);
    if ((await within(handBackMs, this.#end(closed))) === 'done')
      return log.info({ event: 'worker.stopped' });
    const articles = [...this.#attempts].map(({ id }) => id);
    log.error({ event: 'worker.cut_off', reason: 'Redis does not answer', articles });
  }

  /** Resolves when BullMQ's worker is closed, or has had nothing to do for a while. */
  async #untilIdle(closed: Promise<void>): Promise<void> {
    let isClosed = false;
    const close = closed.then(() => {
      isClosed = true;
    });
    do await within(idleMs, close);
    while (!isClosed && this.#attempts.size > 0);
  }

  async #end(closed: Promise<void>): Promise<void> {
    await closed;
    await this.#heartbeat.stop();
    this.#outages[Symbol.dispose]();
    await this.#stopListening();
    await this.#queue.close();
  }
}
