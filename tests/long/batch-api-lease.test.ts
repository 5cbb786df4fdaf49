import { readdir } from 'node:fs/promises';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { BatchBed, writePrices } from '../support/batches.ts';
import { createRig, type Rig } from '../support/processes.ts';
import { connectServer } from '../support/redis.ts';
import { temporaryFolder } from '../support/tolk.ts';
import { until } from '../support/until.ts';

const count = 20;
/** A file stays open: nothing of it is sent. */
const neverFull = { TOLK_BATCH_API_LINGER_MS: '600000' };

/** A worker holds all calls of a batch in a file that it has not sent, with their money booked. */
async function openFile(rig: Rig, maxCost: string) {
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(count);
  const folder = await temporaryFolder();
  const first = await rig.startWorkerProcess({ ...neverFull, TMPDIR: folder });
  const flags = ['--via', 'batch-api', '--summary', 'none', '--workers', '0'];
  const run = bed.run(...flags, '--max-cost', maxCost);
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(rig.env['TOLK_PREFIX'] ?? '');
  await until(async () => (await redis.hlen(keys.batchApi.bookings)) === count);
  const { bookedUsd: booked } = await bed.status(await bed.newestId());
  /** The request files that the first worker has on its disk. */
  const files = async () =>
    (await readdir(folder)).filter((name) => name.startsWith('tolk-batch-'));
  return { bed, first, run, booked, redis, keys, files };
}

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
  const { bed, first, run, redis, keys } = await openFile(rig, '1');
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

test('a worker killed with an open request file leaves no money booked for it', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    {},
    {
      TOLK_PRICES_FILE: await writePrices(),
      TOLK_BATCH_API_POLL_MS: '100',
      TOLK_BATCH_API_LINGER_MS: '100',
    },
  );
  const { bed, first, run, booked } = await openFile(rig, '0.2');
  // There is money for them once, and not twice.
  expect(booked).toBeGreaterThan(0.11);
  expect(booked).toBeLessThan(0.2);
  first.child.kill('SIGKILL');
  await first.finished;
  await rig.startWorker();
  expect((await run).stderr).toContain(`${count} done, 0 failed`);
  const { bookedUsd, stats } = await bed.status(await bed.newestId());
  expect(bookedUsd).toBeCloseTo(stats.costUsd, 9);
});

test('a worker that was held up with an open request file gives back none of the money that its successor has booked', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    {},
    {
      TOLK_PRICES_FILE: await writePrices(),
      TOLK_BATCH_API_POLL_MS: '100',
      TOLK_BATCH_API_LINGER_MS: '100',
    },
  );
  const { bed, first, run, booked, redis, keys, files } = await openFile(rig, '0.2');
  const bookings = () => redis.hvals(keys.batchApi.bookings);
  first.child.kill('SIGSTOP');
  const before = new Set(await bookings());
  expect(await files()).toHaveLength(1);
  await redis.del(keys.batchApi.lease);
  const second = await rig.startWorkerProcess(neverFull);
  await until(async () => {
    const now = await bookings();
    return now.length === count && now.every((booking) => !before.has(booking));
  });
  first.child.kill('SIGCONT');
  await until(async () => (await files()).length === 0);
  expect((await bed.status(await bed.newestId())).bookedUsd).toBeCloseTo(booked, 9);
  expect(await bookings()).toHaveLength(count);
  for (const { child, finished } of [first, second]) {
    child.kill('SIGKILL');
    await finished;
  }
  await rig.startWorker();
  expect((await run).stderr).toContain(`${count} done, 0 failed`);
  const { bookedUsd, stats } = await bed.status(await bed.newestId());
  expect(bookedUsd).toBeCloseTo(stats.costUsd, 9);
});
