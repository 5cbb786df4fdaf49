import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { prepareArticle } from '../../src/article/prepare.ts';
import { defaultLimits } from '../../src/article/schema.ts';
import type { CallsContext } from '../../src/llm/call.ts';
import type { LlmClient } from '../../src/llm/client.ts';
import { CallWatch } from '../../src/llm/http/time-limits.ts';
import { createInMemoryLlmStore } from '../../src/llm/in-memory-store.ts';
import { processArticle } from '../../src/pipeline.ts';
import { llmClientTo } from '../support/in-process.ts';
import { completionBody, type RawAnswer, startRawServer } from '../support/raw-server.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { until } from '../support/until.ts';

/* What is paid for is not asked for again, whatever fails between the answer and its use. */

const schema = z
  .object({ answer: z.string() })
  .refine(({ answer }) => answer !== 'wrong', { message: 'the answer is wrong' });
const wrong = { content: '{"answer":"wrong"}' };
const good = { content: '{"answer":"yes"}' };

function ask(client: LlmClient, signal?: AbortSignal): Promise<unknown> {
  return client
    .forArticle({ signal, onSpend: () => {} })
    .complete({ task: 'test', system: 'Do.', input: '{}', schema, maxOutputTokens: 100 })
    .catch((error: unknown) => error);
}

const answered = { value: { answer: 'yes' } };
const openings = (requests: ReadonlyArray<{ readonly messages: readonly unknown[] }>) =>
  requests.filter(({ messages }) => messages.length === 2).length;

describe('an answer that is being repaired', () => {
  test('is kept when the server fails at the repair', async () => {
    const failing = Array<{ status: number }>(3).fill({ status: 500 });
    await using llm = await startScriptedLlm([wrong, ...failing, good]);
    const client = llmClientTo(llm.baseUrl);
    expect(await ask(client)).toMatchObject({ code: 'llm.server_error' });
    expect(await ask(client)).toMatchObject(answered);
    expect(openings(llm.requests)).toBe(1);
  });

  test('is kept when its worker stops', async () => {
    await using llm = await startScriptedLlm([wrong, { hang: true }, good]);
    const client = llmClientTo(llm.baseUrl);
    const stop = new AbortController();
    const first = ask(client, stop.signal);
    await until(() => llm.requests.length === 2);
    stop.abort(new Error('shutdown'));
    expect(await first).toMatchObject({ message: 'shutdown' });
    expect(await ask(client)).toMatchObject(answered);
    expect(openings(llm.requests)).toBe(1);
  });
});

test('a chunk that fails leaves calls in flight for the others their answers', async () => {
  const dutch = ['De kat slaapt op het dak.', 'De hond loopt op straat.', 'Het regent vandaag.'];
  const english = [
    'The cat sleeps on the roof.',
    'The dog walks in the street.',
    'It rains today.',
  ];
  /** Those that wait until one has failed. */
  const waiting: Array<() => void> = [];
  let isBroken = true;
  const answer: RawAnswer = (response, { body }) => {
    const { messages } = JSON.parse(body) as { messages: Array<{ content: string }> };
    const { segments } = JSON.parse(messages[1]?.content ?? '') as {
      segments: Array<{ n: number; nl: string }>;
    };
    const values = segments.map(({ n, nl }) => ({ n, en: english[dutch.indexOf(nl)] }));
    const succeed = () =>
      void response.end(completionBody(JSON.stringify({ title: null, segments: values })));
    if (!isBroken) return succeed();
    if (waiting.length < 2) return void waiting.push(succeed);
    isBroken = false;
    response.writeHead(403).end('{"error":{"message":"not this one"}}');
    // Later than whoever asked for the one that failed has heard of it.
    response.on('finish', () => setTimeout(() => waiting.map((end) => end()), 100));
  };
  await using server = await startRawServer([answer]);
  const llm = llmClientTo(server.baseUrl);
  const attempt = () =>
    processArticle(
      prepareArticle({ body: dutch.join('\n\n') }, 'an article', defaultLimits),
      { summary: 'none', language: 'any' },
      { llm, chunkTokens: 5, chunkConcurrency: 3 },
    );
  await expect(attempt()).rejects.toMatchObject({ code: 'llm.forbidden' });
  expect(server.abandoned).toBe(0);
  const { translation, usage } = await attempt();
  expect(translation.segments.map(({ en }) => en)).toEqual(english);
  expect(usage).toMatchObject({ calls: 1, cachedCalls: 2 });
  expect(server.requests).toHaveLength(4);
});

test('a chunk that fails keeps the others from asking more', async () => {
  await using llm = await startScriptedLlm([{ status: 403 }, good]);
  const article = prepareArticle({ body: 'De kat slaapt.\n\nHet regent.' }, 'it', defaultLimits);
  const options = { summary: 'none', language: 'any' } as const;
  const context = { llm: llmClientTo(llm.baseUrl), chunkTokens: 5, chunkConcurrency: 1 };
  await expect(processArticle(article, options, context)).rejects.toMatchObject({
    code: 'llm.forbidden',
  });
  expect(llm.requests).toHaveLength(1);
});

describe('while Redis is away for a moment', () => {
  const refuse = () => Promise.reject(new Error('Connection is closed.'));

  test('an answer that it cannot take is used, and not asked for again', async () => {
    await using llm = await startScriptedLlm([good]);
    const store = createInMemoryLlmStore();
    let isAway = true;
    const broken: typeof store = {
      ...store,
      async claim(key, wanted) {
        const claimed = await store.claim(key, wanted);
        if (claimed === null || 'answer' in claimed) return claimed;
        const { lease } = claimed;
        return { lease: { ...lease, end: (kept) => (isAway ? refuse() : lease.end(kept)) } };
      },
    };
    const client = llmClientTo(llm.baseUrl, { calls: { store: broken } });
    expect(await ask(client)).toMatchObject(answered);
    isAway = false;
    expect(await ask(client)).toMatchObject(answered);
    // It was written late, and anybody finds it.
    const other = llmClientTo(llm.baseUrl, { calls: { store } });
    expect(await ask(other)).toMatchObject(answered);
    expect(llm.requests).toHaveLength(1);
  });

  test('what a limit, a budget or a capability is to learn from an answer does not lose it', async () => {
    await using llm = await startScriptedLlm([good]);
    const limits: CallsContext['limits'] = {
      knows: async () => true,
      countsTokens: async () => false,
      acquire: async () => {},
      settle: refuse,
      observe: refuse,
    };
    const store = { ...createInMemoryLlmStore(), settle: refuse, writeCapabilities: refuse };
    const budget = { name: 'day', kind: 'daily', limitUsd: 10, expiresInMs: 60_000 } as const;
    const client = llmClientTo(llm.baseUrl, {
      models: ['gpt-4o'],
      calls: { limits, store, budgets: () => [budget] },
    });
    expect(await ask(client)).toMatchObject(answered);
    expect(llm.requests).toHaveLength(1);
  });
});

test('an answer that has arrived is read, though its time ran out while the process was held up', async () => {
  let watch: CallWatch | undefined;
  await using server = await startRawServer([
    (response) => {
      response.end('the answer');
      watch = new CallWatch({ firstTextMs: 20, silenceMs: 20, totalMs: 20 });
      // As a machine does that sleeps: nothing is read, and then all timers are due.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    },
  ]);
  const response = await fetch(server.baseUrl);
  for await (const _ of response.body ?? []) watch?.onBytes();
  watch?.onComplete();
  expect(watch?.problem).toBeUndefined();
  watch?.stop();
});

test('a question that is new to an article is paid for once, in whichever round others put it', async () => {
  await using llm = await startScriptedLlm([good, good, good]);
  const client = llmClientTo(llm.baseUrl);
  const question = { task: 'test', system: 'Do.', schema, maxOutputTokens: 100 };
  const put = (article: ReturnType<LlmClient['forArticle']>, input: string, round: number) =>
    article.complete({ ...question, input, round });
  const one = client.forArticle({ onSpend: () => {} });
  const other = client.forArticle({ onSpend: () => {} });
  await put(one, '{}', 0);
  await put(other, '{"n":1}', 0);
  await put(other, '{}', 1);
  expect(llm.requests).toHaveLength(2);
  // Whoever puts it again on purpose has an answer of its own, once.
  await put(other, '{}', 2);
  await put(other, '{}', 2);
  expect(llm.requests).toHaveLength(3);
});
