import { setTimeout as sleep } from 'node:timers/promises';
import type { CorpusEntry } from '../corpus/entry.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { BatchStore, StoredBatch } from '../store/batches.ts';
import { goldSeq } from '../store/gold-seq.ts';
import { type Dispatch, type ItemJob, routeOf } from './dispatch.ts';
import type { GoldMonitor } from './gold-monitor.ts';
import { makeDetails } from './item-details.ts';
import type { BatchLease } from './lease.ts';
import type { LineFile } from './line-file.ts';
import type { MemoryForecast } from './memory-forecast.ts';
import type { NoteCounter } from './note-counter.ts';
import { PageBuffer } from './page-buffer.ts';
import { createSelector } from './select.ts';

/*
 * The feeder reads the corpus and submits it, in order, page by page:
 *
 *   reading ──► page full ──► rejects on disk ──► items in Redis ──► jobs in the queue
 *    ▲   ▲                                        (moves `position`)          │
 *    │   └──────────────────── below the high watermark ◄─────────────────────┤
 *    └── below the low watermark ◄── waiting ◄── above the high watermark ◄───┘
 *
 * It may die at any line: after the rejects were written, what lies beyond `rejectBytes` is cut
 * off; between items and jobs, the outbox has them and a worker delivers them (queue/enqueue.ts).
 * Where Redis itself was set back, in a failover, it goes back to what Redis has (run.ts).
 */

/** How much of a batch may be in flight: articles and bytes that are taken and not yet written. */
export interface Watermarks {
  /** Articles. */
  readonly highItems: number;
  /** Bytes of their records, compressed. */
  readonly highBytes: number;
  /** Feeding continues when both are below this share of the high watermarks. */
  readonly lowShare: number;
}

/** At most 4,000 articles or 64 MB in flight. */
export const defaultWatermarks: Watermarks = {
  highItems: 4_000,
  highBytes: 64_000_000,
  lowShare: 0.7,
};

/**
 * At most 200,000 articles or 1 GB in flight: the Batch API takes hours, so that with less a
 * million articles would take months.
 */
export const batchApiWatermarks: Watermarks = {
  highItems: 200_000,
  highBytes: 1_000_000_000,
  lowShare: 0.7,
};

const waitMs = 50;
/** A gold article for this many entries, and at least this many in a corpus of any size. */
const goldEvery = 50;
const minGold = 10;

/** What the feeder works with. */
export interface FeedContext {
  readonly store: ArticleStore;
  readonly batches: BatchStore;
  readonly lease: Pick<BatchLease, 'assertHeld'>;
  readonly watermarks: Watermarks;
  readonly memory: Pick<MemoryForecast, 'isFull'>;
  readonly gold: Pick<GoldMonitor, 'articles'>;
  readonly dispatch: Dispatch;
  /** How long a batch that is complete is kept (ms). */
  readonly resultTtlMs: number;
  /** Where entries go that cannot be taken; one JSON line each. */
  readonly rejects: LineFile | null;
  /** Called when the entries that were fed before are skipped. */
  readonly onFeeding: () => void;
  /** Called with whether feeding waits for Redis's memory. */
  readonly onFull: (isFull: boolean) => void;
  /** Bytes of the corpus's files that are read so far. */
  readonly bytesRead: () => number;
  /** What readers have noted, until it is stored. */
  readonly notes: Pick<NoteCounter, 'take' | 'drop'>;
  readonly signal: AbortSignal;
}

/**
 * Feeds what is left of a corpus to a batch, until it is exhausted, the batch stops running, or
 * `signal` is aborted. Entries that cannot be read are rejected, never thrown.
 *
 * @throws what Redis or the disk throws
 */
export async function feedBatch(
  id: string,
  entries: AsyncIterable<CorpusEntry>,
  context: FeedContext,
): Promise<'exhausted' | 'stopped'> {
  const { batches, signal } = context;
  const batch = await batches.read(id);
  const { definition, position } = batch;
  const isWanted = createSelector(definition);
  let page = new PageBuffer(definition);
  let seq = 0;
  let fed = position;
  for await (const entry of entries) {
    seq += 1;
    // Asked of every entry, skipped or not: a sample is drawn in turn.
    const wanted = isWanted(seq);
    if (seq <= position) {
      context.notes.drop();
      continue;
    }
    if (seq === position + 1) context.onFeeding();
    if (definition.limit !== null && seq > definition.limit) break;
    if (signal.aborted) return 'stopped';
    if (seq % goldEvery === 0) await injectGold(batch, seq / goldEvery - 1, context);
    if (wanted) await page.add(seq, entry);
    else page.leaveOut(seq, 'unsampled');
    if (!page.isFull()) continue;
    await submitPage(batch, page, fed, context);
    fed = page.last;
    page = new PageBuffer(definition);
    if (!(await waitForCapacity(id, context))) return 'stopped';
  }
  await submitPage(batch, page, fed, context);
  fed = Math.max(fed, page.last);
  await injectRemainingGold(batch, Math.floor(seq / goldEvery), context);
  // Of what came after the last entry.
  await batches.count(id, context.notes.take());
  await batches.finishFeeding(id, { position: fed, resultTtlMs: context.resultTtlMs });
  return 'exhausted';
}

/** Takes in a gold article; asked again, since an answer from the cache would measure nothing. */
async function injectGold(batch: StoredBatch, number: number, context: FeedContext): Promise<void> {
  const gold = context.gold.articles[number];
  if (!gold) return;
  const { definition } = batch;
  const { memory: _, ...options } = definition.options;
  const seq = goldSeq + number;
  const item = { ...makeDetails(gold.article, `gold article ${number + 1}`), gold: number };
  const [accepted] = await context.store.acceptItems({
    batch: batch.id,
    items: [{ seq, article: gold.article, item, route: routeOf(seq, definition) }],
    options: { ...options, cache: 'bypass', reuse: 'never' },
    mode: 'gold',
  });
  if (accepted?.verdict !== 'accepted') return;
  await context.dispatch(definition, [{ job: accepted.job, seq }]);
}

/** Takes in gold articles that a small corpus did not come to. */
async function injectRemainingGold(
  batch: StoredBatch,
  from: number,
  context: FeedContext,
): Promise<void> {
  const enough = Math.min(context.gold.articles.length, minGold);
  for (let number = from; number < enough; number += 1) await injectGold(batch, number, context);
}

async function submitPage(
  { id, definition }: StoredBatch,
  page: PageBuffer,
  after: number,
  context: FeedContext,
): Promise<void> {
  const { store, rejects, bytesRead, lease } = context;
  if (page.last === 0) return;
  await lease.assertHeld();
  const { existing, options } = definition;
  if (existing === 'skip') {
    const articles = page.items.map(({ article }) => article);
    page.dropDone(await store.areDone(articles, options));
  }
  // Rejects first: what lies beyond `rejectBytes` is cut off at a resume, and they are read again.
  const rejectBytes = rejects === null ? 0 : await rejects.append(page.rejects);
  const counts = { ...page.counts, ...context.notes.take() };
  const accepted = await store.acceptItems({
    batch: id,
    items: page.items,
    options: { ...options, reuse: existing === 'again' ? 'never' : 'unless-gloss' },
    mode: 'feed',
    mark: { after, position: page.last, bytesRead: bytesRead(), counts, rejectBytes },
  });
  const jobs = page.items.flatMap(({ seq }, at): ItemJob[] => {
    const item = accepted[at];
    return item?.verdict === 'accepted' ? [{ job: item.job, seq }] : [];
  });
  if (jobs.length > 0) await context.dispatch(definition, jobs);
}

/**
 * Waits until the batch is below its watermarks; false when it is not running any more. A Redis that is
 * full without it holds it up no longer than it has anything in flight: no room comes of waiting then,
 * so it continues a page at a time, or waits where Redis itself refuses.
 */
async function waitForCapacity(
  id: string,
  { batches, watermarks, memory, onFull, signal }: FeedContext,
): Promise<boolean> {
  const { highItems, highBytes, lowShare } = watermarks;
  let share = 1;
  for (;;) {
    const batch = await batches.read(id);
    if (batch.status !== 'running' || signal.aborted) return false;
    const isRedisFull = await memory.isFull(batch);
    onFull(isRedisFull);
    const items = batch.unfinished + batch.finishedUnwritten;
    const isBelow = items < highItems * share && batch.inFlightBytes < highBytes * share;
    if (isBelow && (!isRedisFull || items === 0)) return true;
    share = lowShare;
    await sleep(waitMs);
  }
}
