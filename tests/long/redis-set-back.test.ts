import { expect, test } from 'vitest';
import { BatchBed, upTo } from '../support/batches.ts';
import { createRig } from '../support/processes.ts';
import { startBehindOneName } from '../support/redis-groups.ts';
import { until } from '../support/until.ts';

/*
 * A primary that fails over takes along what it had accepted and not yet sent to its replica: what
 * clients go on from has never happened.
 */

test('a batch whose last moments Redis has lost feeds and writes them again, each row once', async () => {
  await using group = await startBehindOneName();
  const env = { TOLK_LOCK_MS: '10000', TOLK_CONCURRENCY: '4' };
  await using rig = await createRig(group.url, { latencyMs: 20 }, env);
  await rig.startWorker();
  const bed = await BatchBed.create(rig);
  const count = 90;
  const bad = Array.from({ length: count }, (_, at) =>
    at % 10 === 0 ? { body: '' } : { body: `De brug van ${at + 10} meter gaat open.` },
  );
  await bed.write(bad);
  const rejects = ['--rejects', `${bed.folder}/rejects.jsonl`];
  const flags = ['--out', bed.out, '--summary', 'none', '--workers', '0', ...rejects];
  const running = bed.startWith({ TOLK_FEED_MAX_ARTICLES: '20' }, 'run', bed.corpus, ...flags);
  const written = async (more: number) => {
    const { stats } = await bed.status(await bed.newestId());
    return stats.delivered >= more;
  };
  await until(async () => (await bed.newestId()) !== '');
  await until(() => written(10));
  await group.cutOff();
  await until(() => written(30));
  await group.failOver();
  const { code, stderr } = await running.finished;
  expect(code, stderr).toBe(3);
  expect(await bed.seqs()).toEqual(upTo(count).filter((seq) => (seq - 1) % 10 !== 0));
  const { stats, status } = await bed.status(await bed.newestId());
  expect({ status, ...stats }).toMatchObject({ status: 'complete', done: 81, rejected: 9 });
});
