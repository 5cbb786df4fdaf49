import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { BatchBed, english, sentence } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { readRows } from '../support/rows.ts';
import { runTolk } from '../support/tolk.ts';

test('an export has what is done, also while it is retranslated, and says what it leaves out, and why', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  const worker = await world.startWorker(bed.env);
  await bed.write([1, 2, 3].map((n) => ({ body: sentence(n) })));
  const whole = await bed.submit();
  await bed.batch('watch', whole, '--json');
  await bed.write([{ body: sentence(1) }, { body: english }, { body: sentence(4) }, { tekst: 1 }]);
  const id = await bed.submit('--map', 'body=body');
  await bed.batch('watch', id, '--json');
  await worker.stop();
  const retranslated = await runTolk(['retranslate', '--all', '--model', 'other'], {
    env: bed.env,
  });
  expect(retranslated.stderr).toMatch(/4 articles queued/);

  const exportTo = (batch: string, name: string, ...flags: string[]) =>
    bed.batch('export', batch, '--out', join(bed.folder, name), ...flags);
  expect(await exportTo(whole, 'whole.jsonl')).toMatchObject({ code: 0 });
  expect(await readRows(join(bed.folder, 'whole.jsonl'))).toHaveLength(3);

  for (const name of ['out.jsonl', 'out.csv.gz', 'out.parquet', 'out.tmx']) {
    const exported = await exportTo(id, name);
    expect(exported.code).toBe(3);
    expect(exported.stderr).toMatch(/2 articles of batch .* written/);
    expect(exported.stderr).toMatch(/left out: 1 failed \(not-dutch 1\)/);
    expect(exported.stderr).toMatch(/left out: 1 rejected/);
  }
  const redis = await connectRedis(inject('redisUrl'));
  const [row] = await readRows(join(bed.folder, 'out.jsonl'));
  const record = await recordOf(redis, world.prefix, id, row?.seq ?? 0);
  await redis.del(createKeys(world.prefix).result(record));
  redis.disconnect();
  const pages = await exportTo(id, 'pages', '--out-format', 'html', '--json');
  expect(pages.code).toBe(3);
  expect(JSON.parse(pages.stdout)).toMatchObject({
    batch: id,
    written: 1,
    glosses: 1,
    leftOut: { failed: 1, gone: 1, rejected: 1 },
    failures: { 'not-dutch': 1 },
    isWhole: false,
  });

  await bed.write([{ body: sentence(5) }, { body: sentence(6) }]);
  const waiting = await bed.submit();
  const queued = await exportTo(waiting, 'queued.jsonl');
  expect(queued).toMatchObject({ code: 3, stderr: expect.stringMatching(/left out: 2 queued/) });
  await bed.batch('cancel', waiting);
  const cancelled = await exportTo(waiting, 'cancelled.jsonl', '--json');
  expect(JSON.parse(cancelled.stdout)).toMatchObject({ written: 0, leftOut: { cancelled: 2 } });
});

async function recordOf(
  redis: Awaited<ReturnType<typeof connectRedis>>,
  prefix: string,
  batch: string,
  seq: number,
): Promise<string> {
  const item = await redis.hget(createKeys(prefix).batch(batch, 'items'), String(seq));
  return item?.split(' ')[0] ?? '';
}
