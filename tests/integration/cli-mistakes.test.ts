import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { fixtureFiles } from '../support/articles.ts';
import { freePort } from '../support/free-port.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

const tiktok = fixtureFiles.find((name) => name.includes('tiktok')) ?? '';
let folder = '';
let env: Record<string, string> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { REDIS_URL: inject('redisUrl'), TOLK_PREFIX: `{cli-mistakes-${Date.now()}}` };
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const oneLine = /^tolk: [^\n]+\n$/;

describe('a user’s mistake gives one clear line and exit code 2', () => {
  test.each<[string, () => Promise<string[]>, string]>([
    ['an empty file', async () => [await file('leeg.txt', '')], '[article.empty]'],
    [
      'a binary file',
      async () => [await file('foto.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))],
      'this is a picture',
    ],
    [
      'a 10 MB file',
      async () => [await file('groot.txt', 'woord '.repeat(1_700_000))],
      'too large; the limit is 200,000 bytes (TOLK_MAX_BYTES)',
    ],
    ['an empty folder', () => temporaryFolder().then((made) => [made]), 'no file in it'],
    ['a missing file', async () => [join(folder, 'weg.txt')], 'weg.txt: no such file'],
    [
      'English text',
      async () => [
        await file(
          'english.txt',
          'The government said on Monday that the measures will be abolished soon.',
        ),
      ],
      'this looks like English, not Dutch',
    ],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await runTolk(['translate', ...(await args())], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(message);
  });

  test('an unreachable Redis, from every command that needs one, and doctor names it', async () => {
    const gone = { REDIS_URL: `redis://:geheim@127.0.0.1:${await freePort()}` };
    for (const args of [
      ['translate', tiktok],
      ['enqueue', tiktok],
      ['get', 'x'],
      ['status'],
      ['worker', '--sandbox'],
    ]) {
      const { code, stderr } = await runTolk(args, { env: gone });
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^tolk: Redis at redis:\/\/\*\*\*@127.0.0.1:\d+ cannot be reached \(.*ECONNREFUSED.*\[redis.unreachable\]\n$/,
      );
    }
    expect(await runTolk(['doctor'], { env: gone })).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/FAIL {2}redis .*ECONNREFUSED/),
    });
  });

  test('a wrong key, and doctor names it', async () => {
    await using sandbox = await startSandbox({ apiKey: 'right' });
    const wrong = {
      ...env,
      TOLK_PREFIX: '{wrong-key}',
      LLM_BASE_URL: sandbox.baseUrl,
      OPENAI_API_KEY: 'sk-wrong',
    };
    const { code, stderr } = await runTolk(['translate', tiktok], { env: wrong });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /refuses the key \(401.*check OPENAI_API_KEY .*; it says: Incorrect.*\[llm\.unauthorized\]/,
    );
    expect(stderr).not.toContain('sk-wrong');
    const doctor = await runTolk(['doctor'], { env: wrong });
    expect(doctor).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/FAIL {2}llm .*refuses the key/),
    });
  });

  test('an LLM that is not there is not the user’s fault, but doctor names it', async () => {
    const away = {
      ...env,
      TOLK_PREFIX: '{no-llm}',
      TOLK_ATTEMPTS: '1',
      TOLK_PATIENCE_MS: '500',
      LLM_BASE_URL: `http://127.0.0.1:${await freePort()}/v1`,
    };
    expect(await runTolk(['translate', tiktok], { env: away })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('[llm.unreachable]'),
    });
    expect(await runTolk(['doctor'], { env: away })).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/FAIL {2}llm .*ECONNREFUSED/),
    });
  });

  test('a port in use', async () => {
    await using sandbox = await startSandbox();
    const { port } = new URL(sandbox.baseUrl);
    expect(await runTolk(['sandbox', '--port', port])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^tolk: port \d+ on 127.0.0.1 is in use; .*\[port.in_use\]\n$/),
    });
  });

  test('a worker without an LLM', async () => {
    expect(await runTolk(['worker'], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^tolk: no LLM is configured; .*\[config.no_provider\]\n$/),
    });
  });

  test.each([
    [['translate'], /missing required argument 'file'/],
    [['transalte', 'x'], /unknown command 'transalte'/],
    [['get', '--jsn', 'x'], /unknown option '--jsn'/],
    [
      ['worker', '--sandbox', '--concurrency', 'veel'],
      /--concurrency must be a (?:whole )?number, not "veel"/,
    ],
    [['wait', 'x', '--timeout', 'lang'], /--timeout must be a number/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await runTolk(args, { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('an unknown TOLK_ variable', async () => {
    expect(await runTolk(['status'], { env: { TOLK_CONCURENCY: '3' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean TOLK_CONCURRENCY?'),
    });
  });
});
