import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type Article, articleSchema } from '../article/schema.ts';
import {
  type ArticleBudget,
  type ArticleOptions,
  type ArticleResult,
  articleBudgetSchema,
  type Failure,
  type Outcome,
  outcomeSchema,
  type Status,
  sourceSchema,
  statuses,
  usageSchema,
} from '../contract.ts';
import { TolkError } from '../errors.ts';
import { readRecord, storedOptionsSchema } from './article-record.ts';
import { type BatchItems, createBatchItems } from './batch-items.ts';
import { compress, decompress } from './compress.ts';
import type { JobRef, OverdueJob, Reuse } from './job-ref.ts';
import { createKeys, type Keys } from './keys.ts';
import { canonical, createScriptRunner, newToken } from './run-script.ts';
import { type MemoryMatch, memoryMatchesSchema } from './translation-memory.ts';

/** How an article is accepted. */
export interface AcceptOptions extends ArticleOptions {
  /** @default 'always' */
  readonly reuse?: Reuse | undefined;
  /** When the caller's id already names another text: refuse, or let the new text take its place. @default 'refuse' */
  readonly onConflict?: 'refuse' | 'replace' | undefined;
  /** What these articles may cost together; what would go beyond it fails with `job.budget_spent`. */
  readonly budget?: ArticleBudget | undefined;
}

/** What became of an article that was handed in. */
export interface Receipt {
  readonly id: string;
  /** False when it was there already, queued, active or done: then nothing new is done or paid. */
  readonly accepted: boolean;
  readonly status: Status;
}

/** A receipt, and for the queue the order that goes with it. */
interface Accepted {
  readonly receipt: Receipt;
  readonly order: JobRef;
}

/** Work on one article, as a worker holds it. */
export interface StartedArticle {
  readonly article: Article;
  readonly options: ArticleOptions;
  readonly attempt: number;
  readonly budget: ArticleBudget | null;
  /** What earlier attempts have cost. */
  readonly paid: Paid | null;
  /** What was made of it before, when only what a change touches is to be done anew. */
  readonly previous: Outcome | null;
  /** When it is called back from the Batch API, to be in time (ms). */
  readonly recallAt: number | null;
  /** What the translation memory knew of it at the first attempt; null at that one. */
  readonly recalled: readonly MemoryMatch[] | null;
}

const paidSchema = z.object({ usage: usageSchema, costUsd: z.number().nullable() });

/** What has been paid for an article so far. */
export type Paid = z.infer<typeof paidSchema>;

/** What a finished article adds to its batch's counters; `worst` ranks it among those to look at. */
export type Tally = Readonly<Record<string, number>>;

/** What the store needs. */
export interface StoreContext {
  readonly redis: Redis;
  readonly prefix: string;
  /** How long finished articles are kept, in milliseconds. */
  readonly resultTtlMs: number;
  readonly clock: () => number;
}

/** The records of articles in Redis. */
export interface ArticleStore extends BatchItems {
  readonly keys: Keys;
  /**
   * Writes article and record, unless they are there already. What is accepted here stands in the
   * outbox until it is in the queue, so that a caller who dies in between loses nothing.
   *
   * @returns for each article a receipt, or TolkError `article.id_taken` when its id names another text
   */
  accept(
    articles: readonly Article[],
    options: AcceptOptions,
  ): Promise<Array<Accepted | TolkError>>;
  /** Orders accepted before `before` (ms) that may have missed the queue; at most `limit`. */
  overdue(before: number, limit: number): Promise<OverdueJob[]>;
  /** Says that these orders are in the queue. */
  queued(orders: readonly JobRef[]): Promise<void>;
  /** Keeps what the translation memory knows of an article, so that later attempts ask the same calls; the first one stands. */
  keepRecalled(order: JobRef, pairs: readonly MemoryMatch[]): Promise<void>;
  /**
   * Takes an order up; null when there is nothing to do: it is finished, cancelled or replaced. `go on` is
   * for one that comes back round after round, through the Batch API: that is one attempt.
   *
   * @param mode default `try`
   */
  start(order: JobRef, mode?: 'try' | 'go on'): Promise<StartedArticle | null>;
  /** Writes the outcome, and adds `tally` to the counters of the batch it is for; false when the order was cancelled or replaced meanwhile. */
  complete(order: JobRef, outcome: Outcome, tally?: Tally): Promise<boolean>;
  /** Writes the failure; else as above. */
  fail(order: JobRef, failure: Failure, tally?: Tally): Promise<boolean>;
  /** Puts an order a worker gave up back to `queued`, with what it has cost so far; false as above. */
  handBack(order: JobRef, failure: Failure | null, paid?: Paid | null): Promise<boolean>;
  /** An article's source, or null. */
  readArticle(id: string): Promise<Article | null>;
  /** Ends a queued or active article as failed, for a `batch` only if nobody else wants it; gives the status and order it had. */
  cancel(id: string, batch?: string): Promise<{ status: Status | 'missing'; order: JobRef }>;
  /** Puts a failed article back to `queued` under a new order; gives the status it had. */
  retry(id: string): Promise<{ status: Status | 'missing'; order: JobRef }>;
  /** Puts a done article back to `queued`, to be gone over with these options beside its own; gives the status it had. */
  retranslate(
    id: string,
    options: ArticleOptions,
  ): Promise<{ status: Status | 'missing'; order: JobRef }>;
  /** All that is known of these articles, in their order; null for an unknown id. */
  read(ids: readonly string[]): Promise<Array<ArticleResult | null>>;
  /** Ids in these statuses, last changed first. */
  list(status: readonly Status[], limit: number): Promise<string[]>;
  /** How many articles stand in each status. */
  count(): Promise<Record<Status, number>>;
  /** Calls `listener` with each id that is cancelled, anywhere; gives the function that ends it. */
  onCancel(listener: (id: string) => void): Promise<() => Promise<void>>;
}

/** A store on `redis`; the connection stays its caller's. */
export function createArticleStore({
  redis,
  prefix,
  resultTtlMs,
  clock,
}: StoreContext): ArticleStore {
  const keys = createKeys(prefix);
  const ttl = Math.round(resultTtlMs);
  const { call, run } = createScriptRunner(redis, keys, clock);
  const items = createBatchItems(redis, keys, call);
  const statusOf = (reply: unknown) => String(reply) as Status | 'missing';

  return {
    keys,
    ...items,
    async accept(articles, { reuse = 'always', onConflict = 'refuse', budget, ...options }) {
      const pipeline = redis.pipeline();
      const orders = articles.map(({ id }): JobRef => ({ id, run: newToken() }));
      for (const [at, article] of articles.entries()) {
        call(pipeline, [
          'accept',
          article.id,
          compress(article),
          article.contentHash,
          canonical(options),
          orders[at]?.run ?? '',
          JSON.stringify(sourceSchema.parse(article)),
          reuse,
          onConflict === 'replace' ? '1' : '0',
          budget === undefined ? '' : JSON.stringify(budget),
        ]);
      }
      const replies = (await pipeline.exec()) ?? [];
      return orders.map((order, at): Accepted | TolkError => {
        const [error, reply] = replies[at] ?? [new Error('no reply'), null];
        if (error) throw error;
        const [verdict, status] = (reply as Buffer[]).map(String);
        if (verdict === 'conflict') return idTaken(order.id);
        return {
          order,
          receipt: { id: order.id, accepted: verdict === 'accepted', status: status as Status },
        };
      });
    },
    async overdue(before, limit) {
      const ids = await redis.zrangebyscore(keys.outbox, '-inf', before, 'LIMIT', 0, limit);
      const had = await Promise.all(ids.map((id) => redis.hmget(keys.result(id), 'run', 'lane')));
      return ids.map((id, at) => {
        const [run, lane] = had[at] ?? [];
        return { id, run: run ?? '', lane: lane === 'api' ? 'api' : Number(lane ?? 0) };
      });
    },
    async queued(orders) {
      if (orders.length > 0) await redis.zrem(keys.outbox, ...orders.map((order) => order.id));
    },
    async keepRecalled(order, pairs) {
      await run('keepRecalled', order.id, order.run, compress(pairs));
    },
    async start(order, mode = 'try') {
      const reply = (await run('start', order.id, order.run, mode)) as Buffer[];
      const [
        verdict,
        options = '{}',
        packed,
        attempt,
        budget,
        previous,
        paid,
        batch,
        limit,
        recallAt,
        recalled,
      ] = reply;
      if (String(verdict) !== 'started' || !packed) return null;
      return {
        article: decompress(packed, articleSchema, `article ${order.id}`),
        options: storedOptionsSchema.parse(String(options)),
        attempt: Number(attempt),
        budget: budget?.length
          ? articleBudgetSchema.parse(JSON.parse(String(budget)))
          : batchBudget(String(batch), String(limit)),
        paid: paid?.length ? paidSchema.parse(JSON.parse(String(paid))) : null,
        recallAt: recallAt?.length ? Number(recallAt) : null,
        recalled: recalled?.length
          ? decompress(recalled, memoryMatchesSchema, `what the memory knew of ${order.id}`)
          : null,
        previous: previous?.length
          ? decompress(previous, outcomeSchema, `the earlier result of ${order.id}`)
          : null,
      };
    },
    complete: async (order, outcome, tally = {}) =>
      (await run(
        'finish',
        order.id,
        order.run,
        ttl,
        'done',
        'data',
        compress(outcome),
        outcome.gloss ? '1' : '0',
        JSON.stringify(tally),
      )) === 1,
    fail: async (order, failure, tally = {}) =>
      (await run(
        'finish',
        order.id,
        order.run,
        ttl,
        'failed',
        'error',
        JSON.stringify(failure),
        '0',
        JSON.stringify(tally),
      )) === 1,
    handBack: async (order, failure, paid = null) =>
      (await run(
        'handBack',
        order.id,
        order.run,
        failure ? JSON.stringify(failure) : '',
        paid && paid.usage.calls > 0 ? JSON.stringify(paid) : '',
      )) === 1,
    async readArticle(id) {
      const packed = await redis.getBuffer(keys.article(id));
      return packed === null ? null : decompress(packed, articleSchema, `article ${id}`);
    },
    async cancel(id, batch = '') {
      const failure: Failure = {
        code: 'job.cancelled',
        message: 'cancelled on request',
        retryable: false,
      };
      const [status, mark] = (await run(
        'cancel',
        id,
        ttl,
        JSON.stringify(failure),
        batch,
      )) as Buffer[];
      if (String(status) === 'active') await redis.publish(keys.cancel, id);
      return { status: statusOf(status), order: { id, run: String(mark) } };
    },
    async retry(id) {
      const order = { id, run: newToken() };
      return { status: statusOf(await run('retry', id, order.run)), order };
    },
    async retranslate(id, options) {
      const order = { id, run: newToken() };
      const had = await items.optionsOf(id);
      return {
        status: statusOf(
          await run('retranslate', id, order.run, canonical({ ...had, ...options })),
        ),
        order,
      };
    },
    async read(ids) {
      const pipeline = redis.pipeline();
      for (const id of ids) pipeline.hgetallBuffer(keys.result(id));
      const replies = (await pipeline.exec()) ?? [];
      return ids.map((id, at) => {
        const [error, hash] = replies[at] ?? [new Error('no reply'), {}];
        if (error) throw error;
        return Object.keys(hash as object).length === 0
          ? null
          : readRecord(id, hash as Record<string, Buffer>);
      });
    },
    async list(wanted, limit) {
      const pages = await Promise.all(
        wanted.map((status) => redis.zrevrange(keys.index(status), 0, limit - 1, 'WITHSCORES')),
      );
      return pages
        .flatMap(pairs)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ id }) => id);
    },
    async count() {
      const now = clock();
      const counts = await Promise.all(
        statuses.map((status) =>
          status === 'done' || status === 'failed'
            ? redis.zcount(keys.index(status), now - ttl, '+inf')
            : redis.zcard(keys.index(status)),
        ),
      );
      return Object.fromEntries(statuses.map((status, at) => [status, counts[at] ?? 0])) as Record<
        Status,
        number
      >;
    },
    async onCancel(listener) {
      const subscriber = redis.duplicate({ lazyConnect: true });
      subscriber.on('error', () => {});
      subscriber.on('message', (_channel: string, id: string) => listener(id));
      await subscriber.subscribe(keys.cancel);
      return async () => subscriber.disconnect();
    },
  };
}

/** What a batch may cost, as a budget of each of its articles. */
function batchBudget(batch: string, limit: string): ArticleBudget | null {
  return limit === '' ? null : { name: `batch-${batch}`, limitUsd: Number(limit) };
}

function idTaken(id: string): TolkError {
  return new TolkError(
    'article.id_taken',
    `${id}: another article has this id; give it another one, or replace it (--replace)`,
  );
}

function pairs(flat: readonly string[]): Array<{ id: string; score: number }> {
  return Array.from({ length: flat.length / 2 }, (_, at) => ({
    id: flat[at * 2] ?? '',
    score: Number(flat[at * 2 + 1]),
  }));
}
