import { z } from 'zod';
import type { Keys } from './keys.ts';
import { tryReadJson } from './read-json.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { beat } from './scripts/beat.ts';

/*
 * A worker says every two seconds that it is alive, and what it is at. Redis forgets who has been
 * silent for ten: it is frozen, dead, or cut off. So workers are counted by prefix and database,
 * which the server's list of its clients cannot.
 */

/** How often a worker says that it is alive. */
export const beatMs = 2_000;
/** A worker that is silent for this long is taken for dead. */
const ttlMs = 10_000;

/** A call unanswered for this long is reported: the server is slow, or it hangs. */
export const slowMs = 30_000;

const slowCallsSchema = z.object({
  /** How many calls the LLM server has not answered for half a minute or longer. */
  calls: z.number(),
  /** For how long it has not answered the oldest of them (ms). */
  longestMs: z.number(),
});

/** Calls that wait for the LLM server longer than is usual. */
export type SlowCalls = Readonly<z.infer<typeof slowCallsSchema>>;

const noSlowCalls: SlowCalls = { calls: 0, longestMs: 0 };

const workerSchema = z.object({
  /** A new one for each start. */
  id: z.string(),
  /** Of Tolk. */
  version: z.string(),
  host: z.string(),
  pid: z.number(),
  /** When it started (ms since 1970, by its own clock). */
  startedAt: z.number(),
  /** Taking articles, or in the pause of all workers, or finishing what it has. */
  state: z.enum(['running', 'paused', 'stopping']),
  /** Asked where an article names none; null where no LLM is configured. */
  model: z.string().nullable(),
  /** The LLM server's address, without what is secret in it; `sandbox` for the practice LLM. */
  server: z.string().nullable(),
  /** How many articles it handles at a time. */
  concurrency: z.number(),
  /** How many it has at present. */
  active: z.number(),
  /** Those it has had longest, at most {@link maxListed}: which, and since when (its clock). */
  articles: z.array(z.object({ id: z.string(), since: z.number() })),
  /** Calls that the LLM server has not answered yet. */
  callsInFlight: z.number(),
  /** Those of them that wait longer than is usual; earlier versions did not tell. */
  slowCalls: slowCallsSchema.default(noSlowCalls),
});

/** A living worker, as its latest heartbeat tells. */
export type WorkerInfo = Readonly<z.infer<typeof workerSchema>>;

/** Articles named in a heartbeat. */
export const maxListed = 50;

/** Says that a worker is alive. */
export async function writeHeartbeat(
  redis: RedisConnection,
  keys: Keys,
  worker: WorkerInfo,
): Promise<void> {
  await runScript(redis, beat, {
    keys: { workers: keys.workers, worker: keys.worker(worker.id) },
    args: { id: worker.id, ttlMs, beat: JSON.stringify(worker) },
  });
}

/** Takes a worker off the list: it has stopped. */
export async function removeHeartbeat(
  redis: RedisConnection,
  keys: Keys,
  id: string,
): Promise<void> {
  await redis.zrem(keys.workers, id);
  await redis.del(keys.worker(id));
}

/** The living workers of this prefix and database, those that started first in front. */
export async function listWorkers(redis: RedisConnection, keys: Keys): Promise<WorkerInfo[]> {
  const ids = await redis.zrange(keys.workers, '0', '-1');
  if (ids.length === 0) return [];
  // Who is silent for too long has no key any more.
  const beats = await redis.mget(ids.map((id) => keys.worker(id)));
  const workers = beats.map(readBeat).filter((worker) => worker !== null);
  return workers.toSorted((a, b) => a.startedAt - b.startedAt);
}

/** How many living workers take articles, those that are stopping not among them. */
export async function countWorkers(redis: RedisConnection, keys: Keys): Promise<number> {
  const { workers } = await summariseWorkers(redis, keys);
  return workers;
}

/** How many living workers take articles, and what all of them wait for. */
export async function summariseWorkers(
  redis: RedisConnection,
  keys: Keys,
): Promise<{ readonly workers: number; readonly slowCalls: SlowCalls }> {
  const found = await listWorkers(redis, keys);
  const slow = found.map(({ slowCalls }) => slowCalls);
  return {
    workers: found.filter(({ state }) => state !== 'stopping').length,
    slowCalls: {
      calls: slow.reduce((sum, { calls }) => sum + calls, 0),
      longestMs: Math.max(0, ...slow.map(({ longestMs }) => longestMs)),
    },
  };
}

/** A heartbeat of another version may lack something; such a worker is not shown. */
function readBeat(text: string | null): WorkerInfo | null {
  return text === null ? null : tryReadJson(text, workerSchema);
}
