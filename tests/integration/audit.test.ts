import { randomUUID } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { capabilitiesSchema } from '../../src/llm/http/capabilities.ts';
import { rawAnswerSchema } from '../../src/llm/http/response.ts';
import { readDoubtfulCalls } from '../../src/store/call-ledger.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLlmStore } from '../../src/store/llm-store.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { BatchBed, english, sentence, toLines, writePrices } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { connectServer } from '../support/redis.ts';
import { patientLocks } from '../support/scenarios.ts';
import { runTolk } from '../support/tolk.ts';

async function audit(bed: BatchBed, ...args: readonly string[]) {
  const { code, stdout } = await runTolk(['audit', ...args, '--json'], { env: bed.env });
  return { code, audit: JSON.parse(stdout) };
}

test('an audit finds nothing in a sound batch, and each of the things that were spoilt in it', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.write([
    ...[1, 2, 3, 4, 5].map((n) => ({ id: `n${n}`, body: sentence(n) })),
    { id: 'leeg', body: '' },
    { id: 'engels', body: english },
  ]);
  await world.startWorker({ ...bed.env, ...patientLocks });
  await bed.run('--summary', 'none');
  const id = await bed.newestId();
  const before = await audit(bed, id);
  expect(before).toMatchObject({
    code: 0,
    audit: {
      corpus: { entries: 7, wanted: 6, rejected: 1, leftOut: 0 },
      stored: { done: 5, failed: 1, unfinished: 0 },
      written: { rows: 5 },
      paid: { calls: 5, repeated: 0, open: 0 },
      problems: [],
    },
  });

  const rows = (await readFile(bed.out, 'utf8')).trimEnd().split('\n');
  const [first = '', second = '', third = ''] = rows;
  const spoilt = [first, first, second.replace('huizen', 'kerken'), ...rows.slice(3)];
  await writeFile(bed.out, `${spoilt.join('\n')}\n`);
  const { code, audit: after } = await audit(bed, id);
  expect(code).toBe(3);
  expect(after.counts).toEqual({ lost: 1, duplicated: 1, wrong: 1 });
  expect(after.problems).toMatchObject([
    { kind: 'duplicated', seq: 1 },
    { kind: 'wrong', seq: 2, message: 'its Dutch is not that of the corpus' },
    { kind: 'lost', seq: 3, message: expect.stringContaining('it is done, but not in') },
  ]);
  expect(third).not.toBe('');

  const { stdout } = await runTolk(['audit', id], { env: bed.env });
  expect(stdout).toContain('result     1 lost, 1 duplicated, 1 wrong');
});

test('what a retranslation cost counts with its batch, apart from that, and with what was paid', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create({
    env: { ...world.env, TOLK_PRICES_FILE: await writePrices() },
  });
  await bed.write([1, 2, 3].map((n) => ({ id: `n${n}`, body: sentence(n) })));
  const worker = await world.startWorker({ ...bed.env, ...patientLocks });
  await bed.run('--summary', 'none', '--max-cost', '1');
  const id = await bed.newestId();
  const { stats: before, bookedUsd } = await bed.status(id);
  expect(before.retranslated).toEqual({ articles: 0, calls: 0, costUsd: 0, unpriced: 0 });
  const [first = '', second = ''] = (await world.client.list()).map((article) => article.id);
  const keys = createKeys(world.prefix);

  await world.client.retranslate(first, { style: { spelling: 'american' } });
  const result = await world.client.wait(first);
  const costUsd = result.status === 'done' ? (result.costUsd ?? 0) : 0;
  expect(costUsd).toBeGreaterThan(0);
  await worker.stop();
  // One that was paid for in an earlier attempt, and is cancelled.
  await world.client.retranslate(second, { style: { spelling: 'american' } });
  const paid = { usage: { calls: 2 }, costUsd: 0.25 };
  const redis = await connectServer(world.redisUrl);
  onTestFinished(() => redis.disconnect());
  await redis.hset(keys.result(second), 'paid', JSON.stringify(paid));
  await world.client.cancel(second);

  const after = await bed.status(id);
  const retranslated = { articles: 2, calls: 3, costUsd: costUsd + 0.25, unpriced: 0 };
  expect(after.stats.retranslated).toEqual(retranslated);
  expect(after).toMatchObject({ bookedUsd, stats: { ...before, retranslated } });
  expect((await bed.batch('status', id)).stdout).toMatch(/retranslated since: 2 articles, calls 3/);
  expect((await audit(bed, id)).audit.paid).toMatchObject({
    usd: before.costUsd + retranslated.costUsd,
    calls: before.calls + retranslated.calls,
  });
});

test('it reads back CSV, Parquet, compressed lines and folders too', async () => {
  await using world = await createWorld();
  await world.startWorker(patientLocks);
  for (const name of [
    'english.csv',
    'english.csv.gz',
    'english.parquet',
    'english.jsonl.zst',
    'pages',
  ]) {
    const bed = await BatchBed.create(world);
    await bed.writeSentences(3);
    const out = `${bed.folder}/${name}`;
    const format = name === 'pages' ? ['--out-format', 'html'] : [];
    await bed.batch('run', bed.corpus, '--out', out, '--summary', 'none', ...format);
    const { audit: found } = await audit(bed, await bed.newestId());
    expect([name, found.written?.rows, found.problems]).toEqual([name, 3, []]);
  }
});

test('a corpus that has changed is not compared, which the audit says', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.writeSentences(2);
  await world.startWorker({ ...bed.env, ...patientLocks });
  await bed.run('--summary', 'none');
  await appendFile(bed.corpus, toLines([{ body: sentence(9) }]));
  const { code, audit: found } = await audit(bed, await bed.newestId());
  expect(code).toBe(0);
  expect(found).toMatchObject({ corpus: null, written: { rows: 2 } });
  expect(found.notes).toEqual([expect.stringContaining('has changed since batch')]);
});

test('of single articles it finds those that nobody works on, and those whose Dutch is another', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await world.startWorker({ ...bed.env, ...patientLocks });
  await world.client.enqueue({ id: 'goed', body: sentence(1) }, { summary: 'none' });
  await world.client.wait('goed', { timeoutMs: 200_000 });
  expect(await audit(bed)).toMatchObject({ code: 0, audit: { done: 1, problems: [] } });
  const redis = await connectRedis(world.redisUrl);
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(world.prefix);
  await redis.copy(keys.article('goed'), keys.article('anders'));
  await redis.copy(keys.result('goed'), keys.result('anders'));
  await redis.zadd(keys.index('done'), Date.now(), 'anders');
  await world.client.enqueue({ id: 'ander', body: sentence(2) }, { summary: 'none' });
  await world.client.wait('ander', { timeoutMs: 200_000 });
  await redis.copy(keys.article('ander'), keys.article('anders'), 'REPLACE');
  // As if its job had been thrown away an hour ago.
  await redis.copy(keys.article('goed'), keys.article('weg'));
  await redis.copy(keys.result('goed'), keys.result('weg'));
  await redis.hset(keys.result('weg'), { status: 'queued', queuedAt: Date.now() - 3_600_000 });
  await redis.zadd(keys.index('queued'), Date.now(), 'weg');
  const spoilt = await audit(bed);
  expect(spoilt.code).toBe(3);
  expect(spoilt.audit.problems).toEqual([
    { id: 'weg', kind: 'lost', message: 'it is queued, but in no queue' },
    { id: 'anders', kind: 'wrong', message: 'its segments are not those of its Dutch' },
  ]);
  const { audit: later } = await audit(bed, '--since', '2100-01-01');
  expect(later.done).toBe(0);
});

test('a call that is begun again after its worker died is counted for its article', async () => {
  const redis = await connectRedis(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const keys = createKeys(`{ledger-${randomUUID()}}`);
  const store = createLlmStore(redis, keys, {
    answerSchema: rawAnswerSchema,
    capabilitiesSchema,
    maxAnswers: 10,
    owner: 'worker',
  });
  /** Makes a call of an article; its worker dies in the middle where the lease is short. */
  const begin = async (call: string, article: string, leaseMs = 60_000) => {
    const claimed = await store.claim(call, { article, leaseMs });
    return claimed && 'lease' in claimed ? claimed.lease : null;
  };
  const beginAgain = (call: string, article: string) =>
    vi.waitUntil(() => begin(call, article), { timeout: 10_000 });
  await (await begin('c1', 'a'))?.end();
  await (await begin('c1', 'a'))?.end();
  await begin('c2', 'b', 1);
  await (await beginAgain('c2', 'b')).end();
  await begin('c3', 'c', 1);
  await vi.waitUntil(async () => (await redis.exists(keys.callLease('c3'))) === 0);
  // Its worker was held up, and another makes it now: that it comes back late changes nothing.
  const late = await begin('c5', 'd', 1);
  await beginAgain('c5', 'd');
  await late?.end();
  // This one is in flight now.
  await begin('c4', 'c');
  expect(await redis.hkeys(keys.callsBegun)).toEqual(expect.arrayContaining(['c3', 'c4', 'c5']));
  expect(await readDoubtfulCalls(redis, keys)).toEqual(
    new Map([
      ['b', { repeated: 1, open: 0 }],
      ['d', { repeated: 1, open: 0 }],
      ['c', { repeated: 0, open: 1 }],
    ]),
  );
});
