import { describe, expect, test } from 'vitest';
import {
  completion,
  knownArticle,
  type Reply,
  startAnsweringLlm,
  type Turn,
} from '../support/dialects/answering-llm.ts';
import { rowOf } from '../support/dialects/batch-api.ts';
import { createBatchApiWorld } from '../support/dialects/batch-api-world.ts';
import { createWorld, llmClientTo } from '../support/in-process.ts';
import { until } from '../support/until.ts';

/*
 * A model that answers wrongly every time: eight paid calls say so, in whatever way it is wrong and
 * whatever Tolk tries; then the article fails, with the bill.
 */

const right = ({ value }: Turn): Reply => completion(JSON.stringify(value));
const enoughCalls = 8;

/** A machine under load is no dead worker, whose article another would take up. */
const patient = { TOLK_LOCK_MS: '30000' };

interface Given {
  readonly body?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly models?: readonly [string, ...string[]];
}

/** Translates an article with models that answer like this. */
async function translate(answer: (turn: Turn) => Reply, given: Given = {}) {
  const { body = knownArticle.body, env = {}, models = ['gpt-4.1-mini'] } = given;
  await using world = await createWorld();
  await using llm = await startAnsweringLlm(answer);
  await world.startWorker({ ...patient, ...env }, llmClientTo(llm.baseUrl, { models }));
  const { id } = await world.client.enqueue({ ...knownArticle, body });
  return { result: await world.client.wait(id), requests: [...llm.requests] };
}

const longBody = Array.from(
  { length: 24 },
  (_, at) => knownArticle.body.split('\n\n')[at % 3],
).join('\n\n');
const manyChunks = { body: longBody, env: { TOLK_CHUNK_TOKENS: '100' } };

const oneByOne = { body: longBody, env: { ...manyChunks.env, TOLK_CHUNK_CONCURRENCY: '1' } };

describe('a model that is wrong every time is asked eight times', () => {
  let thought = 900;
  const thoughtTokens = () => {
    thought += 1;
    return thought;
  };
  test.each<[string, string, () => Reply]>([
    ['prose', 'llm.bad_answer', () => completion('I would rather talk about the weather.')],
    ['another shape', 'llm.bad_answer', () => completion('{"answer": 42}')],
    ['nothing', 'llm.no_answer', () => completion('')],
    [
      'tools it was not given',
      'llm.no_answer',
      () => completion(null, { message: { tool_calls: [{ id: 'a', type: 'function' }] } }),
    ],
    ['half of it', 'llm.cut_off', () => completion('{"a', { choice: { finish_reason: 'length' } })],
    [
      'thoughts alone',
      'llm.thought_too_long',
      () =>
        completion('', {
          choice: { finish_reason: 'length' },
          body: {
            usage: {
              prompt_tokens: 600,
              // Each time more, or it would be a server that has no more room to give.
              completion_tokens: thoughtTokens(),
              completion_tokens_details: { reasoning_tokens: 900 },
            },
          },
        }),
    ],
    ['a refusal', 'llm.refused', () => completion(null, { message: { refusal: 'No.' } })],
    ['no choice', 'llm.server_error', () => ({ body: { choices: [], usage: null } })],
    ['a web page', 'llm.server_error', () => ({ body: '<html>Welcome</html>' })],
  ])('with %s', async (_, code, answer) => {
    const { result, requests } = await translate(answer, manyChunks);
    expect(result).toMatchObject({
      status: 'failed',
      error: { code, retryable: false },
    });
    expect(requests).toHaveLength(enoughCalls);
    const message = result.status === 'failed' ? result.error.message : '';
    expect(message).toMatch(
      /gave up after 8 wrong answers in a row \(8 paid calls, \$0\.0\d+ in all\); the last one: /,
    );
  });

  test('in one chunk, over all attempts', async () => {
    const { result, requests } = await translate(() => completion('no'), {
      body: 'De brug is open.',
      // Asked jointly too, it would have eight wrong answers in the first.
      env: { TOLK_CALLS: 'two' },
    });
    expect(result).toMatchObject({ status: 'failed', attempt: 2, error: { retryable: false } });
    expect(requests).toHaveLength(enoughCalls);
  });

  test('with all its fallback models', async () => {
    const { result, requests } = await translate(() => completion('no'), {
      models: ['gpt-4.1-mini', 'gpt-4.1', 'gpt-4o'],
    });
    expect(result).toMatchObject({ status: 'failed' });
    expect(requests).toHaveLength(enoughCalls);
  });

  test('when the translation was right, and only the summary never is', async () => {
    const { result, requests } = await translate((turn) => {
      if (turn.task === 'summary') return completion('no');
      return right({ ...turn, value: { ...turn.value, summary: null } });
    });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'llm.bad_answer' } });
    expect(requests).toHaveLength(1 + enoughCalls);
  });
});

test('a model that cannot is asked once in an article, where there is one that can', async () => {
  const { result, requests } = await translate(
    (turn) => (turn.request.model === 'gpt-4.1' ? right(turn) : completion('no')),
    { models: ['gpt-4.1-mini', 'gpt-4.1'], ...oneByOne },
  );
  expect(result).toMatchObject({ status: 'done' });
  expect(requests.filter(({ model }) => model === 'gpt-4.1-mini')).toHaveLength(6);
});

test('wrong answers among right ones do not add up', async () => {
  const { result } = await translate(
    (turn) => (turn.at % 3 === 0 ? right(turn) : completion('no')),
    oneByOne,
  );
  expect(result).toMatchObject({ status: 'done' });
  expect(result).toMatchObject({ usage: { wrongAnswers: expect.any(Number) } });
});

test('what was wrong before a worker stopped counts for the next one', async () => {
  await using world = await createWorld();
  const { promise: stopped, resolve: letAnswer } = Promise.withResolvers<void>();
  await using llm = await startAnsweringLlm(async ({ at }) => {
    if (at >= 4) await stopped;
    return completion('no');
  });
  const env = { LLM_BASE_URL: llm.baseUrl, TOLK_SHUTDOWN_MS: '0' };
  const first = await world.startWorker(env);
  const { id } = await world.client.enqueue(knownArticle);
  await until(() => llm.requests.length > 4);
  await first.stop();
  letAnswer();
  await world.startWorker(env);
  expect(await world.client.wait(id)).toMatchObject({ status: 'failed' });
  // The call that was in flight when the worker stopped is made again.
  expect(llm.requests.length).toBeLessThanOrEqual(enoughCalls + 1);
});

test('post-edits that are never right leave the translation as it was', async () => {
  const wrongNumber = (turn: Turn): Reply =>
    completion(JSON.stringify(turn.value).replace('18 million', '81 million'));
  const { result, requests } = await translate((turn) => {
    const isPostEdit = /You correct/.test(turn.request.messages[0]?.content ?? '');
    return isPostEdit ? completion('no') : wrongNumber(turn);
  });
  expect(result).toMatchObject({ status: 'done' });
  const findings = result.status === 'done' ? result.findings : [];
  expect(findings.filter(({ segment }) => segment !== null)).toMatchObject([
    { check: 'numbers', severity: 'error', segment: 2 },
  ]);
  expect(requests.length).toBeLessThanOrEqual(12);
});

test('through the Batch API too, and then directly', async () => {
  const { body: prose } = completion('I would rather talk about the weather.');
  const answered: string[] = [];
  await using world = await createBatchApiWorld({
    prose: {
      row: ({ custom_id }) => {
        answered.push(custom_id);
        return rowOf(custom_id, { status: 200, body: prose });
      },
      onChat: () => ({ status: 200, body: prose }),
    },
  });
  await world.rig.startWorker({ ...world.env, ...patient });
  const { stats } = await world.run('prose', { fallback: 'direct', segments: [3] });
  expect(stats).toMatchObject({ done: 0, failedByCode: { 'llm.bad_answer': 1 } });
  expect(answered.length).toBeGreaterThan(3);
  expect(answered.length + world.api.directCalls(world.modelOf('prose'))).toBe(enoughCalls);
});
