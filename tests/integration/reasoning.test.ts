import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { prepareArticle } from '../../src/article/prepare.ts';
import { loadConfig } from '../../src/config/config.ts';
import type { Outcome } from '../../src/contract.ts';
import { chooseProvider } from '../../src/llm/choose-provider.ts';
import { createInMemoryLlmStore } from '../../src/llm/in-memory-store.ts';
import { presets } from '../../src/llm/providers.ts';
import { processArticle } from '../../src/pipeline.ts';
import {
  startThinkingLlm,
  type ThinkingOptions,
  type ThinkingRequest,
} from '../support/dialects/thinking-llm.ts';
import {
  createWorld,
  type LlmClientOptions,
  llmClientTo,
  type World,
} from '../support/in-process.ts';

const question = {
  task: 'test',
  system: 'Instructions.',
  input: '{"text":"Hoi"}',
  schema: z.object({ answer: z.string() }),
  maxOutputTokens: 100,
};
const answer = () => '{"answer":"yes"}';

/** The fields of a body that tell how much to think. */
const effortFields = ({
  reasoning_effort,
  reasoning,
  thinking,
  chat_template_kwargs,
}: ThinkingRequest) =>
  JSON.parse(JSON.stringify({ reasoning_effort, reasoning, thinking, chat_template_kwargs }));

describe('each model is asked for the least thinking that it takes', () => {
  const noTemplateThinking = { chat_template_kwargs: { enable_thinking: false, thinking: false } };
  test.each([
    ['openai', 'gpt-6-luna', { reasoning_effort: 'none' }],
    ['openai', 'gpt-6.1-terra-2026-10-26', { reasoning_effort: 'none' }],
    ['openai', 'gpt-5.6-luna', { reasoning_effort: 'none' }],
    ['openai', 'gpt-5-mini', { reasoning_effort: 'minimal' }],
    ['openai', 'gpt-5-2025-08-07', { reasoning_effort: 'minimal' }],
    ['openai', 'gpt-5.3-codex', { reasoning_effort: 'low' }],
    ['openai', 'o4-mini', { reasoning_effort: 'low' }],
    ['openai', 'gpt-4.1-mini', {}],
    ['openai', 'gpt-4o-2024-08-06', {}],
    ['openai', 'gpt-5-chat-latest', {}],
    ['azure', 'my-deployment', {}],
    ['bedrock', 'us.openai.gpt-6-luna', { reasoning_effort: 'none' }],
    ['github', 'openai/o3', { reasoning_effort: 'low' }],
    ['litellm', 'gemini/gemini-2.5-pro', { reasoning_effort: 'low' }],
    ['gemini', 'gemini-3-flash-preview', { reasoning_effort: 'none' }],
    ['gemini', 'gemini-3.1-pro-preview', { reasoning_effort: 'low' }],
    ['openrouter', 'qwen/qwen3-32b', { reasoning: { effort: 'none' } }],
    ['openrouter', 'openai/gpt-4.1-mini', {}],
    ['anthropic', 'claude-haiku-4-5', {}],
    ['groq', 'openai/gpt-oss-20b', { reasoning_effort: 'low' }],
    ['groq', 'qwen/qwen3-32b', { reasoning_effort: 'none' }],
    ['groq', 'llama-3.3-70b-versatile', {}],
    ['deepseek', 'deepseek-v4-flash', { thinking: { type: 'disabled' } }],
    ['together', 'Qwen/Qwen3-235B-A22B', { reasoning: { enabled: false } }],
    ['xai', 'grok-4.3', { reasoning_effort: 'none' }],
    ['xai', 'grok-4', {}],
    ['mistral', 'mistral-small-latest', { reasoning_effort: 'none' }],
    ['mistral', 'open-mistral-nemo', {}],
    ['ollama', 'gemma3:4b', { reasoning_effort: 'none' }],
    ['ollama', 'gpt-oss:20b', { reasoning_effort: 'low' }],
    ['vllm', 'Qwen/Qwen3-8B', noTemplateThinking],
    ['sglang', 'deepseek-ai/DeepSeek-V3.1', noTemplateThinking],
    ['llamacpp', 'Qwen3-4B-Q4_K_M.gguf', noTemplateThinking],
    ['vllm', 'Qwen/Qwen3-4B-Instruct-2507', {}],
    ['vllm', 'mistralai/Mistral-7B-Instruct-v0.3', {}],
  ] as const)('%s: %s', async (name, model, fields) => {
    await using llm = await startThinkingLlm({ answer });
    const { capabilities } = presets[name];
    const client = llmClientTo(llm.baseUrl, { models: [model], calls: { capabilities } });
    await client.forArticle({ onSpend: () => {} }).complete(question);
    expect(llm.requests.map(effortFields)).toEqual([fields]);
  });
});

/** A model that takes these efforts, and refuses others in the words of its server. */
const taking =
  (efforts: readonly unknown[], refusal: (effort: unknown) => string) =>
  (request: ThinkingRequest) => {
    const { reasoning_effort, reasoning, chat_template_kwargs } = effortFields(request);
    const effort = reasoning_effort ?? reasoning?.effort ?? chat_template_kwargs;
    return effort === undefined || efforts.includes(effort) ? undefined : refusal(effort);
  };

describe('an effort that is refused is learned: the next call asks right at once', () => {
  test.each([
    [
      'OpenAI lists what it takes',
      'openai',
      'gpt-6-luna',
      taking(
        ['low', 'medium', 'high'],
        (effort) =>
          `Unsupported value: 'reasoning_effort' does not support '${effort}' with this model. ` +
          "Supported values are: 'low', 'medium', and 'high'.",
      ),
      ['none', 'low', 'low'],
    ],
    [
      'OpenAI does not know the field for a model',
      'openai',
      'gpt-6-luna',
      taking(
        [],
        () => "Unsupported parameter: 'reasoning_effort' is not supported with this model.",
      ),
      ['none', undefined, undefined],
    ],
    [
      'Gemini',
      'gemini',
      'gemini-2.5-pro',
      taking(
        ['medium', 'high'],
        (effort) => `Invalid reasoning_effort: ${effort}. Valid values are: high, medium`,
      ),
      ['low', undefined, undefined],
    ],
    [
      'Gemini that must think',
      'gemini',
      'gemini-3-flash-preview',
      taking(['low'], () => 'Budget 0 is invalid. This model only works in thinking mode.'),
      ['none', 'minimal', 'low', 'low'],
    ],
    [
      'Groq',
      'groq',
      'openai/gpt-oss-20b',
      taking(['none', 'default'], () => '`reasoning_effort` must be one of `none` or `default`'),
      ['low', undefined, undefined],
    ],
    [
      'OpenRouter',
      'openrouter',
      'minimax/minimax-m2',
      taking(['minimal'], () => 'Reasoning is mandatory for this endpoint and cannot be disabled.'),
      [undefined, undefined],
    ],
    [
      'OpenRouter that must think',
      'openrouter',
      'openai/gpt-6-luna',
      taking(['minimal'], () => 'Reasoning is mandatory for this endpoint and cannot be disabled.'),
      ['none', 'minimal', 'minimal'],
    ],
    [
      'xAI',
      'xai',
      'grok-5',
      taking([], () => 'Model grok-5 does not support parameter reasoningEffort.'),
      ['none', undefined, undefined],
    ],
    [
      'LiteLLM',
      'litellm',
      'gpt-5-mini',
      taking(
        [],
        () =>
          "litellm.UnsupportedParamsError: openai does not support parameters: ['reasoning_effort'], " +
          'for model=gpt-5-mini. To drop these, set `litellm.drop_params=True`.',
      ),
      ['minimal', undefined, undefined],
    ],
    [
      'a strict server',
      'fireworks',
      'accounts/fireworks/models/glm-5',
      taking(
        [],
        () =>
          "[{'type': 'extra_forbidden', 'loc': ('body', 'reasoning_effort'), 'msg': 'Extra inputs are not permitted'}]",
      ),
      ['none', undefined, undefined],
    ],
    [
      'Azure, older',
      'azure',
      'gpt-5-mini',
      taking([], () => 'Unrecognized request argument supplied: reasoning_effort'),
      ['minimal', undefined, undefined],
    ],
    [
      'Cerebras',
      'cerebras',
      'zai-glm-4.7',
      taking([], () => 'reasoning_effort is not supported by model zai-glm-4.7'),
      ['none', undefined, undefined],
    ],
    [
      'Mistral',
      'mistral',
      'mistral-small-latest',
      taking([], () => 'Reasoning effort is not enabled for this model'),
      ['none', undefined, undefined],
    ],
    [
      'a value that is not taken, without a list',
      'fireworks',
      'accounts/fireworks/models/glm-5',
      taking(['low'], (effort) => `reasoning_effort '${effort}' is not supported by this model`),
      ['none', 'minimal', 'low', 'low'],
    ],
    [
      'vLLM, where the value comes after the list',
      'litellm',
      'gpt-6-luna',
      taking(
        ['low', 'medium', 'high'],
        (effort) =>
          "[{'type': 'literal_error', 'loc': ('body', 'reasoning_effort'), 'msg': " +
          `"Input should be 'low', 'medium' or 'high'", 'input': '${effort}'}]`,
      ),
      ['none', 'low', 'low'],
    ],
    [
      'a server that says no more than no',
      'azure',
      'gpt-6-luna',
      taking([], () => 'reasoning_effort: bad value'),
      ['none', 'minimal', 'low', undefined, undefined],
    ],
  ] as const)('%s', async (_, name, model, refuses, expected) => {
    await using llm = await startThinkingLlm({ answer, refuses });
    const { capabilities } = presets[name];
    const client = llmClientTo(llm.baseUrl, { models: [model], calls: { capabilities } });
    const article = client.forArticle({ onSpend: () => {} });
    await article.complete(question);
    await article.complete({ ...question, input: '{"text":"Dag"}' });
    const sent = llm.requests
      .map(effortFields)
      .map(({ reasoning_effort, reasoning }) => reasoning_effort ?? reasoning?.effort);
    expect(sent).toEqual(expected);
  });

  test('a chat template that takes no arguments', async () => {
    const refuses = taking(
      [],
      () => 'chat_template is not supported for Mistral tokenizers, nor chat_template_kwargs.',
    );
    await using llm = await startThinkingLlm({ answer, refuses });
    const client = llmClientTo(llm.baseUrl, {
      models: ['qwen3-mistral'],
      calls: { capabilities: presets.vllm.capabilities },
    });
    await client.forArticle({ onSpend: () => {} }).complete(question);
    expect(llm.requests).toHaveLength(2);
    expect(effortFields(llm.requests[1] as ThinkingRequest)).toEqual({});
  });
});

test('an effort that is asked for is sent, as near as the model takes it, and never to gpt-4.1', async () => {
  await using llm = await startThinkingLlm({
    answer,
    refuses: taking(
      ['none', 'low', 'medium', 'high'],
      () => "Supported values are: 'none', 'low', 'medium' and 'high' (reasoning_effort).",
    ),
  });
  const ask = (model: string, effort: 'xhigh' | 'none') =>
    llmClientTo(llm.baseUrl, { models: [model], extras: { effort } })
      .forArticle({ onSpend: () => {} })
      .complete(question);
  await ask('gpt-5.1', 'xhigh');
  await ask('some-model', 'none');
  await ask('gpt-4.1-mini', 'xhigh');
  expect(llm.answered.map(({ reasoning_effort }) => reasoning_effort)).toEqual([
    'high',
    'none',
    undefined,
  ]);
});

test('the user’s own fields go into every body, over Tolk’s', async () => {
  await using llm = await startThinkingLlm({ answer });
  const body = {
    provider: { data_collection: 'deny' },
    temperature: 0.7,
    chat_template_kwargs: { custom: 1 },
  };
  const calls = { capabilities: presets.vllm.capabilities };
  await llmClientTo(llm.baseUrl, { models: ['qwen3-8b'], extras: { body }, calls })
    .forArticle({ onSpend: () => {} })
    .complete(question);
  expect(llm.requests[0]).toMatchObject({
    ...body,
    chat_template_kwargs: { custom: 1, enable_thinking: false },
  });
});

describe('thinking that takes the room of the answer', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const dutch = [
    'De gemeente Utrecht bouwt 4.300 woningen in de wijk.',
    'Dat kost volgens wethouder Bakker 18 miljoen euro.',
    'De bouw begint in het voorjaar van 2027.',
  ].join('\n\n');

  /** Translates and summarises an article, by a model that nothing is known of. */
  async function process(options: ThinkingOptions, more: Partial<LlmClientOptions> = {}) {
    await using llm = await startThinkingLlm({ upstream: world.sandbox.baseUrl, ...options });
    const client = llmClientTo(llm.baseUrl, { models: ['mystery-1'], ...more });
    const context = { llm: client, chunkTokens: 1_200, chunkConcurrency: 4 };
    const article = prepareArticle({ id: 'a', body: dutch });
    const outcome = await processArticle(article, {}, context).catch((error: unknown) => error);
    return { outcome, requests: llm.answered, all: llm.requests };
  }
  const taskOf = ({ response_format: format }: ThinkingRequest) =>
    z.object({ json_schema: z.object({ name: z.string() }) }).parse(format).json_schema.name;
  const done = { translation: { segments: [{ n: 1 }, { n: 2 }, { n: 3 }] } };

  test.each([
    ['shows in the usage', { tells: 'usage' }],
    ['is in the answer, between tags', { tells: 'tags' }],
    ['is a text beside the answer', { tells: 'text' }],
    ['leaves an answer that is empty, not cut', { tells: 'usage', outOfRoom: 'stop' }],
    ['is an error to OpenAI', { tells: 'usage', outOfRoom: 'refuse' }],
  ] as const)(
    'that %s gets more room, for the summary at once: one call more, and no halves',
    async (_, how) => {
      const { outcome, requests } = await process({ ...how, thinks: () => 1_500 });
      expect(outcome).toMatchObject(done);
      expect(requests.map(taskOf)).toEqual(['translation', 'translation', 'summary']);
      const rooms = requests.map((request) => Number(request['max_completion_tokens']));
      expect(rooms[1]).toBeGreaterThanOrEqual(2 * (rooms[0] ?? 0));
    },
  );

  test('and that can be turned off is turned off', async () => {
    const { outcome, requests } = await process({
      thinks: ({ reasoning_effort }) => (reasoning_effort === 'none' ? 0 : 20_000),
    });
    expect(outcome).toMatchObject(done);
    expect(requests.map(({ reasoning_effort }) => reasoning_effort)).toEqual([
      undefined,
      'none',
      'none',
    ]);
  });

  test('is known from then on, to all workers: later calls have the room at once', async () => {
    await using llm = await startThinkingLlm({ answer, thinks: () => 300 });
    const calls = { store: createInMemoryLlmStore() };
    for (const text of ['a', 'b', 'c']) {
      const worker = llmClientTo(llm.baseUrl, { models: ['mystery-2'], calls });
      const article = worker.forArticle({ onSpend: () => {} });
      await article.complete({ ...question, input: JSON.stringify({ text }) });
    }
    expect(llm.requests).toHaveLength(4);
  });

  test('without end fails after three calls, and says what to set', async () => {
    const { outcome, requests } = await process({ thinks: () => 1_000_000 });
    expect(outcome).toMatchObject({
      code: 'llm.thought_too_long',
      message: expect.stringMatching(
        /mystery-1 spent \d+ tokens on thinking in 3 calls.*TOLK_REASONING_EFFORT/,
      ),
    });
    expect(requests).toHaveLength(3);
  });

  test('at a server that has no more room fails after two calls', async () => {
    const { outcome, requests } = await process({ thinks: () => 1_000_000, mostRoom: 900 });
    expect(outcome).toMatchObject({ code: 'llm.thought_too_long' });
    expect(requests).toHaveLength(2);
  });

  test('is counted and paid where the server counts nothing', async () => {
    const { outcome } = await process({ thinks: () => 700, tells: 'text', counts: 'nothing' });
    const { usage } = outcome as Outcome;
    expect(usage.reasoningTokens).toBeGreaterThan(1_000);
    expect(usage.completionTokens).toBeGreaterThan(usage.reasoningTokens);
    expect(usage.estimatedCalls).toBe(usage.calls);
  });

  test('an answer that is cut for its own length is split as before', async () => {
    const { outcome, requests } = await process({
      thinks: () => 10,
      answer: () => '{"title":null,"segments":[{"n":1,"en":"'.padEnd(60_000, 'word '),
    });
    expect(outcome).toMatchObject({ code: 'llm.looped' });
    expect(requests.length).toBeGreaterThan(3);
  });

  test('what was thought is paid and shown', async () => {
    const { outcome } = await process({ thinks: () => 700 });
    expect(outcome).toMatchObject({ usage: { reasoningTokens: expect.any(Number) } });
    const { usage } = outcome as Outcome;
    expect(usage.reasoningTokens).toBeGreaterThanOrEqual(1_400);
    expect(usage.completionTokens).toBeGreaterThan(usage.reasoningTokens);
  });
});

test('a server that ignores the newer name of the limit, and has a small one of its own, is asked by the older', async () => {
  await using llm = await startThinkingLlm({
    answer,
    ownRoom: 5,
  });
  const { config } = loadConfig({ LLM_BASE_URL: llm.baseUrl });
  const provider = chooseProvider(config.llm);
  const { capabilities } = provider.kind === 'api' ? provider.preset : presets.openai;
  const client = llmClientTo(llm.baseUrl, { models: ['m'], calls: { capabilities } });
  await client.forArticle({ onSpend: () => {} }).complete(question);
  expect(llm.requests).toHaveLength(1);
});

test.each([
  ['gemini', undefined],
  ['openai', undefined],
  ['mistral', 0.2],
] as const)('%s is asked at the temperature %s', async (name, temperature) => {
  await using llm = await startThinkingLlm({ answer });
  const calls = { capabilities: presets[name].capabilities };
  await llmClientTo(llm.baseUrl, { models: ['m'], calls })
    .forArticle({ onSpend: () => {} })
    .complete(question);
  expect(llm.requests.map((request) => request['temperature'])).toEqual([temperature]);
});
