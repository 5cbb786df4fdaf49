import type { ChainableCommander } from 'ioredis';
import type { Article } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { readOptions, sourceText } from './article-record.ts';
import { compress } from './compress.ts';
import type { JobRef, Reuse, Route } from './job-ref.ts';
import type { Keys } from './keys.ts';
import { canonicalOptions, newToken, recordIdOf } from './record-id.ts';
import type { RedisConnection } from './redis-connection.ts';
import { retryWhileRefused } from './retry-while-refused.ts';
import { decodeReply, queueScript } from './run-script.ts';
import { acceptItem } from './scripts/accept-item.ts';
import { markFeed } from './scripts/mark-feed.ts';
import { articleKeys } from './scripts/shared.ts';

/** Where an item of a batch came from and what its caller calls it; see `batch/item-details.ts`. */
export interface IncomingItem {
  readonly seq: number;
  readonly article: Article;
  readonly item: unknown;
  readonly route: Route;
}

/** How far a corpus is read: written together with the items up to there. */
export interface FeedMark {
  readonly position: number;
  /** Bytes of the corpus's files that were read by then. */
  readonly bytesRead: number;
  readonly rejectBytes: number;
  /** What was left out or rejected, by reason. */
  readonly counts: Readonly<Record<string, number>>;
  /** How far it was read before these items. @default whatever Redis says */
  readonly after?: number;
}

/**
 * `feed` is for the next items of a corpus, `again` for those that have failed, `gold` for those
 * only measured.
 */
type ItemMode = 'feed' | 'again' | 'gold';

/** Items on their way into a batch. */
export interface IncomingItems {
  readonly batch: string;
  readonly items: readonly IncomingItem[];
  readonly options: ArticleOptions & { readonly reuse?: Reuse };
  readonly mode: ItemMode;
  readonly mark?: FeedMark;
}

/** What became of an item: taken, under a record that is there, or in the batch already. */
export interface AcceptedItem {
  readonly job: JobRef;
  readonly bytes: number;
  readonly verdict: 'accepted' | 'known' | 'skipped' | 'conflict';
}

/** The batches that want a record. */
export interface WantedBy {
  readonly record: string;
  /** The one that pays; null where there is none. */
  readonly payer: string | null;
  /** All that wait for it. */
  readonly batches: readonly string[];
}

/** The moves of items of batches; the records they wait for are articles'. */
export interface BatchItems {
  /**
   * Takes items into a batch, each under a record of its content and options, so that the same
   * article twice is one record. All of it happens, with `mark`, or nothing.
   *
   * @throws TolkError `redis.rolled_back` where Redis has lost items that it had taken before
   */
  acceptItems(incoming: IncomingItems): Promise<AcceptedItem[]>;
  /** The jobs of those of these records that are queued or active. */
  jobsOf(ids: readonly string[]): Promise<JobRef[]>;
  /** Which batches want each of these records. */
  wantedBy(ids: readonly string[]): Promise<WantedBy[]>;
  /** The options of a record; none for one that is not there. */
  optionsOf(id: string): Promise<ArticleOptions>;
  /** Which of these articles, with these options, are done; a gloss is no translation. */
  areDone(articles: readonly Article[], options: ArticleOptions): Promise<boolean[]>;
}

/** The moves of items in Redis. */
export class RedisBatchItems implements BatchItems {
  readonly keys: Keys;
  readonly #redis: RedisConnection;
  readonly #clock: () => number;

  /** On `redis`, which stays its caller's. */
  constructor(redis: RedisConnection, keys: Keys, clock: () => number) {
    this.keys = keys;
    this.#redis = redis;
    this.#clock = clock;
  }

  acceptItems(incoming: IncomingItems): Promise<AcceptedItem[]> {
    const calls = incoming.items.map((item) => this.#callFor(item, incoming));
    return retryWhileRefused(async () => {
      const transaction = this.#redis.multi();
      queueScript(transaction, acceptItem, calls);
      if (incoming.mark) this.#queueMark(transaction, incoming.batch, incoming.mark);
      const replies = (await transaction.exec()) ?? [];
      if (incoming.mark && !decodeReply(markFeed, replies[calls.length]))
        throw rolledBack(incoming.batch);
      return calls.map(({ args: { id, token, bytes } }, at) => ({
        job: { id, token },
        bytes,
        verdict: verdictOf(decodeReply(acceptItem, replies[at]), incoming.batch),
      }));
    });
  }

  async jobsOf(ids: readonly string[]): Promise<JobRef[]> {
    const records = await Promise.all(
      ids.map((id) => this.#redis.hmget(this.keys.result(id), 'status', 'token')),
    );
    return ids.flatMap((id, at) => {
      const [status, token] = records[at] ?? [];
      return status === 'queued' || status === 'active' ? [{ id, token: token ?? '' }] : [];
    });
  }

  async wantedBy(ids: readonly string[]): Promise<WantedBy[]> {
    return Promise.all(
      ids.map(async (record) => {
        const [payer, items] = await Promise.all([
          this.#redis.hget(this.keys.result(record), 'batch'),
          this.#redis.smembers(this.keys.waitingFor(record)),
        ]);
        // An item is `batch:seq`.
        const batches = new Set(items.map((item) => item.slice(0, item.lastIndexOf(':'))));
        return { record, payer, batches: [...batches] };
      }),
    );
  }

  async optionsOf(id: string): Promise<ArticleOptions> {
    const options = await this.#redis.hget(this.keys.result(id), 'options');
    return readOptions(options ?? '{}', this.keys.result(id));
  }

  async areDone(articles: readonly Article[], options: ArticleOptions): Promise<boolean[]> {
    const wanted = canonicalOptions(options);
    const ids = articles.map(({ contentHash }) => recordIdOf(contentHash, wanted));
    const records = await Promise.all(
      ids.map((id) => this.#redis.hmget(this.keys.result(id), 'status', 'gloss', 'keptFields')),
    );
    return records.map(([status, gloss, keptFields]) => {
      if (keptFields) return !keptFields.includes('"gloss":"1"');
      return status === 'done' && gloss !== '1';
    });
  }

  #callFor(
    { article, item, seq, route }: IncomingItem,
    { batch, options: { reuse = 'always', ...options }, mode, mark }: IncomingItems,
  ) {
    const canonical = canonicalOptions(options);
    const id = recordIdOf(article.contentHash, canonical);
    const packed = compress({ ...article, id });
    return {
      keys: articleKeys(this.keys, id),
      args: {
        id,
        now: this.#clock(),
        token: newToken(),
        contentHash: article.contentHash,
        options: canonical,
        source: sourceText(article),
        reuse,
        onConflict: 'refuse' as const,
        batch,
        seq,
        item: `${id} ${packed.length} ${JSON.stringify(item)}`,
        bytes: packed.length,
        mode,
        after: mark?.after ?? 0,
        route: String(route),
      },
      payloads: { packed },
    };
  }

  #queueMark(transaction: ChainableCommander, batch: string, mark: FeedMark): void {
    const { counts, after = 0, ...fields } = mark;
    const keys = { batch: this.keys.batch(batch), stats: this.keys.batch(batch, 'stats') };
    queueScript(transaction, markFeed, [{ keys, args: { after, fields, counts: { ...counts } } }]);
  }
}

function verdictOf(
  { verdict }: { readonly verdict: AcceptedItem['verdict'] | 'gap' },
  batch: string,
): AcceptedItem['verdict'] {
  if (verdict === 'gap') throw rolledBack(batch);
  return verdict;
}

/** Redis was restored from a replica, or its disk, that lacked its last moments. */
export function rolledBack(batch: string): TolkError {
  return new TolkError(
    'redis.rolled_back',
    `Redis lost what it had accepted last of batch ${batch}; continue with tolk batch resume ${batch}`,
  );
}
