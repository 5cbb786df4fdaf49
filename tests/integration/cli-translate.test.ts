import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Finding } from '../../src/index.ts';
import { fixtureFiles, makeArticle } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

const tiktok = fixtureFiles.find((name) => name.includes('tiktok')) ?? '';
let folder = '';
let env: Record<string, string> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { REDIS_URL: inject('redisUrl'), TOLK_PREFIX: `{cli-translate-${Date.now()}}` };
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

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
    });
    // A gloss may read oddly; nothing in it is wrong.
    const errors = result.findings.filter(({ severity }: Finding) => severity === 'error');
    expect(errors).toEqual([]);
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
    expect(world.sandbox.stats().byTask).toMatchObject({ article: 2, summary: 0 });
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
      // At the price of the model that was asked, since the one that answered has none.
      costUsd: expect.any(Number),
    });
  });
});
