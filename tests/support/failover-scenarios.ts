import { type FinishedResult, TolkError } from '../../src/index.ts';
import { createRig, type Rig } from './processes.ts';
import { startRedis } from './redis.ts';
import { startBehindOneName, startCluster, startSentinels } from './redis-groups.ts';
import { atMost, exactly, type Measure } from './scenarios.ts';
import { until } from './until.ts';

/*
 * A primary dies, or freezes, while articles are translated, and a replica takes over: on real
 * clusters and Sentinels.
 */

const prefix = '{failover}';
const env = { TOLK_PREFIX: prefix, TOLK_CONCURRENCY: '4', TOLK_LOCK_MS: '20000' };

/** Servers of which one can take over from another. */
interface Place extends AsyncDisposable {
  readonly url: string;
  failOver(): Promise<void>;
}

async function startAlone(): Promise<Place> {
  const redis = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
  return {
    url: redis.url,
    failOver: () => redis.restart(1_000),
    [Symbol.asyncDispose]: () => redis.stop(),
  };
}

/** The kinds of failover, by name. */
export const failovers: ReadonlyMap<string, () => Promise<Place>> = new Map([
  ['Sentinels, primary killed', (): Promise<Place> => startSentinels()],
  [
    'Sentinels, primary frozen',
    async () => {
      const group = await startSentinels();
      return { ...group, failOver: () => group.failOver('freeze') };
    },
  ],
  ['a cluster, primary killed', () => startCluster(prefix)],
  [
    'a cluster, primary frozen',
    async () => {
      const group = await startCluster(prefix);
      return { ...group, failOver: () => group.failOver('freeze') };
    },
  ],
  ['one name that leads elsewhere', () => startBehindOneName()],
  ['a Redis that is killed and restarted', startAlone],
]);

/** Articles in the hands of two workers while the primary fails over. */
export async function runFailover(
  start: () => Promise<Place>,
  articles: number,
): Promise<Measure[]> {
  await using place = await start();
  await using rig = await createRig(place.url, { latencyMs: 100 }, env);
  await Promise.all([rig.startWorker(), rig.startWorker()]);
  const answers = await rig.client.enqueueMany(
    Array.from({ length: articles }, (_, at) => ({
      body: `Brug nummer ${at} gaat open.\n\nDe minister is blij met brug ${at}.`,
    })),
  );
  const ids = answers.flatMap((answer) => (answer.status === 'received' ? answer.receipt.id : []));
  const done = async () => (await rig.client.status()).articles.done;
  await until(async () => (await done()) >= articles * 0.3);
  const { inFlight } = rig.sandbox.stats();
  const began = performance.now();
  await place.failOver();
  const results = await Promise.all(ids.map((id) => waitAgain(rig, id)));
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const { problems } = await rig.client.audit();
  return [
    exactly('articles done', results.filter(({ status }) => status === 'done').length, articles),
    { what: 'all done after', value: `${seconds} s`, limit: '-', holds: true },
    exactly('lost or wrong', problems.length, 0),
    atMost('answers paid for twice', rig.sandbox.stats().repeated, inFlight),
  ];
}

/** As a caller does: a failover that takes long ends a wait, which may be made again. */
async function waitAgain(rig: Rig, id: string): Promise<FinishedResult> {
  for (;;) {
    try {
      return await rig.client.wait(id);
    } catch (error) {
      if (TolkError.from(error).code !== 'redis.unreachable') throw error;
    }
  }
}
