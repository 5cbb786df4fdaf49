import type { Redis } from 'ioredis';
import { prepareArticle } from '../article/prepare.ts';
import {
  type Article,
  type ArticleInput,
  type ArticleLimits,
  defaultLimits,
} from '../article/schema.ts';
import {
  type ArticleBudget,
  type ArticleOptions,
  type ArticleResult,
  articleBudgetSchema,
  articleOptionsSchema,
  type FinishedResult,
  type Status,
  statuses,
} from '../contract.ts';
import { dayMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import type { AcceptOptions, ArticleStore, Receipt } from '../store/articles.ts';
import { dayBudgetName, readSpend } from '../store/budgets.ts';
import { openRedis } from '../store/open-redis.ts';
import { clearPause, type Pause, readPause } from '../store/pause.ts';
import { createArticleStore } from '../store/redis-article-store.ts';
import { cancelArticle, enqueueArticles, retranslateArticle, retryArticle } from './enqueue.ts';
import { listenToQueue } from './events.ts';
import { type ArticleQueue, createArticleQueue, type RetryPolicy } from './queue.ts';
import { Waiters, type WaitOptions } from './wait.ts';

/** Where the client finds Redis, and what it holds articles to. */
export interface ClientOptions {
  /** @default 'redis://127.0.0.1:6379' */
  readonly redisUrl?: string;
  /** What all keys begin with; the same as the workers'. @default '{tolk}' */
  readonly prefix?: string;
  /** @default 200 kB and 2,000 segments */
  readonly limits?: ArticleLimits;
  /** @default 4 attempts, 2 s before the second */
  readonly retry?: RetryPolicy;
  /** Days an article cancelled by this client is kept. @default 30 */
  readonly resultDays?: number;
}

/** Hands Dutch articles to Tolk's workers and gets the English back. */
export interface Client extends AsyncDisposable {
  /**
   * Hands one article in. The same text, or the same id, twice is one job: `accepted` is then false.
   *
   * @throws TolkError `article.*` for an article that cannot be taken, `redis.unreachable`
   */
  enqueue(article: ArticleInput, options?: AcceptOptions): Promise<Receipt>;
  /** Hands many in, in few round trips; an article that cannot be taken gives its error in its place. */
  enqueueMany(
    articles: Iterable<ArticleInput>,
    options?: AcceptOptions,
  ): Promise<Array<Receipt | TolkError>>;
  /** All that is known of an article, or null. Never half-written. */
  get(id: string): Promise<ArticleResult | null>;
  /**
   * Waits until an article is done or failed. All waits of a client share one Redis stream.
   *
   * @throws TolkError `article.not_found`, `wait.timeout`; the signal's reason when it is aborted
   */
  wait(id: string, options?: WaitOptions): Promise<FinishedResult>;
  /** Articles, last changed first. @default all statuses, at most 100 */
  list(options?: { readonly status?: Status; readonly limit?: number }): Promise<ArticleResult[]>;
  /** Ends a queued or active article as failed; false when it was finished already. @throws TolkError `article.not_found` */
  cancel(id: string): Promise<boolean>;
  /** Gives a failed article new attempts. @throws TolkError `article.not_found`, `job.not_failed` */
  retry(id: string): Promise<void>;
  /**
   * Does anew what a change of glossary, prompt, style or model touches in a done article; `options` go on top of its own.
   *
   * @throws TolkError `article.not_found`, `job.not_done`
   */
  retranslate(id: string, options?: ArticleOptions): Promise<void>;
  /** How many articles stand in each status, how many workers are connected, why they pause if they do, and what today cost. */
  status(): Promise<SystemStatus>;
  /** Ends the pause of all workers; gives the reason there was, or null. */
  resume(): Promise<Pause | null>;
  /** Ends waits and connections; safe to call twice. `await using` calls it. */
  close(): Promise<void>;
}

/** How everything stands. */
export interface SystemStatus {
  readonly articles: Record<Status, number>;
  readonly workers: number;
  /** Why all workers pause, if they do: somebody must mend it, then `resume`. */
  readonly halt: Pause | null;
  /** US dollars booked today (UTC); 0 where no daily budget is set, since then nobody counts. */
  readonly spentTodayUsd: number;
}

interface Open {
  readonly redis: Redis;
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  readonly waiters: Waiters;
  readonly close: () => Promise<void>;
}

/**
 * A client of Tolk. It connects with its first call.
 *
 * @example
 * await using tolk = createClient({ redisUrl: 'redis://127.0.0.1:6379' });
 * const { id } = await tolk.enqueue({ title: 'Kabinet valt', body: 'Het kabinet is gevallen. …' });
 * const result = await tolk.wait(id, { timeout: 60_000 });
 * if (result.status === 'done') console.log(result.summary?.tldr);
 */
export function createClient(options: ClientOptions = {}): Client {
  const limits = options.limits ?? defaultLimits;
  let opening: Promise<Open> | undefined;
  let closed: Promise<void> | undefined;
  const open = async (): Promise<Open> => {
    if (closed) throw new TolkError('usage.invalid', 'this client is closed; make a new one');
    opening ??= connect(options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const enqueueMany: Client['enqueueMany'] = async (inputs, acceptOptions = {}) => {
    const { reuse, onConflict, budget, ...articleOptions } = acceptOptions;
    const accepted = {
      ...checkOptions(articleOptions),
      reuse,
      onConflict,
      budget: budget && checkBudget(budget),
    };
    const prepared = Array.from(inputs, (input, at) =>
      attempt(() => prepareArticle(input, nameOf(input, at), limits)),
    );
    const articles = prepared.filter((one): one is Article => !TolkError.isInstance(one));
    const { store, queue } = await open();
    const receipts = (await enqueueArticles(store, queue, articles, accepted)).values();
    return prepared.map((one) =>
      TolkError.isInstance(one)
        ? one
        : (receipts.next().value ?? new TolkError('internal', 'no receipt')),
    );
  };
  const close = async () => {
    closed ??= (async () => (await opening?.catch(() => undefined))?.close())();
    await closed;
  };
  return {
    enqueueMany,
    async enqueue(article, acceptOptions) {
      const [receipt] = await enqueueMany([article], acceptOptions);
      if (receipt === undefined || TolkError.isInstance(receipt)) throw receipt;
      return receipt;
    },
    get: async (id) => (await (await open()).store.read([id]))[0] ?? null,
    wait: async (id, waitOptions = {}) => (await open()).waiters.wait(id, waitOptions),
    async list({ status, limit = 100 } = {}) {
      const { store } = await open();
      const ids = await store.list(status ? [status] : statuses, limit);
      return (await store.read(ids)).filter((result) => result !== null);
    },
    async cancel(id) {
      const { store, queue } = await open();
      return cancelArticle(store, queue, id);
    },
    async retry(id) {
      const { store, queue } = await open();
      await retryArticle(store, queue, id);
    },
    async retranslate(id, articleOptions = {}) {
      const { store, queue } = await open();
      await retranslateArticle(store, queue, id, checkOptions(articleOptions));
    },
    async status() {
      const { store, queue, redis } = await open();
      const [articles, workers, halt, spentTodayUsd] = await Promise.all([
        store.count(),
        queue.countWorkers(),
        readPause(redis, store.keys),
        readSpend(redis, store.keys, dayBudgetName(Date.now())),
      ]);
      return { articles, workers, halt, spentTodayUsd };
    },
    async resume() {
      const { redis, store } = await open();
      return clearPause(redis, store.keys);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function connect(options: ClientOptions): Promise<Open> {
  const prefix = options.prefix ?? '{tolk}';
  const redis = await openRedis(options.redisUrl ?? 'redis://127.0.0.1:6379', prefix);
  const store = createArticleStore({
    redis,
    prefix,
    resultTtlMs: (options.resultDays ?? 30) * dayMs,
    clock: Date.now,
  });
  const queue = createArticleQueue(
    redis,
    store,
    options.retry ?? { attempts: 4, retryDelayMs: 2_000 },
  );
  const waiters = new Waiters(store, (listener) => listenToQueue(redis, store.keys, listener));
  const close = async () => {
    await waiters[Symbol.asyncDispose]();
    await queue.close();
    redis.disconnect();
  };
  return { redis, store, queue, waiters, close };
}

function checkOptions(options: unknown) {
  const parsed = articleOptionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new TolkError(
    'usage.invalid',
    `options: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
  );
}

function checkBudget(budget: unknown): ArticleBudget {
  const parsed = articleBudgetSchema.safeParse(budget);
  if (parsed.success) return parsed.data;
  throw new TolkError(
    'usage.invalid',
    `budget: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
  );
}

function nameOf(input: ArticleInput, at: number): string {
  return typeof input?.id === 'string' ? input.id : `article ${at + 1}`;
}

function attempt<T>(make: () => T): T | TolkError {
  try {
    return make();
  } catch (error) {
    return TolkError.from(error);
  }
}
