import { randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { CachedCalls } from '../../src/llm/call.ts';
import { createLlmClient } from '../../src/llm/client.ts';
import { createPriceTable } from '../../src/llm/cost/price.ts';
import { capabilitiesSchema } from '../../src/llm/http/capabilities.ts';
import { createOpenAiClient } from '../../src/llm/http/openai-client.ts';
import { type RawAnswer, rawAnswerSchema } from '../../src/llm/http/response.ts';
import { createTransport } from '../../src/llm/http/transport.ts';
import { defaultTiming } from '../../src/llm/limits/retry.ts';
import { presets } from '../../src/llm/providers.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLlmStore } from '../../src/store/llm-store.ts';
import { connectRedis } from '../../src/store/redis.ts';
import {
  summariseAnswerSchema,
  summariseInput,
  summariseSystem,
} from '../../src/summarise/prompt.ts';

async function open(maxAnswers = 100) {
  const redis = await connectRedis(inject('redisUrl'));
  const prefix = `{llm-${randomUUID()}}`;
  const store = createLlmStore(redis, createKeys(prefix), {
    answerSchema: rawAnswerSchema,
    capabilitiesSchema,
    maxAnswers,
    owner: 'worker',
  });
  return { store, redis, prefix, [Symbol.dispose]: () => redis.disconnect() };
}

const answer: RawAnswer = {
  model: 'm',
  promptTokens: 1,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  completionTokens: 1,
  reasoningTokens: 0,
  isEstimated: false,
  content: '{}',
  refusal: null,
  finish: 'stop',
};

test('who asks the same at the same time, in whatever process, waits for one answer that is paid once', async () => {
  using it = await open();
  await using sandbox = await startSandbox({ latencyMs: 300 });
  const translation = {
    title: null,
    segments: [{ n: 1, nl: 'Het huis.', en: 'The house is large and new.' }],
  };
  const transport = createTransport({
    connectTimeoutMs: 1_000,
    callTimeoutMs: 5_000,
    maxConnections: 8,
  });
  onTestFinished(() => transport.close());
  // As many clients as there would be processes: nothing but Redis is shared.
  const clients = Array.from({ length: 5 }, () => {
    const calls = new CachedCalls({
      client: createOpenAiClient({ baseUrl: sandbox.baseUrl, fetch: transport.fetch }),
      server: sandbox.baseUrl,
      capabilities: presets.vllm.capabilities,
      store: it.store,
      limits: undefined,
      prices: createPriceTable(),
      budgets: () => [],
      cacheTtlMs: 60_000,
      maxConcurrency: 8,
      timing: defaultTiming,
      pauseReason: () => undefined,
      clock: Date.now,
      random: Math.random,
    });
    return createLlmClient({ calls, store: it.store, models: ['sandbox'] });
  });
  const question = {
    task: 'summary',
    system: summariseSystem('full'),
    input: JSON.stringify(summariseInput(translation.title, translation.segments)),
    schema: summariseAnswerSchema,
    maxOutputTokens: 1_000,
  };
  const answers = await Promise.all(
    clients.map((client) => client.forArticle({ onSpend: () => {} }).complete(question)),
  );
  expect(new Set(answers.map(({ value }) => value.headline)).size).toBe(1);
  expect(sandbox.stats().requests).toBe(1);
});

test('the lease of a dead owner ends by itself, and only the owner can renew or end his own', async () => {
  using it = await open();
  const claim = (leaseMs: number) => it.store.claim('key', { article: 'a', leaseMs });
  const dead = await claim(3_000);
  if (dead === null || 'answer' in dead) throw new Error('nobody else makes the call');
  expect(await claim(100)).toBeNull();
  await expect.poll(() => claim(60_000)).not.toBeNull();
  await dead.lease.renew();
  await dead.lease.end();
  expect(await claim(100)).toBeNull();
});

test('the cache keeps so many calls and no more, the youngest ones', async () => {
  using it = await open(3);
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    await it.store.writeAnswer(key, { ...answer, content: key }, 60_000);
    await new Promise((later) => setTimeout(later, 2));
  }
  const kept = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => it.store.readAnswer(key)));
  expect(kept.map((found) => found?.content ?? null)).toEqual([null, null, 'c', 'd', 'e']);
});

test('many who reserve at once never go beyond a budget, and what was not used comes back', async () => {
  using it = await open();
  const budgets = [
    { name: 'day', kind: 'daily' as const, limitUsd: 1, expiresInMs: 60_000 },
    { name: 'order', kind: 'articles' as const, limitUsd: 0.5, expiresInMs: 60_000 },
  ];
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, at) => it.store.book({ id: `${at}`, budgets, usd: 0.1 })),
  );
  expect(outcomes.filter((full) => full === null)).toHaveLength(5);
  expect(new Set(outcomes.map((full) => full?.name))).toEqual(new Set([undefined, 'order']));
  await it.store.settle(budgets, -0.1);
  expect(await it.store.book({ id: 'more', budgets, usd: 0.1 })).toBeNull();
});

test('an answer that led nowhere is forgotten; a good one that came in its place since is not', async () => {
  using it = await open();
  const refused: RawAnswer = { ...answer, content: null, refusal: 'I cannot.' };
  // Two read it: neither knows of the other.
  await it.store.writeAnswer('key', refused, 60_000);
  const read = (await it.store.readAnswer('key')) ?? answer;
  await it.store.forgetAnswers([{ key: 'key', answer: refused }]);
  expect(await it.store.readAnswer('key')).toBeNull();
  await it.store.writeAnswer('key', answer, 60_000);
  await it.store.forgetAnswers([{ key: 'key', answer: read }]);
  expect(await it.store.readAnswer('key')).toEqual(answer);
  await it.store.forgetAnswers([{ key: 'key', answer }]);
  expect(await it.store.readAnswer('key')).toBeNull();
});
