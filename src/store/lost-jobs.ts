import { TolkError } from '../errors.ts';
import type { JobRef, OverdueJob } from './job-ref.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { findLost } from './scripts/find-lost.ts';

/** What a look for lost jobs is made with. */
export interface LostJobsContext {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  /** The key under which BullMQ has a job. */
  readonly jobKeyOf: (job: JobRef) => string;
}

/** Part of the articles in one status, and where the next part begins. */
export interface LostPage {
  /** Those of it that nobody will work on. */
  readonly lost: readonly OverdueJob[];
  /** `0` after the last part. */
  readonly next: string;
}

/** Articles looked at in one round trip, about. */
const pageSize = 500;

/**
 * Looks at part of the articles that are queued, or active, for those that nobody will work on; see
 * scripts/find-lost.ts.
 *
 * @param from `0`, or where the part before ended
 */
export async function findLostJobs(
  { redis, keys, jobKeyOf }: LostJobsContext,
  status: 'queued' | 'active',
  from: string,
): Promise<LostPage> {
  const [next, scored] = await redis.zscan(keys.index(status), from, 'COUNT', pageSize);
  // Members and scores take turns.
  const ids = scored.filter((_, at) => at % 2 === 0);
  const jobs = await readJobs(redis, keys, ids);
  const asked = jobs.map(({ id, token }) => ({ id, token, jobKey: jobKeyOf({ id, token }) }));
  if (asked.length === 0) return { lost: [], next };
  const found = await runScript(redis, findLost, {
    keys: {
      resultPrefix: keys.result(''),
      waitingForPrefix: keys.waitingFor(''),
      batchPrefix: keys.batch(''),
      outbox: keys.outbox,
      pending: keys.batchApi.pending,
      submissions: keys.batchApi.submissions,
      submissionWaitingPrefix: keys.batchApi.waiting(''),
    },
    args: { jobs: asked },
  });
  const lost = new Set(found);
  return { lost: jobs.filter(({ id }) => lost.has(id)), next };
}

/** The current jobs of articles, and where they are worked on. */
export function readJobs(
  redis: RedisConnection,
  keys: Keys,
  ids: readonly string[],
): Promise<OverdueJob[]> {
  return Promise.all(
    ids.map(async (id) => {
      const key = keys.result(id);
      // Another kind of key in its place is no job; whoever reads the article is told.
      const [token, route] = await redis.hmget(key, 'token', 'route').catch(ifWrongType);
      return { id, token: token ?? '', route: route === 'api' ? 'api' : Number(route ?? 0) };
    }),
  );
}

function ifWrongType(error: unknown): null[] {
  if (TolkError.from(error).code !== 'store.corrupt') throw error;
  return [];
}
