import type { Redis } from 'ioredis';
import { z } from 'zod';

/*
 * What is under way through the Batch API. An article (a record) stands in the *lobby* until it is
 * planned: then it is done, or calls are missing. A missing call is *in flight* under its name, in one
 * *submission*; the article waits for all submissions that hold a call of its.
 *
 *   lobby ─► planned ─► done / failed / to the queue, for direct calls
 *     ▲         │ calls missing
 *     │         ▼
 *     └── waiting for submissions:  prepared ─► submitted ─► over, collected
 *
 * A submission is written before anything is sent, so that after a crash it is known, and found at the
 * server by its name: nothing is sent twice.
 */

const submissionSchema = z.object({
  id: z.string(),
  /** The batch at the server; null while it is being made. */
  batch: z.string().nullable(),
  /** Dollars booked for it on budgets. */
  createdAt: z.number(),
  calls: z.number(),
});

/** A file of calls that was, or is being, handed to the Batch API. */
export type Submission = z.infer<typeof submissionSchema>;

const flightSchema = z.object({ submission: z.string(), record: z.string(), likelyUsd: z.number(), budget: z.string().nullable() });

/** A call in flight: whose it is, and what was booked for it. */
export type Flight = z.infer<typeof flightSchema>;

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
      if (records.length > 0) await redis.zadd(key('lobby'), ...records.flatMap((record) => [clock(), record]));
    },
    /** Articles in the lobby, longest waiting first. */
    lobby: (limit: number): Promise<string[]> => redis.zrange(key('lobby'), '0', String(limit - 1)),
    async leave(records: readonly string[]): Promise<void> {
      if (records.length > 0) await redis.zrem(key('lobby'), ...records);
    },
    /** Which of these calls are in flight, and in which submission. */
    async inFlight(calls: readonly string[]): Promise<Array<string | null>> {
      const texts = calls.length === 0 ? [] : await redis.hmget(key('flights'), ...calls);
      return texts.map((text) => (text === null ? null : flightSchema.parse(JSON.parse(text)).submission));
    },
    /** Lets articles wait for submissions, out of the lobby. */
    async wait(record: string, submissions: readonly string[]): Promise<void> {
      const multi = redis.multi().zrem(key('lobby'), record);
      for (const id of submissions) multi.sadd(key(`waiting:${id}`), record);
      await multi.exec();
    },
    /** Writes down a submission with its calls, before anything is sent. */
    async prepare(id: string, flights: ReadonlyMap<string, Omit<Flight, 'submission'>>): Promise<void> {
      const submission: Submission = { id, batch: null, createdAt: clock(), calls: flights.size };
      const fields = [...flights].flatMap(([call, flight]) => [call, JSON.stringify({ ...flight, submission: id })]);
      await redis
        .multi()
        .hset(key('submissions'), id, JSON.stringify(submission))
        .hset(key('flights'), ...fields)
        .sadd(key(`calls:${id}`), ...flights.keys())
        .exec();
    },
    async submitted(submission: Submission, batch: string): Promise<void> {
      await redis.hset(key('submissions'), submission.id, JSON.stringify({ ...submission, batch }));
    },
    async submissions(): Promise<Submission[]> {
      return Object.values(await redis.hgetall(key('submissions'))).map((text) => submissionSchema.parse(JSON.parse(text)));
    },
    /** Takes a call out of flight, and books what it cost (JSON of a spend) with its article; null when that was done before. */
    async land(call: string, spend: unknown): Promise<Flight | null> {
      const cost = spend === null ? '' : JSON.stringify(spend);
      const text: unknown = await Reflect.get(redis, 'tolk_land').call(redis, key('flights'), call, `${prefix}:result:`, cost);
      return typeof text === 'string' ? flightSchema.parse(JSON.parse(text)) : null;
    },
    /** The calls of a submission that are still in flight. */
    async open(id: string): Promise<string[]> {
      const calls = await redis.smembers(key(`calls:${id}`));
      const texts = calls.length === 0 ? [] : await redis.hmget(key('flights'), ...calls);
      return calls.filter((_, at) => texts[at] !== null);
    },
    /** Ends a submission: those that waited for it go back to the lobby. */
    async end(id: string): Promise<void> {
      const waiting = await redis.smembers(key(`waiting:${id}`));
      const multi = redis.multi();
      if (waiting.length > 0) multi.zadd(key('lobby'), ...waiting.flatMap((record) => [clock(), record]));
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
    async forget(record: string): Promise<void> {
      await redis.multi().srem(key('direct'), record).hdel(key('rounds'), record).zrem(key('lobby'), record).exec();
    },
    /** The right to do all this; one process at a time. */
    async lock(owner: string, ttlMs: number): Promise<boolean> {
      if ((await redis.set(key('lock'), owner, 'PX', ttlMs, 'NX')) !== null) return true;
      if ((await redis.get(key('lock'))) !== owner) return false;
      await redis.pexpire(key('lock'), ttlMs);
      return true;
    },
    async unlock(owner: string): Promise<void> {
      if ((await redis.get(key('lock'))) === owner) await redis.del(key('lock'));
    },
  };
}

/** What is under way through the Batch API; see {@link createSubmissionStore}. */
export type SubmissionStore = ReturnType<typeof createSubmissionStore>;
