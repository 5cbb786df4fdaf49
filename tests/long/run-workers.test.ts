import { expect, test } from 'vitest';
import { BatchBed } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';

test('a run starts a worker of its own when the last one leaves, and says so', async () => {
  await using world = await createWorld({ latencyMs: 400 });
  const bed = await BatchBed.create({
    env: { ...world.env, TOLK_LOCK_MS: '30000', TOLK_CONCURRENCY: '2' },
  });
  await bed.writeSentences(40);
  const worker = await world.startWorker(bed.env);
  const run = bed.start('run', bed.corpus, '--out', bed.out, '--summary', 'none');
  await run.until(/"done":[1-9]/);
  await worker.stop();
  const { code, stdout } = await run.finished;
  expect(stdout).toContain('"event":"worker-started"');
  expect(code).toBe(0);
  expect(await bed.rows()).toHaveLength(40);
});

test('workers of another database are none of a run, which says so within seconds', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create({
    env: { ...world.env, REDIS_URL: `${world.redisUrl}/2` },
  });
  await world.startWorker();
  await bed.writeSentences(1);
  const run = bed.start('run', bed.corpus, '--out', bed.out, '--workers', '0');
  const told = await run.until(/"event":"no-worker"/);
  expect(told).toMatch(/no worker is connected.*start one with tolk worker/);
  const watch = bed.start('watch', await bed.newestId());
  await watch.until(/"event":"no-worker"/);
  run.child.kill('SIGTERM');
  watch.child.kill('SIGTERM');
  await Promise.all([run.finished, watch.finished]);
  const submitted = await bed.batch('submit', bed.corpus);
  expect(submitted.stderr).toContain('no worker is connected');
});
