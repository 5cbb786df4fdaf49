import { Worker } from 'bullmq';
import { dayMs } from '../duration.ts';
import { type ArticleQueue, createArticleQueue, jobRefOf, queueName } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import { createArticleStore } from '../store/redis-article-store.ts';
import { createSubmissionStore } from '../store/redis-submission-store.ts';
import { writeRetention } from '../store/retention.ts';
import type { ArticleWorkerContext } from './context.ts';
import { type Activity, Heartbeat } from './heartbeat.ts';
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
 *   cut off and handed back.
 */

/** A running worker. */
export class ArticleWorker {
  readonly #context: ArticleWorkerContext;
  readonly #store: ArticleStore;
  readonly #queue: ArticleQueue;
  readonly #worker: Worker;
  readonly #sweep: Sweep;
  readonly #heartbeat: Heartbeat;
  /** Each article in progress: BullMQ's id of its job, and since when. */
  readonly #inProgress = new Map<string, { readonly jobId: string; readonly since: number }>();
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
      store: this.#store,
      queue: this.#queue,
      submissions: createSubmissionStore(redis, this.#store.keys, clock),
      log,
      clock,
    });
    this.#worker = this.#createBullMqWorker();
    this.#heartbeat = new Heartbeat({
      redis,
      keys: this.#store.keys,
      config,
      clock,
      activity: () => ({
        state: this.#state,
        articles: this.#inProgress,
        callsInFlight: context.llm.callsInFlight,
      }),
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
    log.info({ event: 'worker.started', concurrency: config.worker.concurrency });
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
    worker.on('error', ({ message }) => log.error({ event: 'worker.error', reason: message }));
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
    const since = this.#context.clock();
    this.#inProgress.set(jobRef.id, { jobId: job.id ?? '', since });
    try {
      await processJob({ ...attempt, jobRef }, { ...this.#context, store: this.#store });
    } finally {
      this.#inProgress.delete(jobRef.id);
    }
  }

  #cancel(article: string): void {
    this.#worker.cancelJob(this.#inProgress.get(article)?.jobId ?? '', cancelled);
  }

  async #stop(): Promise<void> {
    const { config, log } = this.#context;
    const worker = this.#worker;
    this.#isStopping = true;
    log.info({ event: 'worker.stopping' });
    void this.#heartbeat.beat().catch(() => {});
    const deadline = setTimeout(() => worker.cancelAllJobs(shutdown), config.worker.shutdownMs);
    try {
      await worker.close();
      await this.#heartbeat.stop();
      this.#sweep.stop();
      await this.#stopListening();
      await this.#queue.close();
    } finally {
      clearTimeout(deadline);
    }
    log.info({ event: 'worker.stopped' });
  }
}
