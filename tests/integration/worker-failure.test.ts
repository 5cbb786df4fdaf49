import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { TolkError } from '../../src/errors.ts';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { PauseSwitch } from '../../src/worker/pause.ts';
import { makeArticle, receivedIds } from '../support/articles.ts';
import { type Refusal, startFront } from '../support/dialects/front.ts';
import { createWorld, llmClientTo } from '../support/in-process.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { temporaryFolder } from '../support/tolk.ts';
import { until } from '../support/until.ts';

describe('failure', () => {
  test('an error that may pass is tried again, up to the number of attempts, and then stands with its code', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ content: '{"ti', finish: 'length' }]);
    await world.startWorker({ TOLK_LOCK_MS: '30000' }, llmClientTo(llm.baseUrl));
    const { id } = await world.client.enqueue(makeArticle(1));
    expect(await world.client.wait(id)).toMatchObject({
      status: 'failed',
      attempt: 3,
      error: { code: 'llm.cut_off', retryable: true },
    });
  });

  test('an error that stays is not tried again', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ status: 400, code: 'invalid_value' }]);
    await world.startWorker({}, llmClientTo(llm.baseUrl));
    const { id } = await world.client.enqueue(makeArticle());
    expect(await world.client.wait(id)).toMatchObject({
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
    const first = makeArticle();
    const second = makeArticle();
    const ids = receivedIds(await world.client.enqueueMany([first, second]));
    for (const id of ids) expect((await world.client.wait(id)).status).toBe('failed');
    await broken.stop();
    await world.client.retry(ids[0] ?? '');
    expect(await world.client.enqueue(second)).toMatchObject({ accepted: true, status: 'queued' });
    await world.startWorker();
    for (const id of ids) expect((await world.client.wait(id)).status).toBe('done');
  });

  test('an English article fails before anything is paid', async () => {
    await using world = await createWorld();
    await world.startWorker();
    const body =
      'The government said on Monday that the measures will be abolished on the first of January.';
    const { id } = await world.client.enqueue({ body });
    expect(await world.client.wait(id)).toMatchObject({
      status: 'failed',
      error: { code: 'article.not_dutch' },
    });
    expect(world.sandbox.stats().requests).toBe(0);
    const { id: again } = await world.client.enqueue({ body }, { language: 'any' });
    expect(await world.client.wait(again)).toMatchObject({ status: 'done' });
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
    // What was in flight when the first refusal came, and no more.
    expect(llm.requests.length).toBeLessThanOrEqual(4);
    await refused.stop();
    await waiting.stop();
    await world.startWorker();
    await until(async () => (await world.client.status()).workers === 1);
    expect((await world.client.status()).articles.queued).toBe(20);
    expect(world.sandbox.stats().requests).toBe(0);
    expect(await world.client.resume()).toMatchObject({ code: 'llm.unauthorized' });
    for (const id of ids) expect((await world.client.wait(id)).status).toBe('done');
  });

  test.each<[string, Refusal]>([
    ['in words', { status: 404, body: { error: { message: 'model "x" not found' } } }],
    ['with a bare 404', { status: 404, body: { detail: 'Not Found' } }],
  ])('but not a model that one article asks for and the server lacks, told %s', async (_, gone) => {
    await using world = await createWorld();
    await using front = await startFront(world.sandbox.baseUrl, ({ model }) =>
      model === 'x' ? gone : null,
    );
    await world.startWorker({ LLM_BASE_URL: front.baseUrl });
    const odd = await world.client.enqueue(makeArticle(1), { model: 'x' });
    const usual = await world.client.enqueue(makeArticle(1));
    expect(await world.client.wait(odd.id)).toMatchObject({
      status: 'failed',
      attempt: 1,
    });
    expect(await world.client.wait(usual.id)).toMatchObject({
      status: 'done',
    });
    expect((await world.client.status()).pause).toBeNull();
  });

  test('a call refused for a pause that has been ended since does not begin it again', async () => {
    await using world = await createWorld();
    const redis = await connectRedis(world.redisUrl);
    const keys = createKeys(world.prefix);
    const log = pino({ level: 'silent' });
    const pauses = await Promise.all(
      [1, 2].map(() => PauseSwitch.watch({ redis, keys, log, clock: Date.now })),
    );
    const reason = new TolkError('llm.unauthorized', 'wrong key');
    await pauses[0]?.pauseAll(reason);
    await until(async () => pauses[1]?.reason !== undefined);
    const heard = pauses[1]?.reason ?? reason;
    await world.client.resume();
    await pauses[0]?.pauseAll(reason);
    await pauses[1]?.pauseAll(heard);
    expect((await world.client.status()).pause).toBeNull();
    for (const pause of pauses) pause.close();
    redis.disconnect();
  });

  test('a long wait is spent in the queue, at no cost in attempts', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([
      { status: 429, code: 'rate_limit_exceeded', headers: { 'retry-after-ms': '800' } },
    ]);
    const impatient = llmClientTo(llm.baseUrl, {
      calls: { timing: { baseMs: 1, capMs: 1, maxTries: 3, maxWaitMs: 10 } },
    });
    const limited = await world.startWorker({ TOLK_ATTEMPTS: '1' }, impatient);
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
    expect(await world.client.wait(id)).toMatchObject({ status: 'done' });
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
    return Promise.all(ids.map((id) => world.client.wait(id)));
  };
  const costs = (results: Awaited<ReturnType<typeof handIn>>) =>
    results.reduce(
      (sum, result) => sum + (result.status === 'done' ? (result.costUsd ?? 0) : 0),
      0,
    );
  const poor = await handIn(0.2);
  expect(
    poor
      .filter(({ status }) => status === 'failed')
      .every((result) => result.status === 'failed' && result.error.code === 'job.budget_spent'),
  ).toBe(true);
  expect(new Set(poor.map(({ status }) => status))).toEqual(new Set(['done', 'failed']));
  expect(costs(poor)).toBeLessThanOrEqual(0.2);
  expect((await world.client.status()).pause).toBeNull();
  expect((await handIn(100)).every(({ status }) => status === 'done')).toBe(true);
  expect(world.sandbox.stats().repeated).toBe(0);
});
