import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '../../src/embedded-redis/free-port.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { fixtureFiles, makeArticle } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { runTolk, startTolk, temporaryFolder } from '../support/tolk.ts';

const tiktok = fixtureFiles.find((name) => name.includes('tiktok')) ?? '';
let folder = '';
let env: Record<string, string> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { REDIS_URL: inject('redisUrl'), TOLK_PREFIX: `{cli-${Date.now()}}` };
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const oneLine = /^tolk: [^\n]+\n$/;

describe('translate', () => {
  test('the given article: date, no title, four aligned segments, grounded summary, its numbers in English', async () => {
    const { code, stdout, stderr } = await runTolk(['translate', tiktok, '--json'], { env });
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      status: 'done',
      source: { date: '2020-08', title: null },
      translation: { title: null },
      model: 'sandbox',
      gloss: true,
      findings: [],
    });
    expect(result.translation.segments.map(({ n }: { n: number }) => n)).toEqual([1, 2, 3, 4]);
    const english = result.translation.segments.map(({ en }: { en: string }) => en).join('\n');
    expect(english).toContain('500 million');
    expect(english).toContain('80 million');
    for (const { text, segments } of result.summary.bullets) {
      expect(
        segments.every((n: number) => result.translation.segments[n - 1].en.includes(text)),
      ).toBe(true);
    }
    expect(stderr).toContain('sandbox');
  });

  test('several files: an array in their order; a bad one stands in its place, the rest goes on, exit code 3', async () => {
    const empty = await file('leeg.txt', '');
    const { code, stdout, stderr } = await runTolk(
      ['translate', fixtureFiles[0] ?? '', empty, fixtureFiles[1] ?? '', '--json'],
      { env },
    );
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([
      { status: 'done' },
      { status: 'failed', file: empty, error: { code: 'article.empty' } },
      { status: 'done' },
    ]);
    expect(stderr).toContain('leeg.txt: the file contains no text [article.empty]');
  });

  test('standard input, as Markdown', async () => {
    const { code, stdout } = await runTolk(['translate', '-', '--format', 'markdown'], {
      env,
      input: 'Nieuws uit Gent\n\nDe burgemeester opent vandaag een nieuwe school.',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# News from Ghent\n\n> \*\*GLOSS/);
    expect(stdout).toContain('The mayor opens today a new school.');
  });

  test('--out writes a file an article and prints nothing', async () => {
    const { code, stdout } = await runTolk(
      ['translate', tiktok, '--out', join(folder, 'english'), '--format', 'json'],
      { env },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(
      JSON.parse(await readFile(join(folder, 'english', 'tiktok-2020-08.en.json'), 'utf8')),
    ).toMatchObject({ status: 'done' });
  });

  test('what is done is not paid for again, unless asked', async () => {
    await using world = await createWorld();
    const path = await file('eens.txt', makeArticle().body);
    for (const more of [[], [], ['--again'], ['--again', '--no-cache']])
      expect((await runTolk(['translate', path, ...more], { env: world.env })).code).toBe(0);
    expect(world.sandbox.stats().byTask).toMatchObject({ translation: 2, summary: 2 });
  });

  test('a gloss that lies in Redis is replaced as soon as there is a real LLM', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([
      {
        content:
          '{"title":null,"segments":[{"n":1,"en":"A real translation of paragraph one, in which the municipality says that houses are built."}]}',
      },
      {
        content:
          '{"headline":"h","tldr":"t","bullets":[{"text":"b","segments":[1]}],"abstract":"a"}',
      },
    ]);
    const path = await file('gloss.txt', makeArticle(1).body);
    const { LLM_BASE_URL: _, ...bare } = world.env;
    expect(
      JSON.parse((await runTolk(['translate', path, '--json'], { env: bare })).stdout).gloss,
    ).toBe(true);
    const real = await runTolk(['translate', path, '--json'], {
      env: { ...bare, LLM_BASE_URL: llm.baseUrl },
    });
    expect(JSON.parse(real.stdout)).toMatchObject({
      gloss: false,
      model: 'scripted-1',
      costUsd: null,
    });
  });
});

describe('enqueue, get, wait, list, cancel, retry, status', () => {
  test('work together from one process to the next', async () => {
    await using world = await createWorld();
    const run = (...args: string[]) => runTolk(args, { env: world.env });
    const path = await file('samen.txt', makeArticle().body);
    const id = (await run('enqueue', path)).stdout.trim();
    expect(id).toMatch(/^[a-z2-7]{16}$/);
    expect(JSON.parse((await run('get', id, '--json')).stdout)).toMatchObject({
      id,
      status: 'queued',
    });
    expect(await run('wait', id, '--timeout', '0.2')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[wait.timeout]'),
    });
    expect((await run('cancel', id)).code).toBe(0);
    expect(await run('get', id)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('[job.cancelled]'),
    });
    expect((await run('retry', '--all')).code).toBe(0);
    const worker = startTolk(['worker'], { env: world.env });
    expect(JSON.parse((await run('wait', id, '--json')).stdout)).toMatchObject({
      id,
      status: 'done',
    });
    expect(JSON.parse((await run('status', '--json')).stdout)).toMatchObject({
      articles: { done: 1 },
      workers: 1,
    });
    worker.child.kill('SIGTERM');
    expect((await worker.finished).code).toBe(0);
    expect(JSON.parse((await run('list', '--json')).stdout)).toMatchObject([
      { id, status: 'done' },
    ]);
    expect(await run('status', '--require-worker')).toMatchObject({ code: 1 });
  });

  test('an unknown id', async () => {
    expect(await runTolk(['get', 'nobody'], { env })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(oneLine),
    });
  });
});

describe('a user’s mistake gives one clear line and exit code 2', () => {
  test.each<[string, () => Promise<string[]>, string]>([
    ['an empty file', async () => [await file('leeg.txt', '')], '[article.empty]'],
    [
      'a binary file',
      async () => [await file('foto.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))],
      '[article.binary]',
    ],
    [
      'a 10 MB file',
      async () => [await file('groot.txt', 'woord '.repeat(1_700_000))],
      '10,200,000 bytes; the limit is 200,000',
    ],
    ['a folder', async () => [folder], 'this is a folder; name the files in it'],
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
    expect(stderr).toContain(
      'the LLM API refuses the key (401); check OPENAI_API_KEY [llm.unauthorized]',
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
    [['worker', '--sandbox', '--concurrency', 'veel'], /--concurrency is invalid input/],
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

test('every command has help with what it does; the main ones have examples', async () => {
  const { code, stdout } = await runTolk(['--help']);
  expect(code).toBe(0);
  const commands = [...stdout.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name = '']) => name);
  expect(commands).toEqual([
    'translate',
    'enqueue',
    'get',
    'wait',
    'list',
    'cancel',
    'retry',
    'retranslate',
    'evaluate',
    'worker',
    'sandbox',
    'status',
    'resume',
    'doctor',
    'config',
    'demo',
  ]);
  for (const name of commands)
    expect((await runTolk([name, '--help'])).stdout).toContain(`Usage: tolk ${name}`);
});

test('config shows values and origins, and no secret', async () => {
  const { stdout } = await runTolk(['config', '--json', '--concurrency', '3'], {
    env: { ...env, OPENAI_API_KEY: 'sk-secret', REDIS_URL: 'redis://:geheim@h:1' },
  });
  expect(stdout).not.toMatch(/sk-secret|geheim/);
  expect(JSON.parse(stdout)).toEqual(
    expect.arrayContaining([
      { setting: 'TOLK_CONCURRENCY', value: 3, origin: 'flag' },
      { setting: 'OPENAI_API_KEY', value: '***', origin: 'environment' },
      { setting: 'REDIS_URL', value: 'redis://***@h:1', origin: 'environment' },
      { setting: 'TOLK_MODEL', value: 'gpt-4.1-mini', origin: 'default' },
    ]),
  );
});

describe('evaluate', () => {
  const references = [
    {
      id: 'brug',
      title: 'Brug open',
      body: 'De brug over de Vecht gaat maandag om 10.00 uur open.\n\nDe bouw kostte 18 miljoen euro, zegt wethouder Bakker.',
      reference: {
        title: 'Bridge opens',
        paragraphs: [
          'The bridge over the Vecht will open on Monday at 10 am.',
          'Building it cost 18 million euros, says alderman Bakker.',
        ],
      },
    },
    {
      id: 'scheef',
      body: 'Een alinea.',
      reference: { paragraphs: ['One paragraph.', 'Another.'] },
    },
  ];
  const lines = references.map((one) => JSON.stringify(one)).join('\n');

  test('scores, findings and a report; an article that cannot be taken gets its line, and the rest goes on', async () => {
    const path = await file('references.jsonl', lines);
    const html = join(folder, 'report.html');
    const { code, stdout, stderr } = await runTolk(
      ['evaluate', path, '--json', '--html', html, '--judge', 'sandbox'],
      { env },
    );
    expect(code).toBe(3);
    expect(stderr).toContain(
      'references.jsonl:2: 1 paragraphs, but the reference has 2 [article.invalid]',
    );
    const evaluation = JSON.parse(stdout);
    expect(evaluation.overall).toMatchObject({
      articles: 1,
      segments: 2,
      aligned: 2,
      failed: 0,
      judged: expect.any(Number),
    });
    expect(evaluation.overall.chrf).toBeGreaterThan(30);
    expect(evaluation.signatures.bleu).toContain('tok:13a');
    const page = await readFile(html, 'utf8');
    expect(page).toContain('De bouw kostte 18 miljoen euro');
    expect(page).toContain('Building it cost 18 million euros');
  });

  test('two runs are compared, and a file that is no evaluation is refused', async () => {
    const path = await file('one.jsonl', lines.split('\n')[0] ?? '');
    const before = await runTolk(['evaluate', path, '--json'], { env });
    const saved = await file('before.json', before.stdout);
    const { code, stdout } = await runTolk(['evaluate', path, '--against', saved], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/paired bootstrap:\n {2}chrF2 \+0\.00 .*no significant difference/);
    expect(await runTolk(['evaluate', path, '--against', path], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(oneLine),
    });
  });
});

test('retranslate redoes what a change touches, and refuses what is not done', async () => {
  const path = await file(
    'retranslate.txt',
    'De gemeente bouwt volgend jaar 4.300 woningen in de wijk Overvecht.',
  );
  const first = JSON.parse((await runTolk(['translate', path, '--json'], { env })).stdout);
  expect(await runTolk(['retranslate', first.id, '--spelling', 'american'], { env })).toMatchObject(
    { code: 0 },
  );
  const worker = startTolk(['worker', '--provider', 'sandbox'], { env });
  const again = JSON.parse((await runTolk(['wait', first.id, '--json'], { env })).stdout);
  worker.child.kill('SIGTERM');
  await worker.finished;
  expect(again.provenance[0]).toMatchObject({
    promptVersion: expect.stringContaining('american'),
    mended: [{ step: 'retranslate' }],
  });
  expect(await runTolk(['retranslate', 'nergens'], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('article.not_found'),
  });
});
