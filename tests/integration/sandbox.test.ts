import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { isSandbox } from '../../src/llm/http/openai-client.ts';
import { type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';

async function open(options: ServerOptions = {}, apiKey = 'any') {
  const sandbox = await startSandbox(options);
  const client = new OpenAI({ baseURL: sandbox.baseUrl, apiKey, maxRetries: 0 });
  const ask = (content: string, more: object = {}) =>
    client.chat.completions.create({
      model: 'gpt-x',
      messages: [{ role: 'user', content }],
      ...more,
    });
  return { sandbox, client, ask, [Symbol.asyncDispose]: () => sandbox.close() };
}

test('it answers under its own name, whatever model was asked', async () => {
  await using it = await open();
  const answer = await it.ask('Het huis is groot.');
  expect(answer).toMatchObject({
    model: 'sandbox',
    system_fingerprint: 'tolk-sandbox-gloss',
    choices: [{ message: { content: 'The house is large.' }, finish_reason: 'stop' }],
  });
  expect(await isSandbox(it.client)).toBe(true);
});

test('it honours json_schema and json_object, and counts tokens', async () => {
  await using it = await open();
  const input = JSON.stringify({
    title: 'Groot huis',
    segments: [
      { n: 1, nl: 'Het huis is groot.' },
      { n: 2, nl: 'De man loopt.' },
    ],
  });
  const answer = await it.ask(input, {
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'translation', schema: { type: 'object' } },
    },
  });
  expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({
    title: 'Large house',
    segments: [
      { n: 1, en: 'The house is large.' },
      { n: 2, en: 'The man walks.' },
    ],
  });
  expect(answer.usage?.prompt_tokens).toBeGreaterThan(20);
  const other = await it.ask('Geef JSON.', { response_format: { type: 'json_object' } });
  expect(JSON.parse(other.choices[0]?.message.content ?? '')).toHaveProperty('gloss');
});

test('an answer longer than max_tokens is cut, and says so', async () => {
  await using it = await open();
  const answer = await it.ask('Het huis is groot en de man loopt.', { max_tokens: 2 });
  expect(answer.choices[0]).toMatchObject({
    finish_reason: 'length',
    message: { content: 'The house' },
  });
  expect(answer.usage?.completion_tokens).toBe(2);
});

test('past its limit it answers 429 with the headers of a real provider', async () => {
  await using it = await open({ requestsPerMinute: 6 });
  const first = await it.ask('Hoi').withResponse();
  expect(first.response.headers.get('x-ratelimit-limit-requests')).toBe('6');
  expect(first.response.headers.get('x-ratelimit-remaining-requests')).toBe('0');
  expect(first.response.headers.get('x-ratelimit-reset-requests')).toBe('10s');
  const error = await it.ask('Hoi').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
  expect(Number((error as { headers: Headers }).headers.get('retry-after'))).toBeGreaterThan(8);
});

test('it counts what it is asked, and what it is asked twice', async () => {
  await using it = await open();
  await it.ask('Hoi');
  await it.ask('Hoi');
  await it.ask('Dag');
  expect(it.sandbox.stats()).toMatchObject({
    requests: 3,
    completions: 3,
    repeated: 1,
    byTask: { other: 3 },
  });
  const stats = await fetch(new URL('/stats', it.sandbox.baseUrl)).then((response) =>
    response.json(),
  );
  expect(stats).toEqual({ ...it.sandbox.stats(), batches: it.sandbox.batchStats() });
});

test('a model that thinks eats the room for its answer, less at a lower effort, and knows not every effort', async () => {
  await using it = await open({ reasoningTokens: 400 });
  const eaten = await it.ask('Hoi', { max_completion_tokens: 100 });
  expect(eaten).toMatchObject({
    choices: [{ message: { content: '' }, finish_reason: 'length' }],
    usage: { completion_tokens: 100, completion_tokens_details: { reasoning_tokens: 100 } },
  });
  const low = await it.ask('Hoi', { reasoning_effort: 'low' });
  expect(low.usage?.completion_tokens_details?.reasoning_tokens).toBe(100);
  const none = await it.ask('Hoi', { reasoning_effort: 'none' });
  expect(none.usage?.completion_tokens_details?.reasoning_tokens).toBe(0);
  await expect(it.ask('Hoi', { reasoning_effort: 'minimal' })).rejects.toMatchObject({
    status: 400,
    code: 'unsupported_value',
    message: expect.stringContaining("Supported values are: 'none', 'low'"),
  });
});

test('it streams what it would have answered whole, and says who it is in the headers', async () => {
  await using it = await open();
  const messages = [{ role: 'user' as const, content: 'Het huis is groot en de man loopt.' }];
  const { data: stream, response } = await it.client.chat.completions
    .create({ model: 'x', messages, stream: true, stream_options: { include_usage: true } })
    .withResponse();
  const chunks = await Array.fromAsync(stream);
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? ''));
  expect(deltas.join('')).toBe('The house is large and the man walks.');
  expect(chunks.at(-1)?.usage?.completion_tokens).toBeGreaterThan(5);
  expect(response.headers.get('x-request-id')).toMatch(/^req_\d{32}$/);
  expect(response.headers.get('openai-version')).toBe('2020-10-01');
});

test('malformed requests and wrong keys are refused as OpenAI refuses them', async () => {
  await using it = await open({ apiKey: 'right' }, 'wrong');
  await expect(it.ask('Hoi')).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
  await using other = await open();
  await expect(
    other.client.chat.completions.create({ model: 'x', messages: [] }),
  ).rejects.toMatchObject({ status: 400 });
});

test('a port in use is a user’s mistake', async () => {
  await using it = await open();
  const port = Number(new URL(it.sandbox.baseUrl).port);
  await expect(startSandbox({ port })).rejects.toMatchObject({
    code: 'port.in_use',
    fault: 'user',
  });
});
