import { type ArticleLimits, defaultLimits } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { dayMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import { type LimitValues, readServerLimits } from '../llm/limits/server-limits.ts';
import { cancelArticle } from '../queue/enqueue.ts';
import { createArticleQueue, type RetryPolicy } from '../queue/queue.ts';
import { createArticleStore } from '../store/articles.ts';
import type { StoredDefinition } from '../store/batch-definition.ts';
import { statNames } from '../store/batch-stats.ts';
import { type Batch, createBatchStore, type FailedItem } from '../store/batches.ts';
import type { JobRef } from '../store/job-ref.ts';
import { type Pause, readPause } from '../store/pause.ts';
import { connectRedis, readRedisHealth } from '../store/redis.ts';
import { retryWhileFull } from '../store/retry-while-full.ts';
import { createSubmissionStore } from '../store/submissions.ts';
import { batchApiWatermarks, defaultWatermarks, type Watermarks } from './feeder.ts';
import { findDrift, readGold, scoreGold } from './gold.ts';
import { readDetails } from './item-details.ts';
import { isGone, processName } from './process-name.ts';
import { type BatchReport, makeReport } from './report.ts';
import { routeOf } from './route.ts';
import { type RunOptions, runBatch } from './run.ts';
import { toRow } from './writer.ts';

/** Where batches find Redis, and what they hold articles to. */
export interface BatchesOptions {
  readonly redisUrl: string;
  /** @default '{tolk}' */
  readonly prefix?: string;
  /** @default 200 kB and 2,000 segments */
  readonly limits?: ArticleLimits;
  /** @default 4 attempts, 2 s before the second */
  readonly retry?: RetryPolicy;
  /** Days an ended batch and its results are kept. @default 30 */
  readonly resultDays?: number;
  /** How much of a batch may be under way directly. @default 4,000 articles, 64 MB */
  readonly marks?: Watermarks;
  /** The same for one that goes through the Batch API, in part or whole. @default 200,000 articles, 1 GB */
  readonly batchApiMarks?: Watermarks;
}

/** A batch with who works on it. */
export interface BatchOverview extends Batch {
  /** The process that feeds and writes it, `machine:pid`; null when none does. */
  readonly holder: string | null;
  readonly workers: number;
  /** Why all workers pause, if they do. */
  readonly halt: Pause | null;
  /** How much is under way through the Batch API, of all batches: articles not yet sent, request files, and calls in them. */
  readonly batchApi: { readonly waiting: number; readonly files: number; readonly calls: number };
}

/** Corpora as batches; everything the command line does with them. */
export interface Batches extends AsyncDisposable {
  /** Makes a batch; nothing is read or handed in until {@link Batches.run}. */
  create(definition: StoredDefinition, maxCostUsd?: number): Promise<string>;
  /**
   * Takes a batch on, until it is fed or until all of it is written; see `runBatch`.
   *
   * @throws TolkError `batch.not_found`, `batch.taken`, `batch.wrong_state`, `corpus.changed`
   */
  run(
    id: string,
    options: Omit<RunOptions, 'owner' | 'isGone'> & {
      readonly onDrift?: (warning: string) => void;
    },
  ): Promise<Batch>;
  /** How a batch stands. @throws TolkError `batch.not_found` */
  status(id: string): Promise<BatchOverview>;
  /** How fast articles can be worked on, as far as it is known: the limits that the server told workers of a model, and how many are connected. */
  capacity(model: string): Promise<LimitValues & { readonly workers: number }>;
  /** All batches, newest first. */
  list(): Promise<Batch[]>;
  /** Stops feeding, and workers leave what is queued; what they are at is finished. @throws TolkError `batch.wrong_state` */
  pause(id: string): Promise<void>;
  /** Lets a paused batch run again, with a new limit of money if one is given; what failed for money is queued anew. */
  resume(id: string, maxCostUsd?: number): Promise<void>;
  /** Ends what is queued and active as cancelled; what is done stays. Gives how many. */
  cancel(id: string): Promise<number>;
  /** Queues failed items anew, all or of some error codes, with other options on top of their own if given. Gives how many. */
  retryFailed(
    id: string,
    filter: (failed: FailedItem) => boolean,
    options?: ArticleOptions,
  ): Promise<number>;
  /** What failed, and why. */
  failed(id: string): Promise<Array<FailedItem & { readonly place: string }>>;
  /** Everything done that is still in Redis, in the order of the corpus. */
  results(id: string): AsyncGenerator<OutputRow>;
  /**
   * Lets rows of {@link Batches.results} go from Redis, by their numbers, once they are written somewhere for good.
   *
   * @throws TolkError `batch.wrong_state` for a batch that has not ended
   */
  release(id: string, seqs: readonly number[]): Promise<void>;
  /** What came of it: counts, cost, throughput, failures, findings, the worst articles as far as they are still in Redis. */
  report(id: string): Promise<BatchReport>;
  /** Forgets an ended batch. @throws TolkError `batch.wrong_state` for one that runs */
  remove(id: string): Promise<void>;
  close(): Promise<void>;
}

const page = 200;
const cancelAtATime = 50;
/** Beyond this share of Redis's memory nothing more is handed in, counting what articles under way still grow by: their results and calls. */
const fullShare = 0.9;
/** Measured on short and on middling articles: a result is about twice its source, records and calls take 2 kB beside. */
const growth = { factor: 2, perItem: 2_000 } as const;
const healthMs = 200;

/**
 * Batches on a Redis.
 *
 * @example
 * await using batches = await openBatches({ redisUrl: 'redis://127.0.0.1:6379' });
 * @throws TolkError `redis.unreachable`
 */
export async function openBatches(options: BatchesOptions): Promise<Batches> {
  const {
    prefix = '{tolk}',
    limits = defaultLimits,
    resultDays = 30,
    marks = defaultWatermarks,
    batchApiMarks: apiMarks = batchApiWatermarks,
  } = options;
  const redis = await connectRedis(options.redisUrl);
  const clock = Date.now;
  const resultTtlMs = Math.round(resultDays * dayMs);
  const store = createArticleStore({ redis, prefix, resultTtlMs, clock });
  const queue = createArticleQueue(
    redis,
    store,
    options.retry ?? { attempts: 4, retryDelayMs: 2_000 },
  );
  const batches = createBatchStore(redis, store.keys, clock);
  const submissions = createSubmissionStore(redis, prefix, clock);
  const owner = processName();

  async function requeue(
    id: string,
    failed: readonly FailedItem[],
    more: ArticleOptions,
  ): Promise<number> {
    const { definition } = await batches.read(id);
    let queued = 0;
    for (const { seq, record, details } of failed) {
      const article = await store.readArticle(record);
      if (article === null) continue;
      const item = { seq, article, item: details, lane: routeOf(seq, definition) };
      await store.acceptItems(id, [item], { ...definition.options, ...more }, 'again');
      queued += 1;
    }
    if (queued > 0) await batches.setState(id, 'running');
    return queued;
  }

  async function* results(id: string): AsyncGenerator<OutputRow> {
    const seqs = await batches.all(id);
    for (let at = 0; at < seqs.length; at += page) {
      const items = await batches.items(id, seqs.slice(at, at + page));
      const read = await store.read(items.map(({ record }) => record));
      for (const [index, item] of items.entries()) {
        const result = read[index];
        const details = readDetails(item.details);
        if (result?.status === 'done' && details.gold === undefined)
          yield toRow(item, details, result);
      }
    }
  }

  async function worst(id: string): Promise<OutputRow[]> {
    const ranked = await batches.worst(id);
    const items = await batches.items(
      id,
      ranked.map(({ seq }) => seq),
    );
    const read = await store.read(items.map(({ record }) => record));
    return items.flatMap((item, at) => {
      const result = read[at];
      return result?.status === 'done' ? [toRow(item, readDetails(item.details), result)] : [];
    });
  }

  /** The scores of a pilot's gold articles; none when it is gone. */
  async function scoresOf(pilot: string): Promise<readonly number[]> {
    try {
      return (await batches.read(pilot)).stats.goldScores;
    } catch {
      return [];
    }
  }

  let health: { readonly at: number; readonly used: number; readonly max: number } | undefined;
  async function redisIsFull({
    unfinished: open,
    inFlightBytes: heldBytes,
  }: Batch): Promise<boolean> {
    if (!health || clock() - health.at >= healthMs) {
      const { usedMemoryBytes, maxMemoryBytes } = await readRedisHealth(redis);
      health = { at: clock(), used: usedMemoryBytes, max: maxMemoryBytes };
    }
    return (
      health.max > 0 &&
      health.used + growth.factor * heldBytes + growth.perItem * open > health.max * fullShare
    );
  }

  const close = async () => {
    await queue.close();
    redis.disconnect();
  };
  return {
    create: (definition, maxCostUsd) => batches.create(definition, maxCostUsd ?? null),
    async run(id, runOptions) {
      const {
        definition: { gold: goldPath, pilot, via },
      } = await batches.read(id);
      const gold = goldPath === null ? [] : readGold(goldPath, limits);
      return runBatch(
        id,
        {
          gold: gold.map(({ article }) => article),
          redisIsFull,
          store,
          batches,
          queue,
          limits,
          resultTtlMs,
          marks: via === 'direct' ? marks : apiMarks,
          async dispatch({ definition }, orders) {
            const [deferred, direct] = split(
              orders,
              ({ seq }) => routeOf(seq, definition) === 'api',
            );
            await retryWhileFull(async () => {
              if (direct.length > 0) await queue.add(toOrders(direct), definition.priority);
              await submissions.enter(deferred.map(({ order }) => order.id));
              await store.queued(toOrders(orders));
            });
          },
          async onGold({ gold: at = 0 }, { translation }) {
            const one = gold[at];
            if (!one) return;
            const score = scoreGold(translation, one);
            await batches.count(id, {
              [statNames.goldScore(at)]: score,
            });
            const drift = findDrift(
              (await batches.read(id)).stats.goldScores,
              pilot === null ? [] : (await batches.read(pilot)).stats.goldScores,
            );
            if (drift !== null) runOptions.onDrift?.(drift);
          },
        },
        { ...runOptions, owner, isGone },
      );
    },
    async status(id) {
      const [batch, holder, workers, halt, batchApi] = await Promise.all([
        batches.read(id),
        batches.holder(id),
        queue.countWorkers(),
        readPause(redis, prefix),
        submissions.overview(),
      ]);
      return { ...batch, holder: holder?.owner ?? null, workers, halt, batchApi };
    },
    async capacity(model) {
      const [limits, workers] = await Promise.all([
        readServerLimits(redis, prefix, model),
        queue.countWorkers(),
      ]);
      return { ...limits, workers };
    },
    async list() {
      const read = await Promise.all(
        (await batches.list()).map((id) => batches.read(id).catch(() => null)),
      );
      return read.filter((batch) => batch !== null);
    },
    async pause(id) {
      const { status: state } = await batches.read(id);
      if (state !== 'running')
        throw new TolkError(
          'batch.wrong_state',
          `batch ${id} is ${state}; only a running one can be paused`,
        );
      await batches.setState(id, 'paused', 'manual');
    },
    async resume(id, maxCostUsd) {
      const { status: state } = await batches.read(id);
      if (state === 'cancelled')
        throw new TolkError('batch.wrong_state', `batch ${id} is cancelled; begin a new one`);
      if (maxCostUsd !== undefined) await batches.setMaxCost(id, maxCostUsd);
      const outOfMoney = (await batches.failed(id)).filter(
        ({ failure }) => failure.code === 'job.budget_spent',
      );
      await requeue(id, outOfMoney, {});
      if (state === 'paused') await batches.setState(id, 'running');
    },
    async cancel(id) {
      const { status: state } = await batches.read(id);
      if (state === 'complete')
        throw new TolkError(
          'batch.wrong_state',
          `batch ${id} is complete; there is nothing to cancel`,
        );
      await batches.setState(id, 'cancelled');
      await batches.expire(id, resultTtlMs);
      const open = await batches.open(id);
      for (let at = 0; at < open.length; at += cancelAtATime) {
        const items = await batches.items(id, open.slice(at, at + cancelAtATime));
        await Promise.all(
          items.map(({ record }) => cancelArticle(store, queue, record, id).catch(() => false)),
        );
      }
      // Only now can it be seen what nobody wants any more.
      await submissions.askReview();
      return open.length;
    },
    async retryFailed(id, filter, more = {}) {
      const { status: state } = await batches.read(id);
      if (state === 'cancelled')
        throw new TolkError('batch.wrong_state', `batch ${id} is cancelled; begin a new one`);
      return requeue(id, (await batches.failed(id)).filter(filter), more);
    },
    failed: async (id) =>
      (await batches.failed(id)).map((item) => ({
        ...item,
        place: readDetails(item.details).place,
      })),
    results,
    async release(id, seqs) {
      const { status: state } = await batches.read(id);
      if (state === 'running' || state === 'paused')
        throw new TolkError(
          'batch.wrong_state',
          `batch ${id} is ${state}; what is done can be released when it has ended`,
        );
      for (let at = 0; at < seqs.length; at += page)
        await batches.release(id, await batches.items(id, seqs.slice(at, at + page)));
    },
    async report(id) {
      const batch = await batches.read(id);
      const failed = (await batches.failed(id)).map((item) => ({
        ...item,
        place: readDetails(item.details).place,
      }));
      const { pilot } = batch.definition;
      const baseline = pilot === null ? [] : await scoresOf(pilot);
      const drift = findDrift(batch.stats.goldScores, baseline);
      return makeReport({ batch, failed, worst: await worst(id), drift, now: clock() });
    },
    async remove(id) {
      const { status: state } = await batches.read(id);
      if (state === 'running' || state === 'paused')
        throw new TolkError(
          'batch.wrong_state',
          `batch ${id} is ${state}; cancel it first: tolk batch cancel ${id}`,
        );
      await batches.remove(id);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function toOrders(placed: ReadonlyArray<{ readonly order: JobRef }>): JobRef[] {
  return placed.map(({ order }) => order);
}

function split<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  const [first, second]: [T[], T[]] = [[], []];
  for (const one of all) (belongs(one) ? first : second).push(one);
  return [first, second];
}
