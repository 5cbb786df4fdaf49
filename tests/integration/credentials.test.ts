import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadConfig, readConfig } from '../../src/config/config.ts';
import { createDisposables } from '../../src/disposables.ts';
import { TolkError } from '../../src/errors.ts';
import { chooseProvider, endpointOf } from '../../src/llm/choose-provider.ts';
import { connectToServer } from '../../src/llm/connect.ts';
import { classifyError } from '../../src/llm/http/classify-error.ts';
import { Credentials } from '../../src/llm/http/credentials.ts';
import { presetFor, presets } from '../../src/llm/providers.ts';
import { temporaryFolder } from '../support/tolk.ts';

/** A server that takes one key, and the keys it was shown. */
async function startGuarded(accepted: { key: string }) {
  const shown: string[] = [];
  const server = createServer((request, response) => {
    const { authorization, 'api-key': apiKey } = request.headers;
    const key = authorization ?? `api-key ${apiKey}`;
    shown.push(key);
    response.writeHead(key === accepted.key ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: [] }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    shown,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const disposables = createDisposables();
afterAll(() => disposables[Symbol.asyncDispose]());

/** The client that a configuration means. */
function clientFor(env: Readonly<Record<string, string>>) {
  const { config } = readConfig(env);
  const provider = chooseProvider(config.llm);
  if (provider.kind !== 'api') throw new Error('no provider');
  return connectToServer(config.llm, { ...provider, disposables }).client;
}

/** A JSON Web Token that expires at this second. */
const jwt = (exp: number) =>
  `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.c2lnbmF0dXJl`;

describe('a key that changes', () => {
  test('from a command is asked for again when the server refuses it', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'token');
    const accepted = { key: 'Bearer first' };
    await using server = await startGuarded(accepted);
    await writeFile(file, '{"accessToken":"first","expiresOn":"2099-01-01 00:00:00.000000"}');
    const client = clientFor({
      TOLK_PROVIDER: 'azure',
      LLM_BASE_URL: server.baseUrl,
      TOLK_TOKEN_COMMAND: `cat ${file}`,
    });
    await client.get('/models');
    await writeFile(file, '{"access_token":"second","expires_in":3600}');
    await client.get('/models');
    accepted.key = 'Bearer second';
    await client.get('/models');
    await client.get('/models');
    expect(server.shown).toEqual([
      'Bearer first',
      'Bearer first',
      'Bearer first',
      'Bearer second',
      'Bearer second',
    ]);
  });

  test('from a file is read again too, and refused once where it is the same', async () => {
    const file = join(await temporaryFolder(), 'key');
    const accepted = { key: 'api-key one' };
    await using server = await startGuarded(accepted);
    await writeFile(file, 'one\n');
    const client = clientFor({
      TOLK_PROVIDER: 'azure',
      LLM_BASE_URL: server.baseUrl,
      OPENAI_API_KEY_FILE: file,
    });
    await client.get('/models');
    accepted.key = 'api-key two';
    await expect(client.get('/models')).rejects.toMatchObject({ status: 401 });
    await writeFile(file, 'two\n');
    await client.get('/models');
    expect(server.shown).toEqual(['api-key one', 'api-key one', 'api-key one', 'api-key two']);
  });

  test('is read once for many calls, and again shortly before it expires', async () => {
    const folder = await temporaryFolder();
    const count = join(folder, 'count');
    const clock = { now: 1_000_000 };
    const token = jwt(clock.now / 1_000 + 3_600);
    const command = `echo x >> ${count}; printf '%s' ${token}; wc -l < ${count} >&2`;
    const credentials = new Credentials({ kind: 'command', command }, () => clock.now);
    const runs = () => readFile(count, 'utf8');
    await Promise.all(Array.from({ length: 20 }, () => credentials.get()));
    clock.now += 54 * 60_000;
    await credentials.get();
    expect(await runs()).toBe('x\n');
    clock.now += 2 * 60_000;
    expect(await credentials.get()).toMatchObject({ key: token, isBearer: true });
    expect(await runs()).toBe('x\nx\n');
  });

  test('is read again at once when the user says that it was changed', async () => {
    const path = join(await temporaryFolder(), 'key');
    await writeFile(path, 'old');
    const credentials = new Credentials({ kind: 'file', path });
    expect((await credentials.get()).key).toBe('old');
    await writeFile(path, 'new');
    expect((await credentials.get()).key).toBe('old');
    credentials.forget();
    expect((await credentials.get()).key).toBe('new');
    await writeFile(path, 'newer');
    expect((await credentials.get()).key).toBe('new');
  });

  test('and cannot be got stops all work, in the words of the command, without what may be secret', async () => {
    await using server = await startGuarded({ key: '' });
    const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0';
    const client = clientFor({
      LLM_BASE_URL: server.baseUrl,
      TOLK_TOKEN_COMMAND: `echo "login needed for ${secret}" >&2; exit 1`,
    });
    const error = await client.get('/models').catch((problem) => classifyError(problem, 'm'));
    expect(TolkError.isInstance(error) && error).toMatchObject({
      code: 'llm.unauthorized',
      message: 'TOLK_TOKEN_COMMAND gives no key: login needed for …',
    });
    expect(server.shown).toEqual([]);
  });
});

describe('the key that a server is shown', () => {
  const both = { OPENAI_API_KEY: 'sk-openai', ANTHROPIC_API_KEY: 'sk-ant' };
  test.each([
    ['the provider’s own', { ...both, TOLK_PROVIDER: 'anthropic' }, 'sk-ant'],
    ['by its address', { ...both, LLM_BASE_URL: 'https://api.anthropic.com' }, 'sk-ant'],
    ['OpenAI’s for OpenAI', { ...both, TOLK_PROVIDER: 'openai' }, 'sk-openai'],
    ['the only one', { OPENAI_API_KEY: 'sk-one', TOLK_PROVIDER: 'groq' }, 'sk-one'],
    [
      'none of another provider',
      { GROQ_API_KEY: 'k', LLM_BASE_URL: 'http://10.0.0.1/v1' },
      undefined,
    ],
  ])('%s', (_, env, expected) => {
    const { llm } = loadConfig(env).config;
    const provider = chooseProvider(llm);
    expect(provider.kind === 'api' && endpointOf(provider, llm).apiKey).toBe(expected);
  });

  test.each([
    ['a key', 'plain-key', 'api-key plain-key'],
    ['a token', jwt(4_000_000_000), `Bearer ${jwt(4_000_000_000)}`],
  ])('by Azure: %s', async (_, key, header) => {
    await using server = await startGuarded({ key: header });
    const env = { TOLK_PROVIDER: 'azure', LLM_BASE_URL: server.baseUrl, OPENAI_API_KEY: key };
    await clientFor(env).get('/models');
    expect(server.shown).toEqual([header]);
  });

  test('is missing: both variables are named', () => {
    const { llm } = loadConfig({ TOLK_PROVIDER: 'groq' }).config;
    expect(() => chooseProvider(llm)).toThrow('which needs OPENAI_API_KEY or GROQ_API_KEY');
  });
});

test.each(Object.entries(presets))('the address of %s is recognised as its own', (name, preset) => {
  const { baseUrl, addressLike }: Partial<Record<'baseUrl' | 'addressLike', string>> = preset;
  const address = baseUrl ?? addressLike?.toLowerCase();
  const ambiguous = ['litellm', 'llamacpp', 'vllm', 'tgi'];
  const found = presetFor(undefined, address);
  expect(found.keyVariables.length > 0 || ambiguous.includes(name) || name === 'sglang').toBe(true);
  if (!ambiguous.includes(name)) expect(found).toMatchObject(preset);
});

test.each([
  ['https://my.openai.azure.com', 'https://my.openai.azure.com/openai/v1', 'api-key'],
  ['https://my.openai.azure.us/openai/v1', 'https://my.openai.azure.us/openai/v1', 'api-key'],
  ['https://gate.azure-api.net/', 'https://gate.azure-api.net/openai/v1', 'api-key'],
  ['https://my.services.ai.azure.com/models', 'https://my.services.ai.azure.com/models', 'api-key'],
  [
    'https://models.inference.ai.azure.com',
    'https://models.inference.ai.azure.com/inference',
    'authorization',
  ],
  [
    'https://bedrock-runtime.eu-west-1.amazonaws.com',
    'https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1',
    'authorization',
  ],
  ['https://api.groq.com', 'https://api.groq.com/openai/v1', 'authorization'],
  ['http://10.0.0.1:9000', 'http://10.0.0.1:9000', 'authorization'],
])('the address %s is completed where its server is known', (given, baseUrl, keyHeader) => {
  const { llm } = loadConfig({ LLM_BASE_URL: given, OPENAI_API_KEY: 'k' }).config;
  expect(chooseProvider(llm)).toMatchObject({ baseUrl, preset: { keyHeader } });
});
