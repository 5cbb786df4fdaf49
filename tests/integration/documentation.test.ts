import { cp, glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configKeys, settings } from '../../src/config/settings.ts';
import { codeBlocks, documents } from '../support/documents.ts';
import { createWorld, type World } from '../support/in-process.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

/* Every shell line of the documents is run, in a folder that has the files they name. */

const blocks = (await documents()).flatMap(codeBlocks);
const shell = blocks.filter(({ language }) => language === 'sh');
const project = process.cwd();
const tolk = 'npm run -s tolk -- ';
/** The batch that the documents speak of. */
const shownBatch = '2026-11-24-3fa9c1';
/** Nothing here has a Docker engine; tests/unit/packaging.test.ts reads its files. */
const notRun = /^docker compose |^echo OPENAI_API_KEY=… > \.env$/;

let world: World;
let batch = '';

beforeAll(async () => {
  world = await createWorld();
  await world.startWorker();
  const folder = await temporaryFolder();
  await cp(join(project, 'tests/fixtures/articles'), join(folder, 'tests/fixtures/articles'), {
    recursive: true,
  });
  await mkdir(join(folder, 'news'));
  const bodies = ['Het kabinet is gevallen.', 'De brug bij Zwolle is dicht.'].map(
    (start) => `${start} Dat zegt de gemeente op maandag. Er zijn 12 huizen gebouwd.`,
  );
  for (const [at, body] of bodies.entries()) {
    await writeFile(join(folder, 'news', `${at}.txt`), body);
  }
  const lines = bodies.map((body) => `${JSON.stringify({ body })}\n`).join('');
  await writeFile(join(folder, 'corpus.jsonl.gz'), gzipSync(lines));
  process.chdir(folder);
});

afterAll(async () => {
  process.chdir(project);
  await world[Symbol.asyncDispose]();
});

test('there are shell lines in the documents', () => {
  expect(shell.length).toBeGreaterThan(4);
});

test.each(shell)('$file:$line', async ({ text }) => {
  for (const line of text.split('\n')) {
    const command = line.replace(/\s+#.*$/, '').trim();
    if (command === '' || notRun.test(command)) continue;
    if (command.startsWith(tolk)) await runDocumented(command.slice(tolk.length));
    // A line for a container's health check, which the packaging tests run.
    else if (command.startsWith('test -n ')) continue;
    else if (command.startsWith('export ')) expectSetting(command);
    else await expectScript(command);
  }
});

async function runDocumented(line: string): Promise<void> {
  const words = line.replaceAll(shownBatch, batch).split(/\s+/);
  const args = (await Promise.all(words.map(expand))).flat();
  const { code, stderr } = await runTolk(args, { env: world.env });
  expect(code, `tolk ${line}: ${stderr}`).toBe(0);
  batch = /^tolk: batch (\S+);/m.exec(stderr)?.[1] ?? batch;
}

/** What a shell makes of a pattern of files. */
async function expand(word: string): Promise<string[]> {
  if (!word.includes('*')) return [word];
  return Array.fromAsync(glob(word));
}

function expectSetting(line: string): void {
  const [, name = ''] = /^export (\w+)=/.exec(line) ?? [];
  expect(configKeys.map((key) => settings[key].env)).toContain(name);
}

/** `npm ci`, or a script that package.json has. */
async function expectScript(line: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  const [, name = ''] = /^npm (?:run )?([\w:]+)$/.exec(line) ?? [];
  expect(['ci', ...Object.keys(scripts)], line).toContain(name);
}
