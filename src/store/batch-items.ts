import type { Redis } from 'ioredis';
import type { Article } from '../article/schema.ts';
import { type ArticleOptions, sourceSchema } from '../contract.ts';
import { storedOptionsSchema } from './article-record.ts';
import { compress } from './compress.ts';
import type { JobRef, Reuse, Route } from './job-ref.ts';
import type { Keys } from './keys.ts';
import { retryWhileFull } from './retry-while-full.ts';
import { type Call, canonical, newToken, recordIdOf } from './run-script.ts';

/** Where an item of a batch came from and what its caller calls it; see `corpus/batch.ts`. */
export interface IncomingItem {
  readonly seq: number;
  readonly article: Article;
  readonly item: unknown;
  readonly lane: Route;
}

/** How far a corpus is read: written together with the items up to there. */
interface FeedMark {
  readonly position: number;
  /** Bytes of the corpus's files that were read by then. */
  readonly bytesRead: number;
  readonly rejectBytes: number;
  /** What was left out or rejected, by reason. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What became of an item: taken, resting on a record that is there, or in the batch already. */
type ItemVerdict = 'accepted' | 'known' | 'skipped';

/** The moves of items of batches; the records they rest on are articles'. */
export interface BatchItems {
  /**
   * Takes items into a batch, each under a record of its content and options, so that the same article
   * twice is one record. `again` is for items of the batch that have failed. All of it happens, with `mark`, or nothing.
   */
  acceptItems(
    batch: string,
    items: readonly IncomingItem[],
    options: ArticleOptions & { readonly reuse?: Reuse },
    mode: 'feed' | 'again' | 'gold',
    mark?: FeedMark,
  ): Promise<Array<{ order: JobRef; bytes: number; verdict: ItemVerdict }>>;
  /** The orders of those of these records that are queued or active. */
  ordersOf(ids: readonly string[]): Promise<JobRef[]>;
  /** The options of a record; none for one that is not there. */
  optionsOf(id: string): Promise<ArticleOptions>;
  /** Which of these articles, with these options, are done. */
  areDone(articles: readonly Article[], options: ArticleOptions): Promise<boolean[]>;
}

/** The moves of items on `redis`. */
export function createBatchItems(redis: Redis, keys: Keys, call: Call): BatchItems {
  return {
    acceptItems: (batch, incoming, { reuse = 'always', ...options }, mode, mark) =>
      retryWhileFull(async () => {
        const pipeline = redis.multi();
        const made = incoming.map(({ article, item, seq, lane }) => {
          const id = recordIdOf(article.contentHash, canonical(options));
          const packed = compress({ ...article, id });
          const order: JobRef = { id, run: newToken() };
          call(pipeline, [
            'acceptItem',
            id,
            packed,
            article.contentHash,
            canonical(options),
            order.run,
            JSON.stringify(sourceSchema.parse(article)),
            reuse,
            '0',
            '',
            batch,
            seq,
            `${id} ${packed.length} ${JSON.stringify(item)}`,
            packed.length,
            mode,
            String(lane),
          ]);
          return { order, bytes: packed.length };
        });
        if (mark) {
          pipeline.hset(keys.batch(batch), {
            fed: mark.position,
            fedBytes: mark.bytesRead,
            rejectBytes: mark.rejectBytes,
          });
          for (const [name, count] of Object.entries(mark.counts))
            pipeline.hincrby(keys.batch(batch, 'stats'), name, count);
        }
        const replies = (await pipeline.exec()) ?? [];
        return made.map(({ order, bytes }, at) => {
          const [error, reply] = replies[at] ?? [new Error('no reply'), null];
          if (error) throw error;
          return { order, bytes, verdict: String((reply as Buffer[])[0]) as ItemVerdict };
        });
      }),
    async ordersOf(ids) {
      const pipeline = redis.pipeline();
      for (const id of ids) pipeline.hmget(keys.result(id), 'status', 'run');
      const replies = (await pipeline.exec()) ?? [];
      return ids.flatMap((id, at) => {
        const [status, run] = (replies[at]?.[1] ?? []) as Array<string | null>;
        return status === 'queued' || status === 'active' ? [{ id, run: run ?? '' }] : [];
      });
    },
    async optionsOf(id) {
      return storedOptionsSchema.parse((await redis.hget(keys.result(id), 'options')) ?? '{}');
    },
    async areDone(articles, options) {
      const pipeline = redis.pipeline();
      for (const { contentHash } of articles)
        pipeline.hget(keys.result(recordIdOf(contentHash, canonical(options))), 'status');
      return ((await pipeline.exec()) ?? []).map(([, status]) => status === 'done');
    },
  };
}
