import { expect, inject, test } from 'vitest';
import { BatchBed, writePrices } from '../support/batches.ts';
import { createRig } from '../support/processes.ts';

test('the way of a run is chosen by time and money, at the limits that workers have learned', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    { requestsPerMinute: 600 },
    {
      TOLK_PRICES_FILE: await writePrices({ batchFactor: 0.5 }),
      TOLK_BATCH_API_POLL_MS: '100',
      TOLK_BATCH_API_LINGER_MS: '200',
    },
  );
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(20);
  await rig.startWorker();
  const run = async (...flags: readonly string[]) =>
    (await bed.run('--overwrite', '--no-memory', '--summary', 'none', ...flags)).stderr;
  expect(await run()).not.toMatch(/tolk: (?:direct|batch-api|mix)/);
  expect(rig.sandbox.batchStats().batches).toBe(0);
  expect(await run('--deadline', '30h', '--spelling', 'american')).toMatch(
    /tolk: batch-api: the Batch API is cheaper.*are cancelled and asked directly/,
  );
  expect(rig.sandbox.batchStats().completed).toBe(20);
  expect(await run('--deadline', '2h', '--register', 'plain')).toMatch(
    /tolk: direct: less than a day is left/,
  );
  expect(await run('--max-cost', '5', '--register', 'formal')).toMatch(
    /tolk: direct: the money is enough/,
  );
  const estimate = await bed.batch('estimate', bed.corpus, '--summary', 'none', '--json');
  const { models, capacity } = JSON.parse(estimate.stdout);
  expect(capacity).toMatchObject({ requestsPerMinute: 600, workers: 1, concurrency: 8 });
  const { expectedUsd } = models.find(({ model }: { model: string }) => model === 'sandbox');
  const mixed = await run('--max-cost', String(expectedUsd * 0.75), '--units', 'convert');
  expect(mixed).toMatch(
    /tolk: mix \(\d+% directly\): the money is not enough for direct calls alone/,
  );
  expect(mixed).toContain('20 done, 0 failed');
  expect(rig.sandbox.batchStats().completed).toBeGreaterThan(20);
  expect(rig.sandbox.batchStats().completed).toBeLessThan(40);
});
