import { prepareArticle } from '../article/prepare.ts';
import {
  type Article,
  type ArticleInput,
  type ArticleLimits,
  defaultLimits,
} from '../article/schema.ts';
import {
  type ArticleOptions,
  type ArticleResult,
  type FinishedResult,
  statuses,
} from '../contract.ts';
import { TolkError } from '../errors.ts';
import { LazyResource } from '../lazy-resource.ts';
import type { AcceptOptions, Receipt } from '../store/articles.ts';
import { dayBudgetName, readSpend } from '../store/budgets.ts';
import { readDoubtfulCalls } from '../store/call-ledger.ts';
import { DraftChannels } from '../store/drafts.ts';
import { countWorkers, listWorkers, type WorkerInfo } from '../store/heartbeats.ts';
import { clearHolds, readHolds } from '../store/holds.ts';
import { clearPause, type Pause, readPause } from '../store/pause.ts';
import { ArticleEventStream, type ArticleEvents, type EventOptions } from './article-events.ts';
import type { ArticleAudit } from './audit-articles.ts';
import type {
  ArticleAuditOptions,
  Client,
  ClientOptions,
  EnqueueResult,
  ListOptions,
  ResumeWorkOptions,
  SystemStatus,
} from './client.ts';
import { type Connection, openConnection } from './connection.ts';
import { cancelArticle, enqueueArticles, retranslateArticle, retryArticle } from './enqueue.ts';
import { type EventListener, listenToQueue } from './events.ts';
import { parseAcceptOptions, parseArticleOptions } from './parse-options.ts';
import { Waiters, type WaitOptions } from './wait.ts';

interface OpenClient extends Connection {
  readonly waiters: Waiters;
  readonly drafts: DraftChannels;
}

/**
 * Makes a client of Tolk. It connects with its first call.
 *
 * @example
 * await using client = createClient({ redisUrl: 'redis://127.0.0.1:6379' });
 * const { id } = await client.enqueue({ title: 'Kabinet valt', body: 'Het kabinet is gevallen.' });
 * const result = await client.wait(id, { timeoutMs: 60_000 });
 * if (result.status === 'done') console.log(result.summary?.tldr);
 */
export function createClient(options: ClientOptions = {}): Client {
  return new QueueClient(options);
}

class QueueClient implements Client {
  readonly #limits: ArticleLimits;
  readonly #warn: WaitOptions['onWarning'];
  readonly #resource: LazyResource<OpenClient>;
  readonly #events = new Set<ArticleEvents>();

  constructor(options: ClientOptions) {
    const { limits = defaultLimits, logger } = options;
    this.#limits = limits;
    this.#warn = logger && (({ code, message }) => logger.warn({ event: `wait.${code}`, message }));
    this.#resource = new LazyResource(() => openClient(options));
  }

  async enqueue(article: ArticleInput, options?: AcceptOptions): Promise<Receipt> {
    const [result] = await this.enqueueMany([article], options);
    if (result?.status === 'received') return result.receipt;
    throw result?.error ?? noReceipt();
  }

  async enqueueMany(
    articles: Iterable<ArticleInput>,
    options: AcceptOptions = {},
  ): Promise<EnqueueResult[]> {
    const acceptOptions = parseAcceptOptions(options);
    const prepared = Array.from(articles, (input, index) => this.#prepare(input, index));
    const valid = prepared.filter(isPrepared);
    const { store, queue } = await this.#resource.get();
    const receipts = (await enqueueArticles(store, queue, valid, acceptOptions)).values();
    return prepared.map((article): EnqueueResult => {
      const answer = TolkError.isInstance(article) ? article : receipts.next().value;
      if (answer === undefined) return { status: 'rejected', error: noReceipt() };
      if (TolkError.isInstance(answer)) return { status: 'rejected', error: answer };
      return { status: 'received', receipt: answer };
    });
  }

  async get(id: string): Promise<ArticleResult | null> {
    const { store } = await this.#resource.get();
    const [result] = await store.read([id]);
    return result ?? null;
  }

  async wait(id: string, options: WaitOptions = {}): Promise<FinishedResult> {
    const { waiters } = await this.#resource.get();
    const { onWarning = this.#warn } = options;
    return waiters.wait(id, { ...options, onWarning });
  }

  events(options: EventOptions = {}): ArticleEvents {
    const events: ArticleEvents = new ArticleEventStream(
      {
        read: async (ids) => (await this.#resource.get()).store.read(ids),
        listen: (listener) => this.#listen(listener),
        onClose: () => this.#events.delete(events),
      },
      options,
    );
    this.#events.add(events);
    return events;
  }

  async list({ status, limit = 100 }: ListOptions = {}): Promise<ArticleResult[]> {
    const { store } = await this.#resource.get();
    const ids = await store.list(status ? [status] : statuses, limit);
    const results = await store.read(ids);
    return results.filter((result) => result !== null);
  }

  async cancel(id: string): Promise<boolean> {
    const { store, queue } = await this.#resource.get();
    return cancelArticle(store, queue, id);
  }

  async retry(id: string): Promise<void> {
    const { store, queue } = await this.#resource.get();
    await retryArticle(store, queue, id);
  }

  async retranslate(id: string, options: ArticleOptions = {}): Promise<void> {
    const { store, queue } = await this.#resource.get();
    await retranslateArticle(store, queue, id, parseArticleOptions(options));
  }

  async status(): Promise<SystemStatus> {
    const { store, queue, redis } = await this.#resource.get();
    const now = Date.now();
    const [articles, retranslations, workers, pause, delayed, holds, spentTodayUsd] =
      await Promise.all([
        store.count(),
        store.countRetranslations(),
        countWorkers(redis, store.keys),
        readPause(redis, store.keys),
        queue.countDelayed(),
        readHolds(redis, store.keys, now),
        readSpend(redis, store.keys, dayBudgetName(now)),
      ]);
    const waiting = { articles: delayed, holds };
    const isAnyRetranslated = retranslations.queued + retranslations.active > 0;
    return {
      articles,
      ...(isAnyRetranslated ? { retranslations } : {}),
      workers,
      pause,
      waiting,
      spentTodayUsd,
    };
  }

  async workers(): Promise<WorkerInfo[]> {
    const { redis, store } = await this.#resource.get();
    return listWorkers(redis, store.keys);
  }

  async audit({ since = 0, signal }: ArticleAuditOptions = {}): Promise<ArticleAudit> {
    const { redis, store, queue } = await this.#resource.get();
    const { auditArticles } = await import('./audit-articles.ts');
    const doubtful = await readDoubtfulCalls(redis, store.keys);
    return auditArticles(since, { redis, store, queue, doubtful, clock: Date.now, signal });
  }

  async resume({ waits = 'end' }: ResumeWorkOptions = {}): Promise<Pause | null> {
    const { redis, store, queue } = await this.#resource.get();
    const isHeld = waits === 'end' && (await clearHolds(redis, store.keys));
    const pause = await clearPause(redis, store.keys);
    if (isHeld) await queue.promoteDelayed();
    return pause;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#events].map((events) => events.return()));
    await this.#resource.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #prepare(input: ArticleInput, index: number): Article | TolkError {
    const name = typeof input?.id === 'string' ? input.id : `article ${index + 1}`;
    try {
      return prepareArticle(input, name, this.#limits);
    } catch (error) {
      return TolkError.from(error);
    }
  }

  async #listen(listener: EventListener): Promise<() => Promise<void>> {
    const { redis, store, onError, drafts } = await this.#resource.get();
    const { onDraft } = listener;
    const stop = await listenToQueue(redis, store.keys, { ...listener, onError });
    if (onDraft === undefined) return stop;
    const stopDrafts = await drafts.listen({ onDraft });
    return async () => {
      stopDrafts();
      await stop();
    };
  }
}

async function openClient(options: ClientOptions): Promise<OpenClient> {
  const connection = await openConnection(options);
  const { redis, store, onError } = connection;
  const drafts = new DraftChannels({ redis, keys: store.keys, onError });
  const waiters = new Waiters(store, {
    listen: (listener) => listenToQueue(redis, store.keys, { ...listener, onError }),
    listenToDrafts: (listener) => drafts.listen(listener),
    lookForWorkers: async () => {
      const [workers, pause] = await Promise.all([
        countWorkers(redis, store.keys),
        readPause(redis, store.keys),
      ]);
      return { workers, pause };
    },
  });
  const close = async () => {
    await waiters[Symbol.asyncDispose]();
    await drafts[Symbol.asyncDispose]();
    await connection.close();
  };
  return { ...connection, waiters, drafts, close };
}

function isPrepared(article: Article | TolkError): article is Article {
  return !TolkError.isInstance(article);
}

function noReceipt(): TolkError {
  return new TolkError('internal', 'the store gave no receipt for an article');
}
