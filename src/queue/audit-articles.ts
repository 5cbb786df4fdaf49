import type { ArticleResult } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { DoubtfulCalls } from '../store/call-ledger.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { ArticleQueue } from './queue.ts';

/** One article of which something is wrong. */
export interface ArticleProblem {
  /**
   * `lost`: nobody works on it, or its record is gone; `wrong`: its record is not what it must be.
   */
  readonly kind: 'lost' | 'wrong';
  /** The article. */
  readonly id: string;
  /** What is wrong, in one line. */
  readonly message: string;
}

/** What an audit of articles found. */
export interface ArticleAudit {
  /** From when on articles were looked at (ms since 1970). */
  readonly since: number;
  /** Translated. */
  readonly done: number;
  /** Failed for good. */
  readonly failed: number;
  /** Queued or in progress. */
  readonly unfinished: number;
  /** What those that are done cost. */
  readonly paid: {
    /** US dollars, as far as prices are known. */
    readonly usd: number;
    /** LLM calls. */
    readonly calls: number;
    /** Calls made again although the first may have been charged for: their worker had died. */
    readonly repeated: number;
    /** Calls that were begun, and of which nobody knows how they ended. */
    readonly open: number;
  };
  /** What is wrong; nothing, if all is well. */
  readonly problems: readonly ArticleProblem[];
}

/** What an audit of articles works with. */
export interface ArticleAuditContext {
  readonly redis: RedisConnection;
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  /** The ledger of calls, by article. */
  readonly doubtful: ReadonlyMap<string, DoubtfulCalls>;
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** An article accepted just now may be on its way into the queue. */
const onItsWayMs = 60_000;
const all = Number.MAX_SAFE_INTEGER;

/**
 * Compares articles that were enqueued since a time with the queue, and their English with their
 * Dutch. It changes nothing.
 */
export async function auditArticles(
  since: number,
  context: ArticleAuditContext,
): Promise<ArticleAudit> {
  const { store, doubtful, signal } = context;
  const counts = { done: 0, failed: 0, unfinished: 0 };
  const paid = { usd: 0, calls: 0, repeated: 0, open: 0 };
  const problems: ArticleProblem[] = [];
  const ids = await store.list(['queued', 'active', 'done', 'failed'], all);
  for (const id of ids) {
    signal?.throwIfAborted();
    const result = await readOne(id, store);
    if (TolkError.isInstance(result)) problems.push({ kind: 'wrong', id, message: result.message });
    if (result === null || TolkError.isInstance(result) || result.queuedAt < since) continue;
    counts[countOf(result)] += 1;
    paid.repeated += doubtful.get(id)?.repeated ?? 0;
    paid.open += doubtful.get(id)?.open ?? 0;
    if (result.status === 'done') {
      paid.usd += result.costUsd ?? 0;
      paid.calls += result.usage.calls;
    }
    const problem = await findProblem(result, context);
    if (problem) problems.push({ id, ...problem });
  }
  return { since, ...counts, paid, problems };
}

async function readOne(id: string, store: ArticleStore): Promise<ArticleResult | TolkError | null> {
  try {
    return (await store.read([id]))[0] ?? null;
  } catch (error) {
    return TolkError.from(error);
  }
}

function countOf({ status }: ArticleResult): 'done' | 'failed' | 'unfinished' {
  return status === 'done' || status === 'failed' ? status : 'unfinished';
}

async function findProblem(
  result: ArticleResult,
  context: ArticleAuditContext,
): Promise<Omit<ArticleProblem, 'id'> | null> {
  if (result.status === 'failed') return null;
  const article = await context.store.readArticle(result.id);
  if (result.status !== 'done') {
    if (article === null) return { kind: 'lost', message: 'its Dutch is no longer in Redis' };
    return (await isCaredFor(result, context))
      ? null
      : { kind: 'lost', message: `it is ${result.status}, but in no queue` };
  }
  const { segments } = result.translation;
  const untranslated = segments.find(({ nl, en }) => nl.trim() !== '' && en.trim() === '');
  if (untranslated) return { kind: 'wrong', message: `no English for segment ${untranslated.n}` };
  const dutch = segments.map(({ nl }) => nl).join('\n\n');
  if (article !== null && dutch !== article.body)
    return { kind: 'wrong', message: 'its segments are not those of its Dutch' };
  return null;
}

/** Whether an article is in the queue, or on its way there; a batch sees to its own. */
async function isCaredFor(
  { id, queuedAt }: ArticleResult,
  { redis, store, queue, clock }: ArticleAuditContext,
): Promise<boolean> {
  if (clock() - queuedAt < onItsWayMs) return true;
  const [token, batches, overdue] = await Promise.all([
    redis.hget(store.keys.result(id), 'token'),
    redis.scard(store.keys.waitingFor(id)),
    redis.zscore(store.keys.outbox, id),
  ]);
  if (batches > 0 || overdue !== null) return true;
  return (await redis.exists(queue.keyOf({ id, token: token ?? '' }))) === 1;
}
