import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ArticleSettings, LlmClient } from '../../src/llm/client.ts';
import type { CompletionRequest } from '../../src/llm/completion.ts';
import { addSpend, noSpend, type Spend } from '../../src/llm/cost/usage.ts';
import { createOpenAiClient } from '../../src/llm/http/openai-client.ts';
import { createTransport } from '../../src/llm/http/transport.ts';
import { freePort } from '../support/free-port.ts';
import { llmClientTo } from '../support/in-process.ts';
import { type Step, startScriptedLlm } from '../support/scripted-llm.ts';

const schema = z
  .object({ answer: z.string() })
  .refine(({ answer }) => answer !== 'wrong', { message: 'the answer is wrong' });
type Answer = z.infer<typeof schema>;
const question = {
  task: 'test',
  system: 'Instructions.',
  input: '{"text":"Hoi"}',
  schema,
  maxOutputTokens: 100,
};

/** Asks, and adds up what was spent, also when no answer comes of it. */
async function ask(
  client: LlmClient,
  { cache, signal, ...more }: Partial<CompletionRequest<Answer> & ArticleSettings> = {},
) {
  let spend: Spend = noSpend;
  const onSpend = (more: Spend) => {
    spend = addSpend(spend, more);
  };
  const outcome = await client
    .forArticle({ cache, signal, onSpend })
    .complete({ ...question, ...more })
    .catch((error: unknown) => error);
  return { outcome, spend };
}
const good: Step = { content: '{"answer":"yes"}' };

test('a question is asked with a strict schema, and its answer comes back typed, with usage and model', async () => {
  await using llm = await startScriptedLlm([good]);
  const { outcome, spend } = await ask(llmClientTo(llm.baseUrl));
  expect(outcome).toEqual({
    value: { answer: 'yes' },
    model: 'scripted-1',
    asked: 'test-model',
    call: expect.any(String),
  });
  expect(spend).toEqual({
    usage: {
      calls: 1,
      cachedCalls: 0,
      promptTokens: 100,
      cachedTokens: 40,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
      estimatedCalls: 0,
      wrongAnswers: 0,
      completionTokens: 10,
      memorySegments: 0,
      memoryTokens: 0,
    },
    costUsd: null,
  });
  expect(llm.requests[0]).toMatchObject({
    model: 'test-model',
    messages: [
      { role: 'system', content: 'Instructions.' },
      { role: 'user', content: '{"text":"Hoi"}' },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'test',
        strict: true,
        schema: { additionalProperties: false, required: ['answer'] },
      },
    },
    max_completion_tokens: 100,
  });
});

describe('what is no answer is asked differently', () => {
  test.each<[string, string, string]>([
    ['not JSON', 'yes', 'not valid JSON'],
    ['another shape', '{"result":"yes"}', 'answer: '],
    ['a value that a rule refuses', '{"answer":"wrong"}', 'the answer is wrong'],
  ])('%s goes back with what is wrong with it', async (_, content, problem) => {
    await using llm = await startScriptedLlm([{ content }, good]);
    const { outcome, spend } = await ask(llmClientTo(llm.baseUrl));
    expect(outcome).toMatchObject({ value: { answer: 'yes' } });
    expect(spend.usage).toMatchObject({ calls: 2, promptTokens: 200 });
    expect(llm.requests[1]?.messages.slice(2)).toEqual([
      { role: 'assistant', content },
      { role: 'user', content: expect.stringContaining(problem) },
    ]);
  });

  test.each<[string, Step]>([
    ['a refusal', { content: null, refusal: 'I cannot help with that.' }],
    ['an apology in plain text', { content: "I'm sorry, but as an AI I cannot do that." }],
  ])('%s is answered, once, by saying that the text is only quoted', async (_, step) => {
    await using llm = await startScriptedLlm([step, good]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({
      value: { answer: 'yes' },
    });
    expect(llm.requests[1]?.messages.at(-1)?.content).toContain('only quoted');
    await using unchanging = await startScriptedLlm([step]);
    expect((await ask(llmClientTo(unchanging.baseUrl))).outcome).toMatchObject({
      code: 'llm.refused',
      retryable: false,
    });
    expect(unchanging.requests).toHaveLength(2);
  });

  test('the content filter is given one more chance', async () => {
    await using llm = await startScriptedLlm([{ content: '', finish: 'content_filter' }]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({
      code: 'llm.filtered',
      retryable: false,
    });
    expect(llm.requests).toHaveLength(2);
  });

  test('JSON in a fence, in prose or with small faults is read all the same', async () => {
    for (const content of [
      '```json\n{"answer":"yes"}\n```',
      'Here you are: {"answer":"yes"} Enjoy!',
      "{'answer':'yes',}",
    ]) {
      await using llm = await startScriptedLlm([{ content }]);
      expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({
        value: { answer: 'yes' },
      });
      expect(llm.requests).toHaveLength(1);
    }
  });

  test('what the server itself would not pass on is asked for again, a few times', async () => {
    const groq: Step = {
      status: 400,
      code: 'json_validate_failed',
      message: 'Failed to validate JSON. Please adjust your prompt.',
    };
    await using llm = await startScriptedLlm([groq, groq, good]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({
      value: { answer: 'yes' },
    });
    await using never = await startScriptedLlm([groq]);
    expect((await ask(llmClientTo(never.baseUrl))).outcome).toMatchObject({
      code: 'llm.bad_answer',
      message: expect.stringContaining('Failed to validate JSON'),
    });
    expect(never.requests).toHaveLength(6);
  });

  test('an answer cut off is never repaired', async () => {
    await using llm = await startScriptedLlm([{ content: '{"answer":"y', finish: 'length' }]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({ code: 'llm.cut_off' });
    expect(llm.requests).toHaveLength(1);
  });

  test('a limit that a server seems to pass over has the name that all servers know from then on', async () => {
    // Cut off at 10 of 100 tokens.
    const cut: Step = { content: '{"answer":"y', finish: 'length' };
    await using llm = await startScriptedLlm([cut, cut, good]);
    const client = llmClientTo(llm.baseUrl);
    for (const code of ['llm.cut_off', 'llm.cut_off', undefined])
      expect((await ask(client)).outcome).toMatchObject(code === undefined ? {} : { code });
    const names = ['max_completion_tokens', 'max_tokens'];
    const sent = llm.requests.map((request) => names.filter((name) => name in request));
    expect(sent).toEqual([['max_completion_tokens'], ['max_tokens'], ['max_tokens']]);
  });

  test('a doubtful answer goes back too, and the least doubtful one is taken', async () => {
    const review = ({ answer }: { answer: string }) =>
      Array.from(answer.matchAll(/!/g), (_, at) => `mark ${at}`);
    await using repaired = await startScriptedLlm([
      { content: '{"answer":"yes!!"}' },
      { content: '{"answer":"yes"}' },
    ]);
    expect((await ask(llmClientTo(repaired.baseUrl), { review })).outcome).toMatchObject({
      value: { answer: 'yes' },
    });
    await using unchanging = await startScriptedLlm([
      { content: '{"answer":"no!!"}' },
      { content: '{"answer":"yes!"}' },
      { content: '{"answer":"oh!"}' },
    ]);
    expect((await ask(llmClientTo(unchanging.baseUrl), { review })).outcome).toMatchObject({
      value: { answer: 'yes!' },
    });
    expect(unchanging.requests).toHaveLength(3);
  });

  test('a model that cannot gives way to the next, which the answer names', async () => {
    await using llm = await startScriptedLlm([
      { content: null, refusal: 'No.' },
      { content: null, refusal: 'No.' },
      { content: '{"answer":"yes"}', model: 'second-1' },
    ]);
    expect((await ask(llmClientTo(llm.baseUrl, { models: ['first', 'second'] }))).outcome).toEqual({
      value: { answer: 'yes' },
      model: 'second-1',
      asked: 'second',
      call: expect.any(String),
    });
    expect(llm.requests.map(({ model }) => model)).toEqual(['first', 'first', 'second']);
  });

  test('a wrong key gives way to nobody', async () => {
    await using llm = await startScriptedLlm([{ status: 401 }]);
    expect(
      (await ask(llmClientTo(llm.baseUrl, { models: ['first', 'second'] }))).outcome,
    ).toMatchObject({ code: 'llm.unauthorized' });
    expect(llm.requests).toHaveLength(1);
  });
});

describe('what passes by itself is tried again', () => {
  test.each<[Step]>([
    [{ status: 500 }],
    [{ status: 502 }],
    [{ status: 504 }],
    [{ status: 503, headers: { 'retry-after-ms': '5' } }],
    [{ status: 429, code: 'rate_limit_exceeded', headers: { 'retry-after-ms': '5' } }],
    [{ raw: '<html>oops' }],
    [{ raw: '{"choices":[]}' }],
    [{ raw: '{"error":{"message":"upstream","code":502}}' }],
    [{ content: '' }],
  ])('%j', async (step) => {
    await using llm = await startScriptedLlm([step, good]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({
      value: { answer: 'yes' },
    });
    expect(llm.requests).toHaveLength(2);
  });

  test('but not for ever, and not beyond the caller’s patience', async () => {
    await using llm = await startScriptedLlm([{ status: 500 }]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({
      code: 'llm.server_error',
      retryable: true,
    });
    expect(llm.requests).toHaveLength(3);
    await using busy = await startScriptedLlm([
      { status: 429, code: 'rate_limit_exceeded', headers: { 'retry-after': '30' } },
    ]);
    expect((await ask(llmClientTo(busy.baseUrl))).outcome).toMatchObject({
      code: 'llm.rate_limited',
      retryAfterMs: 30_000,
    });
    expect(busy.requests).toHaveLength(1);
  });

  test('a model that fails again and again is left alone for a while', async () => {
    await using llm = await startScriptedLlm([{ status: 500 }]);
    const client = llmClientTo(llm.baseUrl);
    for (let tries = 0; tries < 2; tries += 1) await ask(client);
    // Whose own call has failed hears of that, and an attempt at its article is used up.
    expect((await ask(client)).outcome).toMatchObject({ code: 'llm.server_error' });
    expect((await ask(client)).outcome).toMatchObject({ code: 'llm.circuit_open' });
    expect(llm.requests).toHaveLength(8);
  });
});

describe('what will not pass is not asked again', () => {
  test.each<[Step, string]>([
    [{ status: 401 }, 'llm.unauthorized'],
    [{ status: 403 }, 'llm.forbidden'],
    [{ status: 404, code: 'model_not_found' }, 'llm.unknown_model'],
    [{ status: 402 }, 'llm.no_quota'],
    [{ status: 429, code: 'insufficient_quota' }, 'llm.no_quota'],
    [{ status: 400, code: 'context_length_exceeded' }, 'llm.too_long'],
    [{ status: 400, code: 'content_filter' }, 'llm.filtered'],
    [{ status: 400, code: 'invalid_value' }, 'llm.bad_request'],
    [{ status: 308, headers: { location: 'https://elsewhere.example/v1' } }, 'llm.wrong_address'],
    [{ raw: '{"error":{"code":402,"message":"Insufficient credits"}}' }, 'llm.no_quota'],
    [{ raw: '{"error":{"code":401,"message":"No auth credentials found"}}' }, 'llm.unauthorized'],
    [
      {
        raw: '{"choices":[{"finish_reason":"error","error":{"code":403,"message":"flagged"},"message":{"content":"Th"}}]}',
      },
      'llm.filtered',
    ],
  ])('%j → %s', async (step, code) => {
    await using llm = await startScriptedLlm([step]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({ code });
    expect(llm.requests).toHaveLength(1);
  });
});

test.each(['geheimwoord', 'c0ffee', 'a.b+c/d=='])(
  'a key that a server repeats is not told: %s',
  async (apiKey) => {
    await using llm = await startScriptedLlm([
      { status: 401, code: 'invalid_api_key', message: `who is ${apiKey}? Not (${apiKey})` },
    ]);
    const limits = { connectTimeoutMs: 1_000, callTimeoutMs: 5_000, maxConnections: 1 };
    const transport = createTransport(limits);
    const client = createOpenAiClient({ baseUrl: llm.baseUrl, apiKey, fetch: transport.fetch });
    const { outcome } = await ask(llmClientTo(llm.baseUrl, { calls: { client } }));
    await transport.close();
    expect(outcome).toMatchObject({
      code: 'llm.unauthorized',
      message: expect.stringContaining('who is [key]? Not ([key])'),
    });
  },
);

describe('a server that gives nothing', () => {
  test('one that is not there', async () => {
    const { outcome } = await ask(llmClientTo(`http://127.0.0.1:${await freePort()}/v1`));
    expect(outcome).toMatchObject({
      code: 'llm.unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('one that does not answer in time', async () => {
    await using llm = await startScriptedLlm([{ hang: true }]);
    expect((await ask(llmClientTo(llm.baseUrl, { callTimeoutMs: 50 }))).outcome).toMatchObject({
      code: 'llm.timeout',
      retryable: true,
    });
  });

  test('a caller who has had enough', async () => {
    await using llm = await startScriptedLlm([{ hang: true }]);
    const { outcome } = await ask(llmClientTo(llm.baseUrl), { signal: AbortSignal.timeout(100) });
    expect(outcome).toMatchObject({ name: 'TimeoutError' });
  });
});

describe('nothing is paid twice', () => {
  test('the same question again comes from the cache, unless it is bypassed', async () => {
    await using llm = await startScriptedLlm([good]);
    const client = llmClientTo(llm.baseUrl);
    await ask(client);
    const again = await ask(client);
    expect(again.spend).toMatchObject({
      usage: { calls: 0, cachedCalls: 1, promptTokens: 0 },
      costUsd: 0,
    });
    await ask(client, { cache: 'bypass' });
    await ask(client, { input: '{"text":"Dag"}' });
    expect(llm.requests).toHaveLength(3);
  });

  test('a change of our own rules does not make a paid answer worthless', async () => {
    await using llm = await startScriptedLlm([good]);
    const client = llmClientTo(llm.baseUrl);
    await ask(client);
    const stricter = schema.refine(({ answer }) => answer.length < 10);
    expect((await ask(client, { schema: stricter })).spend.usage).toMatchObject({
      calls: 0,
      cachedCalls: 1,
    });
  });

  test('what led nowhere is not replayed', async () => {
    await using llm = await startScriptedLlm([
      ...Array(6).fill({ content: '{"answer":"wrong"}' }),
      good,
    ]);
    const client = llmClientTo(llm.baseUrl);
    expect((await ask(client)).outcome).toMatchObject({ code: 'llm.bad_answer' });
    expect((await ask(client)).outcome).toMatchObject({ value: { answer: 'yes' } });
  });
});

describe('what a server cannot do is learned', () => {
  const refuse = (message: string): Step => ({
    status: 400,
    code: 'unsupported_parameter',
    message,
  });
  test('strict schema, then any JSON, then words only; and it is remembered', async () => {
    await using llm = await startScriptedLlm([
      refuse("'response_format' of type 'json_schema' is not supported"),
      refuse("Unknown name 'response_format'"),
      good,
    ]);
    const client = llmClientTo(llm.baseUrl);
    expect((await ask(client)).outcome).toMatchObject({ value: { answer: 'yes' } });
    await ask(client, { input: '{"text":"Dag"}' });
    expect(
      llm.requests.map(
        (request) => (request['response_format'] as { type?: string } | undefined)?.type,
      ),
    ).toEqual(['json_schema', 'json_object', undefined, undefined]);
    expect(llm.requests[3]?.messages[0]?.content).toContain('JSON schema');
  });

  test('the name of the length limit', async () => {
    await using llm = await startScriptedLlm([
      refuse("Unrecognized parameter: 'max_completion_tokens'"),
      good,
    ]);
    expect((await ask(llmClientTo(llm.baseUrl))).outcome).toMatchObject({
      value: { answer: 'yes' },
    });
    expect(llm.requests[1]).toMatchObject({ max_tokens: 100 });
    expect(llm.requests[1]).not.toHaveProperty('max_completion_tokens');
  });
});
