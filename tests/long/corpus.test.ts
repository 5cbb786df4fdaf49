import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onSamples, readCorpus } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';
import { mortalLocks } from '../support/locks.ts';
import { runTolk, startTolk, temporaryFolder } from '../support/tolk.ts';

const maxCharacters = 4_000;

test(`the corpora, as text files, go through enqueue, two workers and get; kill -9 of one in the middle loses nothing${onSamples}`, async () => {
  await using world = await createWorld({ latencyMs: 150 });
  const folder = join(await temporaryFolder(), 'nieuws');
  await mkdir(folder);
  const all = [...readCorpus('ntrex-dev.jsonl'), ...readCorpus('alpino-news.jsonl')];
  // The longest have a test of their own, below.
  const read = all.filter(({ body }) => body.length <= maxCharacters);
  const articles = [...new Map(read.map((article) => [article.body, article])).values()];
  const files = await Promise.all(
    articles.map(async ({ body }, at) => {
      const path = join(folder, `${at}.txt`);
      await writeFile(path, body);
      return path;
    }),
  );

  const enqueued = await runTolk(['enqueue', ...files, '--json'], { env: world.env });
  expect(enqueued.code).toBe(0);
  const ids = (JSON.parse(enqueued.stdout) as Array<{ id: string }>).map(({ id }) => id);
  expect(new Set(ids).size).toBe(articles.length);

  const first = startTolk(['worker'], { env: { ...world.env, ...mortalLocks } });
  // So that it has articles, however few there are.
  await first.until(/worker.started/);
  const second = startTolk(['worker'], { env: { ...world.env, ...mortalLocks } });
  await Promise.all([first.until(/article.done/), second.until(/worker.started/)]);
  first.child.kill('SIGKILL');
  const waited = await runTolk(['wait', ...ids, '--json'], { env: world.env });
  second.child.kill('SIGTERM');

  expect(waited.code).toBe(0);
  const results = JSON.parse(waited.stdout) as Array<{
    status: string;
    translation: { segments: Array<{ n: number; nl: string; en: string }> };
  }>;
  for (const [at, { status, translation }] of results.entries()) {
    expect(status).toBe('done');
    expect(translation.segments.map(({ n }) => n)).toEqual(
      translation.segments.map((_, index) => index + 1),
    );
    expect(translation.segments.every(({ en }) => en.trim() !== '')).toBe(true);
    const letters = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
    expect(letters(articles[at]?.body ?? '')).toContain(
      letters(translation.segments.map(({ nl }) => nl).join('')),
    );
  }
  expect((await second.finished).code).toBe(0);
});

test(`the longest pieces go through in both modes, every paragraph aligned, with a summary that rests on it${onSamples}`, async () => {
  await using world = await createWorld();
  const folder = await temporaryFolder();
  const pieces = [...readCorpus('alpino-news.jsonl'), ...readCorpus('lassy-wiki.jsonl')]
    .toSorted((a, b) => b.body.length - a.body.length)
    .slice(0, 2);
  const files = await Promise.all(
    pieces.map(async ({ body }, at) => {
      const path = join(folder, `${at}.txt`);
      await writeFile(path, body);
      return path;
    }),
  );
  await world.startWorker();
  for (const mode of [[], ['--careful']]) {
    const { code, stdout } = await runTolk(['translate', ...files, '--json', '--again', ...mode], {
      env: world.env,
    });
    expect(code).toBe(0);
    for (const { translation, summary, findings } of JSON.parse(stdout)) {
      const letters = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
      const dutch = letters(translation.segments.map(({ nl }: { nl: string }) => nl).join(''));
      expect(pieces.some(({ body }) => letters(body).includes(dutch))).toBe(true);
      expect(translation.segments.every(({ en }: { en: string }) => en.trim() !== '')).toBe(true);
      expect(summary.bullets.length).toBeGreaterThan(0);
      expect(
        findings.filter(
          ({ check, severity }: { check: string; severity: string }) =>
            check.startsWith('summary') && severity === 'error',
        ),
      ).toEqual([]);
      expect(findings.filter(({ check }: { check: string }) => check === 'alignment')).toEqual([]);
    }
  }
});
