import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { BatchBed } from '../support/batches.ts';
import { temporaryFolder } from '../support/tolk.ts';

/** Processes that mention the folder, in their command line or environment. */
function processesOf(folder: string): string[] {
  const lines = execFileSync('ps', ['axeww', '-o', 'pid,args']).toString().split('\n');
  return lines.filter((line) => line.includes(folder) && !line.includes('ps axeww'));
}

test('after two Ctrl-Cs the worker stores what it was at in the embedded Redis; then both end', async () => {
  const dataDir = await temporaryFolder();
  const sandbox = await startSandbox({ latencyMs: 3_000 });
  onTestFinished(async () => {
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const env = {
    TOLK_DATA_DIR: join(dataDir, 'own'),
    LLM_BASE_URL: sandbox.baseUrl,
    TOLK_CALL_TIMEOUT_MS: '10000',
    REDIS_URL: '',
  };
  const bed = await BatchBed.create({ env });
  await bed.writeSentences(2);
  const run = bed.start('run', bed.corpus, '--out', bed.out, '--summary', 'none');
  await expect.poll(() => sandbox.stats().inFlight).toBeGreaterThan(0);
  run.child.kill('SIGINT');
  await new Promise((done) => setTimeout(done, 700));
  run.child.kill('SIGINT');
  expect(await run.finished).toMatchObject({ code: 130 });
  await expect.poll(() => processesOf(dataDir)).toEqual([]);
  expect(sandbox.stats().completions).toBeGreaterThan(0);
  expect((await bed.batch('resume', await bed.newestId())).code).toBe(0);
  expect(await bed.rows()).toHaveLength(2);
  expect(sandbox.stats()).toMatchObject({ completions: 2, repeated: 0 });
});
