import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createArticleStore } from '../../src/store/redis-article-store.ts';
import { makeArticle, receivedIds } from '../support/articles.ts';
import { createWorld, llmClientTo } from '../support/in-process.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { runTolk, startTolk, temporaryFolder } from '../support/tolk.ts';

test('an article goes through queue, worker, LLM and checks, and its result says how', async () => {
  await using world = await createWorld();
  await world.startWorker();
  const { id } = await world.client.enqueue({
    title: 'Veel huizen',
    date: '2024-03-12',
    source: 'De Krant',
    body: 'De gemeente bouwt 1.200 huizen.\n\nDat kost € 3,5 miljoen, zegt de burgemeester.',
  });
  const result = await world.client.wait(id, { timeoutMs: 20_000 });
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
    usage: { calls: 2 },
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
    runTolk(['enqueue', '-', '--json'], { env: world.env, input: article.body }),
  ]);
  await world.startWorker();
  await world.client.wait(first.id, { timeoutMs: 20_000 });
  const again = await world.client.enqueue(article);
  expect(new Set([first.id, second.id, JSON.parse(command.stdout).id, again.id]).size).toBe(1);
  expect(again).toEqual({ id: first.id, accepted: false, status: 'done' });
  expect(world.sandbox.stats()).toMatchObject({
    completions: 2,
    byTask: { translation: 1, summary: 1 },
    repeated: 0,
  });
});

test('a long article is sent in chunks and comes back whole and in order', async () => {
  await using world = await createWorld();
  await world.startWorker({ TOLK_CHUNK_TOKENS: '100' });
  const article = makeArticle(30);
  const { id } = await world.client.enqueue(article);
  const result = await world.client.wait(id, { timeoutMs: 20_000 });
  expect(result.status === 'done' && result.translation.segments.map(({ nl }) => nl)).toEqual(
    article.body.split('\n\n'),
  );
  expect(world.sandbox.stats().byTask.translation).toBeGreaterThan(5);
});

describe('failure', () => {
  test('an error that may pass is tried again, up to the number of attempts, and then stands with its code', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ content: '{"wrong":"shape"}' }]);
    await world.startWorker({}, llmClientTo(llm.baseUrl));
    const { id } = await world.client.enqueue(makeArticle(1));
    expect(await world.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({
      status: 'failed',
      attempt: 3,
      error: { code: 'llm.bad_answer', retryable: true },
    });
  });

  test('an error that stays is not tried again', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ status: 400, code: 'invalid_value' }]);
    await world.startWorker({}, llmClientTo(llm.baseUrl));
    const { id } = await world.client.enqueue(makeArticle());
    expect(await world.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { code: 'llm.bad_request' },
    });
    expect(llm.requests).toHaveLength(1);
  });

  test('a failed article can be retried at once, and handing it in again retries it too', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ status: 400, code: 'invalid_value' }]);
    const broken = await world.startWorker({}, llmClientTo(llm.baseUrl));
    const [one, two] = [makeArticle(), makeArticle()];
    const ids = receivedIds(await world.client.enqueueMany([one, two]));
    for (const id of ids)
      expect((await world.client.wait(id, { timeoutMs: 20_000 })).status).toBe('failed');
    await broken.stop();
    await world.client.retry(ids[0] ?? '');
    expect(await world.client.enqueue(two)).toMatchObject({ accepted: true, status: 'queued' });
    await world.startWorker();
    for (const id of ids)
      expect((await world.client.wait(id, { timeoutMs: 20_000 })).status).toBe('done');
  });

  test('an English article fails before anything is paid', async () => {
    await using world = await createWorld();
    await world.startWorker();
    const body =
      'The government said on Monday that the measures will be abolished on the first of January.';
    const { id } = await world.client.enqueue({ body });
    expect(await world.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({
      status: 'failed',
      error: { code: 'article.not_dutch' },
    });
    expect(world.sandbox.stats().requests).toBe(0);
    const { id: again } = await world.client.enqueue({ body }, { language: 'any' });
    expect(await world.client.wait(again, { timeoutMs: 20_000 })).toMatchObject({ status: 'done' });
  });
});

describe('what concerns every article', () => {
  test('a refused key pauses all workers; articles keep their attempts and go on after resume', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ status: 401 }]);
    const refused = await world.startWorker({ LLM_BASE_URL: llm.baseUrl, TOLK_CONCURRENCY: '2' });
    const waiting = await world.startWorker({ TOLK_CONCURRENCY: '2', LLM_BASE_URL: llm.baseUrl });
    const articles = Array.from({ length: 20 }, () => makeArticle(1));
    const ids = receivedIds(await world.client.enqueueMany(articles));
    await until(async () => (await world.client.status()).pause !== null);
    await until(async () => (await world.client.status()).articles.active === 0);
    const paused = await world.client.status();
    expect(paused).toMatchObject({
      pause: { code: 'llm.unauthorized' },
      articles: { queued: 20, active: 0, failed: 0 },
    });
    // What was under way when the first refusal came, and no more.
    expect(llm.requests.length).toBeLessThanOrEqual(4);
    await refused.stop();
    await waiting.stop();
    await world.startWorker();
    await new Promise((later) => setTimeout(later, 300));
    expect((await world.client.status()).articles.queued).toBe(20);
    expect(await world.client.resume()).toMatchObject({ code: 'llm.unauthorized' });
    for (const id of ids)
      expect((await world.client.wait(id, { timeoutMs: 20_000 })).status).toBe('done');
  });

  test('a long wait is spent in the queue, at no cost in attempts', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([
      { status: 429, code: 'rate_limit_exceeded', headers: { 'retry-after-ms': '800' } },
    ]);
    const door = llmClientTo(llm.baseUrl, {
      calls: { timing: { baseMs: 1, capMs: 1, maxTries: 3, maxWaitMs: 10 } },
    });
    const limited = await world.startWorker({ TOLK_ATTEMPTS: '1' }, door);
    const { id } = await world.client.enqueue(makeArticle());
    await until(
      async () => (await world.client.get(id))?.status === 'queued' && llm.requests.length > 0,
    );
    expect(await world.client.get(id)).toMatchObject({
      status: 'queued',
      lastError: { code: 'llm.rate_limited' },
    });
    await limited.stop();
    await world.startWorker({ TOLK_ATTEMPTS: '1' });
    expect(await world.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({ status: 'done' });
  });
});

test('articles handed in with a budget cost no more together; those beyond it fail, and cost nothing more when handed in with a higher one', async () => {
  await using world = await createWorld();
  const prices = join(await temporaryFolder(), 'prices.json');
  await writeFile(
    prices,
    JSON.stringify([
      { model: 'sandbox', input: 100, cachedInput: 100, output: 100, source: 'made up' },
    ]),
  );
  await world.startWorker({
    TOLK_PRICES_FILE: prices,
    TOLK_MODEL: 'sandbox',
    TOLK_CONCURRENCY: '2',
  });
  const articles = Array.from({ length: 8 }, () => makeArticle(2));
  const handIn = async (limitUsd: number) => {
    const budget = { name: `test-${limitUsd * 10}`, limitUsd };
    const ids = receivedIds(await world.client.enqueueMany(articles, { budget }));
    return Promise.all(ids.map((id) => world.client.wait(id, { timeoutMs: 20_000 })));
  };
  const costs = (results: Awaited<ReturnType<typeof handIn>>) =>
    results.reduce(
      (sum, result) => sum + (result.status === 'done' ? (result.costUsd ?? 0) : 0),
      0,
    );
  const poor = await handIn(0.5);
  expect(
    poor
      .filter(({ status }) => status === 'failed')
      .every((result) => result.status === 'failed' && result.error.code === 'job.budget_spent'),
  ).toBe(true);
  expect(new Set(poor.map(({ status }) => status))).toEqual(new Set(['done', 'failed']));
  expect(costs(poor)).toBeLessThanOrEqual(0.5);
  expect((await world.client.status()).pause).toBeNull();
  expect((await handIn(100)).every(({ status }) => status === 'done')).toBe(true);
  expect(world.sandbox.stats().repeated).toBe(0);
});

describe('cancelling', () => {
  test('a queued article is never worked on', async () => {
    await using world = await createWorld();
    const { id } = await world.client.enqueue(makeArticle());
    const waiting = world.client.wait(id, { timeoutMs: 20_000 });
    expect(await world.client.cancel(id)).toBe(true);
    expect(await waiting).toMatchObject({ status: 'failed', error: { code: 'job.cancelled' } });
    await world.startWorker();
    const other = await world.client.enqueue(makeArticle());
    await world.client.wait(other.id, { timeoutMs: 20_000 });
    expect(world.sandbox.stats().byTask.translation).toBe(1);
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
    expect(await world.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({
      status: 'failed',
      error: { code: 'job.cancelled' },
    });
    const next = await world.client.enqueue(makeArticle());
    await until(() => llm.requests.length === 2);
    await world.client.cancel(next.id);
    await stuck.stop();
  });
});

describe('nothing is lost', () => {
  test('a worker told to stop hands back what it cannot finish, at no cost in attempts', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ hang: true }]);
    const worker = await world.startWorker(
      { TOLK_SHUTDOWN_MS: '100', TOLK_ATTEMPTS: '1' },
      llmClientTo(llm.baseUrl, { callTimeoutMs: 60_000 }),
    );
    const { id } = await world.client.enqueue(makeArticle());
    await until(() => llm.requests.length === 1);
    await worker.stop();
    expect(await world.client.get(id)).toMatchObject({ status: 'queued', lastError: null });
    await world.startWorker();
    expect(await world.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({
      status: 'done',
      attempt: 2,
    });
  });

  test('SIGTERM lets a worker process finish what it has, and exit with 0', async () => {
    await using world = await createWorld({ latencyMs: 300 });
    const worker = startTolk(['worker'], { env: world.env });
    await worker.until(/worker.started/);
    const { id } = await world.client.enqueue(makeArticle());
    await until(() => world.sandbox.stats().requests === 1);
    worker.child.kill('SIGTERM');
    const { code, stderr } = await worker.finished;
    expect(code).toBe(0);
    expect(await world.client.get(id)).toMatchObject({ status: 'done', attempt: 1 });
    expect(stderr).toContain('article.done');
    expect(stderr).not.toContain('alinea');
  });

  test('an order whose caller died between record and job is delivered by a worker', async () => {
    await using world = await createWorld();
    const redis = await connectRedis(world.redisUrl);
    const store = createArticleStore({
      redis,
      prefix: world.prefix,
      resultTtlMs: 1e6,
      clock: () => Date.now() - 60_000,
    });
    const article = prepareArticle(makeArticle());
    await store.accept([article], {});
    redis.disconnect();
    await world.startWorker();
    expect(await world.client.wait(article.id, { timeoutMs: 20_000 })).toMatchObject({
      status: 'done',
    });
  });
});

describe('ids', () => {
  test('any printable id works: colons, digits, slashes, accents', async () => {
    await using world = await createWorld();
    await world.startWorker();
    for (const id of ['42', 'nos:2024:1', 'a/b/ç', '100%']) {
      expect((await world.client.enqueue({ ...makeArticle(), id })).id).toBe(id);
      expect(await world.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({
        id,
        status: 'done',
      });
    }
  });

  test('an id that names another text is refused, unless it is to be replaced', async () => {
    await using world = await createWorld();
    await world.startWorker();
    await world.client.enqueue({ ...makeArticle(), id: 'one' });
    await world.client.wait('one', { timeoutMs: 20_000 });
    const update = { ...makeArticle(), id: 'one' };
    await expect(world.client.enqueue(update)).rejects.toMatchObject({ code: 'article.id_taken' });
    await world.client.enqueue(update, { onConflict: 'replace' });
    const result = await world.client.wait('one', { timeoutMs: 20_000 });
    expect(result.status === 'done' && result.translation.segments[0]?.nl).toBe(
      update.body.split('\n\n')[0],
    );
  });
});

/** Resolves when `condition` holds. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
