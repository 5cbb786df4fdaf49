import type { Article } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { AcceptOptions, ArticleStore, Receipt } from '../store/articles.ts';
import type { SubmissionStore } from '../store/submissions.ts';
import type { ArticleQueue } from './queue.ts';

/** Articles written to Redis in one round trip. */
const bulk = 200;

/** An accepted order that is not in the queue after this long was left behind by a caller who died. */
const overdueMs = 10_000;

/**
 * Hands articles in: record first, then job. A crash in between leaves the order in the outbox,
 * from where {@link deliverOverdue} puts it in the queue.
 *
 * @returns for each article its receipt, or TolkError `article.id_taken`
 */
export async function enqueueArticles(
  store: ArticleStore,
  queue: ArticleQueue,
  articles: readonly Article[],
  options: AcceptOptions,
): Promise<Array<Receipt | TolkError>> {
  const receipts: Array<Receipt | TolkError> = [];
  for (let at = 0; at < articles.length; at += bulk) {
    const answers = await store.accept(articles.slice(at, at + bulk), options);
    const orders = answers.flatMap((answer) =>
      TolkError.isInstance(answer) || !answer.receipt.accepted ? [] : [answer.order],
    );
    if (orders.length > 0) {
      await queue.add(orders);
      await store.queued(orders);
    }
    receipts.push(
      ...answers.map((answer) => (TolkError.isInstance(answer) ? answer : answer.receipt)),
    );
  }
  return receipts;
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
  const { status, order } = await store.retry(id);
  if (status === 'missing') throw notFound(id);
  if (status !== 'failed')
    throw new TolkError(
      'job.not_failed',
      `${id} is ${status}; only a failed article can be retried`,
    );
  await queue.add([order]);
  await store.queued([order]);
}

/**
 * Puts a done article back in the queue: what a change of glossary, prompt, style or model touches is done anew.
 *
 * @throws TolkError `article.not_found`, `job.not_done`
 */
export async function retranslateArticle(
  store: ArticleStore,
  queue: ArticleQueue,
  id: string,
  options: ArticleOptions,
): Promise<void> {
  const { status, order } = await store.retranslate(id, options);
  if (status === 'missing') throw notFound(id);
  if (status !== 'done')
    throw new TolkError(
      'job.not_done',
      `${id} is ${status}; only a done article can be retranslated`,
    );
  await queue.add([order]);
  await store.queued([order]);
}

/**
 * Cancels a queued or active article; it ends as failed with `job.cancelled`.
 *
 * @returns false when it had come to its end already
 * @throws TolkError `article.not_found`
 */
export async function cancelArticle(
  store: ArticleStore,
  queue: ArticleQueue,
  id: string,
  batch?: string,
): Promise<boolean> {
  const { status, order } = await store.cancel(id, batch);
  if (status === 'missing') throw notFound(id);
  if (status === 'queued') await queue.remove(order);
  return status === 'queued' || status === 'active';
}

/** Puts orders in their lane whose caller died between record and job. Called by workers now and then. */
export async function deliverOverdue(
  store: ArticleStore,
  queue: ArticleQueue,
  submissions: Pick<SubmissionStore, 'enter'>,
  now: number,
): Promise<number> {
  const orders = await store.overdue(now - overdueMs, bulk);
  for (const [lane, some] of Map.groupBy(orders, (order) => order.lane)) {
    if (lane === 'api') await submissions.enter(some.map(({ id }) => id));
    else
      await queue.add(
        some.map(({ id, run }) => ({ id, run })),
        lane,
      );
    await store.queued(some);
  }
  return orders.length;
}

/** The error for an id Tolk has nothing under. */
export function notFound(id: string): TolkError {
  return new TolkError(
    'article.not_found',
    `no article ${id}: it was never enqueued here, or its result has expired`,
  );
}
