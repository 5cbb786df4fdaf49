import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import {
  createBatchClient,
  defineBatch,
  estimateCorpus,
  planBatch,
  readCorpus,
  writeOutput,
} from '../../src/index.ts';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createArticleStore } from '../../src/store/redis-article-store.ts';
import { createBatchStore } from '../../src/store/redis-batch-store.ts';
import { BatchBed } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { createRig } from '../support/processes.ts';
import { readRows } from '../support/rows.ts';
import { temporaryFolder } from '../support/tolk.ts';

const limits = { maxBytes: 10_000, maxSegments: 100 };
const reading = { limits, map: {}, guess: 'common', onFields: () => {} } as const;

test('a batch that cannot be read is an error of the list, not left out of it', async () => {
  const prefix = `{unreadable-${process.pid}}`;
  await using batches = createBatchClient({ redisUrl: inject('redisUrl'), prefix });
  const bed = await temporaryFolder();
  const corpus = join(bed, 'corpus.jsonl');
  await writeFile(corpus, '{"body":"Het is zover."}\n');
  const id = await batches.create(await defineBatch({ corpus }));
  expect(await batches.list()).toMatchObject([{ id }]);
  const redis = await connectRedis(inject('redisUrl'));
  await redis.hset(createKeys(prefix).batch(id), 'definition', '{}');
  redis.disconnect();
  await expect(batches.list()).rejects.toThrow();
});

test('a run whose output another process has written meanwhile writes nothing more', async () => {
  // Twenty at a time, and then none for a while, so that the run looks up between.
  const inBursts = { TOLK_CONCURRENCY: '20' };
  await using rig = await createRig(inject('redisUrl'), { latencyMs: 1_000 }, inBursts);
  await rig.startWorker();
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(60);
  const prefix = rig.env['TOLK_PREFIX'] ?? '';
  await using batches = createBatchClient({ redisUrl: inject('redisUrl'), prefix });
  const out = { path: bed.out, order: 'finished' } as const;
  const definition = await defineBatch({ corpus: bed.corpus, out, options: { summary: 'none' } });
  const id = await batches.create(definition);
  const redis = await connectRedis(inject('redisUrl'));
  let isTouched = false;
  const run = batches.run(id, {
    // As a successor leaves it that had the lease while this process was held up.
    onTick: ({ stats }) => {
      if (stats.delivered === 0 || isTouched) return;
      isTouched = true;
      void redis.hincrby(createKeys(prefix).batch(id), 'outBytes', 100);
    },
  });
  await expect(run).rejects.toMatchObject({ code: 'batch.taken' });
  redis.disconnect();
  const [status, rows] = [await batches.status(id), await readRows(`${bed.out}.part`)];
  expect(rows).toHaveLength(status.stats.delivered);
});

test('a corpus from TypeScript: defined, estimated, run, reported, read back and written in another format', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  await rig.startWorker();
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus.csv');
  const rows = Array.from(
    { length: 30 },
    (_, at) => `a${at};Het waterschap in Zwolle vervangt ${at + 10} bruggen, zegt de voorzitter.`,
  );
  await writeFile(corpus, `id;tekst\n${rows.join('\n')}\n`);
  const out = { path: join(folder, 'english.jsonl'), order: 'finished' } as const;
  const definition = await defineBatch(
    { corpus, out, limit: 20, options: { summary: 'none' } },
    limits,
  );
  const estimate = await estimateCorpus(readCorpus(definition.files), {
    definition,
    model: 'sandbox',
    chunkTokens: 1_200,
  });
  expect(estimate).toMatchObject({ entries: 20, articles: 20, calls: 20 });
  await using batches = createBatchClient({
    redisUrl: inject('redisUrl'),
    prefix: rig.env['TOLK_PREFIX'] ?? '',
    limits,
  });
  const id = await batches.create(definition);
  const ticks: number[] = [];
  const ended = await batches.run(id, {
    onTick: ({ stats }) => ticks.push(stats.done),
  });
  expect(ended).toMatchObject({ status: 'complete', stats: { done: 20, calls: 20 } });
  expect(ticks.length).toBeGreaterThan(0);
  expect((await readRows(out.path)).map(({ id: own }) => own).toSorted()).toEqual(
    Array.from({ length: 20 }, (_, at) => `a${at}`).toSorted(),
  );
  expect((await batches.report(id)).articles).toMatchObject({ done: 20, failed: 0 });
  expect((await Array.fromAsync(batches.results(id))).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
  await writeOutput(batches.results(id), join(folder, 'english.tmx'), 'tmx');
  const entries = await Array.fromAsync(
    readCorpus([{ path: corpus, bytes: 0, modifiedMs: 0 }], reading),
  );
  expect(entries).toHaveLength(30);
  await batches.remove(id);
  await expect(batches.status(id)).rejects.toMatchObject({ code: 'batch.not_found' });
});

test('a batch may be of some entries only, and go the way that was planned', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.writeSentences(5);
  await world.startWorker(bed.env);
  await using batches = createBatchClient({ redisUrl: world.redisUrl, prefix: world.prefix });
  const { corpus, out: path } = bed;
  const definition = await defineBatch({ corpus, out: { path }, options: { summary: 'none' } });
  const id = await batches.create(definition, { entries: [2, 4] });
  expect(await batches.run(id)).toMatchObject({
    status: 'complete',
    stats: { done: 2, leftOut: { unsampled: 3 } },
  });
  expect(await bed.seqs()).toEqual([2, 4]);
  const plan = planBatch({
    directUsd: 10,
    batchUsd: 5,
    directSeconds: 60,
    deadlineSeconds: null,
    maxCostUsd: null,
    hasBatchApi: true,
  });
  const planned = await batches.create(definition, { plan });
  expect((await batches.status(planned)).definition.via).toBe('batch-api');
});

test('what another process wrote while its batch was waited for stays written', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  await rig.startWorker();
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus.jsonl');
  const body = (n: number) => `De provincie herstelt ${n} dijken in Zeeland, zegt de gedeputeerde.`;
  await writeFile(
    corpus,
    [1, 2].map((n) => `${JSON.stringify({ body: body(n + 10) })}\n`).join(''),
  );
  const out = join(folder, 'english.jsonl');
  const prefix = rig.env['TOLK_PREFIX'] ?? '';
  await using batches = createBatchClient({ redisUrl: inject('redisUrl'), prefix, limits });
  const id = await batches.create(
    await defineBatch({ corpus, out: { path: out }, options: { summary: 'none' } }, limits),
  );
  const redis = await connectRedis(inject('redisUrl'));
  const store = createArticleStore({ redis, prefix, resultTtlMs: 60_000, clock: Date.now });
  const other = createBatchStore(redis, store.keys, Date.now);
  const lease = other.lease(id, 'elsewhere/1:77');
  await lease.acquire();
  const phases: string[] = [];
  const run = batches.run(id, { onPhase: (phase) => phases.push(phase) });
  await expect.poll(() => phases).toContain('waiting');
  // The other one continues meanwhile: the first entry is dealt with and written.
  await writeFile(`${out}.part`, '{"seq":1}\n');
  const mark = { position: 1, bytesRead: 0, rejectBytes: 0, counts: {} };
  await store.acceptItems({ batch: id, items: [], options: {}, mode: 'feed', mark });
  await other.acknowledge(id, { items: [], fromBytes: 0, outBytes: 10, release: 'keep' });
  await lease.release();
  expect(await run).toMatchObject({ status: 'complete', stats: { done: 1 } });
  expect((await readRows(out)).map(({ seq }) => seq)).toEqual([1, 2]);
  redis.disconnect();
});

test('what is asked for wrongly is said before anything is begun', async () => {
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus.txt');
  await writeFile(corpus, 'Een bericht.');
  await expect(defineBatch({ corpus: join(folder, 'nowhere.jsonl') })).rejects.toMatchObject({
    code: 'corpus.unreadable',
  });
  await expect(defineBatch({ corpus, out: { path: corpus } })).rejects.toMatchObject({
    code: 'usage.invalid',
  });
  await expect(defineBatch({ corpus, gold: corpus })).rejects.toMatchObject({
    code: 'corpus.malformed',
  });
  await expect(
    defineBatch({ corpus: '-', format: 'jsonl', sample: { size: 1, seed: 1 } }),
  ).rejects.toMatchObject({
    code: 'usage.invalid',
  });
});
