import { type Failure, failureSchema } from '../contract.ts';
import { dayMs } from '../duration.ts';
import { pages } from '../pages.ts';
import type { NamedBudget } from './budgets.ts';
import { CallBookings } from './call-bookings.ts';
import type { BatchApiKeys, Keys } from './keys.ts';
import { createLease, type Lease } from './lease.ts';
import { readJson } from './read-json.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { completeCall } from './scripts/complete-call.ts';
import { endReview } from './scripts/end-review.ts';
import { endSubmission } from './scripts/end-submission.ts';
import { noteSubmission } from './scripts/note-submission.ts';
import { prepareCalls } from './scripts/prepare-calls.ts';
import {
  type BatchApiOverview,
  type CallEnd,
  type DirectReason,
  directReasonSchema,
  type PendingCall,
  pendingCallSchema,
  type SetbackKind,
  type Submission,
  type SubmissionStore,
  submissionSchema,
} from './submissions.ts';

/** Keys or members in one command. */
const pageSize = 1_000;
/** An article that was cancelled meanwhile leaves them behind. */
const failedCallsTtlMs = 7 * dayMs;

/** What is in flight through the Batch API, in Redis; the connection stays its caller's. */
export function createSubmissionStore(
  redis: RedisConnection,
  keys: Keys,
  clock: () => number,
): SubmissionStore {
  return new RedisSubmissionStore(redis, keys, clock);
}

class RedisSubmissionStore implements SubmissionStore {
  readonly #redis: RedisConnection;
  readonly #keys: BatchApiKeys;
  readonly #bookings: CallBookings;
  readonly #resultPrefix: string;
  readonly #spendPrefix: string;
  readonly #clock: () => number;

  constructor(redis: RedisConnection, keys: Keys, clock: () => number) {
    this.#redis = redis;
    this.#keys = keys.batchApi;
    this.#bookings = new CallBookings(redis, keys);
    this.#resultPrefix = keys.result('');
    this.#spendPrefix = keys.spend('');
    this.#clock = clock;
  }

  async addPending(records: readonly string[]): Promise<void> {
    if (records.length > 0) await this.#redis.zadd(this.#keys.pending, ...this.#timed(records));
  }

  pending(from: number, count: number): Promise<string[]> {
    return this.#redis.zrange(this.#keys.pending, String(from), String(from + count - 1));
  }

  async removePending(records: readonly string[]): Promise<void> {
    if (records.length > 0) await this.#redis.zrem(this.#keys.pending, ...records);
  }

  async wait(record: string, submissions: readonly string[]): Promise<void> {
    const transaction = this.#redis.multi().zrem(this.#keys.pending, record);
    for (const id of submissions) transaction.sadd(this.#keys.waiting(id), record);
    await transaction.exec();
  }

  async forget(record: string): Promise<void> {
    await this.#redis
      .multi()
      .srem(this.#keys.direct, record)
      .hdel(this.#keys.directReasons, record)
      .hdel(this.#keys.rounds, record)
      .hdel(this.#keys.setbacks, ...setbackFields(record))
      .del(this.#keys.failedCalls(record))
      .zrem(this.#keys.pending, record)
      .exec();
  }

  book<B extends NamedBudget>(
    owner: string,
    budgets: readonly B[],
    likelyUsd: ReadonlyMap<string, number>,
  ): Promise<B | 'lease lost' | null> {
    return this.#bookings.book(owner, budgets, likelyUsd);
  }

  unbook(owner: string, calls: readonly string[] | 'all'): Promise<void> {
    return this.#bookings.unbook(owner, calls);
  }

  async prepare(
    owner: string,
    submission: Submission,
    calls: ReadonlyMap<string, Omit<PendingCall, 'submission'>>,
  ): Promise<boolean> {
    const { id } = submission;
    const { lease, submissions, pendingCalls, bookings } = this.#keys;
    const keys = { lease, submissions, callsOf: this.#keys.calls(id), pendingCalls, bookings };
    const text = JSON.stringify(submission);
    for (const page of pages([...calls], pageSize)) {
      const written = page.map(([call, details]) => ({
        call,
        pending: JSON.stringify({ ...details, submission: id }),
      }));
      const args = { owner, id, submission: text, calls: written };
      if (!(await runScript(this.#redis, prepareCalls, { keys, args }))) return false;
    }
    return true;
  }

  note(submission: Submission): Promise<boolean> {
    const keys = { submissions: this.#keys.submissions };
    const args = { id: submission.id, submission: JSON.stringify(submission) };
    return runScript(this.#redis, noteSubmission, { keys, args });
  }

  writeCreated(...written: Parameters<SubmissionStore['writeCreated']>): Promise<boolean> {
    return this.#bookings.writeCreated(...written);
  }

  async submissions(): Promise<Submission[]> {
    const texts = await this.#redis.hvals(this.#keys.submissions);
    return texts.map((text) => readJson(text, submissionSchema, this.#keys.submissions));
  }

  end(id: string): Promise<boolean> {
    const { submissions, pendingCalls, pending } = this.#keys;
    const own = { callsOf: this.#keys.calls(id), waiting: this.#keys.waiting(id) };
    const keys = { submissions, pendingCalls, pending, ...own };
    return runScript(this.#redis, endSubmission, { keys, args: { id, now: this.#clock() } });
  }

  async inFlight(calls: readonly string[]): Promise<Array<string | null>> {
    const pending = await this.#readPendingCalls(calls);
    const named = pending.map((call) => call?.submission ?? null);
    const ids = [...new Set(named)].filter((id) => id !== null);
    if (ids.length === 0) return named;
    const known = await this.#redis.hmget(this.#keys.submissions, ...ids);
    const isKnown = new Set(ids.filter((_, at) => known[at] !== null));
    return named.map((id) => (id !== null && isKnown.has(id) ? id : null));
  }

  async pendingCallsOf(id: string): Promise<Map<string, PendingCall>> {
    const open = new Map<string, PendingCall>();
    for (const calls of pages(await this.#redis.smembers(this.#keys.calls(id)), pageSize)) {
      const pending = await this.#readPendingCalls(calls);
      for (const [at, call] of calls.entries()) {
        const details = pending[at];
        if (details?.submission === id) open.set(call, details);
      }
    }
    return open;
  }

  async completeCall(call: string, end: CallEnd): Promise<PendingCall | null> {
    const { submission, spend, corrections } = end;
    const pending = await runScript(this.#redis, completeCall, {
      keys: {
        pendingCalls: this.#keys.pendingCalls,
        callsPrefix: this.#keys.calls(''),
        resultPrefix: this.#resultPrefix,
        spendPrefix: this.#spendPrefix,
      },
      args: { call, submission, spend: spend ?? undefined, corrections: [...corrections] },
    });
    return pending === null ? null : readJson(pending, pendingCallSchema, this.#keys.pendingCalls);
  }

  async markDirect(records: readonly string[], why: DirectReason): Promise<void> {
    const pipeline = this.#redis.pipeline();
    for (const record of records) pipeline.hsetnx(this.#keys.directReasons, record, why);
    await pipeline.exec();
  }

  async block(records: readonly string[], why: DirectReason): Promise<void> {
    const pipeline = this.#redis.pipeline();
    for (const record of records) pipeline.hset(this.#keys.setbacks, blockedField(record), why);
    await pipeline.exec();
  }

  async blockedBy(record: string): Promise<DirectReason | null> {
    const why = await this.#redis.hget(this.#keys.setbacks, blockedField(record));
    return directReasonSchema.nullable().parse(why);
  }

  async unblock(record: string): Promise<void> {
    await this.#redis.hdel(this.#keys.setbacks, blockedField(record));
  }

  async directReason(record: string): Promise<DirectReason | null> {
    const why = await this.#redis.hget(this.#keys.directReasons, record);
    if (why !== null) return directReasonSchema.parse(why);
    // Earlier versions kept no reason: it was always this one.
    const isMarked = await this.#redis.sismember(this.#keys.direct, record);
    return isMarked === 1 ? 'expired' : null;
  }

  countRound(record: string): Promise<number> {
    return this.#redis.hincrby(this.#keys.rounds, record, 1);
  }

  async uncountRounds(records: readonly string[]): Promise<void> {
    const pipeline = this.#redis.pipeline();
    for (const record of records) pipeline.hincrby(this.#keys.rounds, record, -1);
    await pipeline.exec();
  }

  async countSetbacks(records: readonly string[], kind: SetbackKind): Promise<number[]> {
    const pipeline = this.#redis.pipeline();
    for (const record of records)
      pipeline.hincrby(this.#keys.setbacks, countField(kind, record), 1);
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([, count]) => Number(count));
  }

  async keepFailedCall(record: string, call: string, failure: Failure): Promise<void> {
    const key = this.#keys.failedCalls(record);
    await this.#redis
      .multi()
      .hset(key, call, JSON.stringify(failure))
      .pexpire(key, failedCallsTtlMs)
      .exec();
  }

  async failedCalls(record: string): Promise<Map<string, Failure>> {
    const failures = Object.entries(await this.#redis.hgetall(this.#keys.failedCalls(record)));
    return new Map(
      failures.map(
        ([call, text]) =>
          [call, readJson(text, failureSchema, this.#keys.failedCalls(record))] as const,
      ),
    );
  }

  countSubmitFailure(): Promise<number> {
    return this.#redis.incr(this.#keys.submitFailures);
  }

  async clearSubmitFailures(): Promise<void> {
    await this.#redis.del(this.#keys.submitFailures);
  }

  async tokenLimit(model: string): Promise<number | null> {
    const limit = await this.#redis.hget(this.#keys.tokenLimits, model);
    return limit === null ? null : Number(limit);
  }

  async learnTokenLimit(model: string, limit: number): Promise<void> {
    await this.#redis.hset(this.#keys.tokenLimits, model, limit);
  }

  async askReview(): Promise<void> {
    await this.#redis.incr(this.#keys.review);
  }

  reviewAsked(): Promise<string | null> {
    return this.#redis.get(this.#keys.review);
  }

  async endReview(asked: string): Promise<void> {
    const keys = { review: this.#keys.review };
    await runScript(this.#redis, endReview, { keys, args: { asked } });
  }

  async overview(): Promise<BatchApiOverview> {
    const [waiting, submissions, calls] = await Promise.all([
      this.#redis.zcard(this.#keys.pending),
      this.submissions(),
      this.#redis.hlen(this.#keys.pendingCalls),
    ]);
    const problem = submissions.find((submission) => submission.problem !== '')?.problem ?? null;
    return { waiting, files: submissions.length, calls, problem };
  }

  lease(owner: string, ttlMs: number): Lease {
    return createLease(this.#redis, { key: this.#keys.lease, owner, ttlMs });
  }

  /** Members of a sorted set by time, as Redis takes them. */
  #timed(records: readonly string[]): Array<number | string> {
    return records.flatMap((record) => [this.#clock(), record]);
  }

  async #readPendingCalls(calls: readonly string[]): Promise<Array<PendingCall | null>> {
    if (calls.length === 0) return [];
    const texts = await this.#redis.hmget(this.#keys.pendingCalls, ...calls);
    return texts.map((text) =>
      text === null ? null : readJson(text, pendingCallSchema, this.#keys.pendingCalls),
    );
  }
}

const blockedField = (record: string): string => `blocked:${record}`;
const countField = (kind: SetbackKind, record: string): string => `${kind}:${record}`;

/** All that is kept of an article's setbacks. */
function setbackFields(record: string): [string, ...string[]] {
  const counts = (['failed', 'vanished', 'refused'] as const).map((kind) =>
    countField(kind, record),
  );
  return [blockedField(record), ...counts];
}
