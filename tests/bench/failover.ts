import { setTimeout as sleep } from 'node:timers/promises';
import { createRig } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';
import { startBehindOneName, startCluster, startSentinels } from '../support/redis-groups.ts';

/*
 * A hundred articles through each kind of failover and a restart, on real servers:
 *
 *   node tests/bench/failover.ts
 */

const articles = 100;
/** So many are done when it happens. */
const doneBefore = 30;
const prefix = '{failover}';
const env = { TOLK_PREFIX: prefix, TOLK_CONCURRENCY: '8', TOLK_LOCK_MS: '20000' };

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

const scenarios: Readonly<Record<string, () => Promise<Place>>> = {
  'Sentinels, primary killed': () => startSentinels(),
  'Sentinels, primary frozen': async () => {
    const group = await startSentinels();
    return { ...group, failOver: () => group.failOver('freeze') };
  },
  'a cluster, primary killed': () => startCluster(prefix),
  'a cluster, primary frozen': async () => {
    const group = await startCluster(prefix);
    return { ...group, failOver: () => group.failOver('freeze') };
  },
  'one name that leads elsewhere': () => startBehindOneName(),
  'a Redis that is killed and restarted': startAlone,
};

for (const [name, start] of Object.entries(scenarios)) {
  await using place = await start();
  await using rig = await createRig(place.url, { latencyMs: 100 }, env);
  await rig.startWorker();
  await rig.startWorker();
  const bodies = Array.from({ length: articles }, (_, at) => ({
    body: `Brug nummer ${at} gaat open.\n\nDe minister is blij met brug ${at}.`,
  }));
  const receipts = (await rig.client.enqueueMany(bodies)).map((result) => {
    if (result.status !== 'received') throw result.error;
    return result.receipt.id;
  });
  const done = async () => (await rig.client.status()).articles.done;
  while ((await done()) < doneBefore) await sleep(20);
  const { inFlight } = rig.sandbox.stats();
  const began = performance.now();
  await place.failOver();
  const results = await Promise.all(
    receipts.map((id) => rig.client.wait(id, { timeoutMs: 300_000 })),
  );
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const finished = results.filter(({ status }) => status === 'done').length;
  const { repeated } = rig.sandbox.stats();
  process.stdout.write(
    `${name.padEnd(38)} ${finished} of ${articles} done, ${repeated} calls paid twice, ` +
      `${inFlight} in flight, all done ${seconds} s after\n`,
  );
}
