import { setTimeout as sleep } from 'node:timers/promises';
import type { Article } from '../article/schema.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { TolkError } from '../errors.ts';
import type { ArticleQueue } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { StoredDefinition } from '../store/batch-definition.ts';
import type { IncomingItem } from '../store/batch-items.ts';
import { goldSeq } from '../store/batch-scripts.ts';
import { statNames } from '../store/batch-stats.ts';
import type { BatchStore, StoredBatch } from '../store/batches.ts';
import { makeDetails } from './item-details.ts';
import type { LineFile } from './line-file.ts';
import { routeOf } from './route.ts';
import { createSelector, leftOut } from './select.ts';

/*
 * The feeder reads the corpus and hands it in, in order, a bulk at a time:
 *
 *   reading ──► bulk full ──► rejects on disk ──► items in Redis (each moves `fed`) ──► jobs in the queue ──► reading
 *      ▲                                                                                                     │
 *      └── below the low mark ◄── waiting ◄── above the high mark ◄──────────────────────────────────────────┘
 *
 * It may die at any line: after the rejects were written, what lies beyond `rejectBytes` is cut off;
 * between items and jobs, the outbox has them and a worker delivers them (queue/enqueue.ts).
 */

/** How much may be under way: jobs and bytes of a batch that are taken and not yet written. */
export interface Watermarks {
  readonly highItems: number;
  readonly highBytes: number;
  /** Feeding goes on when both are below this share of the high marks. */
  readonly lowShare: number;
}

/** 4,000 articles or 64 MB under way at most. */
export const defaultWatermarks: Watermarks = {
  highItems: 4_000,
  highBytes: 64_000_000,
  lowShare: 0.7,
};

/** What goes through the Batch API is away for hours: much more must be under way, or a million articles took months. */
export const batchApiWatermarks: Watermarks = {
  highItems: 200_000,
  highBytes: 1_000_000_000,
  lowShare: 0.7,
};

const bulkItems = 100;
const bulkBytes = 500_000;
const waitMs = 50;
/** A gold article for so many entries, and at least so many in a corpus of any size. */
const goldEvery = 50;
const minGold = 10;

/** What the feeder works with. */
export interface FeedContext {
  readonly store: ArticleStore;
  readonly batches: BatchStore;
  readonly queue: ArticleQueue;
  readonly marks: Watermarks;
  /** How long a batch is kept that is complete, in milliseconds. */
  readonly resultTtlMs: number;
  /** Where entries go that cannot be taken; one JSON line each. */
  readonly rejects: LineFile | null;
  /** Slipped in one by one, evenly. */
  readonly gold: readonly Article[];
  /** Puts accepted orders where they are worked on: the queue, or the Batch API's list. */
  readonly dispatch: (
    batch: StoredBatch,
    orders: Array<{ readonly order: { id: string; run: string }; readonly seq: number }>,
  ) => Promise<void>;
  /** True when Redis has little memory left: what is under way must still fit. */
  readonly redisIsFull: (batch: StoredBatch) => Promise<boolean>;
  /** Makes sure that this process may still feed. @throws TolkError `batch.taken` */
  readonly requireRight: () => Promise<void>;
  /** Told when what is fed already is passed. */
  readonly onFeeding: () => void;
  /** Told whether feeding waits for Redis's memory. */
  readonly onFull: (isFull: boolean) => void;
  /** Bytes of the corpus's files that are read so far. */
  readonly bytesRead: () => number;
  readonly signal: AbortSignal;
}

/** An entry that was not taken, as it stands in `rejects.jsonl`. */
interface Reject {
  readonly seq: number;
  readonly place: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Feeds what is left of a corpus to a batch, until it is all in, the batch stops running, or `signal` is aborted.
 *
 * @throws what Redis or the disk throws; entries that cannot be read are rejected, never thrown
 */
export async function feedBatch(
  id: string,
  entries: AsyncIterable<CorpusEntry>,
  context: FeedContext,
): Promise<'all' | 'stopped'> {
  const { batches, signal } = context;
  const batch = await batches.read(id);
  const { limit } = batch.definition;
  const isWanted = createSelector(batch.definition);
  let bulk = new Bulk(batch.definition);
  let seq = 0;
  for await (const entry of entries) {
    seq += 1;
    const wanted = isWanted(seq);
    if (seq <= batch.position) continue;
    if (seq === batch.position + 1) context.onFeeding();
    if (limit !== null && seq > limit) break;
    if (signal.aborted) return 'stopped';
    if (seq % goldEvery === 0) await slipIn(batch, seq / goldEvery - 1, context);
    if (wanted) await addTo(bulk, seq, entry, batch);
    else bulk.pass(seq, 'unsampled');
    if (!bulk.isFull()) continue;
    await handIn(batch, bulk, context);
    bulk = new Bulk(batch.definition);
    if (!(await waitForRoom(id, context))) return 'stopped';
  }
  await handIn(batch, bulk, context);
  await slipInRest(batch, Math.floor(seq / goldEvery), context);
  await batches.finishFeeding(id, context.resultTtlMs);
  return 'all';
}

/** Takes the next gold article in; asked anew, since an answer from the cache would measure nothing. */
async function slipIn(
  batch: StoredBatch,
  at: number,
  { gold, store, dispatch }: FeedContext,
): Promise<void> {
  const article = gold[at];
  if (!article) return;
  const seq = goldSeq + at;
  const details = { ...makeDetails(article, `gold article ${at + 1}`), gold: at };
  const item = { seq, article, item: details, lane: routeOf(seq, batch.definition) };
  const { memory: _, ...options } = batch.definition.options;
  const [accepted] = await store.acceptItems(
    batch.id,
    [item],
    { ...options, cache: 'bypass', reuse: 'never' },
    'gold',
  );
  if (accepted?.verdict === 'accepted') await dispatch(batch, [{ order: accepted.order, seq }]);
}

/** A small corpus gets its gold too. */
async function slipInRest(batch: StoredBatch, from: number, context: FeedContext): Promise<void> {
  for (let at = from; at < Math.min(context.gold.length, minGold); at += 1)
    await slipIn(batch, at, context);
}

/** Entries on their way in; those that are left out only count. */
class Bulk {
  readonly #definition: StoredDefinition;
  items: IncomingItem[] = [];
  readonly rejects: Reject[] = [];
  readonly counts: Record<string, number> = {};
  bytes = 0;
  passed = 0;
  last = 0;

  constructor(definition: StoredDefinition) {
    this.#definition = definition;
  }

  isFull(): boolean {
    return (
      this.items.length + this.rejects.length >= bulkItems ||
      this.bytes >= bulkBytes ||
      this.passed >= bulkItems * 50
    );
  }

  add(seq: number, article: Article, place: string): void {
    this.items.push({
      seq,
      article,
      item: makeDetails(article, place),
      lane: routeOf(seq, this.#definition),
    });
    this.bytes += article.body.length;
    this.last = seq;
  }

  reject(reject: Reject): void {
    this.rejects.push(reject);
    this.#count('rejected');
    this.#count(statNames.rejected(reject.code));
    this.last = reject.seq;
  }

  pass(seq: number, why: string): void {
    this.passed += 1;
    this.#count(statNames.leftOut(why));
    this.last = seq;
  }

  dropDone(done: readonly boolean[]): void {
    this.items = this.items.filter((_, at) => {
      if (done[at]) this.#count(statNames.leftOut('existing'));
      return !done[at];
    });
  }

  #count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }
}

async function addTo(
  bulk: Bulk,
  seq: number,
  entry: CorpusEntry,
  { definition }: StoredBatch,
): Promise<void> {
  try {
    const article = await entry.load();
    const why = leftOut(article, definition.filter);
    if (why) bulk.pass(seq, why);
    else bulk.add(seq, article, entry.place);
  } catch (error) {
    const { code, message } = TolkError.from(error);
    bulk.reject({ seq, place: entry.place, code, message });
  }
}

async function handIn(
  batch: StoredBatch,
  bulk: Bulk,
  { store, rejects, dispatch, bytesRead, requireRight }: FeedContext,
): Promise<void> {
  if (bulk.last === 0) return;
  await requireRight();
  const { existing, options } = batch.definition;
  if (existing === 'skip')
    bulk.dropDone(
      await store.areDone(
        bulk.items.map(({ article }) => article),
        options,
      ),
    );
  // Rejects first: what lies beyond `rejectBytes` is cut off at a resume, and they are read again.
  const rejectBytes = rejects === null ? 0 : await rejects.append(bulk.rejects);
  const mark = { position: bulk.last, bytesRead: bytesRead(), counts: bulk.counts, rejectBytes };
  const reuse = existing === 'again' ? 'never' : 'unless-gloss';
  const accepted = await store.acceptItems(
    batch.id,
    bulk.items,
    { ...options, reuse },
    'feed',
    mark,
  );
  const orders = accepted.flatMap(({ order, verdict }, at) =>
    verdict === 'accepted' ? [{ order, seq: bulk.items[at]?.seq ?? 0 }] : [],
  );
  if (orders.length > 0) await dispatch(batch, orders);
}

/** Waits below the high marks; false when the batch does not run any more. */
async function waitForRoom(
  id: string,
  { batches, marks, redisIsFull, onFull, signal }: FeedContext,
): Promise<boolean> {
  let share = 1;
  for (;;) {
    const batch = await batches.read(id);
    const {
      status: state,
      unfinished: open,
      finishedUnwritten: ready,
      inFlightBytes: heldBytes,
    } = batch;
    if (state !== 'running' || signal.aborted) return false;
    const isFull = await redisIsFull(batch);
    onFull(isFull);
    if (!isFull && open + ready < marks.highItems * share && heldBytes < marks.highBytes * share)
      return true;
    share = marks.lowShare;
    await sleep(waitMs);
  }
}
