import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { smallTranslation } from '../../src/cli/doctor/question.ts';
import { loadConfig } from '../../src/config/config.ts';
import { createDisposables } from '../../src/disposables.ts';
import { chooseProvider } from '../../src/llm/choose-provider.ts';
import { examine } from '../../src/llm/examine/examine.ts';
import { openExaminedServer } from '../../src/llm/examine/open.ts';
import { type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { startRecorder } from '../support/recorder.ts';
import { type Finished, runTolk } from '../support/tolk.ts';

interface Row {
  readonly name: string;
  readonly state: string;
  readonly message: string;
}

const redis = () => ({ REDIS_URL: inject('redisUrl'), TOLK_PREFIX: '{doctor}' });

function doctor(baseUrl: string, flags: readonly string[] = [], env = {}): Promise<Finished> {
  const base = { ...redis(), LLM_BASE_URL: baseUrl, OPENAI_API_KEY: 'sk-of-the-doctor' };
  return runTolk(['doctor', ...flags], { env: { ...base, TOLK_MODEL: 'gpt-4.1-mini', ...env } });
}

async function listen(server: Server): Promise<{ url: string } & AsyncDisposable> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

describe('tolk doctor', () => {
  test('says what keeps a local model from verifying', async () => {
    await using sandbox = await startSandbox();
    const { code, stdout } = await doctor(sandbox.baseUrl, [], { TOLK_NLI_DIR: 'tests' });
    expect(code, stdout).toBe(2);
    expect(stdout).toMatch(/FAIL {2}nli +TOLK_NLI_DIR: \S*tests has no config\.json/);
  });

  test('asks one translation as a worker asks it, with the strict schema', async () => {
    await using sandbox = await startSandbox();
    await using recorder = await startRecorder(sandbox.baseUrl);
    const { code, stdout } = await doctor(recorder.baseUrl);
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/ ok {3}translation +two sentences in .*, one call, /);
    expect(stdout).toMatch(/ ok {3}form +asks with a strict schema/);
    const asked = recorder.recordings.filter(({ path }) => path === '/chat/completions');
    expect(asked.map(({ body }) => JSON.parse(String(body)))).toMatchObject([
      {
        model: 'gpt-4.1-mini',
        messages: [{ role: 'system', content: expect.stringMatching(/^You translate Dutch/) }, {}],
        response_format: { type: 'json_schema', json_schema: { name: 'translation' } },
      },
    ]);
  });

  test('reaches a server where workers do: through a proxy, a redirect, and packed answers', async () => {
    await using sandbox = await startSandbox();
    const target = new URL(sandbox.baseUrl);
    const proxy = createServer().on('connect', (_request, socket) => {
      const onward = connect(Number(target.port), target.hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    const packing = createServer(async (request, response) => {
      if (!request.url?.startsWith('/v1')) {
        response.writeHead(308, { location: `/v1${request.url}` }).end();
        return;
      }
      const answered = await fetch(`${target.origin}${request.url}`, {
        method: request.method ?? 'GET',
        ...(request.method === 'POST' ? { body: request, duplex: 'half' } : {}),
      } as RequestInit);
      response.writeHead(answered.status, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      });
      response.end(gzipSync(await answered.text()));
    });
    await using viaProxy = await listen(proxy);
    await using packed = await listen(packing);
    const proxied = await doctor('http://llm.invalid/v1', [], { HTTPS_PROXY: viaProxy.url });
    const redirected = await doctor(packed.url);
    for (const { code, stdout } of [proxied, redirected]) {
      expect(stdout).toMatch(/warn {2}llm +http.* is the sandbox/);
      expect(stdout).toMatch(/ ok {3}translation/);
      expect(code).toBe(0);
    }
  });

  test('says what it has learned, and what the bill will be', async () => {
    await using sandbox = await startSandbox({ dialect: 'vllm', reasoningTokens: 400 });
    const { stdout } = await doctor(sandbox.baseUrl, [], { TOLK_MODEL: 'some-model' });
    expect(stdout).toMatch(/ ok {3}translation +two sentences/);
    await using refusing = await startSandbox({ refuses: ['json_schema'], reasoningTokens: 400 });
    const told = await doctor(refusing.baseUrl, [], { TOLK_MODEL: 'some-model' });
    expect(told.stdout).toMatch(/ ok {3}form +asks with JSON of any kind/);
    expect(told.stdout).toMatch(/warn {2}reasoning +400 of 4\d\d tokens were thinking/);
  });

  test('warns of a model that ends soon', async () => {
    const end = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await using sandbox = await startSandbox({ models: ['gpt-6-luna'], shutdownOn: end });
    await using front = await startRecorder(sandbox.baseUrl, (answer) =>
      answer.replaceAll('"model":"sandbox"', '"model":"gpt-6-luna-2026-09-29"'),
    );
    const { code, stdout } = await doctor(front.baseUrl, [], { TOLK_MODEL: 'gpt-6-luna' });
    expect(stdout).toMatch(/ ok {3}llm +http.* answered, model gpt-6-luna-2026-09-29/);
    expect(stdout).toMatch(/ ok {3}translation +.*, one call, .* tokens, \$0\.000\d\d/);
    expect(stdout).toMatch(
      `warn  price          the provider ends gpt-6-luna on ${end}, in 30 days`,
    );
    expect(code).toBe(0);
  });

  test('without an LLM it names the line that gets one, and one on this machine is found', async () => {
    const none = await runTolk(['doctor'], { env: redis() });
    expect(none).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/warn {2}llm .*ollama pull/),
    });
    await using sandbox = await startSandbox();
    const found = await runTolk(['doctor'], {
      env: { ...redis(), TOLK_LOCAL_SERVERS: sandbox.baseUrl },
    });
    expect(found.stdout).toContain(`for workers set LLM_BASE_URL=${sandbox.baseUrl}`);
    expect(found.stdout).toMatch(/ ok {3}translation/);
  });
});

const unpriced = { TOLK_MODEL: 'some-model' };

async function deep(options: ServerOptions, env = {}, flags = ['--yes']) {
  await using sandbox = await startSandbox(options);
  const finished = await doctor(sandbox.baseUrl, ['--deep', '--json', ...flags], env);
  const rows: Row[] = finished.stdout === '' ? [] : JSON.parse(finished.stdout);
  const states = Object.fromEntries(rows.map(({ name, state }) => [name, state]));
  return { ...finished, rows, states, stats: sandbox.stats(), batches: sandbox.batchStats() };
}

describe('tolk doctor --deep', () => {
  test('looks at everything, says what it costs before and after, and leaves nothing behind', async () => {
    const { code, stderr, states, rows, stats, batches } = await deep(
      { promptCache: true, models: ['gpt-4.1-mini'], maxOutputTokens: 10_000 },
      {},
      [],
    );
    expect(rows.filter(({ state }) => state === 'problem')).toEqual([]);
    expect(code).toBe(0);
    expect(Object.keys(states).length).toBeGreaterThanOrEqual(24);
    expect(states).toMatchObject({
      'strict-schema': 'ok',
      'json-object': 'ok',
      repair: 'ok',
      usage: 'ok',
      'rate-limits': 'ok',
      'request-id': 'ok',
      'answer-limit': 'ok',
      'long-prompt': 'ok',
      'prompt-cache': 'ok',
      stream: 'ok',
      cancel: 'ok',
      'error-too-long': 'ok',
      'error-model': 'ok',
      'batch-api': 'ok',
    });
    expect(stderr).toMatch(/about \d+ \+ \d+ tokens, at most \$0\.0\d+/);
    expect(rows.at(-1)).toMatchObject({ name: 'spent', message: expect.stringMatching(/^\$0\./) });
    expect(stats.completions).toBeLessThanOrEqual(16);
    expect(batches).toMatchObject({ batches: 1, files: 1, deletedFiles: 1 });
  });

  test.each<[string, ServerOptions, Record<string, string>]>([
    [
      'openai',
      { dialect: 'openai', reasoningTokens: 100 },
      { temperature: 'unsupported', effort: 'ok', 'strict-schema': 'ok' },
    ],
    ['anthropic', { dialect: 'anthropic' }, { 'strict-schema': 'unsupported', 'request-id': 'ok' }],
    ['deepseek', { dialect: 'deepseek' }, { 'strict-schema': 'unsupported', 'json-object': 'ok' }],
    [
      'vllm',
      { dialect: 'vllm', contextTokens: 4_096, reasoningTokens: 50, batchApi: 'none' },
      {
        'strict-schema': 'ok',
        'long-prompt': 'unsupported',
        'error-too-long': 'ok',
        'request-id': 'unsupported',
        'batch-api': 'unsupported',
      },
    ],
    ['no streams', { refuses: ['stream', 'temperature'] }, { stream: 'unsupported' }],
  ])(
    '%s: what it cannot do is told, and nothing keeps Tolk from working',
    async (_, options, expected) => {
      const { code, states, rows } = await deep(options, unpriced);
      expect(rows.filter(({ state }) => state === 'problem')).toEqual([]);
      expect(states).toMatchObject(expected);
      expect(code).toBe(0);
    },
  );

  test('a prompt that is cut in silence is a problem, and the advice is there', async () => {
    const { code, rows } = await deep({ dialect: 'ollama', contextTokens: 2_048 }, unpriced);
    expect(rows.find(({ name }) => name === 'long-prompt')).toMatchObject({
      state: 'problem',
      message: expect.stringContaining('OLLAMA_CONTEXT_LENGTH'),
    });
    expect(code).toBe(2);
  });

  test('after a refused key nothing else is asked', async () => {
    const { code, states, stats } = await deep({ apiKey: 'another' });
    expect(states).toMatchObject({
      address: 'unsupported',
      translation: 'problem',
      stream: 'skipped',
    });
    expect(code).toBe(2);
    expect(stats.requests).toBe(0);
  });

  test('what costs more than it may, or nobody knows what, is not begun', async () => {
    const dear = await deep({}, {}, ['--max-cost', '0.0001']);
    expect(dear).toMatchObject({ code: 2, stats: { requests: 0 } });
    expect(dear.stderr).toMatch(/it would cost up to \$0\.\d+; --max-cost allows \$0\.0001/);
    const unknown = await deep({}, unpriced, []);
    expect(unknown).toMatchObject({ code: 2, stats: { requests: 0 } });
    expect(unknown.stderr).toContain('--yes');
  });

  test('a connection that was kept too long is no fault of the server', async () => {
    await using sandbox = await startSandbox();
    const { origin } = new URL(sandbox.baseUrl);
    let asked = 0;
    const forgetful = createServer(async (request, response) => {
      const body = await buffer(request);
      asked += 1;
      if (asked % 6 === 0) return void request.socket.destroy();
      const answered = await fetch(`${origin}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
      });
      const type = answered.headers.get('content-type') ?? '';
      response.writeHead(answered.status, { 'content-type': type });
      response.end(Buffer.from(await answered.arrayBuffer()));
    });
    await using server = await listen(forgetful);
    const { code, stdout } = await doctor(`${server.url}/v1`, ['--deep', '--yes'], unpriced);
    expect(stdout).not.toContain('FAIL');
    expect(code).toBe(0);
  });

  test('a slow server is not asked to read long prompts', async () => {
    await using sandbox = await startSandbox({ latencyMs: 5 });
    await using disposables = createDisposables();
    const { config } = loadConfig({ LLM_BASE_URL: sandbox.baseUrl });
    const provider = chooseProvider(config.llm);
    if (provider.kind !== 'api') throw new Error('no server');
    const server = openExaminedServer(config.llm, provider, disposables);
    const { things } = await examine(server, {
      question: smallTranslation,
      signal: AbortSignal.timeout(20_000),
      maxCostUsd: 1,
      slowAfterMs: 1,
    });
    const skipped = things.filter(({ state }) => state === 'skipped').map(({ name }) => name);
    expect(skipped).toEqual(['long-prompt', 'prompt-cache']);
    expect(sandbox.stats().promptTokens).toBeLessThan(6_000);
  });
});
