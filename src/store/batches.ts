import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type Failure, failureSchema } from '../contract.ts';
import { TolkError } from '../errors.ts';
import {
  type BatchDefinition,
  type StoredDefinition,
  storedDefinitionSchema,
} from './batch-definition.ts';
import { acknowledge, finishFeeding, goldSeq, release } from './batch-scripts.ts';
import { type BatchStats, parseBatchStats, statNames } from './batch-stats.ts';
import type { Keys } from './keys.ts';
import { createLease, type Lease, type LeaseHolder, readLeaseHolder } from './lease.ts';

/*
 * A batch: many articles of one corpus, one set of counters, one output.
 *
 *   running ◄──► paused        by hand, or because its money is spent
 *      │  ▲         │
 *      │  └─ retry ─┼── complete     everything is fed, ended and, where there is an output, written;
 *      │            │                without one it is complete by itself, whoever looks on
 *      ▼            ▼
 *         cancelled
 *
 * Its items are numbered by their place in the corpus. An item is *open* (its record is queued or
 * active), then *ready* (done, not yet written) or *failed*; what is written stays in `items` unless it
 * is released. `fed` says how far the corpus is read; it moves in the same script that takes an item
 * (see scripts.ts), so a feeder may die at any line.
 */

/** The statuses of a batch. */
const statuses = ['running', 'paused', 'cancelled', 'complete'] as const;

/** The status of a batch. */
export type BatchStatus = (typeof statuses)[number];

const hashSchema = z.object({
  definition: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(storedDefinitionSchema),
  createdAt: z.coerce.number(),
  endedAt: z.coerce.number().optional(),
  state: z.enum(statuses),
  reason: z
    .enum(['', 'budget', 'manual', 'hand'])
    .default('')
    // Earlier versions said `hand`.
    .transform((reason) => (reason === 'hand' ? 'manual' : reason)),
  maxCostUsd: z.coerce.number().optional(),
  fed: z.coerce.number().int().default(0),
  fedBytes: z.coerce.number().default(0),
  fedAll: z.literal('1').optional(),
  heldBytes: z.coerce.number().default(0),
  outBytes: z.coerce.number().default(0),
  rejectBytes: z.coerce.number().default(0),
  runs: z.string().default(''),
});

/** Why a batch pauses: its money is spent, or somebody paused it. */
export type PauseReason = 'budget' | 'manual';

/** A batch and what came of it so far. */
export interface Batch {
  readonly id: string;
  readonly definition: BatchDefinition;
  /** ISO time. */
  readonly createdAt: string;
  /** ISO time; null for one that has not ended. */
  readonly endedAt: string | null;
  readonly status: BatchStatus;
  /** Why it pauses; null for one that does not. */
  readonly reason: PauseReason | null;
  readonly maxCostUsd: number | null;
  /** Entries of the corpus that are dealt with; feeding continues after them. */
  readonly position: number;
  /** Bytes of the corpus's files that were read at that position: tells how much is left. */
  readonly bytesRead: number;
  /** True when the corpus is read to its end. */
  readonly inputExhausted: boolean;
  /** Bytes of the records that are taken and not yet written. */
  readonly inFlightBytes: number;
  /** Items whose article is queued or in progress. */
  readonly unfinished: number;
  /** Items that are done and not yet written; none in a batch without an output. */
  readonly finishedUnwritten: number;
  readonly stats: BatchStats;
}

/** A batch with what its feeder and its writer keep. */
export interface StoredBatch extends Batch {
  readonly definition: StoredDefinition;
  /** Bytes of the output and of the rejects that are certain; a resume cuts off what lies beyond. */
  readonly outBytes: number;
  readonly rejectBytes: number;
  /** Where in the output each writer began. */
  readonly outputOffsets: readonly number[];
}

/** An item of a batch as it is kept. */
export interface StoredItem {
  readonly seq: number;
  /** Its record, an article id. */
  readonly record: string;
  /** Of that record, compressed. */
  readonly bytes: number;
  readonly details: unknown;
}

/** An item that failed. */
export interface FailedItem extends StoredItem {
  readonly failure: Failure;
}

/** A process that died holds its batch this much longer. */
const leaseMs = 8_000;

/** The records of batches; one function a move. */
export function createBatchStore(redis: Redis, keys: Keys, clock: () => number) {
  redis.defineCommand('tolk_acknowledge', acknowledge);
  redis.defineCommand('tolk_finishFeeding', finishFeeding);
  redis.defineCommand('tolk_release', release);
  const begin = keys.result('').slice(0, -'result:'.length);
  const parts = ['stats', 'items', 'open', 'ready', 'failed', 'worst'] as const;
  /** All but the lease, which has an expiry of its own. */
  const keysOf = (id: string) => [keys.batch(id), ...parts.map((part) => keys.batch(id, part))];

  async function read(id: string): Promise<StoredBatch> {
    const [hash, stats, open, ready] = await Promise.all([
      redis.hgetall(keys.batch(id)),
      redis.hgetall(keys.batch(id, 'stats')),
      redis.zcard(keys.batch(id, 'open')),
      redis.zcard(keys.batch(id, 'ready')),
    ]);
    if (Object.keys(hash).length === 0)
      throw new TolkError('batch.not_found', `there is no batch ${id}; see tolk batch list`);
    const parsed = hashSchema.safeParse(hash);
    if (!parsed.success)
      throw new TolkError('store.corrupt', `batch ${id} in Redis cannot be read`, {
        cause: parsed.error,
      });
    const { definition, createdAt, endedAt, reason, outBytes, rejectBytes, runs } = parsed.data;
    return {
      id,
      definition,
      createdAt: new Date(createdAt).toISOString(),
      endedAt: endedAt === undefined ? null : new Date(endedAt).toISOString(),
      status: parsed.data.state,
      reason: reason === '' ? null : reason,
      maxCostUsd: parsed.data.maxCostUsd ?? null,
      position: parsed.data.fed,
      bytesRead: parsed.data.fedBytes,
      inputExhausted: parsed.data.fedAll === '1',
      inFlightBytes: parsed.data.heldBytes,
      outBytes,
      rejectBytes,
      outputOffsets: runs.split(' ').filter(Boolean).map(Number),
      unfinished: open,
      finishedUnwritten: ready,
      stats: parseBatchStats(stats),
    };
  }

  async function items(id: string, seqs: readonly number[]): Promise<StoredItem[]> {
    if (seqs.length === 0) return [];
    const texts = await redis.hmget(keys.batch(id, 'items'), ...seqs.map(String));
    return seqs.flatMap((seq, at) => {
      const text = texts[at];
      return text ? [parseItem(seq, text)] : [];
    });
  }

  return {
    read,
    items,
    /** Makes a batch; its id is given. */
    async create(definition: StoredDefinition, maxCostUsd: number | null): Promise<string> {
      const id = `${new Date(clock()).toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`;
      const { cancelApiBatchAt } = definition;
      const hash = { definition: JSON.stringify(definition), createdAt: clock(), state: 'running' };
      await redis
        .multi()
        .hset(keys.batch(id), {
          ...hash,
          ...(maxCostUsd === null ? {} : { maxCostUsd }),
          ...(cancelApiBatchAt === null ? {} : { recallAt: cancelApiBatchAt }),
          ...(definition.out === null ? {} : { writes: 1 }),
          ...(definition.out === null && definition.gold === null ? { endsItself: 1 } : {}),
        })
        .zadd(keys.batches, clock(), id)
        .exec();
      return id;
    },
    /** Ids of all batches, newest first. */
    list: (): Promise<string[]> => redis.zrevrange(keys.batches, 0, -1),
    async setState(id: string, state: BatchStatus, reason: PauseReason | '' = ''): Promise<void> {
      const ended = state === 'complete' || state === 'cancelled';
      const multi = redis
        .multi()
        .hset(keys.batch(id), { state, reason, ...(ended ? { endedAt: clock() } : {}) });
      if (!ended) {
        multi.hdel(keys.batch(id), 'endedAt');
        for (const key of keysOf(id)) multi.persist(key);
      }
      await multi.exec();
    },
    async setMaxCost(id: string, maxCostUsd: number): Promise<void> {
      await redis.hset(keys.batch(id), 'maxCostUsd', maxCostUsd);
    },
    /** Marks a batch as taken on; true the first time. */
    async begin(id: string): Promise<boolean> {
      return (await redis.hsetnx(keys.batch(id), 'begunAt', clock())) === 1;
    },
    /** Says that the corpus is fed; a batch that has nothing to write, and nothing open, is complete with that. */
    async finishFeeding(id: string, ttlMs: number): Promise<void> {
      await Reflect.get(redis, 'tolk_finishFeeding').call(
        redis,
        keys.batch(id),
        clock(),
        Math.round(ttlMs),
      );
    },
    /** Numbers of items that are done and not written, lowest first; with `input` only those nothing open stands before. Gold goes first. */
    async ready(
      id: string,
      order: 'input' | 'finished' | 'gold',
      limit: number,
    ): Promise<number[]> {
      // The lowest open one first: read the other way round, an item that ends in between would be overtaken.
      const [lowest] =
        order === 'input' ? await redis.zrange(keys.batch(id, 'open'), '0', '0') : [];
      const gold = await redis.zrangebyscore(
        keys.batch(id, 'ready'),
        goldSeq,
        '+inf',
        'LIMIT',
        0,
        limit,
      );
      if (gold.length > 0 || order === 'gold') return gold.map(Number);
      const seqs = await redis.zrange(keys.batch(id, 'ready'), '0', String(limit - 1));
      return seqs.map(Number).filter((seq) => lowest === undefined || seq < Number(lowest));
    },
    /** Says that items are written, and how long the output is then; with `release` what nobody else wants is deleted. */
    async acknowledge(
      id: string,
      written: readonly StoredItem[],
      release: 'release' | 'keep',
      outBytes: number,
    ): Promise<void> {
      const items = written.flatMap(({ seq, record }) => [seq, record]);
      // A script becomes a method at run time (`defineCommand`), which the types cannot know.
      await Reflect.get(redis, 'tolk_acknowledge').call(
        redis,
        keys.batch(id),
        begin,
        release === 'release' ? '1' : '0',
        outBytes,
        ...items,
      );
    },
    /** Lets items go that are written elsewhere for good; what nobody else wants is deleted. */
    async release(id: string, written: readonly StoredItem[]): Promise<void> {
      const items = written.flatMap(({ seq, record }) => [seq, record]);
      await Reflect.get(redis, 'tolk_release').call(redis, keys.batch(id), begin, ...items);
    },
    async noteOutputOffsets(id: string, offsets: readonly number[]): Promise<void> {
      await redis.hset(keys.batch(id), { runs: offsets.join(' ') });
    },
    /** Numbers of all items that wait for their record. */
    async open(id: string): Promise<number[]> {
      return (await redis.zrange(keys.batch(id, 'open'), '0', '-1')).map(Number);
    },
    /** Numbers of all items that are kept, in order. */
    async all(id: string): Promise<number[]> {
      return (await redis.hkeys(keys.batch(id, 'items'))).map(Number).toSorted((a, b) => a - b);
    },
    /** Items that failed, in order. */
    async failed(id: string): Promise<FailedItem[]> {
      const failures = Object.entries(await redis.hgetall(keys.batch(id, 'failed'))).toSorted(
        ([a], [b]) => Number(a) - Number(b),
      );
      const found = new Map(
        (
          await items(
            id,
            failures.map(([seq]) => Number(seq)),
          )
        ).map((item) => [item.seq, item]),
      );
      return failures.flatMap(([seq, text]) => {
        const item = found.get(Number(seq));
        return item ? [{ ...item, failure: failureSchema.parse(JSON.parse(text)) }] : [];
      });
    },
    /** Moves an item that was ready to those that failed: its record is gone. */
    async lose(id: string, { seq, bytes }: StoredItem, failure: Failure): Promise<void> {
      await redis
        .multi()
        .zrem(keys.batch(id, 'ready'), String(seq))
        .hincrby(keys.batch(id), 'heldBytes', -bytes)
        .hset(keys.batch(id, 'failed'), String(seq), JSON.stringify(failure))
        .hincrby(keys.batch(id, 'stats'), 'done', -1)
        .hincrby(keys.batch(id, 'stats'), 'failed', 1)
        .hincrby(keys.batch(id, 'stats'), statNames.failed(failure.code), 1)
        .exec();
    },
    /** The items with the most and gravest findings. */
    async worst(id: string): Promise<Array<{ seq: number; score: number }>> {
      const flat = await redis.zrevrange(keys.batch(id, 'worst'), 0, -1, 'WITHSCORES');
      return Array.from({ length: flat.length / 2 }, (_, at) => ({
        seq: Number(flat[at * 2]),
        score: Number(flat[at * 2 + 1]),
      }));
    },
    /** Counts something about the batch. */
    async count(id: string, counts: Readonly<Record<string, number>>): Promise<void> {
      const pipeline = redis.pipeline();
      for (const [name, amount] of Object.entries(counts))
        pipeline.hincrbyfloat(keys.batch(id, 'stats'), name, amount);
      await pipeline.exec();
    },
    /** The lease to feed and to write a batch, for `owner`. */
    lease: (id: string, owner: string): Lease =>
      createLease(redis, { key: keys.batch(id, 'lease'), owner, ttlMs: leaseMs }),
    /** Who holds that lease. */
    holder: (id: string): Promise<LeaseHolder | null> =>
      readLeaseHolder(redis, keys.batch(id, 'lease')),
    /** Forgets a batch; the articles stay until they expire. */
    async remove(id: string): Promise<void> {
      await redis
        .multi()
        .del(...keysOf(id), keys.batch(id, 'lease'))
        .zrem(keys.batches, id)
        .exec();
    },
    /** Lets an ended batch go after `ttlMs`, with its results. */
    async expire(id: string, ttlMs: number): Promise<void> {
      const multi = redis.multi();
      for (const key of keysOf(id)) multi.pexpire(key, ttlMs);
      await multi.zremrangebyscore(keys.batches, '-inf', clock() - ttlMs * 2).exec();
    },
  };
}

/** The records of batches; see {@link createBatchStore}. */
export type BatchStore = ReturnType<typeof createBatchStore>;

function parseItem(seq: number, text: string): StoredItem {
  const [record = '', bytes, ...rest] = text.split(' ');
  return { seq, record, bytes: Number(bytes), details: JSON.parse(rest.join(' ')) };
}
