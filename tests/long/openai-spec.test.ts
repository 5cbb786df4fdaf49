import { describe, expect, inject, test } from 'vitest';
import type { Fault, FaultPlan } from '../../src/sandbox/faults.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { fixtureFiles } from '../support/articles.ts';
import { BatchBed } from '../support/batches.ts';
import { checkAnswer, checkRequest, checkSchema, fieldsOf } from '../support/openai-spec.ts';
import { createRig } from '../support/processes.ts';
import { type Recording, startRecorder } from '../support/recorder.ts';
import { runTolk } from '../support/tolk.ts';
import { until } from '../support/until.ts';

/* Against OpenAI's published API document: nobody here wrote it. */

type Json = Readonly<Record<string, unknown>>;

const chat = '/chat/completions';
const knownFields = fieldsOf('CreateChatCompletionRequest');

/** What a chat request says against the document; a field that it does not have is named. */
function problemsOfChat(body: Json): string[] {
  const foreign = Object.keys(body).filter((name) => !knownFields.has(name));
  return [...checkRequest('POST', chat)(body), ...foreign.map((name) => `foreign field ${name}`)];
}

async function formOf({ body, type }: Recording): Promise<Json> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type },
  }).formData();
  return Object.fromEntries(form);
}

async function problemsOf(recording: Recording): Promise<string[]> {
  const { method, path, body } = recording;
  if (path === chat) return problemsOfChat(JSON.parse(String(body)));
  if (path === '/batches' && method === 'POST')
    return checkRequest(method, path)(JSON.parse(String(body)));
  if (path !== '/files' || method !== 'POST') return [];
  const { file, ...fields } = await formOf(recording);
  const lines = (await (file as File).text()).trim().split('\n');
  return [
    ...checkRequest(method, path)({ ...fields, file: 'its content' }),
    ...lines.flatMap((line) => problemsOfChat(JSON.parse(line).body)),
  ];
}

const contentFaults: readonly Fault[] = ['number_changed', 'segment_missing', 'fenced', 'refusal'];
let planned = 0;

/** Two answers in three are bad, in a way that is asked about once more. */
const spoilMost: FaultPlan = (fits) => {
  planned += 1;
  const fault = contentFaults[planned % 6];
  return fault !== undefined && fits(fault) ? fault : undefined;
};

describe('what Tolk asks is what the document allows', () => {
  const cases = [
    { name: 'strict schemas, with repairs and corrections', options: { faultPlan: spoilMost } },
    { name: 'JSON of any kind', options: { refuses: ['json_schema' as const] } },
    { name: 'words only', options: { refuses: ['response_format' as const] } },
    { name: 'a model that thinks', options: { reasoningTokens: 200, dialect: 'openai' as const } },
  ];
  test.each(cases)('$name', async ({ options }) => {
    await using sandbox = await startSandbox(options);
    await using recorder = await startRecorder(sandbox.baseUrl);
    const env = {
      REDIS_URL: inject('redisUrl'),
      TOLK_PREFIX: `{spec-${Math.random()}}`,
      TOLK_RETRY_DELAY_MS: '20',
      LLM_BASE_URL: recorder.baseUrl,
      OPENAI_API_KEY: 'sk-test',
    };
    await runTolk(['doctor', '--deep', '--yes'], { env });
    await runTolk(['translate', ...fixtureFiles.slice(0, 2)], { env });
    const asked = recorder.recordings.filter(({ path }) => path === chat);
    expect(asked.length).toBeGreaterThan(15);
    expect((await Promise.all(recorder.recordings.map(problemsOf))).flat()).toEqual([]);
  });

  test('files, the requests in them, and batches', async () => {
    await using sandbox = await startSandbox();
    await using recorder = await startRecorder(sandbox.baseUrl);
    await using rig = await createRig(
      inject('redisUrl'),
      {},
      {
        TOLK_BATCH_API_POLL_MS: '50',
        TOLK_BATCH_API_LINGER_MS: '50',
        LLM_BASE_URL: recorder.baseUrl,
      },
    );
    await rig.startWorker();
    const bed = await BatchBed.create(rig);
    await bed.writeSentences(3);
    expect((await bed.run('--via', 'batch-api', '--summary', 'none')).code).toBe(0);
    const uploads = recorder.recordings.filter(
      ({ method, path }) => `${method} ${path}` === 'POST /files',
    );
    expect(uploads.length).toBeGreaterThan(0);
    expect((await Promise.all(recorder.recordings.map(problemsOf))).flat()).toEqual([]);
    expect(recorder.recordings.flatMap(problemsOfAnswer)).toEqual([]);
  });
});

/** The live API sends null for what is not there; the document leaves it out. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(present.map(([name, inner]) => [name, withoutNull(inner)]));
}

function problemsOfAnswer({ method, path, status, answer }: Recording): string[] {
  if (path.endsWith('/content')) return [];
  const body: unknown = JSON.parse(String(answer));
  if (status !== 200) return checkSchema('ErrorResponse')(body);
  const isPlain = path.startsWith('/chat') || path.startsWith('/models');
  return checkAnswer(method, path)(isPlain ? body : withoutNull(body));
}

async function ask(
  baseUrl: string,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${baseUrl}${chat}`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'gpt-x', messages: [{ role: 'user', content: 'Hoi' }], ...body }),
  });
  return { status: answer.status, text: await answer.text() };
}

describe('what the sandbox answers is what the document describes', () => {
  test('completions of every kind', async () => {
    await using sandbox = await startSandbox({ reasoningTokens: 40, promptCache: true });
    const faults = ['refusal', 'content_filter', 'cut_off', 'empty_choices', 'wrong_usage'];
    const asked = [
      ask(sandbox.baseUrl, {}),
      ask(sandbox.baseUrl, { max_completion_tokens: 10, service_tier: 'flex' }),
      ...faults.map((fault) => ask(sandbox.baseUrl, {}, { 'x-sandbox-fault': fault })),
    ];
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 200));
    const problems = answers.map(({ text }) => checkAnswer('POST', chat)(JSON.parse(text)));
    expect(problems.flat()).toEqual([]);
  });

  test('a stream, chunk by chunk', async () => {
    await using sandbox = await startSandbox();
    const { text } = await ask(sandbox.baseUrl, {
      stream: true,
      stream_options: { include_usage: true },
    });
    const data = text.split('\n\n').flatMap((event) => event.replace(/^data: /, '') || []);
    expect(data.pop()).toBe('[DONE]');
    const chunks: Json[] = data.map((line) => JSON.parse(line));
    expect(chunks.length).toBeGreaterThan(3);
    const check = checkSchema('CreateChatCompletionStreamResponse');
    expect(chunks.flatMap(check)).toEqual([]);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 1 } });
  });

  test('errors of every kind', async () => {
    const options = { contextTokens: 500, maxOutputTokens: 400, flaggedWords: ['bom'] };
    await using sandbox = await startSandbox({
      ...options,
      models: ['gpt-x'],
      reasoningTokens: 10,
      refuses: ['max_tokens', 'temperature', 'json_schema', 'prompt_cache_key'],
    });
    const say = (content: string) => ({ messages: [{ role: 'user', content }] });
    const schema = { name: 'a', schema: { type: 'object' } };
    const requests: Array<[body: Json, fault: string | null, status: number, code: unknown]> = [
      [{ messages: [] }, null, 400, null],
      [{ model: 'gpt-y' }, null, 404, 'model_not_found'],
      [{ max_tokens: 5 }, null, 400, 'unsupported_parameter'],
      [{ temperature: 0.2 }, null, 400, 'unsupported_value'],
      [{ reasoning_effort: 'minimal' }, null, 400, 'unsupported_value'],
      [{ response_format: { type: 'json_schema', json_schema: schema } }, null, 400, null],
      [{ max_completion_tokens: 401 }, null, 400, 'invalid_value'],
      [say('woord '.repeat(600)), null, 400, 'context_length_exceeded'],
      [say('Een bom.'), null, 400, 'invalid_prompt'],
      [{}, 'rate_limited', 429, 'rate_limit_exceeded'],
      [{}, 'no_quota', 429, 'insufficient_quota'],
      [{}, 'billing_not_active', 429, 'billing_not_active'],
      [{}, 'forbidden', 403, null],
      [{}, 'error_500', 500, null],
      [{}, 'error_503', 503, 'server_is_overloaded'],
    ];
    for (const [body, fault, status, code] of requests) {
      const answer = await ask(sandbox.baseUrl, body, fault ? { 'x-sandbox-fault': fault } : {});
      const error: Json = JSON.parse(answer.text);
      expect({ status: answer.status, error }).toMatchObject({
        status,
        error: { error: { code } },
      });
      expect(checkSchema('ErrorResponse')(error)).toEqual([]);
    }
  });

  test('models, files, and a batch in each of its states, with its lines', async () => {
    await using sandbox = await startSandbox({
      batchLatencyMs: 250,
      batchFinalizingMs: 250,
      batchErrors: 0.3,
      flaggedWords: ['bom'],
      models: ['gpt-x'],
    });
    await using recorder = await startRecorder(sandbox.baseUrl);
    const api = apiOf(recorder.baseUrl);
    await api.get('/models');
    await api.get('/models/gpt-x');
    expect(await api.get('/models/gpt-y')).toMatchObject({ error: { code: 'model_not_found' } });
    const input = await api.upload('gpt-x', 30);
    await api.get('/files');
    await api.get(`/files/${input}`);
    const states = new Set<unknown>();
    const batch = await api.create(input);
    states.add(batch['status']);
    const cancelled = await api.create(input);
    states.add((await api.post(`/batches/${cancelled['id']}/cancel`))['status']);
    const failed = await api.create(await api.upload('gpt-y', 1));
    const watch = async (id: unknown) => {
      const { status } = await api.get(`/batches/${id}`);
      states.add(status);
      return status;
    };
    await until(async () => (await watch(batch['id'])) === 'finalizing');
    const refused = await api.post(`/batches/${batch['id']}/cancel`);
    expect(refused).toMatchObject({
      error: { message: "Cannot cancel a batch with status 'finalizing'." },
    });
    await until(async () => (await watch(batch['id'])) === 'completed');
    await until(async () => (await watch(cancelled['id'])) === 'cancelled');
    await until(async () => (await watch(failed['id'])) === 'failed');
    expect([...states].toSorted()).toEqual([
      'cancelled',
      'cancelling',
      'completed',
      'failed',
      'finalizing',
      'in_progress',
      'validating',
    ]);
    const done = await api.get(`/batches/${batch['id']}`);
    const lines = [
      ...(await api.lines(done['output_file_id'])),
      ...(await api.lines(done['error_file_id'])),
    ];
    expect(lines).toHaveLength(30);
    const statuses = lines.map(({ response }) => response.status_code);
    expect(new Set(statuses)).toEqual(new Set([200, 400, 500]));
    const problems = lines.flatMap(({ response: { status_code, body } }) =>
      status_code === 200 ? checkAnswer('POST', chat)(body) : checkSchema('ErrorResponse')(body),
    );
    expect(problems).toEqual([]);
    expect(await api.delete(`/files/${input}`)).toEqual({
      object: 'file',
      id: input,
      deleted: true,
    });
    expect(await api.get(`/files/${input}`)).toMatchObject({ error: { param: 'id' } });
    expect(await api.get('/batches/batch_nobody')).toMatchObject({ error: { code: null } });
    await api.get('/batches');
    expect(recorder.recordings.flatMap(problemsOfAnswer)).toEqual([]);
  });
});

test('a batch that expires keeps what was done, and says what was not', async () => {
  await using sandbox = await startSandbox({ batchExpire: 0.5 });
  await using recorder = await startRecorder(sandbox.baseUrl);
  const api = apiOf(recorder.baseUrl);
  const { id } = await api.create(await api.upload('gpt-x', 10));
  await until(async () => (await api.get(`/batches/${id}`))['status'] === 'expired');
  const batch = await api.get(`/batches/${id}`);
  expect(batch).toMatchObject({ expired_at: expect.any(Number), completed_at: null });
  const undone = await api.lines(batch['error_file_id']);
  expect(undone.length).toBeGreaterThan(0);
  for (const line of undone)
    expect(line).toMatchObject({ response: null, error: { code: 'batch_expired' } });
  expect(recorder.recordings.flatMap(problemsOfAnswer)).toEqual([]);
});

interface ResultLine {
  readonly response: { readonly status_code: number; readonly body: unknown };
}

/** The endpoints of the Batch API, as a client without a library asks them. */
function apiOf(baseUrl: string) {
  const json = async (path: string, init: RequestInit = {}): Promise<Json> =>
    (await fetch(`${baseUrl}${path}`, init)).json() as Promise<Json>;
  const post = (path: string, body?: object) =>
    json(path, { method: 'POST', ...(body ? { body: JSON.stringify(body) } : {}) });
  return {
    get: (path: string) => json(path),
    post,
    delete: (path: string) => json(path, { method: 'DELETE' }),
    async upload(model: string, count: number): Promise<unknown> {
      const rows = Array.from({ length: count }, (_, at) => {
        // One in four is refused for what it says.
        const messages = [{ role: 'user', content: at % 4 === 0 ? 'Een bom.' : 'Hoi' }];
        const request = { method: 'POST', url: '/v1/chat/completions', body: { model, messages } };
        return JSON.stringify({ custom_id: `${at}`, ...request });
      });
      const form = new FormData();
      form.append('purpose', 'batch');
      form.append('file', new Blob([rows.join('\n')]), 'requests.jsonl');
      return (await json('/files', { method: 'POST', body: form }))['id'];
    },
    create: (input_file_id: unknown) =>
      post('/batches', {
        input_file_id,
        endpoint: '/v1/chat/completions',
        completion_window: '24h',
      }),
    async lines(id: unknown): Promise<ResultLine[]> {
      const text = await (await fetch(`${baseUrl}/files/${id}/content`)).text();
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
  };
}
