import { type Article, articleSchema } from '../article/schema.ts';
import {
  type ArticleBudget,
  type ArticleOptions,
  type ArticleResult,
  articleBudgetSchema,
  type Failure,
  type Outcome,
  outcomeSchema,
  type Status,
} from '../contract.ts';
import { TolkError } from '../errors.ts';
import { acceptPage } from './accept-articles.ts';
import { ArticleIndexes } from './article-indexes.ts';
import { readOptions, readRecord, unreadable } from './article-record.ts';
import {
  type Accepted,
  type AcceptOptions,
  type ArticleStore,
  type Moved,
  type Paid,
  paidSchema,
  type Retranslations,
  type StartedArticle,
  type Tally,
} from './articles.ts';
import { RedisBatchItems } from './batch-items.ts';
import { batchBudgetName } from './budgets.ts';
import { compress, decompress } from './compress.ts';
import type { JobRef, OverdueJob } from './job-ref.ts';
import { createKeys } from './keys.ts';
import { readJobs } from './lost-jobs.ts';
import { corrupt, readJson } from './read-json.ts';
import { canonicalOptions, newToken } from './record-id.ts';
import { tooNewError } from './record-schema.ts';
import { type RedisConnection, subscribe } from './redis-connection.ts';
import { retryWhileRefused } from './retry-while-refused.ts';
import { runScript } from './run-script.ts';
import { cancel } from './scripts/cancel.ts';
import { countWrongAnswers } from './scripts/count-wrong-answers.ts';
import { complete, fail } from './scripts/finish.ts';
import { handBack } from './scripts/hand-back.ts';
import { keepMemoryMatches } from './scripts/keep-memory-matches.ts';
import { retranslate } from './scripts/retranslate.ts';
import { retry } from './scripts/retry.ts';
import { articleKeys } from './scripts/shared.ts';
import { start } from './scripts/start.ts';
import { readServerTime } from './server-time.ts';
import type { DirectReason } from './submissions.ts';
import { type MemoryMatch, memoryMatchesSchema } from './translation-memory.ts';

/** What the store needs. */
export interface StoreContext {
  readonly redis: RedisConnection;
  readonly prefix: string;
  /** How long finished articles are kept, in milliseconds. */
  readonly resultTtlMs: number;
  readonly clock: () => number;
}

/** The records of articles in Redis; the connection stays its caller's. */
export function createArticleStore(context: StoreContext): ArticleStore {
  return new RedisArticleStore(context);
}

const cancelled: Failure = {
  code: 'job.cancelled',
  message: 'cancelled on request',
  retryable: false,
};

class RedisArticleStore extends RedisBatchItems implements ArticleStore {
  readonly #redis: RedisConnection;
  readonly #resultTtlMs: number;
  readonly #clock: () => number;
  readonly #indexes: ArticleIndexes;

  constructor({ redis, prefix, resultTtlMs, clock }: StoreContext) {
    super(redis, createKeys(prefix), clock);
    this.#indexes = new ArticleIndexes({ redis, keys: this.keys, resultTtlMs, clock });
    this.#redis = redis;
    this.#resultTtlMs = Math.round(resultTtlMs);
    this.#clock = clock;
  }

  accept(
    articles: readonly Article[],
    options: AcceptOptions,
  ): Promise<Array<Accepted | TolkError>> {
    const { keys } = this;
    return acceptPage(articles, options, { redis: this.#redis, keys, now: this.#clock() });
  }

  async overdue(ms: number, limit: number): Promise<OverdueJob[]> {
    const { outbox } = this.keys;
    const before = (await readServerTime(this.#redis, this.keys)) - ms;
    const ids = await this.#redis.zrangebyscore(outbox, '-inf', before, 'LIMIT', 0, limit);
    return readJobs(this.#redis, this.keys, ids);
  }

  async queued(jobs: readonly JobRef[]): Promise<void> {
    if (jobs.length > 0) await this.#redis.zrem(this.keys.outbox, ...jobs.map(({ id }) => id));
  }

  async keepMemoryMatches(job: JobRef, matches: readonly MemoryMatch[]): Promise<void> {
    const payloads = { matches: compress(matches) };
    await retryWhileRefused(() =>
      runScript(this.#redis, keepMemoryMatches, { ...this.#call(job), payloads }),
    );
  }

  countWrongAnswers(job: JobRef, more: number): Promise<number> {
    const { keys, args } = this.#call(job);
    return runScript(this.#redis, countWrongAnswers, { keys, args: { ...args, more } });
  }

  async start(job: JobRef, mode: 'try' | 'continue' = 'try'): Promise<StartedArticle | null> {
    const { keys, args } = this.#call(job);
    const started = await retryWhileRefused(() =>
      runScript(this.#redis, start, { keys, args: { ...args, mode } }),
    ).catch((error: unknown) => {
      throw tooNewError(error, job.id);
    });
    if (started === null) return null;
    const { article, options, attempt, budget, paid, previous, memoryMatches } = started;
    const record = this.keys.result(job.id);
    return {
      article: decompress(article, articleSchema, this.keys.article(job.id)),
      options: readOptions(options, record),
      attempt,
      budget: budget ? readJson(budget, articleBudgetSchema, record) : batchBudget(started),
      paid: paid ? readJson(paid, paidSchema, record) : null,
      cancelApiBatchAt: started.cancelApiBatchAt ?? null,
      fallback: started.fallback ?? null,
      isPaused: started.isPaused !== undefined,
      wrongAnswers: started.wrongAnswers ?? 0,
      memoryMatches: memoryMatches ? decompress(memoryMatches, memoryMatchesSchema, record) : null,
      previous: previous ? decompress(previous, outcomeSchema, record) : null,
    };
  }

  complete(job: JobRef, outcome: Outcome, tally: Tally = {}): Promise<boolean> {
    const { keys, args } = this.#call(job);
    const { gloss } = outcome;
    const payloads = { outcome: compress(outcome) };
    const resultTtlMs = this.#resultTtlMs;
    return retryWhileRefused(() =>
      runScript(this.#redis, complete, {
        keys,
        args: { ...args, resultTtlMs, tally, gloss },
        payloads,
      }),
    );
  }

  fail(job: JobRef, failure: Failure, tally: Tally = {}): Promise<boolean> {
    const { keys, args } = this.#call(job);
    const text = JSON.stringify(failure);
    const resultTtlMs = this.#resultTtlMs;
    return retryWhileRefused(() =>
      runScript(this.#redis, fail, { keys, args: { ...args, resultTtlMs, tally, failure: text } }),
    );
  }

  handBack(job: JobRef, failure: Failure | null, paid: Paid | null = null): Promise<boolean> {
    const isPaid = paid !== null && paid.usage.calls > 0;
    return this.#handBack(job, failure, { paid: isPaid ? JSON.stringify(paid) : undefined });
  }

  handToQueue(job: JobRef, failure: Failure | null, direct: DirectReason): Promise<boolean> {
    return this.#handBack(job, failure, { direct });
  }

  #handBack(
    job: JobRef,
    failure: Failure | null,
    more: { readonly paid?: string | undefined; readonly direct?: DirectReason },
  ): Promise<boolean> {
    const { keys, args } = this.#call(job);
    const lastError = failure ? JSON.stringify(failure) : undefined;
    return retryWhileRefused(() =>
      runScript(this.#redis, handBack, { keys, args: { ...args, lastError, ...more } }),
    );
  }

  async readArticle(id: string): Promise<Article | null> {
    const packed = await this.#redis.getBuffer(this.keys.article(id));
    return packed === null ? null : decompress(packed, articleSchema, this.keys.article(id));
  }

  async cancel(id: string, batch?: string): Promise<Moved> {
    const error = JSON.stringify(cancelled);
    const args = { id, now: this.#clock(), resultTtlMs: this.#resultTtlMs, error, batch };
    const { status, token = '' } = await retryWhileRefused(() =>
      runScript(this.#redis, cancel, { keys: articleKeys(this.keys, id), args }),
    );
    if (status === 'active') await this.#redis.publish(this.keys.cancel, id);
    return { status, job: { id, token } };
  }

  async retry(id: string): Promise<Moved> {
    const job = { id, token: newToken() };
    const status = await retryWhileRefused(() => runScript(this.#redis, retry, this.#call(job)));
    return { status, job };
  }

  async retranslate(id: string, options: ArticleOptions): Promise<Moved> {
    const job = { id, token: newToken() };
    const { keys, args } = this.#call(job);
    const had = await this.optionsOf(id);
    const wanted = canonicalOptions({ ...had, ...options });
    const status = await retryWhileRefused(() =>
      runScript(this.#redis, retranslate, { keys, args: { ...args, options: wanted } }),
    );
    return { status, job };
  }

  async read(
    ids: readonly string[],
    damaged: 'throw' | 'as-failed' = 'throw',
  ): Promise<Array<ArticleResult | null>> {
    const hashes = await Promise.all(
      ids.map((id) => this.#redis.hgetallBuffer(this.keys.result(id)).catch(ifCorrupt)),
    );
    return ids.map((id, at) => {
      const hash = hashes[at] ?? {};
      if (!TolkError.isInstance(hash) && Object.keys(hash).length === 0) return null;
      try {
        if (TolkError.isInstance(hash)) throw corrupt(`result:${id}`, hash);
        return readRecord(id, hash);
      } catch (error) {
        if (damaged === 'throw') throw error;
        return unreadable(id, TolkError.from(error));
      }
    });
  }

  list(wanted: readonly Status[], limit: number): Promise<string[]> {
    return this.#indexes.list(wanted, limit);
  }

  count(): Promise<Record<Status, number>> {
    return this.#indexes.count();
  }

  countRetranslations(): Promise<Retranslations> {
    return this.#indexes.countRetranslations();
  }

  async onCancel(listener: (id: string) => void): Promise<() => Promise<void>> {
    const end = await subscribe(this.#redis, this.keys.cancel, { onMessage: listener });
    return async () => end();
  }

  /** What every move of a job is given. */
  #call({ id, token }: JobRef) {
    return {
      keys: articleKeys(this.keys, id),
      args: { id, now: this.#clock(), token },
    };
  }
}

/** What a batch may cost, as a budget of each of its articles. */
function batchBudget(started: {
  readonly batch?: string | undefined;
  readonly maxCostUsd?: number | undefined;
}): ArticleBudget | null {
  const { batch, maxCostUsd } = started;
  if (batch === undefined || maxCostUsd === undefined) return null;
  return { name: batchBudgetName(batch), limitUsd: maxCostUsd };
}

/** There is something else under a record's key; throws any other error. */
function ifCorrupt(error: unknown): TolkError {
  const problem = TolkError.from(error);
  if (problem.code !== 'store.corrupt') throw error;
  return problem;
}
