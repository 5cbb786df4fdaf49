import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeArticle, receivedIds } from '../support/articles.ts';
import { forbidden } from '../support/dialects/errors.ts';
import { type ChatBody, type Refusal, startFront } from '../support/dialects/front.ts';
import { createWorld } from '../support/in-process.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';
import { until } from '../support/until.ts';

const moderated: Refusal = {
  status: 403,
  body: {
    error: {
      code: 403,
      message: 'Your input was flagged',
      metadata: { reasons: ['violence'], flagged_input: 'gif', provider_name: 'x' },
    },
  },
};
const blocked: Refusal = forbidden[0] ?? moderated;

/** Objects to articles with this word in them. */
const poison = 'Vergiftigd';
const objectTo =
  (refusal: Refusal) =>
  ({ messages }: ChatBody) =>
    messages.some(({ content }) => content.includes(poison)) ? refusal : null;
const poisoned = () => {
  const { body } = makeArticle(1);
  return { body: `${poison} is hij. ${body}` };
};

test('a firewall that objects to one of eight files fails that file, and tolk says so', async () => {
  await using world = await createWorld();
  await using front = await startFront(world.sandbox.baseUrl, objectTo(blocked));
  const folder = await temporaryFolder();
  const articles = [poisoned(), ...Array.from({ length: 7 }, () => makeArticle(1))];
  const files = articles.map((_, at) => join(folder, `${at}.txt`));
  for (const [at, { body }] of articles.entries()) await writeFile(files[at] ?? '', body);
  const env = { ...world.env, LLM_BASE_URL: front.baseUrl, TOLK_ATTEMPTS: '2' };
  const { code, stdout, stderr } = await runTolk(['translate', '--json', ...files], { env });
  const results: Array<{ status: string; error?: { code: string } }> = JSON.parse(stdout);
  expect(results.map(({ status }) => status)).toEqual(['failed', ...Array(7).fill('done')]);
  expect(results[0]).toMatchObject({ attempt: 2, error: { code: 'llm.forbidden' } });
  expect(stderr).toContain(
    'Attention Required! | Cloudflare · Sorry, you have been blocked (request 8f1-AMS)',
  );
  expect(code).toBe(3);
  expect((await world.client.status()).pause).toBeNull();
});

test('a moderation that objects to an article concerns that article at once', async () => {
  await using world = await createWorld();
  await using front = await startFront(world.sandbox.baseUrl, objectTo(moderated));
  await world.startWorker({ LLM_BASE_URL: front.baseUrl });
  const ids = receivedIds(await world.client.enqueueMany([poisoned(), makeArticle(1), poisoned()]));
  const results = await Promise.all(ids.map((id) => world.client.wait(id)));
  expect(results).toMatchObject([
    { status: 'failed', attempt: 1, error: { code: 'llm.filtered' } },
    { status: 'done' },
    { status: 'failed', attempt: 1, error: { code: 'llm.filtered' } },
  ]);
});

test('forbidden for every article it is the key: all stops, with the server’s words, and resumes', async () => {
  await using world = await createWorld();
  let isOpen = false;
  await using front = await startFront(world.sandbox.baseUrl, () =>
    isOpen ? null : { status: 403, body: { message: 'Forbidden: no route for this client' } },
  );
  await world.startWorker({ LLM_BASE_URL: front.baseUrl, TOLK_CONCURRENCY: '1' });
  await world.startWorker({ LLM_BASE_URL: front.baseUrl, TOLK_CONCURRENCY: '1' });
  const ids = receivedIds(
    await world.client.enqueueMany(Array.from({ length: 6 }, () => makeArticle(1))),
  );
  await until(async () => (await world.client.status()).pause !== null);
  expect((await world.client.status()).pause).toMatchObject({
    code: 'llm.unauthorized',
    message: expect.stringContaining('no route for this client'),
  });
  expect(front.requests.length).toBeLessThanOrEqual(4);
  isOpen = true;
  await world.client.resume();
  for (const id of ids) expect((await world.client.wait(id)).status).toBe('done');
});

test('two such articles at the head of the queue are got past with one resume', async () => {
  await using world = await createWorld();
  await using front = await startFront(world.sandbox.baseUrl, objectTo(blocked));
  await world.startWorker({
    LLM_BASE_URL: front.baseUrl,
    TOLK_CONCURRENCY: '1',
  });
  const articles = [poisoned(), poisoned(), ...Array.from({ length: 4 }, () => makeArticle(1))];
  const ids = receivedIds(await world.client.enqueueMany(articles));
  await until(async () => (await world.client.status()).pause !== null);
  await world.client.resume();
  const results = await Promise.all(ids.map((id) => world.client.wait(id)));
  expect(results.map(({ status }) => status)).toEqual([
    'failed',
    'failed',
    ...Array(4).fill('done'),
  ]);
});
