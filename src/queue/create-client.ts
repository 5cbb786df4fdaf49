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
import type { Receipt } from '../store/articles.ts';
import { dayBudgetName, readSpend } from '../store/budgets.ts';
import { readDoubtfulCalls } from '../store/call-ledger.ts';
import { DraftChannels } from '../store/drafts.ts';
import { countWorkers, listWorkers, type WorkerInfo } from '../store/heartbeats.ts';
import { clearHolds, readHolds } from '../store/holds.ts';
import { clearPause, type Pause, readPause, writePause } from '../store/pause.ts';
import { ArticleEventStream, type ArticleEvents, type EventOptions } from './article-events.ts';
import type { ArticleAudit } from './audit-articles.ts';
import { type CallOptions, Calls } from './calls.ts';
import type {
  ArticleAuditOptions,
  Client,
  ClientOptions,
  EnqueueOptions,
  EnqueueResult,
  ListOptions,
  OwnClient,
  PauseReceipt,
  PauseWorkOptions,
  ResumeWorkOptions,
  SystemStatus,
} from './client.ts';
import { type Connection, openConnection } from './connection.ts';
import { cancelArticle, enqueueArticles, retranslateArticle, retryArticle } from './enqueue.ts';
import { type EventListener, listenToQueue } from './events.ts';
import { parseAcceptOptions, parseArticleOptions, parsePauseReason } from './parse-options.ts';
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
  return createOwnClient(options);
}

/** The same, for Tolk itself. */
export function createOwnClient(options: ClientOptions = {}): OwnClient {
  return new QueueClient(options);
}

class QueueClient implements OwnClient {
  readonly #limits: ArticleLimits;
  readonly #warn: WaitOptions['onWarning'];
  readonly #calls: Calls<OpenClient>;
  readonly #events = new Set<ArticleEvents>();

  constructor(options: ClientOptions) {
    const { limits = defaultLimits, logger, timeoutMs } = options;
    this.#limits = limits;
    this.#warn = logger && (({ code, message }) => logger.warn({ event: `wait.${code}`, message }));
    this.#calls = new Calls(() => openClient(options), timeoutMs);
  }

  async enqueue(article: ArticleInput, options?: EnqueueOptions): Promise<Receipt> {
    const [result] = await this.enqueueMany([article], options);
    if (result?.status === 'received') return result.receipt;
    throw result?.error ?? noReceipt();
  }

  async enqueueMany(
    articles: Iterable<ArticleInput>,
    options: EnqueueOptions = {},
  ): Promise<EnqueueResult[]> {
    const inputs = Array.from(articles);
    const prepared = inputs.values().map((input, index) => this.#prepare(input, index));
    return this.#enqueue(prepared, options);
  }

  enqueuePrepared(
    articles: readonly Article[],
    options: EnqueueOptions = {},
  ): Promise<EnqueueResult[]> {
    return this.#enqueue(articles, options);
  }

  async #enqueue(
    articles: Iterable<Article | TolkError>,
    { timeoutMs, signal, ...options }: EnqueueOptions,
  ): Promise<EnqueueResult[]> {
    const acceptOptions = parseAcceptOptions(options);
    const answers = await this.#calls.make({ timeoutMs, signal }, ({ store, queue }) =>
      enqueueArticles(store, queue, articles, acceptOptions),
    );
    return answers.map(toEnqueueResult);
  }

  async get(id: string, options: CallOptions = {}): Promise<ArticleResult | null> {
    const [result] = await this.#calls.make(options, ({ store }) => store.read([id]));
    return result ?? null;
  }

  async wait(id: string, options: WaitOptions = {}): Promise<FinishedResult> {
    const { onWarning = this.#warn, outageMs = this.#calls.timeoutMs, signal } = options;
    const { timeoutMs = Number.POSITIVE_INFINITY } = options;
    const { waiters, pulse } = await this.#calls.open({
      timeoutMs: Math.min(timeoutMs, outageMs),
      signal,
    });
    const ended = new AbortController();
    const either = AbortSignal.any([ended.signal, ...(signal ? [signal] : [])]);
    try {
      const wait = () => waiters.wait(id, { ...options, onWarning, signal: either });
      return await pulse.run(wait, { timeoutMs: outageMs, signal });
    } catch (error) {
      const isLate = TolkError.isInstance(error) && error.code === 'wait.timeout';
      throw isLate && pulse.isSilent ? pulse.unreachable(timeoutMs) : error;
    } finally {
      // Of a wait that has failed nothing stays behind.
      ended.abort();
    }
  }

  events(options: EventOptions = {}): ArticleEvents {
    const events: ArticleEvents = new ArticleEventStream(
      {
        // It outlasts an outage: what was missed is read when Redis is back.
        read: async (ids) => (await this.#calls.open({})).store.read(ids),
        listen: (listener) => this.#listen(listener),
        onClose: () => this.#events.delete(events),
      },
      options,
    );
    this.#events.add(events);
    return events;
  }

  async list({ status, limit = 100, ...call }: ListOptions = {}): Promise<ArticleResult[]> {
    const results = await this.#calls.make(call, async ({ store }) =>
      store.read(await store.list(status ? [status] : statuses, limit), 'as-failed'),
    );
    return results.filter((result) => result !== null);
  }

  cancel(id: string, options: CallOptions = {}): Promise<boolean> {
    return this.#calls.make(options, ({ store, queue }) => cancelArticle(store, queue, id));
  }

  retry(id: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.make(options, ({ store, queue }) => retryArticle(store, queue, id));
  }

  async retranslate(
    id: string,
    { timeoutMs, signal, ...options }: ArticleOptions & CallOptions = {},
  ): Promise<void> {
    const parsed = parseArticleOptions(options);
    await this.#calls.make({ timeoutMs, signal }, ({ store, queue }) =>
      retranslateArticle(store, queue, id, parsed),
    );
  }

  status(options: CallOptions = {}): Promise<SystemStatus> {
    return this.#calls.make(options, readStatus);
  }

  workers(options: CallOptions = {}): Promise<WorkerInfo[]> {
    return this.#calls.make(options, ({ redis, store }) => listWorkers(redis, store.keys));
  }

  audit({ since = 0, ...call }: ArticleAuditOptions = {}): Promise<ArticleAudit> {
    return this.#calls.make(call, async ({ redis, store, queue }) => {
      const { auditArticles } = await import('./audit-articles.ts');
      const doubtful = await readDoubtfulCalls(redis, store.keys);
      const { signal } = call;
      return auditArticles(since, { redis, store, queue, doubtful, clock: Date.now, signal });
    });
  }

  async pause({ reason, ...call }: PauseWorkOptions): Promise<PauseReceipt> {
    const asked = { code: 'job.paused', message: parsePauseReason(reason), at: Date.now() };
    return this.#calls.make(call, async ({ redis, store }) => {
      const isNew = await writePause(redis, store.keys, asked);
      return { isNew, pause: (await readPause(redis, store.keys)) ?? asked };
    });
  }

  resume({ waits = 'end', ...call }: ResumeWorkOptions = {}): Promise<Pause | null> {
    return this.#calls.make(call, async ({ redis, store, queue }) => {
      const isHeld = waits === 'end' && (await clearHolds(redis, store.keys));
      const pause = await clearPause(redis, store.keys);
      if (isHeld) await queue.promoteDelayed();
      return pause;
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#events].map((events) => events.return()));
    await this.#calls.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #prepare(input: ArticleInput, index: number): Article | TolkError {
    const name = typeof input?.id === 'string' ? input.id : `article ${index + 1}`;
    try {
      // Who calls gets its mistake back; of what is read from files, the reader tells it.
      return prepareArticle(input, name, { strictDates: true, ...this.#limits });
    } catch (error) {
      return TolkError.from(error);
    }
  }

  #listen(listener: EventListener): Promise<() => Promise<void>> {
    return this.#calls.make({}, async ({ redis, store, onError, drafts }) => {
      const { onDraft } = listener;
      const stop = await listenToQueue(redis, store.keys, { ...listener, onError });
      if (onDraft === undefined) return stop;
      const stopDrafts = await drafts.listen({ onDraft });
      return async () => {
        stopDrafts();
        await stop();
      };
    });
  }
}

async function readStatus({ store, queue, redis }: OpenClient): Promise<SystemStatus> {
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

function toEnqueueResult(answer: Receipt | TolkError): EnqueueResult {
  if (TolkError.isInstance(answer)) return { status: 'rejected', error: answer };
  return { status: 'received', receipt: answer };
}

function noReceipt(): TolkError {
  return new TolkError('internal', 'the store gave no receipt for an article');
}
