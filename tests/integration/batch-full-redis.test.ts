import { expect, test } from 'vitest';
import { BatchBed, upTo } from '../support/batches.ts';
import { writeMadeCorpus } from '../support/made-corpus.ts';
import { createRig } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';

test('a Redis that is nearly full makes the feeder wait, and loses nothing', async () => {
  const small = await startRedis(['--maxmemory', '5mb']);
  try {
    const limits = { TOLK_CACHE_MAX_CALLS: '50', TOLK_MEMORY_MAX_PAIRS: '50' };
    await using rig = await createRig(small.url, { latencyMs: 50 }, limits);
    const bed = await BatchBed.create(rig);
    const count = 600;
    const corpus = `${bed.corpus}.gz`;
    await writeMadeCorpus(corpus, count, 3);
    // In a process of its own: in this one it would hold up the feeder, and keep pace with it.
    await rig.startWorkerProcess();
    const flags = ['--out', bed.out, '--release', '--summary', 'none'];
    const { stderr } = await bed.batch('run', corpus, ...flags);
    expect(stderr).toContain('Redis is nearly full');
    expect(stderr).toContain('600 done, 0 failed');
    expect(await bed.seqs()).toEqual(upTo(count));
    expect(rig.sandbox.stats().repeated).toBe(0);
  } finally {
    await small.stop();
  }
});
