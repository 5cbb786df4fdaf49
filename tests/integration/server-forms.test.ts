import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CompletionRequest } from '../../src/llm/completion.ts';
import { presets } from '../../src/llm/providers.ts';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { makeArticle } from '../support/articles.ts';
import { type ChatBody, type Refusal, startFront } from '../support/dialects/front.ts';
import { createWorld, type LlmClientOptions, llmClientTo } from '../support/in-process.ts';

const question: CompletionRequest<{ answer: string }> = {
  task: 'test',
  system: 'Instructions.',
  input: '{"text":"De burgemeester van Utrecht opent een school."}',
  schema: z.object({ answer: z.string() }),
  maxOutputTokens: 1_442,
};

const refused = (message: string, more: object = {}): Refusal => ({
  status: 400,
  body: { error: { message, type: 'BadRequestError', param: null, code: 400, ...more } },
});

const answers = (content: string): Refusal => ({
  status: 200,
  body: {
    model: 'm',
    choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  },
});
const yes = answers('{"answer":"yes"}');

/** Asks a server that refuses as told, and answers what it does not refuse. */
async function ask(
  refuse: (body: ChatBody, count: number) => Refusal | null,
  options: LlmClientOptions = {},
) {
  await using llm = await startFront(
    'http://127.0.0.1:9',
    (body, count) => refuse(body, count) ?? yes,
  );
  const client = llmClientTo(llm.baseUrl, options);
  const complete = (input = question.input) =>
    client
      .forArticle({ onSpend: () => {} })
      .complete({ ...question, input })
      .then(({ value }) => value)
      .catch((error: unknown) => error);
  const outcome = await complete();
  const count = llm.requests.length;
  await complete('{"text":"Nog een artikel."}');
  return { outcome, requests: llm.requests.slice(0, count), later: llm.requests.slice(count) };
}

const limitOf = (body: ChatBody) =>
  Number(body['max_tokens'] ?? body['max_completion_tokens'] ?? Number.NaN);

describe('a request takes the form that the server takes, within a bounded number of requests', () => {
  test.each<[string, (body: ChatBody) => Refusal | null, number]>([
    [
      'vLLM, whose message names both limits at once',
      (body) =>
        limitOf(body) > 900
          ? refused(
              `'max_tokens' or 'max_completion_tokens' is too large: ${limitOf(body)}. This model's maximum context length is 2048 tokens and your request has 1148 input tokens (${limitOf(body)} > 2048 - 1148). (parameter=max_tokens, value=${limitOf(body)})`,
            )
          : null,
      2,
    ],
    [
      'vLLM, its other message',
      (body) =>
        limitOf(body) > 800
          ? refused(
              `This model's maximum context length is 2048 tokens. However, you requested ${limitOf(body)} output tokens and your prompt contains at least 1248 input tokens, for a total of at least ${limitOf(body) + 1248} tokens. Please reduce the length of the input prompt or the number of requested output tokens.`,
            )
          : null,
      2,
    ],
    [
      'OpenAI, with a limit on answers',
      (body) =>
        limitOf(body) > 1_000
          ? refused(
              `max_tokens is too large: ${limitOf(body)}. This model supports at most 1000 completion tokens, whereas you provided ${limitOf(body)}.`,
              { param: 'max_tokens', code: 'invalid_value' },
            )
          : null,
      2,
    ],
    [
      'DeepSeek, with a limit on answers',
      (body) =>
        limitOf(body) > 1_000
          ? refused('Invalid max_tokens value, the valid range of max_tokens is [1, 1000]')
          : null,
      2,
    ],
    [
      'OpenAI, by the largest value',
      (body) =>
        limitOf(body) > 1_000
          ? refused(
              `Invalid 'max_completion_tokens': integer above maximum value. Expected a value <= 1000, but got ${limitOf(body)} instead.`,
              { code: 'integer_above_max_value' },
            )
          : null,
      2,
    ],
    [
      'FastAPI, by the largest value',
      (body) =>
        limitOf(body) > 1_000
          ? {
              status: 422,
              body: {
                detail: [
                  {
                    type: 'less_than_equal',
                    loc: ['body', 'max_completion_tokens'],
                    msg: 'Input should be less than or equal to 1000',
                  },
                ],
              },
            }
          : null,
      2,
    ],
    [
      'TGI, by the context',
      (body) =>
        limitOf(body) > 548
          ? {
              status: 422,
              body: {
                error: `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= 2048. Given: 1500 \`inputs\` tokens and ${limitOf(body)} \`max_new_tokens\``,
                error_type: 'validation',
              },
            }
          : null,
      2,
    ],
    [
      'Groq, which does not say what room there is',
      (body) =>
        limitOf(body) > 800
          ? refused('Please reduce the length of the messages or completion.', {
              code: 'context_length_exceeded',
            })
          : null,
      2,
    ],
    [
      'Cerebras, which counts both together',
      (body) =>
        limitOf(body) > 800
          ? refused(
              `Please reduce the length of the messages or completion. Current length is ${limitOf(body) + 1248} while limit is 2048`,
              { code: 'context_length_exceeded' },
            )
          : null,
      2,
    ],
    [
      'one that takes neither name of the limit',
      (body) =>
        'max_tokens' in body || 'max_completion_tokens' in body
          ? refused('Neither max_tokens nor max_completion_tokens may be given')
          : null,
      3,
    ],
    [
      'FastAPI, field by field',
      (body) => {
        const extra = ['max_completion_tokens', 'response_format'].find((field) => field in body);
        if (extra === undefined) return null;
        const input = JSON.stringify(body);
        const problem = {
          type: 'extra_forbidden',
          loc: ['body', extra],
          msg: 'Extra inputs are not permitted',
          input,
        };
        return { status: 422, body: { detail: [problem] } };
      },
      4,
    ],
    [
      'Anthropic behind OpenRouter, which takes no such schema',
      (body) =>
        JSON.stringify(body['response_format'] ?? '').includes('json_schema')
          ? {
              status: 400,
              body: {
                error: {
                  message: 'Provider returned error',
                  code: 400,
                  metadata: {
                    raw: '{"type":"error","error":{"type":"invalid_request_error","message":"output_config.format.schema: not supported"}}',
                  },
                },
              },
            }
          : null,
      2,
    ],
    [
      'Gemma’s template',
      ({ messages }) =>
        messages[0]?.role === 'system' ? refused('System role not supported') : null,
      2,
    ],
    ...[
      'Conversation roles must alternate user/assistant/user/assistant/...',
      'Only user and assistant roles are supported!',
      'messages: first message must use the "user" role',
      "'messages[0].role': Invalid value: 'system'. Supported values are: 'user' and 'assistant'.",
      'System instructions are not supported by this model',
    ].map((message): [string, (body: ChatBody) => Refusal | null, number] => [
      message,
      ({ messages }) => (messages[0]?.role === 'user' ? null : refused(message)),
      2,
    ]),
    ...[
      'This response_format type is unavailable now',
      'The specified schema produces a constraint that has too many states for serving',
      'guided decoding is not available on this deployment',
      'structured outputs are not supported',
    ].map((message): [string, (body: ChatBody) => Refusal | null, number] => [
      message,
      (body) =>
        JSON.stringify(body['response_format'] ?? '').includes('json_schema')
          ? refused(message)
          : null,
      2,
    ]),
    [
      'OpenRouter, without a provider that takes a schema',
      (body) =>
        JSON.stringify(body['response_format'] ?? '').includes('json_schema')
          ? {
              ...refused('No endpoints found that can handle the requested parameters.'),
              status: 404,
            }
          : null,
      2,
    ],
    [
      'o1-mini, which takes neither system nor developer',
      ({ messages }) => {
        const role = messages[0]?.role ?? '';
        return role === 'user'
          ? null
          : refused(
              `Unsupported value: 'messages[0].role' does not support '${role}' with this model. Use developer.`,
              { param: 'messages[0].role', code: 'unsupported_value' },
            );
      },
      3,
    ],
    [
      'Gemini’s Gemma',
      ({ messages }) =>
        messages[0]?.role === 'user'
          ? null
          : {
              status: 400,
              body: [
                {
                  error: {
                    code: 400,
                    status: 'INVALID_ARGUMENT',
                    message: 'Developer instruction is not enabled for models/gemma-3-27b-it',
                  },
                },
              ],
            },
      2,
    ],
  ])('%s', async (server, refuse, count) => {
    const { outcome, requests, later } = await ask(refuse);
    expect(outcome).toEqual({ answer: 'yes' });
    expect(requests).toHaveLength(count);
    const last = requests.at(-1)?.messages ?? [];
    expect(last.map(({ content }) => content).join()).toMatch(/^Instructions\./);
    expect(last.at(-1)?.content).toContain('burgemeester');
    // What this prompt left of the context says nothing about another; everything else is kept.
    const isOfThisPrompt = /context|vLLM|Groq|Cerebras/.test(server);
    expect(later).toHaveLength(isOfThisPrompt ? 2 : 1);
  });

  test('one that refuses whatever it is sent, naming everything', async () => {
    const everything =
      'temperature, response_format, max_tokens, max_completion_tokens, prompt_cache_key, reasoning_effort, stream and the system or developer role are not supported';
    const { outcome, requests } = await ask(() => refused(everything), {
      calls: { capabilities: { ...presets.openai.capabilities, temperature: true } },
    });
    expect(outcome).toMatchObject({
      code: 'llm.bad_request',
      message: expect.stringContaining('temperature'),
    });
    expect(requests.length).toBeLessThanOrEqual(10);
  });

  test.each<[string, (body: ChatBody) => string]>([
    [
      'vLLM',
      (body) =>
        `'max_tokens' or 'max_completion_tokens' is too large: ${limitOf(body)}. This model's maximum context length is 2048 tokens and your request has 2040 input tokens`,
    ],
    [
      'llama-server',
      () => 'request (3524 tokens) exceeds the available context size (2048 tokens)',
    ],
    ['Anthropic', () => 'prompt is too long: 210000 tokens > 200000 maximum'],
  ])('%s, whose context the prompt fills, is not asked again for the same', async (_, say) => {
    const { outcome, requests } = await ask((body) => refused(say(body)));
    expect(outcome).toMatchObject({ code: 'llm.too_long' });
    expect(requests).toHaveLength(1);
  });
});

test('messages of one role never follow each other', async () => {
  const roles: string[][] = [];
  const { outcome } = await ask(({ messages }, count) => {
    roles.push(messages.map(({ role }) => role));
    return count === 1 ? answers("I'm sorry, I cannot help with that.") : null;
  });
  expect(outcome).toEqual({ answer: 'yes' });
  for (const said of roles)
    for (const [at, role] of said.entries()) expect(role).not.toBe(said[at + 1]);
});

test('an error that repeats the article is told without it', async () => {
  const { outcome } = await ask(({ messages }) =>
    refused(`cannot parse: ${messages.at(-1)?.content} at position 7`),
  );
  expect(outcome).toMatchObject({ message: expect.stringMatching(/cannot parse: .*position 7/) });
  expect(String(outcome)).not.toContain('Utrecht');
});

test('vLLM with a small context translates an article whose chunks are larger', async () => {
  await using world = await createWorld();
  const context = 4_096;
  await using vllm = await startFront(world.sandbox.baseUrl, (body) => {
    const input = Math.ceil(JSON.stringify(body.messages).length / 4);
    const room = context - input;
    if (limitOf(body) <= room) return null;
    return refused(
      `'max_tokens' or 'max_completion_tokens' is too large: ${limitOf(body)}. This model's maximum context length is ${context} tokens and your request has ${input} input tokens (${limitOf(body)} > ${context} - ${input}).`,
    );
  });
  await world.startWorker({ LLM_BASE_URL: vllm.baseUrl, TOLK_PROVIDER: 'vllm' });
  const { id } = await world.client.enqueue(makeArticle(24));
  expect(await world.client.wait(id)).toMatchObject({
    status: 'done',
  });
  expect(vllm.requests.length).toBeLessThan(20);
});

test('what an earlier version has learned of a server is still known', async () => {
  await using world = await createWorld();
  await using front = await startFront(world.sandbox.baseUrl, () => null);
  const redis = await connectRedis(world.redisUrl);
  const learned = {
    format: 'json_object',
    limit: 'max_tokens',
    temperature: false,
    cacheKey: false,
  };
  await redis.set(
    createKeys(world.prefix).capabilities(`${front.baseUrl} m`),
    JSON.stringify(learned),
  );
  redis.disconnect();
  await world.startWorker({ LLM_BASE_URL: front.baseUrl, TOLK_MODEL: 'm' });
  const { id } = await world.client.enqueue(makeArticle(1));
  expect(await world.client.wait(id)).toMatchObject({ status: 'done' });
  expect(front.requests[0]).toMatchObject({
    response_format: { type: 'json_object' },
    max_tokens: expect.any(Number),
  });
});
