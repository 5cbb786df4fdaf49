import { type ArticleLimits, defaultLimits } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { type ErrorCode, TolkError } from '../errors.ts';
import { readServerLimits } from '../llm/limits/server-limits.ts';
import { pages } from '../pages.ts';
import type { Connection } from '../queue/connection.ts';
import { cancelArticle } from '../queue/enqueue.ts';
import type { ArticleQueue } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import {
  type BatchDefinition,
  type StoredDefinition,
  storedDefinitionSchema,
} from '../store/batch-definition.ts';
import type { Batch, BatchStatus, BatchStore, FailedItem, StoredBatch } from '../store/batches.ts';
import { readDoubtfulCalls } from '../store/call-ledger.ts';
import { countWorkers, summariseWorkers } from '../store/heartbeats.ts';
import { readHolds } from '../store/holds.ts';
import { readPause } from '../store/pause.ts';
import type { Pulse } from '../store/pulse.ts';
import { createBatchStore } from '../store/redis-batch-store.ts';
import { createSubmissionStore } from '../store/redis-submission-store.ts';
import type { SubmissionStore } from '../store/submissions.ts';
import type { BatchAudit } from './audit/audit.ts';
import type {
  AuditOptions,
  BatchClientOptions,
  BatchOverview,
  Capacity,
  CreateBatchOptions,
  FailedArticle,
  ResumeOptions,
} from './client.ts';
import { createDispatch, routeOf } from './dispatch.ts';
import { batchApiWatermarks, defaultWatermarks, type Watermarks } from './feeder.ts';
import { findDrift, readGold } from './gold.ts';
import { baselineOf, GoldMonitor } from './gold-monitor.ts';
import { readDetails } from './item-details.ts';
import { MemoryForecast } from './memory-forecast.ts';
import { type BatchReport, makeReport } from './report.ts';
import { BatchResults, type ResultsOptions } from './results.ts';
import { type RunOptions, runBatch } from './run.ts';

const cancelledTogether = 50;
const hasEnded: readonly BatchStatus[] = ['complete', 'cancelled'];

/** What a batch client does once it is connected; closing it closes the connection. */
export class ConnectedBatchClient {
  readonly #connection: Connection;
  readonly #limits: ArticleLimits;
  readonly #resultTtlMs: number;
  readonly #watermarks: Readonly<Record<'direct' | 'batchApi', Watermarks>>;
  readonly #store: ArticleStore;
  readonly #queue: ArticleQueue;
  readonly #batches: BatchStore;
  readonly #submissions: SubmissionStore;
  readonly #results: BatchResults;
  readonly #memory: MemoryForecast;

  constructor(connection: Connection, options: BatchClientOptions) {
    const { redis, store, queue, resultTtlMs } = connection;
    const clock = Date.now;
    this.#connection = connection;
    this.#limits = options.limits ?? defaultLimits;
    this.#resultTtlMs = resultTtlMs;
    this.#watermarks = {
      direct: options.watermarks ?? defaultWatermarks,
      batchApi: options.batchApiWatermarks ?? batchApiWatermarks,
    };
    this.#store = store;
    this.#queue = queue;
    this.#batches = createBatchStore(redis, store.keys, clock);
    this.#submissions = createSubmissionStore(redis, store.keys, clock);
    this.#results = new BatchResults(this.#batches, store);
    this.#memory = new MemoryForecast(redis, connection.prefix, clock);
  }

  /** Whether Redis answers. */
  get pulse(): Pulse {
    return this.#connection.pulse;
  }

  async create(definition: BatchDefinition, options: CreateBatchOptions = {}): Promise<string> {
    const { maxCostUsd = null, plan, entries } = options;
    // The definition may say already how the run was planned.
    const stored = storedDefinitionSchema.parse(definition);
    const planned = plan ? applyPlan(stored, plan) : stored;
    const picked = entries ? [...entries] : planned.picked;
    const id = await this.#batches.create({ ...planned, picked }, maxCostUsd);
    if (stored.notes) await this.#batches.count(id, stored.notes);
    return id;
  }

  async run(id: string, options: RunOptions = {}): Promise<Batch> {
    const batch = await this.#batches.read(id);
    const { gold: goldPath, via } = batch.definition;
    const articles = goldPath === null ? [] : readGold(goldPath, this.#limits);
    const context = {
      store: this.#store,
      batches: this.#batches,
      limits: this.#limits,
      resultTtlMs: this.#resultTtlMs,
      watermarks: via === 'direct' ? this.#watermarks.direct : this.#watermarks.batchApi,
      memory: this.#memory,
      gold: new GoldMonitor(articles, batch, this.#batches, options.onDrift),
      dispatch: createDispatch({
        store: this.#store,
        queue: this.#queue,
        submissions: this.#submissions,
      }),
    };
    return runBatch(id, context, options);
  }

  async status(id: string): Promise<BatchOverview> {
    const { redis } = this.#connection;
    const [batch, holder, { workers, slowCalls }, pause, holds, batchApi] = await Promise.all([
      this.#batches.read(id),
      this.#batches.holder(id),
      summariseWorkers(redis, this.#store.keys),
      readPause(redis, this.#store.keys),
      readHolds(redis, this.#store.keys, Date.now()),
      this.#submissions.overview(),
    ]);
    const owner = holder?.owner ?? null;
    return { ...batch, holder: owner, workers, slowCalls, pause, holds, batchApi };
  }

  async capacity(model: string): Promise<Capacity> {
    const { redis } = this.#connection;
    const [limits, workers] = await Promise.all([
      readServerLimits(redis, this.#store.keys, model),
      countWorkers(redis, this.#store.keys),
    ]);
    return { ...limits, workers };
  }

  async list(): Promise<Batch[]> {
    const readIfThere = (id: string) =>
      this.#batches.read(id).catch(unlessCode('batch.not_found', null));
    const ids = await this.#batches.list();
    const found = await Promise.all(ids.map(readIfThere));
    return found.filter((batch) => batch !== null);
  }

  async pause(id: string): Promise<void> {
    await this.#requireStatus(id, ['running'], 'only a running one can be paused');
    await this.#batches.setStatus(id, 'paused', 'manual');
  }

  async resume(id: string, { maxCostUsd, fallback }: ResumeOptions = {}): Promise<void> {
    const { status } = await this.#requireNotCancelled(id);
    if (maxCostUsd !== undefined) await this.#batches.setMaxCost(id, maxCostUsd);
    if (fallback !== undefined) await this.#batches.setFallback(id, fallback);
    const failed = await this.#batches.failed(id);
    const unpaid = failed.filter(({ failure }) => failure.code === 'job.budget_spent');
    await this.#requeue(id, unpaid, {});
    if (status === 'paused') await this.#batches.setStatus(id, 'running');
  }

  async cancel(id: string): Promise<number> {
    const cancellable = ['running', 'paused', 'cancelled'] as const;
    await this.#requireStatus(id, cancellable, 'there is nothing to cancel');
    await this.#batches.setStatus(id, 'cancelled');
    await this.#batches.expire(id, this.#resultTtlMs);
    const unfinished = await this.#batches.unfinished(id);
    for (const page of pages(unfinished, cancelledTogether)) {
      const items = await this.#batches.items(id, page);
      await Promise.all(items.map(({ record }) => this.#cancelArticle(record, id)));
    }
    // Only now can it be seen which request files nobody wants any more.
    await this.#submissions.askReview();
    return unfinished.length;
  }

  async retryFailed(
    id: string,
    filter: (failed: FailedItem) => boolean,
    options: ArticleOptions = {},
  ): Promise<number> {
    await this.#requireNotCancelled(id);
    const failed = await this.#batches.failed(id);
    return this.#requeue(id, failed.filter(filter), options);
  }

  async failed(id: string): Promise<FailedArticle[]> {
    const failed = await this.#batches.failed(id);
    return failed.map((item) => ({ ...item, place: readDetails(item.details).place }));
  }

  results(id: string, options?: ResultsOptions): AsyncGenerator<OutputRow> {
    return this.#results.all(id, options);
  }

  async release(id: string, seqs: readonly number[]): Promise<void> {
    await this.#requireStatus(id, hasEnded, 'what is done can be released when it has ended');
    await this.#results.release(id, seqs);
  }

  async audit(id: string, { signal }: AuditOptions = {}): Promise<BatchAudit> {
    const { redis } = this.#connection;
    const { auditBatch } = await import('./audit/audit.ts');
    return auditBatch(id, {
      store: this.#store,
      batches: this.#batches,
      limits: this.#limits,
      doubtful: await readDoubtfulCalls(redis, this.#store.keys),
      signal,
    });
  }

  async report(id: string): Promise<BatchReport> {
    const batch = await this.#batches.read(id);
    const baseline = await baselineOf(batch.definition, this.#batches);
    return makeReport({
      batch,
      failed: await this.failed(id),
      worst: await this.#results.worst(id),
      drift: findDrift(batch.stats.goldScores, baseline),
      now: Date.now(),
    });
  }

  async remove(id: string): Promise<void> {
    await this.#requireStatus(id, hasEnded, `cancel it first: tolk batch cancel ${id}`);
    await this.#batches.remove(id);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #requireStatus(
    id: string,
    allowed: readonly BatchStatus[],
    remedy: string,
  ): Promise<StoredBatch> {
    const batch = await this.#batches.read(id);
    if (allowed.includes(batch.status)) return batch;
    throw new TolkError('batch.wrong_state', `batch ${id} is ${batch.status}; ${remedy}`);
  }

  #requireNotCancelled(id: string): Promise<StoredBatch> {
    return this.#requireStatus(id, ['running', 'paused', 'complete'], 'start a new one');
  }

  async #requeue(id: string, failed: readonly FailedItem[], more: ArticleOptions): Promise<number> {
    const { definition } = await this.#batches.read(id);
    // A gloss may be there under the same options: it is not what failed to be made.
    const reuse = definition.existing === 'again' ? 'never' : 'unless-gloss';
    const options = { ...definition.options, ...more, reuse } as const;
    let queued = 0;
    for (const { seq, record, details } of failed) {
      const article = await this.#store.readArticle(record);
      if (article === null) continue;
      const item = { seq, article, item: details, route: routeOf(seq, definition) };
      await this.#store.acceptItems({ batch: id, items: [item], options, mode: 'again' });
      queued += 1;
    }
    if (queued > 0) await this.#batches.setStatus(id, 'running');
    return queued;
  }

  /** An article whose record is gone needs no cancelling. */
  async #cancelArticle(record: string, batch: string): Promise<void> {
    await cancelArticle(this.#store, this.#queue, record, batch).catch(
      unlessCode('article.not_found', false),
    );
  }
}

/** Takes `value` for one error; any other is thrown on. */
function unlessCode<T>(code: ErrorCode, value: T): (error: unknown) => T {
  return (error) => {
    if (TolkError.isInstance(error) && error.code === code) return value;
    throw error;
  };
}

function applyPlan(
  definition: StoredDefinition,
  { via, directShare, cancelAfterSeconds }: NonNullable<CreateBatchOptions['plan']>,
): StoredDefinition {
  const cancelApiBatchAt =
    cancelAfterSeconds === null ? null : Date.now() + cancelAfterSeconds * 1_000;
  return { ...definition, via, directShare, cancelApiBatchAt };
}
