import { expect, inject, test } from 'vitest';
import { connectRedis } from '../../src/store/redis.ts';
import { BatchBed, sentence, upTo } from '../support/batches.ts';
import { writeMadeCorpus } from '../support/made-corpus.ts';
import { createRig } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';

test('a run killed with -9 twice and resumed has every article exactly once, in order, and pays for none twice', async () => {
  // Slow enough that some articles are not done when the first ones are.
  await using rig = await createRig(
    inject('redisUrl'),
    { latencyMs: 100 },
    { TOLK_CONCURRENCY: '4' },
  );
  const bed = await BatchBed.create(rig);
  const count = 120;
  await bed.write(upTo(count).map((n) => ({ id: `a${n}`, body: sentence(n) })));
  await rig.startWorker();
  const flags = ['--out', bed.out, '--summary', 'none', '--release'];
  const first = bed.start('run', bed.corpus, ...flags);
  await first.until(/"done":[1-9]/);
  first.child.kill('SIGKILL');
  await first.finished;
  const id = await bed.newestId();
  // Whoever had it is gone, which can be seen here: it is taken on at once.
  const second = bed.start('resume', id);
  expect(await second.until(/"progress"/)).not.toContain('"waiting"');
  second.child.kill('SIGKILL');
  await second.finished;
  expect(await bed.batch('resume', id)).toMatchObject({ code: 0 });
  const rows = await bed.rows();
  expect(rows.map(({ seq }) => seq)).toEqual(upTo(count));
  expect(rows.map(({ id: own }) => own)).toEqual(upTo(count).map((n) => `a${n}`));
  expect(rig.sandbox.stats()).toMatchObject({ completions: count, repeated: 0 });
  // What is released is gone from Redis: batch and cache are left.
  const redis = await connectRedis(inject('redisUrl'));
  const keys = await redis.keys(`${rig.env['TOLK_PREFIX']?.replace(/[{}]/g, '*')}*`);
  redis.disconnect();
  expect(keys.filter((key) => /:(?:article|result|waits):/.test(key))).toEqual([]);
});

test('a process that was held up while another took its batch over writes nothing more', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    { latencyMs: 100 },
    { TOLK_CONCURRENCY: '3' },
  );
  const bed = await BatchBed.create(rig);
  const count = 40;
  await bed.writeSentences(count);
  const worker = await rig.startWorker();
  const first = bed.start('run', bed.corpus, '--out', bed.out, '--summary', 'none');
  await first.until(/"done":[1-9]/);
  first.child.kill('SIGSTOP');
  // Nobody works until the other has it, so that there is something left to write.
  await worker.stop();
  const second = bed.start('resume', await bed.newestId(), '--workers', '0');
  await second.until(/"progress"/);
  first.child.kill('SIGCONT');
  expect(await first.finished).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/is being run by \S+; follow it/),
  });
  await rig.startWorker();
  expect(await second.finished).toMatchObject({ code: 0 });
  expect(await bed.seqs()).toEqual(upTo(count));
});

test('a Redis killed with -9 and started again (AOF) costs neither an article nor a second payment', async () => {
  const redis = await startRedis(['--appendonly', 'yes']);
  try {
    await using rig = await createRig(redis.url, { latencyMs: 100 });
    const bed = await BatchBed.create(rig);
    const corpus = `${bed.corpus}.gz`;
    await writeMadeCorpus(corpus, 150, 5);
    await rig.startWorker();
    const run = bed.start('run', corpus, '--out', bed.out, '--summary', 'none');
    await run.until(/"done":[1-9]/);
    await redis.restart(6_500);
    const { code, stdout } = await run.finished;
    expect(code).toBe(0);
    expect(stdout).toContain('"event":"silent"');
    expect(await bed.seqs()).toEqual(upTo(150));
    expect(rig.sandbox.stats().repeated).toBe(0);
  } finally {
    await redis.stop();
  }
});
