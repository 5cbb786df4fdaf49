import type { Redis } from 'ioredis';
import { z } from 'zod';
import { createLease, type Lease } from './lease.ts';

/*
 * What is under way through the Batch API. An article (a record) stands in the *lobby* until it is
 * planned: then it is done, or calls are missing. A missing call is *in flight* under its name, in one
 * *submission*; the article waits for all submissions that hold a call of its.
 *
 *   lobby ─► planned ─► done / failed / to the queue, for direct calls
 *     ▲         │ calls missing
 *     │         ▼
 *     └── waiting for submissions:  prepared ─► submitted ─► over, collected
 *                                                  └► recalled (cancelled at the server) ─┘
 *
 * A submission is written before anything is sent, so that after a crash it is known, and found at the
 * server by its name: nothing is sent twice.
 */

const submissionSchema = z.object({
  id: z.string(),
  /** The batch at the server; null while it is being made. */
  batch: z.string().nullable(),
  createdAt: z.number(),
  calls: z.number(),
  /** All its calls ask this model, and have so many prompt tokens. */
  model: z.string().default(''),
  tokens: z.number().default(0),
  /** When it is called back, so that what is left can be asked directly in time (ms). */
  recallAt: z.number().nullable().default(null),
  /** It was called back, by time or because nobody wants it any more. */
  recalled: z.boolean().default(false),
});

/** A file of calls that was, or is being, handed to the Batch API. */
export type Submission = z.infer<typeof submissionSchema>;

const flightSchema = z.object({
  submission: z.string(),
  record: z.string(),
  likelyUsd: z.number(),
  budget: z.string().nullable(),
});

/** A call in flight: whose it is, and what was booked for it. */
export type PendingCall = z.infer<typeof flightSchema>;

/**
 * Takes a call out of flight and adds what it cost to its record's `paid`; only the first who does gets it,
 * so that it counts once. KEYS: in flight. ARGV: call, what results begin with, spend as JSON or ''.
 */
const land = {
  numberOfKeys: 1,
  lua: `
local had = redis.call('HGET', KEYS[1], ARGV[1])
if not had then return had end
redis.call('HDEL', KEYS[1], ARGV[1])
local result = ARGV[2] .. cjson.decode(had).record
if ARGV[3] ~= '' and redis.call('EXISTS', result) == 1 then
  local more = cjson.decode(ARGV[3])
  local before = redis.call('HGET', result, 'paid')
  if before then
    local sum = cjson.decode(before)
    for name, amount in pairs(sum.usage) do more.usage[name] = (more.usage[name] or 0) + amount end
    more.costUsd = (more.costUsd ~= cjson.null and sum.costUsd ~= cjson.null) and more.costUsd + sum.costUsd or cjson.null
  end
  redis.call('HSET', result, 'paid', cjson.encode(more))
end
return had`,
};

/** The keys beside a Tolk's own, on `redis`; the connection stays its caller's. */
export function createSubmissionStore(redis: Redis, prefix: string, clock: () => number) {
  redis.defineCommand('tolk_land', land);
  const key = (part: string) => `${prefix}:api:${part}`;
  return {
    /** Puts articles in the lobby. */
    async enter(records: readonly string[]): Promise<void> {
      if (records.length > 0)
        await redis.zadd(key('lobby'), ...records.flatMap((record) => [clock(), record]));
    },
    /** `count` articles in the lobby after the first `from`, longest waiting first. */
    lobby: (from: number, count: number): Promise<string[]> =>
      redis.zrange(key('lobby'), String(from), String(from + count - 1)),
    async leave(records: readonly string[]): Promise<void> {
      if (records.length > 0) await redis.zrem(key('lobby'), ...records);
    },
    /** Which of these calls are in flight, and in which submission. */
    async inFlight(calls: readonly string[]): Promise<Array<string | null>> {
      const texts = calls.length === 0 ? [] : await redis.hmget(key('flights'), ...calls);
      return texts.map((text) =>
        text === null ? null : flightSchema.parse(JSON.parse(text)).submission,
      );
    },
    /** Lets articles wait for submissions, out of the lobby. */
    async wait(record: string, submissions: readonly string[]): Promise<void> {
      const multi = redis.multi().zrem(key('lobby'), record);
      for (const id of submissions) multi.sadd(key(`waiting:${id}`), record);
      await multi.exec();
    },
    /** Writes down a submission with its calls, before anything is sent. */
    async prepare(
      submission: Submission,
      flights: ReadonlyMap<string, Omit<PendingCall, 'submission'>>,
    ): Promise<void> {
      const { id } = submission;
      const multi = redis.multi().hset(key('submissions'), id, JSON.stringify(submission));
      for (const some of pages([...flights])) {
        multi.hset(
          key('flights'),
          ...some.flatMap(([call, flight]) => [
            call,
            JSON.stringify({ ...flight, submission: id }),
          ]),
        );
        multi.sadd(key(`calls:${id}`), ...some.map(([call]) => call));
      }
      await multi.exec();
    },
    /** Writes down what has become of a submission. */
    async note(submission: Submission): Promise<void> {
      await redis.hset(key('submissions'), submission.id, JSON.stringify(submission));
    },
    async submissions(): Promise<Submission[]> {
      return Object.values(await redis.hgetall(key('submissions'))).map((text) =>
        submissionSchema.parse(JSON.parse(text)),
      );
    },
    /** Takes a call out of flight, and books what it cost (JSON of a spend) with its article; null when that was done before. */
    async land(call: string, spend: unknown): Promise<PendingCall | null> {
      const cost = spend === null ? '' : JSON.stringify(spend);
      const text: unknown = await Reflect.get(redis, 'tolk_land').call(
        redis,
        key('flights'),
        call,
        `${prefix}:result:`,
        cost,
      );
      return typeof text === 'string' ? flightSchema.parse(JSON.parse(text)) : null;
    },
    /** The calls of a submission that are still in flight, with whose they are. */
    async open(id: string): Promise<Array<{ readonly call: string; readonly record: string }>> {
      const open: Array<{ call: string; record: string }> = [];
      for (const calls of pages(await redis.smembers(key(`calls:${id}`)))) {
        for (const [at, text] of (await redis.hmget(key('flights'), ...calls)).entries()) {
          if (text)
            open.push({
              call: calls[at] ?? '',
              record: flightSchema.parse(JSON.parse(text)).record,
            });
        }
      }
      return open;
    },
    /** Ends a submission: those that waited for it go back to the lobby. */
    async end(id: string): Promise<void> {
      const waiting = await redis.smembers(key(`waiting:${id}`));
      const multi = redis.multi();
      for (const some of pages(waiting))
        multi.zadd(key('lobby'), ...some.flatMap((record) => [clock(), record]));
      await multi
        .hdel(key('submissions'), id)
        .del(key(`waiting:${id}`), key(`calls:${id}`))
        .exec();
    },
    /** Marks articles as better asked directly from now on. */
    async markDirect(records: readonly string[]): Promise<void> {
      if (records.length > 0) await redis.sadd(key('direct'), ...records);
    },
    async isDirect(record: string): Promise<boolean> {
      return (await redis.sismember(key('direct'), record)) === 1;
    },
    /** Counts how often an article had calls missing. */
    async countRound(record: string): Promise<number> {
      return redis.hincrby(key('rounds'), record, 1);
    },
    /** Takes a round back that came to nothing. */
    async uncountRounds(records: readonly string[]): Promise<void> {
      const pipeline = redis.pipeline();
      for (const record of records) pipeline.hincrby(key('rounds'), record, -1);
      await pipeline.exec();
    },
    /** Most prompt tokens that the server lets be under way for a model, as far as it has said so. */
    async tokenLimit(model: string): Promise<number | null> {
      const limit = await redis.hget(key('token-limits'), model);
      return limit === null ? null : Number(limit);
    },
    async learnTokenLimit(model: string, limit: number): Promise<void> {
      await redis.hset(key('token-limits'), model, limit);
    },
    /** Asks for a look at whether submissions are still wanted: a batch has been cancelled. */
    async askReview(): Promise<void> {
      await redis.incr(key('review'));
    },
    /** What {@link askReview} was asked, if so; it stands until that is given back. */
    reviewAsked: (): Promise<string | null> => redis.get(key('review')),
    async endReview(asked: string): Promise<void> {
      // Asked again meanwhile: then there is another look.
      if ((await redis.get(key('review'))) === asked) await redis.del(key('review'));
    },
    /** How much is under way: articles not yet sent, request files, and calls in them. */
    async overview(): Promise<{
      readonly waiting: number;
      readonly files: number;
      readonly calls: number;
    }> {
      const [waiting, files, calls] = await Promise.all([
        redis.zcard(key('lobby')),
        redis.hlen(key('submissions')),
        redis.hlen(key('flights')),
      ]);
      return { waiting, files, calls };
    },
    async forget(record: string): Promise<void> {
      await redis
        .multi()
        .srem(key('direct'), record)
        .hdel(key('rounds'), record)
        .zrem(key('lobby'), record)
        .exec();
    },
    /** The lease to do all this, for `owner`; one process at a time has it. */
    lease: (owner: string, ttlMs: number): Lease =>
      createLease(redis, { key: key('lease'), owner, ttlMs }),
  };
}

const pageSize = 1_000;

/** In pieces that fit one command. */
function* pages<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += pageSize) yield all.slice(at, at + pageSize);
}

/** What is under way through the Batch API; see {@link createSubmissionStore}. */
export type SubmissionStore = ReturnType<typeof createSubmissionStore>;
