import { expect, inject, onTestFinished, test } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { BatchBed, writePrices } from '../support/batches.ts';
import { createRig } from '../support/processes.ts';
import { connectServer } from '../support/redis.ts';
import { until } from '../support/until.ts';

const count = 20;

test('a worker that was held up with an open request file finds that another has sent its calls, and sends them no more', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    { batchLatencyMs: 1_500 },
    {
      TOLK_PRICES_FILE: await writePrices(),
      TOLK_BATCH_API_POLL_MS: '100',
      TOLK_BATCH_API_LINGER_MS: '100',
    },
  );
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(rig.env['TOLK_PREFIX'] ?? '');
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(count);
  // Its file stays open: nothing of it is sent before it is held up.
  const first = await rig.startWorkerProcess({ TOLK_BATCH_API_LINGER_MS: '4000' });
  const flags = ['--via', 'batch-api', '--summary', 'none', '--max-cost', '1', '--workers', '0'];
  const run = bed.run(...flags);
  // All are planned: what is booked grows no more.
  let booked = 0;
  await until(async () => {
    const id = await bed.newestId();
    const before = booked;
    booked = id === '' ? 0 : (await bed.status(id)).bookedUsd;
    return booked > 0 && booked === before;
  });
  first.child.kill('SIGSTOP');
  await redis.del(keys.batchApi.lease);
  const second = await rig.startWorker();
  await until(() => rig.sandbox.batchStats().batches > 0);
  await second.stop();
  first.child.kill('SIGCONT');
  expect((await run).stderr).toContain(`${count} done, 0 failed`);
  expect(rig.sandbox.stats()).toMatchObject({ completions: count, repeated: 0 });
  expect(await bed.rows()).toHaveLength(count);
});
