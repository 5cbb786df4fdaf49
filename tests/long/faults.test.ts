import { describe, expect, inject, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { makeArticle } from '../support/articles.ts';
import { runDialects, runReasoning, runVanished } from '../support/dialect-scenarios.ts';
import { createWorld } from '../support/in-process.ts';
import {
  type Measure,
  runBudget,
  runChaos,
  runKills,
  runQuota,
  runRateLimit,
} from '../support/scenarios.ts';

/** Workers in this process, but for those that are killed or share a limit. */
const here = () => ({ redisUrl: inject('redisUrl'), workers: 'in-process' }) as const;

const broken = (measures: readonly Measure[]) => measures.filter(({ holds }) => !holds);

// The same at full size, and against the limits the README states: npm run chaos.
describe('through it all', () => {
  test('one bad answer in five: every article done, nothing bad stored, nothing good paid for twice', async () => {
    expect(broken(await runChaos({ ...here(), articles: 30, seed: 11 }))).toEqual([]);
  });

  test('a limit a minute is shared by four worker processes: the server has next to nothing to refuse', async () => {
    // How much of it is used is a matter of time, which npm run chaos measures.
    const measures = await runRateLimit({
      redisUrl: inject('redisUrl'),
      kind: 'requests',
      perMinute: 1_200,
      workers: 4,
      // Workers that did not share it would run into it after three seconds.
      settleSeconds: 2,
      seconds: 3,
    });
    expect(measures.filter(({ what }) => what === 'requests refused')).toMatchObject([
      { holds: true },
    ]);
  });

  test('kill -9 of workers: nothing lost, and paid twice at most what was in flight', async () => {
    expect(
      broken(await runKills({ ...here(), articles: 16, kills: 1, everyCalls: 8, seed: 3 })),
    ).toEqual([]);
  });

  test('an account that runs dry pauses the workers, says why, and goes on after resume', async () => {
    expect(broken(await runQuota({ ...here(), articles: 12, maxCalls: 1 }))).toEqual([]);
  });

  test('a budget is not overspent, and raising it goes on', async () => {
    expect(broken(await runBudget({ ...here(), articles: 16, budgetUsd: 0.15 }))).toEqual([]);
  });

  test('servers that speak in other words: what is too long is split, what is flagged fails alone', async () => {
    const dialects = ['groq', 'gemini', 'ollama'] as const;
    expect(broken(await runDialects({ redisUrl: inject('redisUrl'), dialects }))).toEqual([]);
  });

  test('a Batch API that forgets batches and files, and cuts lines', async () => {
    const options = { redisUrl: inject('redisUrl'), articles: 20, seed: 7 };
    expect(broken(await runVanished(options))).toEqual([]);
  });

  test('models that think longer than an answer is', async () => {
    const options = { redisUrl: inject('redisUrl'), articles: 1 };
    expect(broken(await runReasoning(options))).toEqual([]);
  });
});

test('a server that knows neither schemas nor the new name of the length limit is worked with all the same', async () => {
  await using world = await createWorld({
    refuses: ['json_schema', 'response_format', 'max_completion_tokens'],
  });
  await world.startWorker();
  const { id } = await world.client.enqueue(makeArticle());
  expect(await world.client.wait(id)).toMatchObject({
    status: 'done',
    attempt: 1,
    usage: { calls: 1 },
  });
});

describe('the sandbox misbehaves on request', () => {
  const input = JSON.stringify({
    title: null,
    segments: [
      { n: 1, nl: 'De burgemeester Willem Jansen opent in 1987 een nieuwe school in de stad.' },
      { n: 2, nl: 'Volgens Ahmed Bakker kost dat 4.300 euro, meer dan de gemeente had verwacht.' },
    ],
  });

  async function askWith(fault: string, timeoutMs = 3_000) {
    await using sandbox = await startSandbox();
    const response = await fetch(`${sandbox.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'x-sandbox-fault': fault },
      body: JSON.stringify({
        model: 'x',
        messages: [{ role: 'user', content: input }],
        response_format: { type: 'json_object' },
      }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    const body = isJson ? JSON.parse(text) : text;
    const content: string | null = body.choices?.[0]?.message?.content ?? null;
    return {
      status: response.status,
      headers: response.headers,
      body,
      content,
      spoilt: sandbox.spoilt(),
    };
  }

  test.each([
    ['rate_limited', 429, 'rate_limit_exceeded'],
    ['no_quota', 429, 'insufficient_quota'],
    ['error_500', 500, null],
    ['error_503', 503, 'server_is_overloaded'],
    ['schema_refused', 400, null],
    ['parameter_refused', 400, 'unsupported_parameter'],
    ['billing_not_active', 429, 'billing_not_active'],
    ['forbidden', 403, null],
    ['flagged', 400, 'invalid_prompt'],
    ['too_long', 400, 'context_length_exceeded'],
  ])('%s', async (fault, status, code) => {
    expect(await askWith(fault)).toMatchObject({ status, body: { error: { code } } });
  });

  test.each([
    ['error_502', 502],
    ['error_504', 504],
  ])('%s: a page of whoever stands in between', async (fault, status) => {
    expect(await askWith(fault)).toMatchObject({
      status,
      body: expect.stringContaining(`<title>${status} `),
    });
  });

  test.each(['hang', 'reset'])('%s: no answer at all', async (fault) => {
    await expect(askWith(fault, 300)).rejects.toThrow();
  });

  test.each<[string, object]>([
    ['empty_choices', { body: { choices: [] } }],
    [
      'refusal',
      { body: { choices: [{ message: { refusal: expect.stringContaining('cannot') } }] } },
    ],
    ['content_filter', { body: { choices: [{ finish_reason: 'content_filter' }] } }],
    ['cut_off', { body: { choices: [{ finish_reason: 'length' }] } }],
    ['fenced', { content: expect.stringMatching(/^```json/) }],
    ['prose', { content: expect.stringMatching(/^Here is/) }],
    ['wrong_schema', { content: expect.stringMatching(/^\{"result"/) }],
    ['apology', { content: expect.stringContaining('AI language model') }],
    ['slow_body', { status: 200, content: expect.stringContaining('school') }],
  ])('%s', async (fault, expected) => {
    expect(await askWith(fault)).toMatchObject(expected);
  });

  test('wrong_usage', async () => {
    const { body } = await askWith('wrong_usage');
    expect(body.usage.prompt_tokens).toBeGreaterThan(50_000);
  });

  test.each<[string, (segments: Array<{ n: number; en: string }>) => unknown, unknown]>([
    ['segment_missing', (segments) => segments.length, 1],
    ['segment_doubled', (segments) => segments.length, 3],
    ['segments_swapped', (segments) => segments[1]?.en.includes('1987'), true],
    ['segment_empty', (segments) => segments.some(({ en }) => en === ''), true],
    ['segment_in_dutch', (segments) => segments.some(({ en }) => / de /.test(en)), true],
    ['echo', (segments) => segments.every(({ en }) => / de /.test(en)), true],
    ['number_changed', (segments) => segments[0]?.en.includes('1987'), false],
    ['name_changed', (segments) => segments.some(({ en }) => en.includes('Bartholdson')), true],
    [
      'names_exchanged',
      (segments) => segments.some(({ en }) => /Jansen Willem|Bakker Ahmed/.test(en)),
      true,
    ],
    ['loop', (segments) => Math.max(...segments.map(({ en }) => en.length)) > 1_000, true],
  ])('%s, and it says which paragraph it spoilt', async (fault, look, expected) => {
    const { content, spoilt } = await askWith(fault);
    expect(look(JSON.parse(content ?? '').segments)).toBe(expected);
    if (!['segment_missing', 'segment_doubled'].includes(fault))
      expect(spoilt.map(({ kind }) => kind)).toContain(fault);
  });
});
