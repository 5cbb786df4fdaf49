import { expect, test } from 'vitest';
import { makeArticle, receivedIds } from '../support/articles.ts';
import { type Refusal, startFront } from '../support/dialects/front.ts';
import { createWorld } from '../support/in-process.ts';
import { runTolk } from '../support/tolk.ts';
import { until } from '../support/until.ts';

const knownFile = 'tests/fixtures/articles/veerboot.txt';
const words = 'Rate limit of 150 per 86400s exceeded for UserByModelByDay.';
const tomorrow: Refusal = {
  status: 429,
  headers: { 'retry-after': '41000', 'x-request-id': 'req_7' },
  body: { error: { message: words, code: 'RateLimitReached' } },
};

test('a wait of hours is honoured: no more requests from anybody, and status says until when and why', async () => {
  await using world = await createWorld();
  let isOpen = false;
  await using front = await startFront(world.sandbox.baseUrl, () => (isOpen ? null : tomorrow));
  const env = { LLM_BASE_URL: front.baseUrl, TOLK_MODEL: 'gpt-x', TOLK_CONCURRENCY: '2' };
  await world.startWorker(env);
  await world.startWorker(env);
  const articles = Array.from({ length: 12 }, () => makeArticle(1));
  const ids = receivedIds(await world.client.enqueueMany(articles));
  await until(async () => (await world.client.status()).waiting.articles === 12);
  // Those that were in flight when the first was refused; another process hears of it in a second.
  expect(front.requests.length).toBeLessThanOrEqual(4);
  const { pause, waiting } = await world.client.status();
  expect(pause).toBeNull();
  expect(waiting.holds).toMatchObject([
    { model: 'gpt-x', code: 'llm.rate_limited', message: expect.stringContaining(words) },
  ]);
  expect((waiting.holds[0]?.until ?? 0) - Date.now()).toBeGreaterThan(40_000_000);
  expect(await world.client.get(ids[0] ?? '')).toMatchObject({
    status: 'queued',
    lastError: { code: 'llm.rate_limited', message: expect.stringContaining('req_7') },
  });
  const { stdout } = await runTolk(['status'], { env: world.env });
  expect(stdout).toContain('waiting   12 articles');
  expect(stdout).toMatch(
    /gpt-x is not called until 20.*T.*Z: .*UserByModelByDay.*\[llm\.rate_limited\]/,
  );
  await world.client.resume({ waits: 'keep' });
  expect((await world.client.status()).waiting.holds).toHaveLength(1);
  isOpen = true;
  const { stderr } = await runTolk(['resume'], { env: world.env });
  expect(stderr).toContain('gpt-x is called again at once');
  for (const id of ids) expect(await world.client.wait(id)).toMatchObject({ status: 'done' });
  expect((await world.client.status()).waiting).toEqual({ articles: 0, holds: [] });
});

test('after a wait that is in the body, work resumes by itself, at no cost in attempts', async () => {
  await using world = await createWorld();
  const gemini: Refusal = {
    status: 429,
    body: [
      {
        error: {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          message: 'You exceeded your current quota, please check your plan and billing details.',
          details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '2s' }],
        },
      },
    ],
  };
  await using front = await startFront(world.sandbox.baseUrl, (_, count) =>
    count === 1 ? gemini : null,
  );
  await world.startWorker({
    LLM_BASE_URL: front.baseUrl,
    TOLK_PATIENCE_MS: '1000',
    TOLK_ATTEMPTS: '1',
    TOLK_CONCURRENCY: '1',
  });
  const ids = receivedIds(await world.client.enqueueMany([makeArticle(1), makeArticle(1)]));
  await until(async () => (await world.client.status()).waiting.articles === 2);
  expect(front.requests).toHaveLength(1);
  for (const id of ids) expect(await world.client.wait(id)).toMatchObject({ status: 'done' });
});

test('translate says what it tries again, and until when it waits', async () => {
  await using world = await createWorld();
  const broken: Refusal = { status: 502, body: '<title>502 Bad Gateway</title>' };
  const soon: Refusal = { ...tomorrow, headers: { 'retry-after': '2' } };
  await using front = await startFront(world.sandbox.baseUrl, (_, count) => {
    if (count <= 2) return broken;
    return count === 3 ? soon : null;
  });
  const { code, stderr } = await runTolk(['translate', knownFile], {
    env: { ...world.env, LLM_BASE_URL: front.baseUrl, TOLK_MODEL: 'gpt-x' },
  });
  expect(stderr).toContain(
    'the LLM API failed (502); it says: 502 Bad Gateway [llm.server_error]; trying again',
  );
  expect(stderr).toMatch(/gpt-x is not called until 20.*UserByModelByDay/);
  expect(code).toBe(0);
});
