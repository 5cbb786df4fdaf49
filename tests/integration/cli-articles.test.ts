import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { makeArticle } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

let folder = '';
let env: Record<string, string> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { REDIS_URL: inject('redisUrl'), TOLK_PREFIX: `{cli-articles-${Date.now()}}` };
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const oneLine = /^tolk: [^\n]+\n$/;

test('a file of many articles: their ids in its order, and what cannot be taken is said', async () => {
  await using world = await createWorld();
  const lines = Array.from({ length: 1_100 }, (_, at) =>
    JSON.stringify({ id: `rij-${at}`, body: at === 700 ? '' : `Bericht ${at}: het regent.` }),
  );
  const path = await file('rijen.jsonl', lines.join('\n'));
  const run = await runTolk(['enqueue', path], { env: world.env });
  const taken = lines.keys().filter((at) => at !== 700);
  expect(run.stdout.trim().split('\n')).toEqual([...taken.map((at) => `rij-${at}`)]);
  expect(run.stderr).toContain(`${path}:701: `);
  expect(run.code).toBe(3);
  const { articles } = await world.client.status();
  expect(articles.queued).toBe(1_099);
});

describe('enqueue, get, wait, list, cancel, retry, status', () => {
  test('work together from one process to the next', async () => {
    await using world = await createWorld();
    const run = (...args: string[]) => runTolk(args, { env: world.env });
    const path = await file('samen.txt', makeArticle().body);
    const id = (await run('enqueue', path)).stdout.trim();
    expect(id).toMatch(/^[a-z2-7]{16}$/);
    expect(JSON.parse((await run('get', id, '--json')).stdout)).toMatchObject({
      id,
      status: 'queued',
    });
    expect(await run('wait', id, '--timeout', '0.2')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[wait.timeout]'),
    });
    expect((await run('cancel', id)).code).toBe(0);
    expect(await run('get', id)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('[job.cancelled]'),
    });
    expect((await run('retry', '--all')).code).toBe(0);
    const worker = await world.startWorker();
    expect(JSON.parse((await run('wait', id, '--json')).stdout)).toMatchObject({
      id,
      status: 'done',
    });
    expect(JSON.parse((await run('status', '--json')).stdout)).toMatchObject({
      articles: { done: 1 },
      workers: 1,
    });
    await worker.stop();
    expect(JSON.parse((await run('list', '--json')).stdout)).toMatchObject([
      { id, status: 'done' },
    ]);
    const listed = async (...flags: string[]) =>
      JSON.parse((await run('list', '--json', ...flags)).stdout).length;
    expect(await listed('--filter', 'model=Sandbox', '--search', id.toUpperCase())).toBe(1);
    expect(await listed('--since', '2020-01-01')).toBe(1);
    expect(await listed('--filter', 'model=other')).toBe(0);
    expect(await listed('--search', 'nergens')).toBe(0);
    expect(await listed('--since', '2999-01-01')).toBe(0);
    expect(await run('get', id, '--format', 'docx')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--out DIR'),
    });
    const written = join(await temporaryFolder(), 'english');
    expect((await run('get', id, '--format', 'docx', '--out', written)).code).toBe(0);
    expect((await readFile(join(written, `${id}.en.docx`))).subarray(0, 2).toString()).toBe('PK');
    expect(await run('status', '--require-worker')).toMatchObject({ code: 1 });
  });

  test('an unknown id', async () => {
    expect(await runTolk(['get', 'nobody'], { env })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(oneLine),
    });
  });
});

test('retranslate redoes what a change touches, and refuses what is not done', async () => {
  await using world = await createWorld();
  const env = { ...world.env, TOLK_MODEL: 'sandbox' };
  await world.startWorker(env);
  const path = await file(
    'retranslate.txt',
    'De gemeente bouwt volgend jaar 4.300 woningen in de wijk Overvecht.',
  );
  const first = JSON.parse((await runTolk(['translate', path, '--json'], { env })).stdout);
  expect(await runTolk(['retranslate', first.id, '--spelling', 'american'], { env })).toMatchObject(
    { code: 0 },
  );
  const again = JSON.parse((await runTolk(['wait', first.id, '--json'], { env })).stdout);
  expect(again.provenance[0]).toMatchObject({
    promptVersion: expect.stringContaining('american'),
    postEdits: [{ step: 'retranslate' }],
  });
  expect(await runTolk(['retranslate', 'nergens'], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('article.not_found'),
  });
});
