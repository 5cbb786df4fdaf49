import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { ServerOptions } from '../../src/sandbox/sandbox.ts';
import { createRig, type Rig } from '../support/processes.ts';
import { readRows } from '../support/rows.ts';
import { runTolk, startTolk, temporaryFolder } from '../support/tolk.ts';

const quick = { TOLK_BATCH_API_POLL_MS: '100', TOLK_BATCH_API_LINGER_MS: '200' };

/** A Tolk with a Batch API, and a corpus of so many articles. */
async function setUp(
  options: ServerOptions,
  count: number,
  more: Readonly<Record<string, string>> = {},
) {
  const rig = await createRig(inject('redisUrl'), options, { ...quick, ...more });
  onTestFinished(() => rig[Symbol.asyncDispose]());
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus.jsonl');
  const body = (at: number) =>
    `Het waterschap in Assen vervangt dit jaar ${at + 10} bruggen, zegt de voorzitter op maandag.`;
  await writeFile(
    corpus,
    Array.from({ length: count }, (_, at) => `${JSON.stringify({ body: body(at) })}\n`).join(''),
  );
  const out = join(folder, 'english.jsonl');
  return {
    rig,
    folder,
    corpus,
    out,
    args: ['batch', 'run', corpus, '--out', out, '--summary', 'none', '--via', 'batch-api'],
  };
}

const onlyBatch = async ({ env }: Rig) =>
  (
    JSON.parse((await runTolk(['batch', 'list', '--json'], { env })).stdout) as Array<{
      id: string;
    }>
  )[0]?.id ?? '';

/** How many requests the server has done of the batch in progress. */
async function requestsDone({ sandbox }: Rig): Promise<number> {
  const response = await fetch(`${sandbox.baseUrl}/batches`);
  const { data } = z
    .object({ data: z.array(z.object({ request_counts: z.object({ completed: z.number() }) })) })
    .parse(await response.json());
  return data[0]?.request_counts.completed ?? 0;
}

test('articles for several models go in a file for each, as the Batch API wants it', async () => {
  const { rig, args, out } = await setUp({}, 20, { TOLK_BATCH_API_LINGER_MS: '800' });
  await rig.startWorker();
  const [one, other] = await Promise.all([
    runTolk(args, { env: rig.env }),
    runTolk([...args, '--model', 'sandbox-large', '--out', `${out}.other.jsonl`], { env: rig.env }),
  ]);
  expect([one.code, other.code]).toEqual([0, 0]);
  const { refused, completed } = rig.sandbox.batchStats();
  expect({ refused, completed }).toEqual({ refused: 0, completed: 40 });
  expect(rig.sandbox.stats().requests).toBe(40);
});

test('where the server lets only so many tokens be under way, the rest waits its turn, and nothing goes at full price', async () => {
  const { rig, args, out } = await setUp({ batchLatencyMs: 100, batchMaxTokens: 8_000 }, 60);
  await rig.startWorker();
  expect(await runTolk(args, { env: rig.env })).toMatchObject({ code: 0 });
  const rows = await readRows(out);
  expect(rows).toHaveLength(60);
  // Waiting for room, and coming back for another round, is no attempt.
  expect(new Set(rows.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  const { refused, completed, batches } = rig.sandbox.batchStats();
  // The first file told the limit by being refused; those after it keep below it.
  expect(refused).toBe(1);
  expect(batches).toBeGreaterThan(3);
  expect(completed).toBe(60);
  expect(rig.sandbox.stats()).toMatchObject({ requests: 60, repeated: 0 });
});

test('a limit that is configured is never tried', async () => {
  const { rig, args, out } = await setUp({ batchLatencyMs: 100, batchMaxTokens: 8_000 }, 40, {
    TOLK_BATCH_API_MAX_TOKENS: '8000',
  });
  await rig.startWorker();
  await runTolk(args, { env: rig.env });
  expect(await readRows(out)).toHaveLength(40);
  expect(rig.sandbox.batchStats()).toMatchObject({ refused: 0, completed: 40 });
});

test('a batch that is cancelled is cancelled at the server too; what it had done is kept, and not paid again', async () => {
  const { rig, args, out } = await setUp({ batchLatencyMs: 2_000 }, 40);
  await rig.startWorker();
  const run = startTolk([...args, '--json'], { env: rig.env });
  await expect.poll(() => requestsDone(rig)).toBeGreaterThanOrEqual(4);
  await runTolk(['batch', 'cancel', await onlyBatch(rig)], { env: rig.env });
  await run.finished;
  await expect.poll(() => rig.sandbox.batchStats().cancelled).toBe(1);
  await expect.poll(() => rig.sandbox.batchStats().completed).toBeGreaterThan(0);
  const { completed } = rig.sandbox.batchStats();
  expect(completed).toBeLessThan(40);
  await expect
    .poll(
      async () =>
        (await runTolk(['batch', 'status', await onlyBatch(rig), '--json'], { env: rig.env }))
          .stdout,
    )
    .toMatch(/"files": 0/);
  expect(rig.sandbox.stats().requests).toBe(completed);
  // The same corpus again, the same way: only what was not done is asked.
  const again = await runTolk([...args, '--out', `${out}.again.jsonl`], { env: rig.env });
  expect(again.code).toBe(0);
  expect(rig.sandbox.batchStats().completed).toBe(40);
  expect(rig.sandbox.stats()).toMatchObject({ requests: 40, completions: 40, repeated: 0 });
});

test('what is not back in time for a deadline is called back and asked directly, each call paid once', async () => {
  const { rig, args, out } = await setUp({ batchLatencyMs: 60_000 }, 60);
  await rig.startWorker();
  // Too near for the server's ten minutes to cancel: called back after half of the time.
  const run = await runTolk([...args, '--deadline', '0.3m'], { env: rig.env });
  expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('may be late') });
  expect(await readRows(out)).toHaveLength(60);
  const { cancelled, completed } = rig.sandbox.batchStats();
  expect(cancelled).toBe(1);
  expect(completed).toBeLessThan(60);
  expect(rig.sandbox.stats()).toMatchObject({ completions: 60, repeated: 0 });
});

test('what is set aside for calls under way is waited for before the money counts as spent', async () => {
  const folder = await temporaryFolder();
  const prices = join(folder, 'prices.json');
  await writeFile(
    prices,
    JSON.stringify([
      {
        model: 'sandbox',
        input: 10,
        cachedInput: 10,
        output: 300,
        batchFactor: 0.5,
        source: 'made up',
      },
    ]),
  );
  const more = { TOLK_PRICES_FILE: prices, TOLK_BATCH_API_MAX_REQUESTS: '10' };
  const { rig, args, corpus, out } = await setUp({ batchLatencyMs: 200 }, 40, more);
  await rig.startWorker();
  await runTolk(args, { env: rig.env });
  const cost = async () =>
    JSON.parse((await runTolk(['batch', 'list', '--json'], { env: rig.env })).stdout)[0].stats
      .costUsd as number;
  const needed = await cost();
  // Others like them, for hardly more than they cost: less than what is set aside for all at once.
  await writeFile(corpus, (await readFile(corpus, 'utf8')).replaceAll('Assen', 'Zwolle'));
  const poor = await runTolk(
    [...args, '--out', `${out}.poor.jsonl`, '--max-cost', String(needed * 1.04)],
    { env: rig.env },
  );
  expect(poor).toMatchObject({ code: 0 });
  expect(await readRows(`${out}.poor.jsonl`)).toHaveLength(40);
  expect(await cost()).toBeLessThanOrEqual(needed * 1.04);
});

test('paragraphs that were translated before are not sent through the Batch API either', async () => {
  const { rig, args, corpus, out, folder } = await setUp({}, 10);
  await rig.startWorker();
  await runTolk(args, { env: rig.env });
  const lines = (await readFile(corpus, 'utf8')).trim().split('\n');
  const bodies = lines.map((line) => (JSON.parse(line) as { body: string }).body);
  const longer = join(folder, 'longer.jsonl');
  const more = 'Volgend jaar zijn de sluizen in Groningen aan de beurt, zegt het waterschap.';
  await writeFile(
    longer,
    bodies
      .map(
        (body, at) =>
          `${JSON.stringify({ body: `${body}\n\n${more} Het gaat om ${at + 2} sluizen.` })}\n`,
      )
      .join(''),
  );
  const second = [
    'batch',
    'run',
    longer,
    '--out',
    `${out}.second.jsonl`,
    '--via',
    'batch-api',
    '--summary',
    'short',
  ];
  expect(await runTolk(second, { env: rig.env })).toMatchObject({ code: 0 });
  const rows = await readRows(`${out}.second.jsonl`);
  expect(rows.map(({ usage }) => usage.memorySegments)).toEqual(Array(10).fill(1));
  expect(rig.sandbox.stats()).toMatchObject({ requests: 30, repeated: 0 });
});

test('a server without a Batch API is told before anything is begun; where only the workers know it, the batch pauses until the user wants it directly', async () => {
  const { rig, args, corpus } = await setUp({ batchApi: 'none' }, 10);
  const run = await runTolk(args, { env: rig.env });
  expect(run).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the LLM server has no Batch API'),
  });
  expect(JSON.parse((await runTolk(['batch', 'list', '--json'], { env: rig.env })).stdout)).toEqual(
    [],
  );
  const worker = await rig.startWorker();
  const { LLM_BASE_URL: _, TOLK_MODEL: __, ...unknowing } = rig.env;
  const submitted = await runTolk(
    ['batch', 'submit', corpus, '--summary', 'none', '--via', 'batch-api'],
    { env: unknowing },
  );
  expect(submitted.code).toBe(0);
  const status = async () =>
    JSON.parse(
      (await runTolk(['batch', 'status', submitted.stdout.trim(), '--json'], { env: rig.env }))
        .stdout,
    );
  await expect.poll(async () => (await status()).status).toBe('paused');
  expect(await status()).toMatchObject({
    stats: { done: 0 },
    reason: 'batch-api',
    pauseMessage: expect.stringContaining('the LLM server has no Batch API'),
  });
  const id = submitted.stdout.trim();
  const resumed = await runTolk(['batch', 'resume', id, '--fallback', 'direct', '--workers', '0'], {
    env: rig.env,
  });
  expect(resumed).toMatchObject({ code: 0, stderr: expect.stringContaining('at full price: 10') });
  expect(await status()).toMatchObject({
    status: 'complete',
    fallback: 'direct',
    stats: { done: 10, askedDirectly: { 'no-batch-api': 10 } },
    pause: null,
    batchApi: { waiting: 0, files: 0, calls: 0 },
  });
  expect(rig.sandbox.stats()).toMatchObject({ completions: 10, repeated: 0 });
  // Found out once, not file after file.
  expect(worker.events.filter(({ event }) => event === 'batch_api.unavailable')).toHaveLength(1);
});
