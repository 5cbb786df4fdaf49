import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect, inject } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createBatchStore } from '../../src/store/redis-batch-store.ts';
import { writeMadeCorpus } from '../support/made-corpus.ts';
import { createRig, type Rig } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';
import { readRows } from '../support/rows.ts';
import { runTolk, startTolk, temporaryFolder } from '../support/tolk.ts';

const test = base.extend<{ rig: Rig; folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of fixtures from the pattern
  rig: async ({}, use) => {
    await using rig = await createRig(inject('redisUrl'), {});
    await use(rig);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => use(await temporaryFolder()),
});

const sentence = (n: number) =>
  `De gemeente Utrecht bouwt ${n} huizen in de wijk Leidsche Rijn, zegt de wethouder op maandag.`;
const toLines = (records: readonly unknown[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

async function batchIdOf(env: Rig['env']): Promise<string> {
  const { stdout } = await runTolk(['batch', 'list', '--json'], { env });
  return (JSON.parse(stdout) as Array<{ id: string }>)[0]?.id ?? '';
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

test('a run killed with -9 twice and resumed has every article exactly once, in order, and pays for none twice', async ({
  rig,
  folder,
}) => {
  const count = 600;
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  await writeFile(
    corpus,
    toLines(
      Array.from({ length: count }, (_, at) => ({ id: `a${at + 1}`, body: sentence(at + 10) })),
    ),
  );
  await rig.startWorker();
  const first = startTolk(
    ['batch', 'run', corpus, '--out', out, '--summary', 'none', '--json', '--release'],
    { env: rig.env },
  );
  await first.until(/"done":[1-9]/);
  first.child.kill('SIGKILL');
  await first.finished;
  const id = await batchIdOf(rig.env);
  // Whoever had it is gone, which can be seen here: it is taken on at once.
  const second = startTolk(['batch', 'resume', id, '--json'], { env: rig.env });
  expect(await second.until(/"progress"/)).not.toContain('"waiting"');
  second.child.kill('SIGKILL');
  await second.finished;
  const last = await runTolk(['batch', 'resume', id, '--json'], { env: rig.env });
  expect(last).toMatchObject({ code: 0 });
  const rows = await readRows(out);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  expect(rows.map(({ id: own }) => own)).toEqual(
    Array.from({ length: count }, (_, at) => `a${at + 1}`),
  );
  expect(rig.sandbox.stats()).toMatchObject({ completions: count, repeated: 0 });
  // What is released is gone from Redis: batch and cache are left.
  const redis = await connectRedis(inject('redisUrl'));
  const keys = await redis.keys(`${rig.env['TOLK_PREFIX']?.replace(/[{}]/g, '*')}*`);
  redis.disconnect();
  expect(keys.filter((key) => /:(?:article|result|waits):/.test(key))).toEqual([]);
}, 120_000);

test('what cannot be taken is told by line, what fails by kind; tried again in another way it stands in its place', async ({
  rig,
  folder,
}) => {
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  const english =
    'The city council says that it will build three hundred houses, which is more than they had planned for the year.';
  await writeFile(
    corpus,
    `${toLines([{ body: sentence(1) }, { body: english }])}{"body": oeps}\n${toLines([{ body: '' }, { body: sentence(2) }])}`,
  );
  await rig.startWorker();
  const run = await runTolk(['batch', 'run', corpus, '--out', out], { env: rig.env });
  expect(run.code).toBe(3);
  expect((await readRows(out)).map(({ seq }) => seq)).toEqual([1, 5]);
  const rejects = (await readFile(join(folder, 'english.rejects.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rejects).toMatchObject([
    {
      seq: 3,
      code: 'corpus.malformed',
      message: expect.stringContaining('corpus.jsonl:3: not valid JSON'),
    },
    {
      seq: 4,
      code: 'corpus.malformed',
      message: expect.stringContaining('corpus.jsonl:4: "body" is empty'),
    },
  ]);
  const id = await batchIdOf(rig.env);
  const status = await runTolk(['batch', 'status', id], { env: rig.env });
  expect(status.stdout).toMatch(
    /not-dutch \[article\.not_dutch\]: 1, for instance .*corpus\.jsonl:2/,
  );
  const retried = await runTolk(
    ['batch', 'retry-failed', id, '--type', 'not-dutch', '--any-language'],
    { env: rig.env },
  );
  expect(retried.stderr).toContain('1 queued again');
  expect((await readRows(out)).map(({ seq }) => seq)).toEqual([1, 2, 5]);
}, 60_000);

test('the same article twice is translated once and written in each place, with each its own id and fields', async ({
  rig,
  folder,
}) => {
  const corpus = join(folder, 'corpus.csv');
  const out = join(folder, 'english.jsonl');
  const rows = Array.from({ length: 20 }, (_, at) => `n${at};"${sentence(1)}";rubriek ${at}`);
  await writeFile(corpus, `id;tekst;rubriek\n${rows.join('\n')}\n`);
  await rig.startWorker();
  await runTolk(['batch', 'run', corpus, '--out', out], { env: rig.env });
  const written = await readRows(out);
  expect(written.map(({ id, source }) => [id, source.meta?.['rubriek']])).toEqual(
    rows.map((_, at) => [`n${at}`, `rubriek ${at}`]),
  );
  expect(rig.sandbox.stats().byTask).toMatchObject({ translation: 1, summary: 1 });
}, 60_000);

test('a batch whose money is spent pauses with what it has, and goes on when there is more', async ({
  rig,
  folder,
}) => {
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  const prices = join(folder, 'prices.json');
  await writeFile(
    prices,
    JSON.stringify([
      { model: 'sandbox', input: 10, cachedInput: 10, output: 30, source: 'made up' },
    ]),
  );
  await writeFile(
    corpus,
    toLines(Array.from({ length: 60 }, (_, at) => ({ body: sentence(at + 10) }))),
  );
  const env = { ...rig.env, TOLK_PRICES_FILE: prices };
  await rig.startWorker({ TOLK_PRICES_FILE: prices });
  const run = await runTolk(
    ['batch', 'run', corpus, '--out', out, '--max-cost', '0.2', '--summary', 'none'],
    { env },
  );
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(/its budget is spent; resume it with tolk batch resume .* --max-cost/);
  expect(await exists(out)).toBe(false);
  const id = await batchIdOf(env);
  const { stats } = JSON.parse((await runTolk(['batch', 'status', id, '--json'], { env })).stdout);
  expect(stats.costUsd).toBeGreaterThan(0);
  expect(stats.costUsd).toBeLessThanOrEqual(0.2);
  const resumed = await runTolk(['batch', 'resume', id, '--max-cost', '100'], { env });
  expect(resumed).toMatchObject({ code: 0 });
  expect(await readRows(out)).toHaveLength(60);
  expect(rig.sandbox.stats()).toMatchObject({ completions: 60, repeated: 0 });
}, 60_000);

test('pause stops what is not begun, resume takes it up, cancel ends it; what is done can be exported', async ({
  folder,
}) => {
  await using rig = await createRig(
    inject('redisUrl'),
    { latencyMs: 100 },
    { TOLK_CONCURRENCY: '2' },
  );
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(
    corpus,
    toLines(Array.from({ length: 100 }, (_, at) => ({ body: sentence(at + 10) }))),
  );
  await rig.startWorker();
  const submitted = await runTolk(['batch', 'submit', corpus, '--summary', 'none'], {
    env: rig.env,
  });
  const id = submitted.stdout.trim();
  const stats = async () =>
    JSON.parse((await runTolk(['batch', 'status', id, '--json'], { env: rig.env })).stdout);
  await expect.poll(async () => (await stats()).stats.done, { timeout: 10_000 }).toBeGreaterThan(2);
  await runTolk(['batch', 'pause', id], { env: rig.env });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const paused = await stats();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await stats()).stats.done).toBe(paused.stats.done);
  expect(paused).toMatchObject({ status: 'paused', reason: 'manual' });
  const resumed = startTolk(['batch', 'resume', id, '--json'], { env: rig.env });
  await expect
    .poll(async () => (await stats()).stats.done, { timeout: 10_000 })
    .toBeGreaterThan(paused.stats.done);
  await runTolk(['batch', 'cancel', id], { env: rig.env });
  await resumed.finished;
  const ended = await stats();
  expect(ended).toMatchObject({ status: 'cancelled', unfinished: 0 });
  expect(ended.stats.done + ended.stats.failedByCode['job.cancelled']).toBe(100);
  const out = join(folder, 'done.jsonl');
  await runTolk(['batch', 'export', id, '--out', out], { env: rig.env });
  expect(await readRows(out)).toHaveLength(ended.stats.done);
  expect((await runTolk(['batch', 'delete', id], { env: rig.env })).code).toBe(0);
  expect((await runTolk(['batch', 'status', id], { env: rig.env })).stderr).toContain(
    'batch.not_found',
  );
}, 60_000);

test('a corpus may come from standard input; Ctrl-C leaves a batch that is resumed, and one that is complete stays as it is', async ({
  folder,
}) => {
  await using rig = await createRig(inject('redisUrl'), { latencyMs: 100 });
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  const lines = toLines(Array.from({ length: 60 }, (_, at) => ({ body: sentence(at + 10) })));
  await writeFile(corpus, lines);
  const piped = await runTolk(
    [
      'batch',
      'run',
      '-',
      '--format',
      'jsonl',
      '--out',
      join(folder, 'piped.jsonl'),
      '--summary',
      'none',
    ],
    {
      env: rig.env,
      input: lines,
    },
  );
  expect(piped.stderr).toContain('60 done, 0 failed');
  const run = startTolk(['batch', 'run', corpus, '--out', out, '--summary', 'short', '--json'], {
    env: rig.env,
  });
  await run.until(/"done":[1-9]/);
  run.child.kill('SIGINT');
  const { code, stderr } = await run.finished;
  expect(code).toBe(130);
  const id = /tolk batch resume (\S+)$/m.exec(stderr)?.[1] ?? '';
  expect((await runTolk(['batch', 'resume', id], { env: rig.env })).code).toBe(0);
  expect(await readRows(out)).toHaveLength(60);
  expect((await runTolk(['batch', 'resume', id], { env: rig.env })).code).toBe(0);
  expect(await readRows(out)).toHaveLength(60);
  expect(rig.sandbox.stats().repeated).toBe(0);
}, 60_000);

test('Ctrl-C in a terminal reaches everything in it: workers finish what they are at all the same, and hand back the rest', async ({
  folder,
}) => {
  await using rig = await createRig(
    inject('redisUrl'),
    { latencyMs: 1_500 },
    { TOLK_CALL_TIMEOUT_MS: '10000' },
  );
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  await writeFile(
    corpus,
    toLines(Array.from({ length: 16 }, (_, at) => ({ body: sentence(at + 10) }))),
  );
  const run = startTolk(['batch', 'run', corpus, '--out', out, '--summary', 'none', '--json'], {
    env: rig.env,
    group: 'own',
  });
  await run.until(/"done":[1-9]/);
  process.kill(-(run.child.pid ?? 0), 'SIGINT');
  expect(await run.finished).toMatchObject({ code: 130 });
  expect(
    JSON.parse((await runTolk(['list', '--status', 'active', '--json'], { env: rig.env })).stdout),
  ).toEqual([]);
  expect(
    (await runTolk(['batch', 'resume', await batchIdOf(rig.env)], { env: rig.env })).code,
  ).toBe(0);
  expect(await readRows(out)).toHaveLength(16);
  expect(rig.sandbox.stats()).toMatchObject({ completions: 16, repeated: 0 });
}, 60_000);

test('a batch that is cancelled ends at once and leaves the articles that another one waits for', async ({
  rig,
  folder,
}) => {
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(
    corpus,
    toLines(Array.from({ length: 10 }, (_, at) => ({ body: sentence(at + 10) }))),
  );
  const submit = async () =>
    (
      await runTolk(['batch', 'submit', corpus, '--summary', 'none'], { env: rig.env })
    ).stdout.trim();
  const [first, second] = [await submit(), await submit()];
  await runTolk(['batch', 'cancel', first], { env: rig.env });
  const status = async (id: string) =>
    JSON.parse((await runTolk(['batch', 'status', id, '--json'], { env: rig.env })).stdout);
  expect(await status(first)).toMatchObject({
    status: 'cancelled',
    unfinished: 0,
    inFlightBytes: 0,
    stats: { failedByCode: { 'job.cancelled': 10 } },
  });
  await rig.startWorker();
  await expect.poll(async () => (await status(second)).stats.done, { timeout: 20_000 }).toBe(10);
  // The one that is left pays for it, and is the only one that wants it.
  expect(await status(second)).toMatchObject({
    status: 'complete',
    inFlightBytes: 0,
    stats: { calls: expect.any(Number) },
  });
  expect((await status(first)).stats.calls).toBe(0);
}, 60_000);

test('a batch that nobody writes is handed in beyond what may be under way, and is complete by itself', async ({
  rig,
  folder,
}) => {
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(
    corpus,
    toLines(Array.from({ length: 450 }, (_, at) => ({ body: sentence(at + 10) }))),
  );
  await rig.startWorker();
  const env = { ...rig.env, TOLK_FEED_MAX_ARTICLES: '100' };
  const submitted = await runTolk(['batch', 'submit', corpus, '--summary', 'none'], { env });
  expect(submitted.code).toBe(0);
  const id = submitted.stdout.trim();
  const watched = await runTolk(['batch', 'watch', id, '--json'], { env });
  const events = watched.stdout.trim().split('\n');
  expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({
    event: 'progress',
    status: 'complete',
    done: 450,
    total: 450,
  });
  const out = join(folder, 'english.csv');
  expect((await runTolk(['batch', 'export', id, '--out', out], { env })).stderr).toContain(
    '450 articles',
  );
  // Another batch rests on one of them: that one stays.
  await writeFile(corpus, toLines([{ body: sentence(10) }]));
  const other = (
    await runTolk(['batch', 'submit', corpus, '--summary', 'none'], { env })
  ).stdout.trim();
  const redis = await connectRedis(inject('redisUrl'));
  const results = async () =>
    (await redis.keys(`${rig.env['TOLK_PREFIX']?.replace(/[{}]/g, '*')}:result:*`)).length;
  expect(await results()).toBe(450);
  const released = await runTolk(['batch', 'export', id, '--out', `${out}.gz`, '--release'], {
    env,
  });
  expect(released).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('450 articles released from Redis'),
  });
  expect(await results()).toBe(1);
  redis.disconnect();
  const again = await runTolk(['batch', 'export', id, '--out', `${out}.gz`, '--overwrite'], {
    env,
  });
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('450 articles of batch'),
  });
  expect(
    (await runTolk(['batch', 'export', other, '--out', join(folder, 'other.csv')], { env })).stderr,
  ).toContain('1 articles');
}, 60_000);

test('a batch whose holder elsewhere is silent is taken on when its right runs out; one that is alive is left alone', async ({
  rig,
  folder,
}) => {
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(corpus, toLines([{ body: sentence(1) }]));
  await rig.startWorker();
  const id = (
    await runTolk(['batch', 'submit', corpus, '--summary', 'none'], {
      env: { ...rig.env, TOLK_FEED_MAX_ARTICLES: '10' },
    })
  ).stdout.trim();
  const redis = await connectRedis(inject('redisUrl'));
  const batches = createBatchStore(redis, createKeys(rig.env['TOLK_PREFIX'] ?? ''), Date.now);
  await expect.poll(async () => (await batches.read(id)).status).toBe('complete');
  await batches.setState(id, 'running');
  const other = 'elsewhere/1:77';
  await batches.lease(id, other).acquire();
  const alive = setInterval(() => void batches.lease(id, other).acquire(), 500);
  const refused = await runTolk(['batch', 'resume', id], { env: rig.env });
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`is being run by ${other}`),
  });
  clearInterval(alive);
  const taken = await runTolk(['batch', 'resume', id], { env: rig.env });
  expect(taken).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('waiting until it is certainly gone'),
  });
  redis.disconnect();
}, 60_000);

test('a process that was held up while another took its batch over writes nothing more', async ({
  folder,
}) => {
  await using rig = await createRig(
    inject('redisUrl'),
    { latencyMs: 100 },
    { TOLK_CONCURRENCY: '3' },
  );
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  await writeFile(
    corpus,
    toLines(Array.from({ length: 280 }, (_, at) => ({ body: sentence(at + 10) }))),
  );
  await rig.startWorker();
  const first = startTolk(['batch', 'run', corpus, '--out', out, '--summary', 'none', '--json'], {
    env: rig.env,
  });
  await first.until(/"done":[1-9]/);
  first.child.kill('SIGSTOP');
  const second = startTolk(['batch', 'resume', await batchIdOf(rig.env), '--json'], {
    env: rig.env,
  });
  await second.until(/"progress"/);
  first.child.kill('SIGCONT');
  expect(await first.finished).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/is being run by \S+; follow it/),
  });
  expect(await second.finished).toMatchObject({ code: 0 });
  expect((await readRows(out)).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 280 }, (_, at) => at + 1),
  );
}, 60_000);

test('a program hears what happens as events', async ({ rig, folder }) => {
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(
    corpus,
    toLines([
      { tekst: sentence(1) },
      { tekst: 'The city council says that it will build three hundred houses in the next year.' },
    ]),
  );
  await rig.startWorker();
  const { stdout } = await runTolk(
    ['batch', 'run', corpus, '--out', join(folder, 'english.jsonl'), '--json'],
    { env: rig.env },
  );
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events[0]).toMatchObject({ event: 'begin', batch: expect.any(String) });
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'fields', fields: { body: 'tekst' } }),
  );
  expect(events).toContainEqual(expect.objectContaining({ event: 'phase', phase: 'writing' }));
  expect(events.at(-1)).toMatchObject({
    event: 'end',
    status: 'complete',
    stats: { done: 1, failedByCode: { 'article.not_dutch': 1 } },
  });
}, 60_000);

test('a single article overtakes a batch', async ({ folder }) => {
  await using rig = await createRig(
    inject('redisUrl'),
    { latencyMs: 50 },
    { TOLK_CONCURRENCY: '1' },
  );
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(
    corpus,
    toLines(Array.from({ length: 60 }, (_, at) => ({ body: sentence(at + 10) }))),
  );
  const id = (await runTolk(['batch', 'submit', corpus], { env: rig.env })).stdout.trim();
  const { id: urgent } = await rig.client.enqueue({ body: sentence(99_999) });
  await rig.startWorker();
  await rig.client.wait(urgent, { timeoutMs: 10_000 });
  const { stats } = JSON.parse(
    (await runTolk(['batch', 'status', id, '--json'], { env: rig.env })).stdout,
  );
  expect(stats.done).toBeLessThan(5);
}, 60_000);

test('a Redis that is nearly full makes the feeder wait, and loses nothing', async ({ folder }) => {
  const small = await startRedis(['--maxmemory', '8mb']);
  try {
    await using rig = await createRig(
      small.url,
      {},
      { TOLK_CACHE_MAX_CALLS: '50', TOLK_MEMORY_MAX_PAIRS: '50', TOLK_LOCK_MS: '30000' },
    );
    const count = 1_500;
    const corpus = join(folder, 'corpus.jsonl');
    const out = join(folder, 'english.jsonl');
    await writeMadeCorpus(`${corpus}.gz`, count, 3);
    await rig.startWorker();
    const run = await runTolk(
      ['batch', 'run', `${corpus}.gz`, '--out', out, '--release', '--summary', 'none'],
      { env: rig.env },
    );
    expect(run.stderr).toContain('Redis is nearly full');
    expect(run.stderr).toContain(`${count.toLocaleString('en-US')} done, 0 failed`);
    expect((await readRows(out)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: count }, (_, at) => at + 1),
    );
    expect(rig.sandbox.stats().repeated).toBe(0);
  } finally {
    await small.stop();
  }
}, 120_000);

test('a Redis killed with -9 and started again (AOF) costs neither an article nor a second payment', async ({
  folder,
}) => {
  const redis = await startRedis(['--appendonly', 'yes']);
  try {
    await using rig = await createRig(redis.url, { latencyMs: 20 });
    const corpus = join(folder, 'corpus.jsonl.gz');
    const out = join(folder, 'english.jsonl');
    await writeMadeCorpus(corpus, 400, 5);
    await rig.startWorker();
    const run = startTolk(['batch', 'run', corpus, '--out', out, '--summary', 'none', '--json'], {
      env: rig.env,
    });
    await run.until(/"done":[1-9]/);
    await redis.restart(6_500);
    const { code, stdout } = await run.finished;
    expect(code).toBe(0);
    expect(stdout).toContain('"event":"silent"');
    expect((await readRows(out)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 400 }, (_, at) => at + 1),
    );
    expect(rig.sandbox.stats().repeated).toBe(0);
  } finally {
    await redis.stop();
  }
}, 120_000);

test('a mistake is said before anything is begun', async ({ rig, folder }) => {
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(corpus, toLines([{ body: sentence(1) }]));
  const cases: ReadonlyArray<readonly [args: string[], message: RegExp]> = [
    [['run', 'nowhere.jsonl', '--out', 'x.jsonl'], /nowhere\.jsonl: no such file/],
    [['run', corpus], /say where the English goes with --out/],
    [['run', corpus, '--out', 'x.docx'], /name its format with --out-format/],
    [
      ['run', corpus, '--out', corpus],
      /is there already; name another output, or let it be replaced \(--overwrite\)/,
    ],
    [
      ['run', corpus, '--out', 'x.jsonl', '--map', 'tekst=body'],
      /--map: "tekst=body" is not one of id=FIELD/,
    ],
    [['resume', '2020-01-01-aaaaaa'], /there is no batch 2020-01-01-aaaaaa; see tolk batch list/],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await runTolk(['batch', ...args], { env: rig.env });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  }
  expect(rig.sandbox.stats().requests).toBe(0);
}, 60_000);
