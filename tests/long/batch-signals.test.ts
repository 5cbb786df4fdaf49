import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { BatchBed } from '../support/batches.ts';
import { createRig } from '../support/processes.ts';
import { runTolk, startTolk } from '../support/tolk.ts';

test('a corpus may come from standard input; Ctrl-C leaves a batch that is resumed, and one that is complete stays as it is', async () => {
  // Slow enough that some articles are not done when the first ones are.
  await using rig = await createRig(inject('redisUrl'), { latencyMs: 400 });
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(30);
  await rig.startWorker();
  const piped = await runTolk(
    [
      ...['batch', 'run', '-', '--format', 'jsonl', '--summary', 'none'],
      ...['--out', join(bed.folder, 'piped.jsonl')],
    ],
    { env: bed.env, input: await readFile(bed.corpus, 'utf8') },
  );
  expect(piped.stderr).toContain('30 done, 0 failed');
  const run = bed.start('run', bed.corpus, '--out', bed.out, '--summary', 'short');
  await run.until(/"done":[1-9]/);
  run.child.kill('SIGINT');
  const { code, stderr } = await run.finished;
  expect(code).toBe(130);
  const id = /tolk batch resume (\S+)$/m.exec(stderr)?.[1] ?? '';
  for (const _ of ['resumed', 'complete already']) {
    expect((await bed.batch('resume', id)).code).toBe(0);
    expect(await bed.rows()).toHaveLength(30);
  }
  expect(rig.sandbox.stats().repeated).toBe(0);
});

test('Ctrl-C in a terminal reaches everything in it: workers finish what they are at all the same, and hand back the rest', async () => {
  await using rig = await createRig(inject('redisUrl'), { latencyMs: 1_500 });
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(16);
  const run = startTolk(
    ['batch', 'run', bed.corpus, '--out', bed.out, '--summary', 'none', '--json'],
    { env: bed.env, group: 'own' },
  );
  await run.until(/"done":[1-9]/);
  process.kill(-(run.child.pid ?? 0), 'SIGINT');
  expect(await run.finished).toMatchObject({ code: 130 });
  const active = await runTolk(['list', '--status', 'active', '--json'], { env: bed.env });
  expect(JSON.parse(active.stdout)).toEqual([]);
  await rig.startWorker();
  expect((await bed.batch('resume', await bed.newestId())).code).toBe(0);
  expect(await bed.rows()).toHaveLength(16);
  expect(rig.sandbox.stats()).toMatchObject({ completions: 16, repeated: 0 });
});
