import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { onSamples, readCorpus } from '../support/articles.ts';
import { mortalLocks } from '../support/locks.ts';
import { createRig } from '../support/processes.ts';
import { readRows } from '../support/rows.ts';
import { runTolk, startTolk, temporaryFolder } from '../support/tolk.ts';

const quick = { TOLK_BATCH_API_POLL_MS: '100', TOLK_BATCH_API_LINGER_MS: '300' };

/** Each is checked in every round; the longest pieces have a test of their own. */
const maxCharacters = 2_500;

async function writeCorpus(folder: string): Promise<{ path: string; count: number }> {
  const articles = ['ntrex-dev.jsonl', 'alpino-news.jsonl', 'lassy-wiki.jsonl'].flatMap((file) =>
    readCorpus(file).filter(({ body }) => body.length <= maxCharacters),
  );
  const unique = [...new Map(articles.map(({ body, title }) => [body, { body, title }])).values()];
  const path = join(folder, 'corpus.jsonl');
  await writeFile(path, unique.map((article) => `${JSON.stringify(article)}\n`).join(''));
  return { path, count: unique.length };
}

test(`the shorter articles of the corpora through the Batch API, with expiry and errors on the way: complete, each call paid once${onSamples}`, async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    { batchLatencyMs: 300, batchExpire: 0.1, batchErrors: 0.1, seed: 3 },
    { ...quick, TOLK_BATCH_API_MAX_REQUESTS: '40', TOLK_BATCH_API_MAX_BYTES: '300000' },
  );
  const folder = await temporaryFolder();
  const { path, count } = await writeCorpus(folder);
  await Promise.all([rig.startWorker(), rig.startWorker()]);
  const out = join(folder, 'english.jsonl');
  const run = await runTolk(
    ['batch', 'run', path, '--out', out, '--via', 'batch-api', '--any-language'],
    { env: rig.env },
  );
  expect(run.stderr).toContain(`${count} done, 0 failed`);
  const rows = await readRows(out);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  expect(
    rows.every(({ summary, translation }) => summary !== null && translation.segments.length > 0),
  ).toBe(true);
  const { expired, errors, batches, completed } = rig.sandbox.batchStats();
  // The corpora are not everywhere; with few articles there is little to go wrong.
  if (count > 50) expect(Math.min(expired, errors)).toBeGreaterThan(0);
  expect(batches).toBeGreaterThan(1);
  expect(completed).toBeGreaterThan(0);
  const { completions, repeated } = rig.sandbox.stats();
  expect(repeated).toBe(0);
  // What the results say was paid is what the server charged.
  expect(rows.reduce((sum, { usage }) => sum + usage.calls, 0)).toBe(completions);
});

test('workers killed with -9 while a batch is being made, under way or collected: another goes on, and nothing is paid twice', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    { batchLatencyMs: 400 },
    { ...quick, ...mortalLocks, TOLK_BATCH_API_MAX_REQUESTS: '15' },
  );
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus.jsonl');
  const bodies = Array.from(
    { length: 60 },
    (_, at) =>
      `Het waterschap in Zwolle vervangt dit jaar ${at + 10} bruggen, zegt de voorzitter ` +
      'op maandag.',
  );
  await writeFile(corpus, bodies.map((body) => `${JSON.stringify({ body })}\n`).join(''));
  const out = join(folder, 'english.jsonl');
  const workers = await Promise.all([rig.startWorkerProcess(), rig.startWorkerProcess()]);
  const run = startTolk(
    ['batch', 'run', corpus, '--out', out, '--via', 'batch-api', '--workers', '0', '--json'],
    { env: rig.env },
  );
  for (const [at, worker] of workers.entries()) {
    await expect.poll(() => rig.sandbox.batchStats().batches).toBeGreaterThanOrEqual(1 + 3 * at);
    worker.child.kill('SIGKILL');
    await worker.finished;
  }
  await rig.startWorker();
  expect(await run.finished).toMatchObject({ code: 0 });
  expect(await readRows(out)).toHaveLength(60);
  expect(rig.sandbox.stats()).toMatchObject({ completions: 60, repeated: 0 });
});

test('it costs half, and a batch’s money holds for it too', async () => {
  const folder = await temporaryFolder();
  const prices = join(folder, 'prices.json');
  await writeFile(
    prices,
    JSON.stringify([
      {
        model: 'sandbox',
        input: 10,
        cachedInput: 10,
        output: 30,
        batchFactor: 0.5,
        source: 'made up',
      },
    ]),
  );
  await using rig = await createRig(inject('redisUrl'), {}, { ...quick, TOLK_PRICES_FILE: prices });
  const corpus = join(folder, 'corpus.jsonl');
  const bodies = Array.from(
    { length: 30 },
    (_, at) =>
      `Het waterschap in Breda vervangt dit jaar ${at + 10} bruggen, zegt de voorzitter op ` +
      'maandag.',
  );
  await writeFile(corpus, bodies.map((body) => `${JSON.stringify({ body })}\n`).join(''));
  await rig.startWorker();
  const out = join(folder, 'english.jsonl');
  const args = ['batch', 'run', corpus, '--out', out, '--via', 'batch-api', '--summary', 'none'];
  await runTolk(args, { env: rig.env });
  const { promptTokens, completionTokens } = rig.sandbox.stats();
  const paid = (await readRows(out)).reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  expect(paid).toBeCloseTo((promptTokens * 10 + completionTokens * 30) / 2e6, 6);
  const poor = await runTolk(
    [...args, '--overwrite', '--spelling', 'american', '--max-cost', '0.02'],
    { env: rig.env },
  );
  expect(poor.stderr).toContain('its budget is spent');
});
