import { expect } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { openRedis } from '../../src/store/open-redis.ts';
import { clearPause, writePause } from '../../src/store/pause.ts';
import { createRig } from './processes.ts';
import type { RedisGroup } from './redis-groups.ts';
import { until } from './until.ts';

/** The prefix of failover tests: the replica of a cluster is its slot's. */
export const prefix = '{failover}';

const env = { TOLK_PREFIX: prefix, TOLK_CONCURRENCY: '4', TOLK_LOCK_MS: '10000' };

/**
 * Has articles translated while the primary fails over, and expects all of them, at no cost but
 * that of the calls in flight; and that workers still hear what is told to all.
 */
export async function expectNothingLost(
  group: RedisGroup,
  how: 'kill' | 'freeze' = 'kill',
): Promise<void> {
  await using rig = await createRig(group.url, { latencyMs: 100 }, env);
  const worker = await rig.startWorker();
  const handIn = async (from: number, to: number) => {
    const articles = Array.from({ length: to - from }, (_, at) => ({
      body: `De brug nummer ${from + at} gaat open.\n\nDe minister is er blij mee.`,
    }));
    return (await rig.client.enqueueMany(articles)).map((result) => {
      if (result.status !== 'received') throw result.error;
      return result.receipt.id;
    });
  };
  const before = await handIn(0, 12);
  await rig.client.wait(before[0] ?? '');
  const { inFlight } = rig.sandbox.stats();
  const failingOver = group.failOver(how);
  const during = await handIn(12, 16);
  await failingOver;
  // What a client was told in the last moments of the old primary may be lost: it hands it in again.
  await handIn(0, 16);
  const after = await handIn(16, 20);
  const ids = [...before, ...during, ...after];
  const results = await Promise.all(ids.map((id) => rig.client.wait(id)));
  expect(results.map(({ status }) => status)).toEqual(ids.map(() => 'done'));
  expect(rig.sandbox.stats().repeated).toBeLessThanOrEqual(inFlight);

  const redis = await openRedis(group.url, prefix);
  const keys = createKeys(prefix);
  const told = (event: string) => worker.events.some((logged) => logged['event'] === event);
  // Published before the old primary follows the new one it reaches nobody there; it is read all the same.
  await writePause(redis, keys, { code: 'llm.no_quota', message: 'no credit', at: Date.now() });
  await until(() => told('worker.paused'));
  await clearPause(redis, keys);
  await until(() => told('worker.resumed'));
  redis.disconnect();
}
