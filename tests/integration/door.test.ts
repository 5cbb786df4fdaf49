import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../src/sandbox/free-port.ts';
import { type Step, startScriptedLlm } from '../support/scripted-llm.ts';
import { doorTo } from '../support/world.ts';

const schema = z.object({ answer: z.string() }).refine(({ answer }) => answer !== 'wrong', { message: 'the answer is wrong' });
const question = { task: 'test', system: 'Instructions.', input: '{"text":"Hoi"}', schema, maxOutputTokens: 100 };
const good: Step = { content: '{"answer":"yes"}' };

test('a question is asked with a strict schema, and its answer comes back typed, with usage and model', async () => {
  await using llm = await startScriptedLlm([good]);
  const answer = await doorTo(llm.baseUrl).complete(question);
  expect(answer).toEqual({
    value: { answer: 'yes' },
    usage: { calls: 1, promptTokens: 100, cachedTokens: 40, completionTokens: 10 },
    costUsd: null,
    model: 'scripted-1',
  });
  expect(llm.requests[0]).toMatchObject({
    model: 'test-model',
    messages: [
      { role: 'system', content: 'Instructions.' },
      { role: 'user', content: '{"text":"Hoi"}' },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'test', strict: true, schema: { additionalProperties: false, required: ['answer'] } },
    },
    max_completion_tokens: 100,
  });
});

test.each<[string, string, string]>([
  ['not JSON', 'Here is the translation:', 'not valid JSON'],
  ['another shape', '{"result":"yes"}', 'answer: '],
  ['a value that a rule refuses', '{"answer":"wrong"}', 'the answer is wrong'],
])('an answer that is %s is sent back once, with what is wrong with it', async (_, content, problem) => {
  await using llm = await startScriptedLlm([{ content }, good]);
  const answer = await doorTo(llm.baseUrl).complete(question);
  expect(answer).toMatchObject({ value: { answer: 'yes' }, usage: { calls: 2, promptTokens: 200 } });
  expect(llm.requests[1]?.messages.slice(2)).toEqual([
    { role: 'assistant', content },
    { role: 'user', content: expect.stringContaining(problem) },
  ]);
});

test('an answer that is wrong twice is no answer', async () => {
  await using llm = await startScriptedLlm([{ content: '{"answer":"wrong"}' }]);
  await expect(doorTo(llm.baseUrl).complete(question)).rejects.toMatchObject({ code: 'llm.bad_answer', retryable: true });
  expect(llm.requests).toHaveLength(2);
});

describe('what is no answer never becomes one, and is not asked again by the door', () => {
  test.each<[Step, string, boolean]>([
    [{ status: 401 }, 'llm.unauthorized', false],
    [{ status: 403 }, 'llm.unauthorized', false],
    [{ status: 404, code: 'model_not_found' }, 'llm.unknown_model', false],
    [{ status: 402 }, 'llm.no_quota', false],
    [{ status: 429, code: 'insufficient_quota' }, 'llm.no_quota', false],
    [{ status: 429, code: 'rate_limit_exceeded' }, 'llm.rate_limited', true],
    [{ status: 400, code: 'context_length_exceeded' }, 'llm.too_long', false],
    [{ status: 400, code: 'content_filter' }, 'llm.filtered', true],
    [{ status: 400, code: 'invalid_value' }, 'llm.bad_request', false],
    [{ status: 500 }, 'llm.server_error', true],
    [{ status: 503 }, 'llm.overloaded', true],
    [{ raw: '<html>oops' }, 'llm.server_error', true],
    [{ raw: '{"hello":1}' }, 'llm.server_error', true],
    [{ raw: '{"choices":[]}' }, 'llm.no_answer', true],
    [{ content: '' }, 'llm.no_answer', true],
    [{ content: null, refusal: 'I cannot help with that.' }, 'llm.refused', true],
    [{ content: '{"answer":"y', finish: 'length' }, 'llm.cut_off', true],
    [{ content: '{"answer":"yes"}', finish: 'content_filter' }, 'llm.filtered', true],
  ])('%j → %s', async (step, code, retryable) => {
    await using llm = await startScriptedLlm([step]);
    await expect(doorTo(llm.baseUrl).complete(question)).rejects.toMatchObject({ code, retryable });
    expect(llm.requests).toHaveLength(1);
  });

  test('a server that is not there', async () => {
    await expect(doorTo(`http://127.0.0.1:${await freePort()}/v1`).complete(question)).rejects.toMatchObject({
      code: 'llm.unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('a server that does not answer in time', async () => {
    await using llm = await startScriptedLlm([{ hang: true }]);
    await expect(doorTo(llm.baseUrl, 100).complete(question)).rejects.toMatchObject({ code: 'llm.timeout', retryable: true });
  });

  test('a caller who has had enough', async () => {
    await using llm = await startScriptedLlm([{ hang: true }]);
    const signal = AbortSignal.timeout(100);
    await expect(doorTo(llm.baseUrl).complete({ ...question, signal })).rejects.toMatchObject({ code: 'job.interrupted' });
  });
});
