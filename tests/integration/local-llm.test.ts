import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findLocalServer } from '../../src/llm/local-servers.ts';
import { fixtureFiles } from '../support/articles.ts';
import { startThinkingLlm, type ThinkingLlm } from '../support/dialects/thinking-llm.ts';
import { freePort } from '../support/free-port.ts';
import { createWorld, type World } from '../support/in-process.ts';
import { runTolk } from '../support/tolk.ts';

const list = (owner: string, ...ids: readonly string[]) => ({
  object: 'list',
  data: ids.map((id) => ({ id, object: 'model', created: 0, owned_by: owner })),
});

/** A program that is no LLM server, or none of use. */
async function listen(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
const saying = (body: unknown, type = 'application/json') =>
  listen((_, response) => {
    response.setHeader('content-type', type);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

describe('a server on this machine', () => {
  test.each([
    ['Ollama', list('library', 'nomic-embed-text:latest', 'gemma3:4b'), 'gemma3:4b', 'ollama'],
    [
      'LM Studio',
      list('organization_owner', 'text-embedding-bge', 'qwen3-8b'),
      'qwen3-8b',
      'lmstudio',
    ],
    [
      'llama.cpp',
      { models: [{ name: 'm.gguf' }], ...list('llamacpp', 'm.gguf') },
      'm.gguf',
      'llamacpp',
    ],
    ['vLLM', list('vllm', 'Qwen/Qwen3-8B'), 'Qwen/Qwen3-8B', 'vllm'],
    ['Ollama', list('library', 'codellama:7b', 'llava:7b', 'gemma3:4b'), 'gemma3:4b', 'ollama'],
    ['the LLM server', list('somebody', 'm'), 'm', undefined],
    ['the practice LLM', list('tolk-sandbox', 'sandbox'), 'sandbox', undefined],
  ])('is found: %s', async (title, models, model, provider) => {
    await using server = await saying(models);
    const found = await findLocalServer({
      addresses: [server.address],
      timeoutMs: 60_000,
    });
    expect(found).toEqual({ title, provider, model, baseUrl: server.address });
  });

  test.each([
    ['a page', '<html>Welcome</html>', 'text/html'],
    ['JSON of another kind', { data: [{ id: 'x' }] }, 'application/json'],
    [
      'a list of other things',
      { object: 'list', data: [{ id: 'x', object: 'user' }] },
      'application/json',
    ],
    ['Ollama without models', { object: 'list', data: null }, 'application/json'],
    ['embeddings only', list('library', 'bge-m3:latest', 'all-minilm:22m'), 'application/json'],
    ['a model that runs elsewhere', list('library', 'gpt-oss:120b-cloud'), 'application/json'],
  ])('is not there: %s', async (_, body, type) => {
    await using server = await saying(body, type);
    expect(await findLocalServer({ addresses: [server.address] })).toBeNull();
  });

  test('that never answers, sends elsewhere or is not there holds nothing up', async () => {
    await using silent = await listen(() => {});
    await using target = await saying(list('library', 'm'));
    await using redirecting = await listen((_, response) =>
      response.writeHead(302, { location: `${target.address}/models` }).end(),
    );
    const nobody = `http://127.0.0.1:${await freePort()}/v1`;
    const addresses = [silent.address, redirecting.address, nobody];
    expect(await findLocalServer({ addresses, timeoutMs: 50 })).toBeNull();
  });

  test('is taken only with the model that is wanted', async () => {
    await using first = await saying(list('library', 'a:latest'));
    await using second = await saying(list('library', 'c', 'b:latest'));
    const addresses = [first.address, second.address];
    const find = (model: string) => findLocalServer({ addresses, model, timeoutMs: 60_000 });
    expect(await find('b')).toMatchObject({ baseUrl: second.address, model: 'b:latest' });
    expect(await find('d')).toBeNull();
  });
});

describe('without a key and an address', () => {
  let world: World;
  let ollama: ThinkingLlm;
  beforeAll(async () => {
    world = await createWorld();
    ollama = await startThinkingLlm({
      models: list('library', 'mxbai-embed-large:latest', 'gemma3:4b'),
      upstream: world.sandbox.baseUrl,
    });
  });
  afterAll(async () => {
    await ollama[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });
  const [file = ''] = fixtureFiles;

  test('translate asks the server on this machine, and says so', async () => {
    const { LLM_BASE_URL: _, ...env } = world.env;
    const { code, stderr, stdout } = await runTolk(['translate', file, '--json'], {
      env: { ...env, TOLK_LOCAL_SERVERS: ollama.baseUrl },
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain(`tolk: using Ollama at ${ollama.baseUrl} (model gemma3:4b)`);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'done', model: 'gemma3:4b', gloss: false });
    expect(ollama.requests[0]).toMatchObject({ model: 'gemma3:4b', reasoning_effort: 'none' });
  });

  test('a server that is named without a model is asked which it has', async () => {
    const flags = ['--again', '--reasoning-effort', 'high'];
    const { code, stderr, stdout } = await runTolk(['translate', file, '--json', ...flags], {
      env: {
        ...world.env,
        TOLK_PROVIDER: 'vllm',
        LLM_BASE_URL: ollama.baseUrl,
        TOLK_LOCAL_SERVERS: 'http://127.0.0.1:9/v1',
      },
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain(`at ${ollama.baseUrl} (model gemma3:4b)`);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'done', model: 'gemma3:4b' });
    expect(ollama.requests.at(-1)).toMatchObject({ reasoning_effort: 'high' });
  });

  test('a worker that is given a provider and no model says so', async () => {
    const { LLM_BASE_URL: _, ...env } = world.env;
    const { code, stderr } = await runTolk(['worker', '--provider', 'anthropic'], {
      env: { ...env, ANTHROPIC_API_KEY: 'k' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('TOLK_PROVIDER is anthropic, which needs TOLK_MODEL');
  });

  test('a worker does not look for one', async () => {
    const before = ollama.requests.length;
    const { LLM_BASE_URL: _, ...env } = world.env;
    const { code, stderr } = await runTolk(['worker'], {
      env: { ...env, TOLK_LOCAL_SERVERS: ollama.baseUrl, HF_TOKEN: 'h', GROQ_API_KEY: 'g' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('config.no_provider');
    expect(stderr).toContain('; GROQ_API_KEY is set: --provider groq uses it');
    expect(ollama.requests).toHaveLength(before);
  });
});
