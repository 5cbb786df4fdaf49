import { randomBytes } from 'node:crypto';
import { type Failure, failureSchema } from '../contract.ts';
import { type Fallback, fallbackSchema, type StoredDefinition } from './batch-definition.ts';
import { rolledBack } from './batch-items.ts';
import { readBatch, readItem } from './batch-record.ts';
import { statNames } from './batch-stats.ts';
import type {
  BatchStatus,
  BatchStore,
  FailedItem,
  FallbackPolicy,
  FeedEnd,
  PauseReason,
  StoredBatch,
  StoredItem,
  WrittenItems,
} from './batches.ts';
import { batchBudgetName } from './budgets.ts';
import { goldSeq } from './gold-seq.ts';
import type { Keys } from './keys.ts';
import { createLease, type Lease, type LeaseHolder, readLeaseHolder } from './lease.ts';
import { readJson } from './read-json.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { acknowledge } from './scripts/acknowledge.ts';
import { finishFeeding } from './scripts/finish-feeding.ts';
import { pauseBatch } from './scripts/pause-batch.ts';
import { release } from './scripts/release.ts';
import { releaseKeys } from './scripts/shared.ts';

/** A process that died holds its batch this much longer. */
const leaseMs = 8_000;

/** All but the lease, which has an expiry of its own. */
const parts = ['stats', 'items', 'open', 'ready', 'failed', 'worst'] as const;

/** The records of batches in Redis; the connection stays its caller's. */
export function createBatchStore(
  redis: RedisConnection,
  keys: Keys,
  clock: () => number,
): BatchStore {
  return new RedisBatchStore(redis, keys, clock);
}

class RedisBatchStore implements BatchStore {
  readonly #redis: RedisConnection;
  readonly #keys: Keys;
  readonly #clock: () => number;

  constructor(redis: RedisConnection, keys: Keys, clock: () => number) {
    this.#redis = redis;
    this.#keys = keys;
    this.#clock = clock;
  }

  async create(definition: StoredDefinition, maxCostUsd: number | null): Promise<string> {
    const day = new Date(this.#clock()).toISOString().slice(0, 10);
    const id = `${day}-${randomBytes(3).toString('hex')}`;
    const { cancelApiBatchAt, fallback, out, gold } = definition;
    await this.#redis
      .multi()
      .hset(this.#keys.batch(id), {
        definition: JSON.stringify(definition),
        createdAt: this.#clock(),
        status: 'running',
        ...(maxCostUsd === null ? {} : { maxCostUsd }),
        ...(cancelApiBatchAt === null ? {} : { cancelApiBatchAt }),
        ...(fallback === null ? {} : { fallback }),
        ...(out === null ? {} : { writes: 1 }),
        ...(out === null && gold === null ? { completesItself: 1 } : {}),
      })
      .zadd(this.#keys.batches, this.#clock(), id)
      .exec();
    return id;
  }

  async read(id: string): Promise<StoredBatch> {
    const [hash, stats, open, ready, booked] = await Promise.all([
      this.#redis.hgetall(this.#keys.batch(id)),
      this.#redis.hgetall(this.#keys.batch(id, 'stats')),
      this.#redis.zcard(this.#keys.batch(id, 'open')),
      this.#redis.zcard(this.#keys.batch(id, 'ready')),
      this.#redis.get(this.#keys.spend(`articles:${batchBudgetName(id)}`)),
    ]);
    return readBatch(id, { hash, stats, open, ready, booked });
  }

  list(): Promise<string[]> {
    return this.#redis.zrevrange(this.#keys.batches, 0, -1);
  }

  async setStatus(id: string, status: BatchStatus, reason?: PauseReason): Promise<void> {
    const hash = this.#keys.batch(id);
    const transaction = this.#redis
      .multi()
      .hset(hash, { status, reason: reason ?? '' })
      .hdel(hash, 'pauseMessage');
    if (status === 'complete' || status === 'cancelled') {
      transaction.hset(hash, 'endedAt', this.#clock());
    } else {
      transaction.hdel(hash, 'endedAt');
      for (const key of this.#keysOf(id)) transaction.persist(key);
    }
    await transaction.exec();
  }

  async setMaxCost(id: string, maxCostUsd: number): Promise<void> {
    await this.#redis.hset(this.#keys.batch(id), 'maxCostUsd', maxCostUsd);
  }

  async setFallback(id: string, fallback: Fallback): Promise<void> {
    await this.#redis.hset(this.#keys.batch(id), { fallback });
  }

  async fallbackPolicy(id: string): Promise<FallbackPolicy> {
    const [[fallback, cancelApiBatchAt], done] = await Promise.all([
      this.#redis.hmget(this.#keys.batch(id), 'fallback', 'cancelApiBatchAt'),
      this.#redis.hget(this.#keys.batch(id, 'stats'), 'done'),
    ]);
    return {
      fallback: fallbackSchema.nullish().parse(fallback) ?? null,
      hasDeadline: cancelApiBatchAt !== null && cancelApiBatchAt !== undefined,
      hasDone: Number(done ?? 0) > 0,
    };
  }

  pauseRunning(id: string, message: string): Promise<boolean> {
    return runScript(this.#redis, pauseBatch, {
      keys: { batch: this.#keys.batch(id) },
      args: { message },
    });
  }

  async markStarted(id: string): Promise<boolean> {
    return (await this.#redis.hsetnx(this.#keys.batch(id), 'begunAt', this.#clock())) === 1;
  }

  async finishFeeding(id: string, { position, resultTtlMs }: FeedEnd): Promise<void> {
    const isNoted = await runScript(this.#redis, finishFeeding, {
      keys: { batch: this.#keys.batch(id) },
      args: { now: this.#clock(), position, resultTtlMs: Math.round(resultTtlMs) },
    });
    if (!isNoted) throw rolledBack(id);
  }

  async noteOutputOffsets(id: string, offsets: readonly number[]): Promise<void> {
    await this.#redis.hset(this.#keys.batch(id), { outputOffsets: offsets.join(' ') });
  }

  async noteOutputDigest(id: string, outputDigest: string): Promise<void> {
    await this.#redis.hset(this.#keys.batch(id), { outputDigest });
  }

  async noteMergedOutput(id: string, outputDigest: string, outBytes: number): Promise<void> {
    const merged = { outputDigest, outBytes, outputOffsets: '0' };
    await this.#redis.hset(this.#keys.batch(id), merged);
  }

  acknowledge(id: string, written: WrittenItems): Promise<boolean> {
    return runScript(this.#redis, acknowledge, {
      keys: releaseKeys(this.#keys, id),
      args: {
        items: written.items.map(toReference),
        outBytes: written.outBytes,
        fromBytes: written.fromBytes,
        release: written.release === 'release',
      },
    });
  }

  release(id: string, written: readonly StoredItem[]): Promise<void> {
    return runScript(this.#redis, release, {
      keys: releaseKeys(this.#keys, id),
      args: { items: written.map(toReference) },
    });
  }

  async count(id: string, counts: Readonly<Record<string, number>>): Promise<void> {
    const pipeline = this.#redis.pipeline();
    for (const [name, amount] of Object.entries(counts))
      pipeline.hincrbyfloat(this.#keys.batch(id, 'stats'), name, amount);
    await pipeline.exec();
  }

  async items(id: string, seqs: readonly number[]): Promise<StoredItem[]> {
    if (seqs.length === 0) return [];
    const texts = await this.#redis.hmget(this.#keys.batch(id, 'items'), ...seqs.map(String));
    return seqs.flatMap((seq, at) => {
      const text = texts[at];
      return text ? [readItem(seq, text)] : [];
    });
  }

  async all(id: string): Promise<number[]> {
    const seqs = await this.#redis.hkeys(this.#keys.batch(id, 'items'));
    return seqs.map(Number).toSorted((a, b) => a - b);
  }

  async unfinished(id: string): Promise<number[]> {
    return (await this.#redis.zrange(this.#keys.batch(id, 'open'), '0', '-1')).map(Number);
  }

  async finishedUnwritten(
    id: string,
    order: 'input' | 'finished' | 'gold',
    limit: number,
  ): Promise<number[]> {
    // The lowest open one first: read the other way round, an item that ends in between would be
    // overtaken.
    const lowest = order === 'input' ? await this.#lowestOpen(id) : Number.POSITIVE_INFINITY;
    const ready = this.#keys.batch(id, 'ready');
    const gold = await this.#redis.zrangebyscore(ready, goldSeq, '+inf', 'LIMIT', 0, limit);
    if (gold.length > 0 || order === 'gold') return gold.map(Number);
    const seqs = await this.#redis.zrange(ready, '0', String(limit - 1));
    return seqs.map(Number).filter((seq) => seq < lowest);
  }

  async failed(id: string): Promise<FailedItem[]> {
    const texts = await this.#redis.hgetall(this.#keys.batch(id, 'failed'));
    const seqs = Object.keys(texts)
      .map(Number)
      .toSorted((a, b) => a - b);
    const items = await this.items(id, seqs);
    return items.map((item) => {
      const failure = readJson(
        texts[item.seq] ?? 'null',
        failureSchema,
        this.#keys.batch(id, 'failed'),
      );
      return { ...item, failure };
    });
  }

  async lose(id: string, { seq, bytes }: StoredItem, failure: Failure): Promise<void> {
    const stats = this.#keys.batch(id, 'stats');
    await this.#redis
      .multi()
      .zrem(this.#keys.batch(id, 'ready'), String(seq))
      .hincrby(this.#keys.batch(id), 'inFlightBytes', -bytes)
      .hset(this.#keys.batch(id, 'failed'), String(seq), JSON.stringify(failure))
      .hincrby(stats, 'done', -1)
      .hincrby(stats, 'failed', 1)
      .hincrby(stats, statNames.failed(failure.code), 1)
      .exec();
  }

  async worst(id: string): Promise<Array<{ readonly seq: number; readonly score: number }>> {
    const flat = await this.#redis.zrevrange(this.#keys.batch(id, 'worst'), 0, -1, 'WITHSCORES');
    return Array.from({ length: flat.length / 2 }, (_, at) => ({
      seq: Number(flat[at * 2]),
      score: Number(flat[at * 2 + 1]),
    }));
  }

  lease(id: string, owner: string): Lease {
    return createLease(this.#redis, { key: this.#keys.batch(id, 'lease'), owner, ttlMs: leaseMs });
  }

  holder(id: string): Promise<LeaseHolder | null> {
    return readLeaseHolder(this.#redis, this.#keys.batch(id, 'lease'));
  }

  async remove(id: string): Promise<void> {
    await this.#redis
      .multi()
      .del(...this.#keysOf(id), this.#keys.batch(id, 'lease'))
      .zrem(this.#keys.batches, id)
      .exec();
  }

  async expire(id: string, resultTtlMs: number): Promise<void> {
    const transaction = this.#redis.multi();
    for (const key of this.#keysOf(id)) transaction.pexpire(key, resultTtlMs);
    const longAgo = this.#clock() - resultTtlMs * 2;
    await transaction.zremrangebyscore(this.#keys.batches, '-inf', longAgo).exec();
  }

  #keysOf(id: string): string[] {
    return [this.#keys.batch(id), ...parts.map((part) => this.#keys.batch(id, part))];
  }

  async #lowestOpen(id: string): Promise<number> {
    const [lowest] = await this.#redis.zrange(this.#keys.batch(id, 'open'), '0', '0');
    return lowest === undefined ? Number.POSITIVE_INFINITY : Number(lowest);
  }
}

function toReference({ seq, record }: StoredItem): { seq: number; record: string } {
  return { seq, record };
}
