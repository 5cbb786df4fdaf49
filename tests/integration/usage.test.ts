import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createPriceTable, type Price } from '../../src/llm/cost/price.ts';
import { addSpend, noSpend, type Spend } from '../../src/llm/cost/usage.ts';
import type { Budget } from '../../src/llm/limits/budgets.ts';
import { startAlteredLlm } from '../support/altered-llm.ts';
import { makeArticle } from '../support/articles.ts';
import { createWorld, type LlmClientOptions, llmClientTo } from '../support/in-process.ts';
import { events, piecesOf, type RawAnswer, startRawServer } from '../support/raw-server.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

/** A million prompt tokens for a dollar, cached ones for a tenth, answers for ten. */
const price: Price = {
  model: 'asked-model',
  input: 1,
  cachedInput: 0.1,
  cacheWrite: 1.25,
  output: 10,
  flexFactor: 0.5,
  priorityFactor: 2,
  source: 'made up',
};
const dear: Price = { ...price, model: 'dear-model', input: 20, output: 200 };
const prices = createPriceTable([price, dear]);

const question = {
  task: 'translation',
  // About 1,000 tokens by our own count.
  system: 'Translate the text into English and answer as JSON. '.repeat(90),
  input: '{"text":"Hoi"}',
  schema: z.object({ answer: z.string() }),
  maxOutputTokens: 2_000,
};
const content = JSON.stringify({ answer: 'word '.repeat(100) });

const completion = (more: object) => ({
  raw: JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'asked-model',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    ...more,
  }),
});

async function ask(
  baseUrl: string,
  options: LlmClientOptions['calls'] = {},
  more: Pick<LlmClientOptions, 'extras'> = {},
) {
  let spend: Spend = noSpend;
  const calls = { prices, ...options };
  const client = llmClientTo(baseUrl, { models: ['asked-model'], calls, ...more });
  const onSpend = (more: Spend) => {
    spend = addSpend(spend, more);
  };
  await client.forArticle({ onSpend }).complete(question);
  return spend;
}

const plain = { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_200 };

test.each<[string, object, Partial<Spend['usage']>, number]>([
  ['OpenAI', { usage: plain }, { promptTokens: 1_000, completionTokens: 200 }, 0.003],
  [
    'OpenAI with cache, cache writes and reasoning',
    {
      usage: {
        ...plain,
        prompt_tokens_details: { cached_tokens: 400, cache_write_tokens: 500 },
        completion_tokens_details: { reasoning_tokens: 150 },
      },
    },
    { cachedTokens: 400, cacheWriteTokens: 500, reasoningTokens: 150, completionTokens: 200 },
    0.000_1 + 0.000_04 + 0.000_625 + 0.002,
  ],
  [
    'xAI, reasoning outside completion_tokens',
    {
      usage: {
        prompt_tokens: 1_000,
        completion_tokens: 200,
        total_tokens: 1_900,
        completion_tokens_details: { reasoning_tokens: 700 },
      },
    },
    { completionTokens: 900, reasoningTokens: 700 },
    0.01,
  ],
  [
    'xAI without a total',
    {
      usage: {
        prompt_tokens: 1_000,
        completion_tokens: 200,
        completion_tokens_details: { reasoning_tokens: 700 },
      },
    },
    { completionTokens: 900, reasoningTokens: 700 },
    0.01,
  ],
  [
    'Gemini’s OpenAI address, reasoning in the total only',
    { usage: { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_900 } },
    { completionTokens: 900, reasoningTokens: 700 },
    0.01,
  ],
  [
    'Gemini’s own names',
    {
      usageMetadata: {
        promptTokenCount: 1_000,
        candidatesTokenCount: 200,
        thoughtsTokenCount: 700,
        totalTokenCount: 1_900,
      },
    },
    { promptTokens: 1_000, completionTokens: 900, reasoningTokens: 700 },
    0.01,
  ],
  [
    'Anthropic, with what the cache held apart',
    {
      usage: {
        input_tokens: 100,
        output_tokens: 200,
        cache_read_input_tokens: 400,
        cache_creation_input_tokens: 500,
      },
    },
    { promptTokens: 1_000, cachedTokens: 400, cacheWriteTokens: 500, completionTokens: 200 },
    0.000_1 + 0.000_04 + 0.000_625 + 0.002,
  ],
  [
    'Anthropic through a gateway, with what the cache held apart',
    {
      usage: {
        prompt_tokens: 100,
        completion_tokens: 200,
        total_tokens: 300,
        cache_read_input_tokens: 400,
        cache_creation_input_tokens: 500,
      },
    },
    { promptTokens: 1_000, cachedTokens: 400, cacheWriteTokens: 500, reasoningTokens: 0 },
    0.000_1 + 0.000_04 + 0.000_625 + 0.002,
  ],
  [
    'Anthropic through a gateway, with all in the prompt',
    {
      usage: {
        ...plain,
        cache_read_input_tokens: 400,
        cache_creation_input_tokens: 500,
        prompt_tokens_details: { cached_tokens: 400 },
      },
    },
    { promptTokens: 1_000, cachedTokens: 400, cacheWriteTokens: 500, reasoningTokens: 0 },
    0.000_1 + 0.000_04 + 0.000_625 + 0.002,
  ],
  [
    'Cohere’s own names',
    { usage: { tokens: { input_tokens: 1_000, output_tokens: 200 } } },
    { promptTokens: 1_000, completionTokens: 200 },
    0.003,
  ],
  [
    'a total and a completion',
    { usage: { completion_tokens: 200, total_tokens: 1_200 } },
    { promptTokens: 1_000, completionTokens: 200, reasoningTokens: 0 },
    0.003,
  ],
  [
    'a gateway that counts cached tokens apart, as its total shows',
    {
      usage: {
        prompt_tokens: 100,
        completion_tokens: 200,
        total_tokens: 1_200,
        prompt_tokens_details: { cached_tokens: 900 },
      },
    },
    { promptTokens: 1_000, cachedTokens: 900, completionTokens: 200, reasoningTokens: 0 },
    0.000_1 + 0.000_09 + 0.002,
  ],
  [
    'DeepSeek',
    {
      usage: { ...plain, prompt_cache_hit_tokens: 600, prompt_cache_miss_tokens: 400 },
    },
    { promptTokens: 1_000, cachedTokens: 600 },
    0.000_4 + 0.000_06 + 0.002,
  ],
  [
    'Groq, in x_groq',
    { usage: null, x_groq: { usage: plain } },
    { promptTokens: 1_000, completionTokens: 200, estimatedCalls: 0 },
    0.003,
  ],
  [
    'text and fractions',
    { usage: { prompt_tokens: '1000', completion_tokens: 199.5 } },
    { promptTokens: 1_000, completionTokens: 200, estimatedCalls: 0 },
    0.003,
  ],
  [
    'more cached than sent: never below nothing',
    { usage: { ...plain, prompt_tokens_details: { cached_tokens: 50_000 } } },
    { promptTokens: 1_000, cachedTokens: 1_000 },
    0.000_1 + 0.002,
  ],
  [
    'a dated name',
    { model: 'asked-model-2026-09-29', usage: plain },
    { calls: 1, estimatedCalls: 0 },
    0.003,
  ],
  ['a gateway’s name', { model: 'azure/prod-7', usage: plain }, { calls: 1 }, 0.003],
  ['no name', { model: '', usage: plain }, { calls: 1 }, 0.003],
  ['a dearer model that answered', { model: 'x/dear-model', usage: plain }, { calls: 1 }, 0.06],
  ['the flex tier', { service_tier: 'flex', usage: plain }, { calls: 1 }, 0.001_5],
  ['the fast tier', { service_tier: 'priority', usage: plain }, { calls: 1 }, 0.006],
])('%s: usage and cost as they are', async (_, more, usage, usd) => {
  await using llm = await startScriptedLlm([completion(more)]);
  const spend = await ask(llm.baseUrl);
  expect(spend.usage).toMatchObject({ estimatedCalls: 0, ...usage });
  expect(spend.costUsd).toBeCloseTo(usd, 9);
});

test.each<[string, object]>([
  ['none', {}],
  ['null', { usage: null }],
  ['zeros', { usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }],
  ['below nothing', { usage: { prompt_tokens: -1_000, completion_tokens: -200 } }],
  ['not numbers', { usage: { prompt_tokens: 'many', completion_tokens: Number.NaN } }],
  ['absurd', { usage: { prompt_tokens: 4_000_000, completion_tokens: 4_000_000_000 } }],
  ['an absurd total', { usage: { ...plain, total_tokens: 90_000_000 } }],
  ['half', { usage: { prompt_tokens: 1_000 } }],
  ['a total alone', { usage: { total_tokens: 1_200 } }],
  ['a list', { usage: [] }],
  ['words', { usage: 'unknown' }],
])('usage that cannot be true (%s) is counted by ourselves, and says so', async (_, more) => {
  await using llm = await startScriptedLlm([completion(more)]);
  const spend = await ask(llm.baseUrl);
  expect(spend.usage.estimatedCalls).toBe(1);
  expect(spend.usage.promptTokens).toBeGreaterThan(700);
  expect(spend.usage.promptTokens).toBeLessThan(2_000);
  expect(spend.usage.completionTokens).toBeGreaterThan(90);
  expect(spend.usage.completionTokens).toBeLessThan(200);
  expect(spend.costUsd).toBeGreaterThan(0.001);
  expect(spend.costUsd).toBeLessThan(0.005);
});

test('a service tier is asked for, waited for, and paid as the one that answers', async () => {
  const busy = { status: 429, code: 'resource_unavailable', message: 'Resource Unavailable' };
  await using llm = await startScriptedLlm([
    busy,
    completion({ service_tier: 'flex', usage: plain }),
    completion({ service_tier: 'default', usage: plain }),
  ]);
  const flex = { extras: { tier: 'flex' } } as const;
  expect((await ask(llm.baseUrl, {}, flex)).costUsd).toBeCloseTo(0.001_5, 9);
  expect((await ask(llm.baseUrl, {}, flex)).costUsd).toBeCloseTo(0.003, 9);
  expect(llm.requests.map(({ service_tier }) => service_tier)).toEqual(['flex', 'flex', 'flex']);
  await ask(llm.baseUrl);
  expect(llm.requests.at(-1)).not.toHaveProperty('service_tier');
});

test('a stream is paid by the usage and the tier of its last piece, or counted by ourselves', async () => {
  const said = piecesOf(content).map((one) => ({ ...one, model: 'asked-model' }));
  const told = said.map((one) => ('usage' in one ? { ...one, usage: plain } : one));
  const tiered = told.map((one, at) => ({ ...one, service_tier: at === 0 ? 'auto' : 'flex' }));
  const untold = said.map((one) => ({ ...one, usage: null }));
  const streamed =
    (pieces: readonly unknown[]): RawAnswer =>
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events(pieces));
    };
  await using server = await startRawServer([streamed(told), streamed(tiered), streamed(untold)]);
  expect((await ask(server.baseUrl, { isLocal: true })).costUsd).toBeCloseTo(0.003, 9);
  expect((await ask(server.baseUrl, { isLocal: true })).costUsd).toBeCloseTo(0.001_5, 9);
  const counted = await ask(server.baseUrl, { isLocal: true });
  expect(counted.usage).toMatchObject({ calls: 1, estimatedCalls: 1 });
  expect(counted.costUsd).toBeGreaterThan(0.001);
  expect(server.requests.every(({ body }) => JSON.parse(body).stream === true)).toBe(true);
});

test('what OpenRouter says it has charged is what was paid, also with a key of one’s own', async () => {
  await using llm = await startScriptedLlm([
    completion({ model: 'x/unknown', usage: { ...plain, cost: 0.012_5 } }),
    completion({
      usage: {
        ...plain,
        cost: 0.001,
        is_byok: true,
        cost_details: { upstream_inference_cost: 0.02 },
      },
    }),
    completion({ usage: { ...plain, cost: -3 } }),
  ]);
  const told = { reportsDollars: true };
  expect((await ask(llm.baseUrl, told)).costUsd).toBe(0.012_5);
  expect((await ask(llm.baseUrl, told)).costUsd).toBeCloseTo(0.021);
  expect((await ask(llm.baseUrl, told)).costUsd).toBeCloseTo(0.003);
  // From anybody else it may be in any unit.
  expect((await ask(llm.baseUrl)).costUsd).toBeCloseTo(0.003);
});

test.each<[string, object, number]>([
  ['no usage', { usage: null }, 0.002],
  ['another name', { model: 'azure/prod-7', usage: plain }, 0.003],
  [
    'more cached than sent',
    { usage: { ...plain, prompt_tokens_details: { cached_tokens: 5e6 } } },
    0.002,
  ],
  ['a dearer model', { model: 'dear-model', usage: plain }, 0.06],
  ['much reasoning', { usage: { ...plain, total_tokens: 11_200 } }, 0.103],
])('a budget holds with %s', async (_, more, usd) => {
  await using llm = await startScriptedLlm([completion(more)]);
  const limitUsd = 6.5 * usd;
  const daily: Budget = { name: 'day', kind: 'daily', limitUsd, expiresInMs: 60_000 };
  const client = llmClientTo(llm.baseUrl, {
    models: ['asked-model'],
    calls: { prices, budgets: () => [daily], cacheTtlMs: 0 },
  });
  let spend: Spend = noSpend;
  const onSpend = (one: Spend) => {
    spend = addSpend(spend, one);
  };
  const answers = await Promise.allSettled(
    Array.from({ length: 40 }, () => client.forArticle({ onSpend }).complete(question)),
  );
  const refused = answers.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(20);
  expect(refused[0]).toMatchObject({ reason: { code: 'llm.budget_spent' } });
  expect(spend.usage.calls).toBe(llm.requests.length);
  expect(spend.costUsd).toBeLessThanOrEqual(limitUsd + usd);
  expect(spend.costUsd).toBeGreaterThan(0);
});

test('at OpenRouter an article costs what OpenRouter says, also of a model without a price', async () => {
  await using world = await createWorld();
  await using router = await startAlteredLlm(world.sandbox.baseUrl, (said) => ({
    ...said,
    model: 'qwen/qwen3-32b',
    usage: { ...Object(said['usage']), cost: 0.25 },
  }));
  const file = join(await temporaryFolder(), 'article.txt');
  await writeFile(file, makeArticle(1).body);
  const { stdout } = await runTolk(['translate', file, '--calls', 'two', '--json'], {
    env: {
      ...world.env,
      TOLK_PROVIDER: 'openrouter',
      TOLK_MODEL: 'qwen/qwen3-32b',
      OPENAI_API_KEY: 'k',
      LLM_BASE_URL: router.baseUrl,
    },
  });
  const { costUsd, usage } = JSON.parse(stdout);
  expect(usage.calls).toBeGreaterThan(1);
  expect(costUsd).toBeCloseTo(usage.calls * 0.25, 9);
});
