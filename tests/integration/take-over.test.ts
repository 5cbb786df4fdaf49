import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, createClient } from '../../src/index.ts';
import { toJson } from '../../src/render/json.ts';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createWorker } from '../../src/worker.ts';
import { type BeforeHouse, type EarlierArticle, loadBeforeHouse } from '../support/before-house.ts';
import { runTolk } from '../support/tolk.ts';

/* What the version before left in Redis is taken over: the tests are steps of one story. */

const keys = createKeys('{tolk}');
let house: BeforeHouse;
let client: Client;

beforeAll(async () => {
  house = await loadBeforeHouse();
  client = createClient({ redisUrl: house.env['REDIS_URL'] ?? '', resultDays: 3_650 });
});

afterAll(async () => {
  await client.close();
  await house[Symbol.asyncDispose]();
});

test('before any worker starts, every article and the pause are as they were', async () => {
  const { articles, halt } = house.expected.status;
  const status = await client.status();
  expect(status).toMatchObject({ articles, workers: 0, pause: { code: halt.code } });
  for (const [id, before] of Object.entries(house.expected.articles)) {
    // What was put back to be done again is readable now, as it was, until that is done.
    const expected =
      id === 'andersom' || id === 'opnieuw'
        ? { id, status: 'done', retranslation: { status: 'queued' } }
        : inPresentWords(before);
    expect(asJson(await client.get(id))).toMatchObject(expected);
  }
});

test('so are the batches', async () => {
  for (const [name, id] of Object.entries(house.expected.batches)) {
    const { state, fed, open, stats } = house.expected.batchStatus[name] ?? missing(name);
    expect(await statusOf(id)).toMatchObject({
      status: state,
      position: fed,
      unfinished: open,
      stats: { done: stats['done'] ?? 0, failed: stats['failed'] ?? 0 },
    });
  }
});

test('so are finished calls, the translation memory and the keys, under their present names', async () => {
  const redis = await connectRedis(house.env['REDIS_URL'] ?? '');
  try {
    for (const key of Object.keys(house.expected.answers)) {
      expect(await redis.exists(keys.call(key))).toBe(1);
    }
    expect(await redis.zcard(keys.translationMemoryIndex)).toBe(house.expected.memory.length);
    for (const key of await redis.zrange(keys.translationMemoryIndex, '0', '-1')) {
      expect(await redis.exists(keys.translationMemory(key))).toBe(1);
    }
    const all = await redis.keys('{tolk}:*');
    const former = /^\{tolk\}:(?:halt|memory|memory-index|traits|waits|api|spend:order)(?::|$)/;
    expect(all.filter((key) => former.test(key))).toEqual([]);
    for (const key of await redis.keys(keys.result('*'))) {
      const fields = await redis.hkeys(key);
      for (const former of ['run', 'lane', 'holders', 'recalled'])
        expect(fields).not.toContain(former);
    }
    expect(await redis.get(keys.schemaVersion)).toBe('2');
  } finally {
    redis.disconnect();
  }
});

test('resumed, all of it comes to its end, and no call is paid for again', async () => {
  expect((await runTolk(['resume'], { env: house.env })).code).toBe(0);
  await using _worker = await createWorker({ env: house.env });
  const resume = (name: string) => {
    const id = house.expected.batches[name] ?? missing(name);
    return runTolk(['batch', 'resume', id, '--workers', '0'], { env: house.env });
  };
  const ends = await Promise.all(['running', 'api', 'paused'].map(resume));
  expect(ends.map(({ code }) => code)).toEqual([3, 0, 0]);
  await expect
    .poll(async () => (await client.status()).articles)
    .toMatchObject({ queued: 0, active: 0, done: 129, failed: 9 });

  // Each call is new, and none is made twice; how many there are depends on what checks post-edit.
  const marks = house.asked.map(({ mark }) => mark);
  expect(marks.filter((mark) => house.paidBefore.has(mark))).toEqual([]);
  expect(new Set(marks).size).toBe(marks.length);
  expect(house.asked.filter(({ route }) => route === 'batch-api')).not.toEqual([]);
  expect(house.sandbox.stats()).toMatchObject({ completions: marks.length, repeated: 0 });
  // The outputs of the three submissions that were in flight; not that of the collected one.
  expect(house.downloads.toSorted()).toEqual([
    'file_old000024',
    'file_old000033',
    'file_old000044',
  ]);
});

test('each row of its batches is written exactly once', async () => {
  const running = await rowsOf('running.english.jsonl');
  expect(running.map(({ id }) => id)).toEqual(
    Array.from({ length: 55 }, (_, at) => `l${at + 1}`).filter((id) => id !== 'l3' && id !== 'l9'),
  );
  const api = await rowsOf('api.english.jsonl');
  expect(api.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, at) => `b${at + 1}`));
  const paused = await readFile(join(house.folder, 'paused.english.csv'), 'utf8');
  expect(paused.trim().split('\n')).toHaveLength(13);
  const rejects = await readFile(join(house.folder, 'running.english.rejects.jsonl'), 'utf8');
  expect(rejects.trim().split('\n')).toHaveLength(75);
  expect(await statusOf(house.expected.batches['running'] ?? '')).toMatchObject({
    status: 'complete',
    stats: { done: 53, failed: 2, rejected: 75, delivered: 53, calls: 61 },
  });
});

test('what was paid before is counted once: an article that was handed back keeps its cost', async () => {
  expect(await client.get('platzak')).toMatchObject({
    status: 'done',
    attempt: 2,
    usage: { calls: 2 },
    costUsd: expect.closeTo(0.01053, 6),
  });
});

function asJson(result: Awaited<ReturnType<Client['get']>>): unknown {
  return JSON.parse(JSON.stringify(result && toJson(result)));
}

/** What the earlier version printed, with the names that fields have now. */
function inPresentWords(article: EarlierArticle): object {
  if (article.provenance === undefined) return article;
  const provenance = article.provenance.map(({ mended, ...others }) => ({
    ...others,
    postEdits: mended.map(({ step, ...edit }) => ({
      ...edit,
      step: step === 'mend' ? 'post-edit' : step,
    })),
  }));
  return { ...article, provenance };
}

async function statusOf(id: string): Promise<object> {
  const { stdout } = await runTolk(['batch', 'status', id, '--json'], { env: house.env });
  return JSON.parse(stdout);
}

async function rowsOf(name: string): Promise<Array<{ readonly id: string }>> {
  const text = await readFile(join(house.folder, name), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function missing(name: string): never {
  throw new Error(`the fixture has no ${name}`);
}
