import type { Article } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { AcceptOptions, ArticleStore, Receipt } from '../store/articles.ts';
import type { JobRef, OverdueJob } from '../store/job-ref.ts';
import type { SubmissionStore } from '../store/submissions.ts';
import type { ArticleQueue } from './queue.ts';

/** Articles written to Redis in one script: some 4 ms, in which it serves nobody else. */
const pageSize = 100;
/** Pages in flight: while Redis writes one, the next is made ready. */
const maxPages = 3;

/** Most overdue articles that are delivered at a time. */
const maxOverdue = 200;

/**
 * An accepted article that is not in the queue after this long was left behind by a caller who
 * died.
 */
const overdueMs = 10_000;

/**
 * Enqueues articles: record first, then job. A crash in between leaves the article in the outbox,
 * from where {@link deliverOverdue} adds it to the queue. They are made ready page by page, while
 * Redis writes the pages before.
 *
 * @param articles those that cannot be taken are errors
 * @returns for each its receipt, or the error: `article.id_taken` where its id names another text
 */
export async function enqueueArticles(
  store: ArticleStore,
  queue: ArticleQueue,
  articles: Iterable<Article | TolkError>,
  options: AcceptOptions,
): Promise<Array<Receipt | TolkError>> {
  const pages: Array<Promise<Array<Receipt | TolkError>>> = [];
  let before: Promise<unknown> = Promise.resolve();
  for (const page of pagesOf(articles, pageSize)) {
    await pages[pages.length - maxPages];
    const sent = enqueuePage({ store, queue, options, before }, page);
    // It is awaited below, or another has failed before it.
    sent.catch(() => {});
    pages.push(sent);
    before = sent;
  }
  return (await Promise.all(pages)).flat();
}

interface PageContext {
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  readonly options: AcceptOptions;
  /** The page before is in the queue. */
  readonly before: Promise<unknown>;
}

async function enqueuePage(
  { store, queue, options, before }: PageContext,
  page: ReadonlyArray<Article | TolkError>,
): Promise<Array<Receipt | TolkError>> {
  const articles = page.filter((each): each is Article => !TolkError.isInstance(each));
  const replies = await store.accept(articles, options);
  const jobRefs = replies.flatMap((reply) =>
    !TolkError.isInstance(reply) && reply.job ? [reply.job] : [],
  );
  // First come, first served.
  await before;
  if (jobRefs.length > 0) await addToQueue(store, queue, jobRefs);
  const receipts = replies
    .map((reply) => (TolkError.isInstance(reply) ? reply : reply.receipt))
    .values();
  return page.map((each) =>
    TolkError.isInstance(each) ? each : (receipts.next().value ?? noReceipt()),
  );
}

function noReceipt(): TolkError {
  return new TolkError('internal', 'the store gave no receipt for an article');
}

function* pagesOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let page: T[] = [];
  for (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Adds the jobs, then takes their articles out of the outbox. */
async function addToQueue(
  store: ArticleStore,
  queue: ArticleQueue,
  jobRefs: readonly JobRef[],
): Promise<void> {
  await queue.add(jobRefs);
  await store.queued(jobRefs);
}

/**
 * Puts a failed article back in the queue, with all its attempts.
 *
 * @throws TolkError `article.not_found`, `job.not_failed`
 */
export async function retryArticle(
  store: ArticleStore,
  queue: ArticleQueue,
  id: string,
): Promise<void> {
  const { status, job } = await store.retry(id);
  if (status === 'missing') throw notFound(id);
  if (status !== 'failed')
    throw new TolkError(
      'job.not_failed',
      `${id} is ${status}; only a failed article can be retried`,
    );
  await addToQueue(store, queue, [job]);
}

/**
 * Puts a done article back in the queue: whatever a change of glossary, prompt, style or model made
 * stale is translated again. Until then it stays readable as it is.
 *
 * @throws TolkError `article.not_found`, `job.not_done`
 */
export async function retranslateArticle(
  store: ArticleStore,
  queue: ArticleQueue,
  id: string,
  options: ArticleOptions,
): Promise<void> {
  const { status, job } = await store.retranslate(id, options);
  if (status === 'missing') throw notFound(id);
  if (status !== 'done' && (await isDone(store, id)))
    throw new TolkError(
      'job.not_done',
      `${id} is being retranslated already; wait for that, or cancel it: tolk cancel ${id}`,
    );
  if (status !== 'done')
    throw new TolkError(
      'job.not_done',
      `${id} is ${status}; only a done article can be retranslated`,
    );
  await addToQueue(store, queue, [job]);
}

async function isDone(store: ArticleStore, id: string): Promise<boolean> {
  const [result] = await store.read([id]);
  return result?.status === 'done';
}

/**
 * Cancels a queued or active article; it ends as failed with `job.cancelled`, or as what it was
 * where it was done before.
 *
 * @returns false when it was finished already
 * @throws TolkError `article.not_found`
 */
export async function cancelArticle(
  store: ArticleStore,
  queue: ArticleQueue,
  id: string,
  batch?: string,
): Promise<boolean> {
  const { status, job } = await store.cancel(id, batch);
  if (status === 'missing') throw notFound(id);
  if (status === 'queued') await queue.remove(job);
  return status === 'queued' || status === 'active';
}

/** What {@link deliverOverdue} works with. */
export interface OverdueContext {
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  readonly submissions: Pick<SubmissionStore, 'addPending'>;
}

/**
 * Sends articles whose caller died between record and job on their route: to the queue, or to the
 * Batch API. Workers call this now and then; twice is once.
 *
 * @returns how many there were
 */
export async function deliverOverdue({
  store,
  queue,
  submissions,
}: OverdueContext): Promise<number> {
  const overdue = await store.overdue(overdueMs, maxOverdue);
  await deliver(overdue, { queue, submissions });
  await store.queued(overdue);
  return overdue.length;
}

/** Sends articles on their route; twice is once. */
export async function deliver(
  jobs: readonly OverdueJob[],
  { queue, submissions }: Pick<OverdueContext, 'queue' | 'submissions'>,
): Promise<void> {
  for (const [route, onRoute] of Map.groupBy(jobs, (job) => job.route)) {
    if (route === 'api') await submissions.addPending(onRoute.map(({ id }) => id));
    else await queue.add(onRoute, route);
  }
}

/** The error for an id that Tolk does not know. */
export function notFound(id: string): TolkError {
  return new TolkError(
    'article.not_found',
    `no article ${id}: it was never enqueued here, or its result has expired`,
  );
}
