import { describe, expect, test } from 'vitest';
import { makeArticle } from '../support/articles.ts';
import { createWorld, llmClientTo } from '../support/in-process.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { startTolk } from '../support/tolk.ts';
import { until } from '../support/until.ts';

test('an article goes through queue, worker, LLM and checks, and its result says how', async () => {
  await using world = await createWorld();
  await world.startWorker();
  const { id } = await world.client.enqueue({
    title: 'Veel huizen',
    date: '2024-03-12',
    source: 'De Krant',
    body: 'De gemeente bouwt 1.200 huizen.\n\nDat kost € 3,5 miljoen, zegt de burgemeester.',
  });
  const result = await world.client.wait(id);
  expect(result).toMatchObject({
    id,
    status: 'done',
    source: { title: 'Veel huizen', date: '2024-03-12', source: 'De Krant', url: null },
    translation: {
      title: 'Many houses',
      segments: [
        {
          n: 1,
          nl: 'De gemeente bouwt 1.200 huizen.',
          en: 'The municipality builds 1,200 houses.',
        },
        { n: 2, en: expect.stringContaining('€3.5 million') },
      ],
    },
    findings: [],
    usage: { calls: 1 },
    costUsd: 0,
    model: 'sandbox',
    gloss: true,
    attempt: 1,
  });
  expect(await world.client.get(id)).toEqual(result);
});

test('the same article three times, from two processes, is one job and one set of calls', async () => {
  await using world = await createWorld();
  const article = makeArticle();
  const [first, second, command] = await Promise.all([
    world.client.enqueue(article),
    world.client.enqueue({ ...article, date: '2020' }),
    startTolk(['enqueue', '-', '--json'], { env: world.env, input: article.body }).finished,
  ]);
  await world.startWorker();
  await world.client.wait(first.id);
  const again = await world.client.enqueue(article);
  expect(new Set([first.id, second.id, JSON.parse(command.stdout).id, again.id]).size).toBe(1);
  expect(again).toEqual({ id: first.id, accepted: false, status: 'done' });
  expect(world.sandbox.stats()).toMatchObject({
    completions: 1,
    byTask: { article: 1, translation: 0, summary: 0 },
    repeated: 0,
  });
});

test('a long article is sent in chunks and comes back whole and in order', async () => {
  await using world = await createWorld();
  await world.startWorker({ TOLK_CHUNK_TOKENS: '100' });
  const article = makeArticle(30);
  const { id } = await world.client.enqueue(article);
  const result = await world.client.wait(id);
  expect(result.status === 'done' && result.translation.segments.map(({ nl }) => nl)).toEqual(
    article.body.split('\n\n'),
  );
  expect(world.sandbox.stats().byTask.translation).toBeGreaterThan(5);
});

describe('cancelling', () => {
  test('a queued article is never worked on', async () => {
    await using world = await createWorld();
    const { id } = await world.client.enqueue(makeArticle());
    const waiting = world.client.wait(id);
    expect(await world.client.cancel(id)).toBe(true);
    expect(await waiting).toMatchObject({ status: 'failed', error: { code: 'job.cancelled' } });
    await world.startWorker();
    const other = await world.client.enqueue(makeArticle());
    await world.client.wait(other.id);
    expect(world.sandbox.stats().byTask.article).toBe(1);
    expect(await world.client.cancel(id)).toBe(false);
  });

  test('an active article is dropped by its worker, which goes on with the next', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ hang: true }]);
    const stuck = await world.startWorker(
      { TOLK_CONCURRENCY: '1' },
      llmClientTo(llm.baseUrl, { callTimeoutMs: 60_000 }),
    );
    const { id } = await world.client.enqueue(makeArticle());
    await until(() => llm.requests.length === 1);
    await world.client.cancel(id);
    expect(await world.client.wait(id)).toMatchObject({
      status: 'failed',
      error: { code: 'job.cancelled' },
    });
    const next = await world.client.enqueue(makeArticle());
    await until(() => llm.requests.length === 2);
    await world.client.cancel(next.id);
    await stuck.stop();
  });
});

describe('ids', () => {
  test('any printable id works: colons, digits, slashes, accents', async () => {
    await using world = await createWorld();
    await world.startWorker();
    for (const id of ['42', 'nos:2024:1', 'a/b/ç', '100%']) {
      expect((await world.client.enqueue({ ...makeArticle(), id })).id).toBe(id);
      expect(await world.client.wait(id)).toMatchObject({
        id,
        status: 'done',
      });
    }
  });

  test('an id that names another text is refused, unless it is to be replaced', async () => {
    await using world = await createWorld();
    await world.startWorker();
    await world.client.enqueue({ ...makeArticle(), id: 'one' });
    await world.client.wait('one');
    const update = { ...makeArticle(), id: 'one' };
    await expect(world.client.enqueue(update)).rejects.toMatchObject({ code: 'article.id_taken' });
    await world.client.enqueue(update, { onConflict: 'replace' });
    const result = await world.client.wait('one');
    expect(result.status === 'done' && result.translation.segments[0]?.nl).toBe(
      update.body.split('\n\n')[0],
    );
  });
});
