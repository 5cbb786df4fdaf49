import type { Article, ArticleInput, ArticleLimits } from '../article/schema.ts';
import type { ArticleOptions, ArticleResult, FinishedResult, Status } from '../contract.ts';
import type { TolkError } from '../errors.ts';
import type { AcceptOptions, Receipt, Retranslations } from '../store/articles.ts';
import type { WorkerInfo } from '../store/heartbeats.ts';
import type { Hold } from '../store/holds.ts';
import type { Pause } from '../store/pause.ts';
import type { ArticleEvents, EventOptions } from './article-events.ts';
import type { ArticleAudit } from './audit-articles.ts';
import type { CallOptions } from './calls.ts';
import type { ConnectionOptions } from './connection.ts';
import type { WaitOptions } from './wait.ts';

/** How a client reaches Redis, and what it holds articles to. */
export interface ClientOptions extends ConnectionOptions {
  /** How large an article may be. @default 200,000 bytes and 2,000 segments */
  readonly limits?: ArticleLimits | undefined;
}

/** How articles are submitted, and how long the call may take. */
export type EnqueueOptions = AcceptOptions & CallOptions;

/** Which articles to list. */
export interface ListOptions extends CallOptions {
  /** Only those in this status. @default all */
  readonly status?: Status | undefined;
  /** At most this many. @default 100 */
  readonly limit?: number | undefined;
}

/** What became of one of many articles that were submitted together. */
export type EnqueueResult =
  /** Tolk has it, or had it already: see `receipt.accepted`. */
  | { readonly status: 'received'; readonly receipt: Receipt }
  /** Tolk cannot take it; the others are not concerned. */
  | { readonly status: 'rejected'; readonly error: TolkError };

/** How everything is doing. */
export interface SystemStatus {
  /** Articles in each status. */
  readonly articles: Record<Status, number>;
  /** Of how many done ones a newer version is on its way; left out where of none. */
  readonly retranslations?: Retranslations;
  /** Living workers that take articles; {@link Client.workers} lists them. */
  readonly workers: number;
  /** Why all workers pause, if they do: somebody must fix it, then `resume`. */
  readonly pause: Pause | null;
  /** Articles that wait for a time, and why nobody calls a model until then. */
  readonly waiting: {
    /** How many; those in the back-off before their next attempt included. */
    readonly articles: number;
    /** Models that nobody calls for now, since their server asked for that. */
    readonly holds: readonly Hold[];
  };
  /** US dollars booked today (UTC); 0 where no daily budget is set, since then nobody counts. */
  readonly spentTodayUsd: number;
}

/** How all workers are paused. */
export interface PauseWorkOptions extends CallOptions {
  /** Why, for whoever finds them paused: one line, at most 500 characters. */
  readonly reason: string;
}

/** A pause of all workers that was asked for. */
export interface PauseReceipt {
  /** False where they paused already: the first reason stays. */
  readonly isNew: boolean;
  /** The pause there is. */
  readonly pause: Pause;
}

/** How work is resumed. */
export interface ResumeWorkOptions extends CallOptions {
  /** Whether the waits that servers asked for end too. @default 'end' */
  readonly waits?: 'end' | 'keep' | undefined;
}

/** Which articles are audited. */
export interface ArticleAuditOptions extends CallOptions {
  /** Only those enqueued from then on (ms since 1970). @default all */
  readonly since?: number | undefined;
}

/**
 * Submits Dutch articles to Tolk's workers and receives the English.
 *
 * Every call takes `timeoutMs` and `signal` in its options, and fails with `redis.unreachable`,
 * which is retryable, when Redis is away or silent for longer than that.
 */
export interface Client extends AsyncDisposable {
  /**
   * Submits one article. The same text, or the same id, twice is one job: `accepted` is then false.
   *
   * @example
   * const { id, accepted } = await client.enqueue(
   *   { title: 'Kabinet valt', body: 'Het kabinet is gevallen.\n\nDe premier treedt af.' },
   *   { summary: 'short', style: { spelling: 'american' } },
   * );
   * @throws TolkError `article.*` for an article that cannot be taken, `usage.invalid` for a wrong
   *   option, `redis.unreachable`
   */
  enqueue(article: ArticleInput, options?: EnqueueOptions): Promise<Receipt>;
  /**
   * Submits many, in few round trips.
   *
   * @example
   * const results = await client.enqueueMany([{ body: 'Het regent.' }, { body: '' }]);
   * for (const result of results) {
   *   if (result.status === 'received') console.log(result.receipt.id);
   *   else console.error(result.error.code); // article.empty
   * }
   * @returns what became of each, in their order
   */
  enqueueMany(articles: Iterable<ArticleInput>, options?: EnqueueOptions): Promise<EnqueueResult[]>;
  /** Reads all that is known of an article, or null. Never half-written. */
  get(id: string, options?: CallOptions): Promise<ArticleResult | null>;
  /**
   * Waits until an article is done or failed; for its newer version where that is on its way. All
   * waits of a client share one Redis stream.
   *
   * @example
   * const result = await client.wait(id, { timeoutMs: 60_000 });
   * if (result.status === 'done') console.log(result.translation.segments[0]?.en);
   * else console.error(result.error.message);
   * @throws TolkError `article.not_found`, `wait.timeout`; the signal's reason when it is aborted
   */
  wait(id: string, options?: WaitOptions): Promise<FinishedResult>;
  /**
   * What happens to all articles, from this call on, until the loop is left, the signal is aborted
   * or the client is closed. After an outage of Redis it resumes where it was, as far back as
   * BullMQ keeps its events (about 10,000).
   *
   * @example
   * for await (const event of client.events({ signal: AbortSignal.timeout(60_000) })) {
   *   if (event.type === 'done') console.log(event.id, event.result.summary?.headline);
   *   if (event.type === 'failed') console.error(event.id, event.result.error.code);
   * }
   * @throws TolkError `redis.unreachable`, with the first event
   */
  events(options?: EventOptions): ArticleEvents;
  /** Lists articles, last changed first. */
  list(options?: ListOptions): Promise<ArticleResult[]>;
  /**
   * Ends a queued or active article as failed. Where it was done before, only its newer version is
   * dropped: it is done, as it was.
   *
   * @returns false when nothing was queued or in progress
   * @throws TolkError `article.not_found`
   */
  cancel(id: string, options?: CallOptions): Promise<boolean>;
  /**
   * Gives a failed article new attempts.
   *
   * @throws TolkError `article.not_found`, `job.not_failed`
   */
  retry(id: string, options?: CallOptions): Promise<void>;
  /**
   * Translates again what a change of glossary, prompt, style or model concerns in a done article;
   * `options` are added to its own. Until that is done the article stays done, with the English it
   * has, and `retranslation` says how far the newer version is; should that fail or be cancelled,
   * nothing has changed.
   *
   * @throws TolkError `article.not_found`; `job.not_done` also where it is being retranslated
   * already
   */
  retranslate(id: string, options?: ArticleOptions & CallOptions): Promise<void>;
  /**
   * Compares articles with the queue, and their English with their Dutch; changes nothing.
   *
   * @example
   * const { problems } = await client.audit({ since: Date.now() - 86_400_000 });
   */
  audit(options?: ArticleAuditOptions): Promise<ArticleAudit>;
  /** Counts articles and workers, and reads why all pause, if they do, and what today cost. */
  status(options?: CallOptions): Promise<SystemStatus>;
  /**
   * Lists the living workers of this prefix and database: version, host, model, and what each is
   * at. One that was killed or cut off is listed for ten seconds more.
   *
   * @example
   * for (const { host, pid, articles } of await client.workers())
   *   console.log(`${host}:${pid} has ${articles.map(({ id }) => id).join(', ')}`);
   */
  workers(options?: CallOptions): Promise<WorkerInfo[]>;
  /**
   * Has all workers pause until `resume`, for maintenance: calls in flight are finished, articles
   * in progress go back to the queue and keep their attempts.
   *
   * @example
   * await client.pause({ reason: 'the LLM server moves until 14:00' });
   * @throws TolkError `usage.invalid` without a reason
   */
  pause(options: PauseWorkOptions): Promise<PauseReceipt>;
  /**
   * Ends the pause of all workers, and the waits that servers asked for (`status().waiting`).
   *
   * @returns the reason of the pause, or null
   */
  resume(options?: ResumeWorkOptions): Promise<Pause | null>;
  /** Ends waits, events and connections; safe to call twice. `await using` calls it. */
  close(): Promise<void>;
}

/** A client that takes articles as Tolk's own readers make them, too. */
export interface OwnClient extends Client {
  /** Does the same as `enqueueMany`, without making them ready once more. */
  enqueuePrepared(articles: readonly Article[], options?: EnqueueOptions): Promise<EnqueueResult[]>;
}
