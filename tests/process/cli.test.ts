import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, inject, test } from 'vitest';
import { startTolk } from '../support/tolk.ts';

const main = resolve('src/cli/main.ts');

function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, REDIS_URL: inject('redisUrl'), ...more };
}

// One for all: what is said of each, tests/integration/cli-help.test.ts reads in its own process.
test('tolk starts as a process and says how a command is used', async () => {
  const { code, stdout, stderr } = await startTolk(['translate', '--help']).finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Usage: tolk translate');
});

test.each([
  ['tolk worker', [main, 'worker']],
  ['node workers/article.ts', [resolve('workers/article.ts')]],
])('%s runs a worker until SIGTERM', async (_, command) => {
  const prefix = `{process-${command.length}-${process.pid}}`;
  const worker = spawn(process.execPath, [...command, '--sandbox'], {
    env: environment({ TOLK_PREFIX: prefix }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await output(worker, /worker\.started/);
  worker.kill('SIGTERM');
  expect(await once(worker, 'exit')).toEqual([0, null]);
});

test('a worker that is told to ends with the process that started it', async () => {
  const worker = spawn(process.execPath, [main, 'worker', '--sandbox', '--exit-with-parent'], {
    env: environment({ TOLK_PREFIX: `{process-parent-${process.pid}}` }),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  await output(worker, /worker\.started/);
  worker.stdin?.end();
  expect(await once(worker, 'exit')).toEqual([0, null]);
});

test('a reader that leaves early is no error', async () => {
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${main}" help settings | head -n 1`], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  shell.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  expect(await once(shell, 'exit')).toEqual([0, null]);
  expect(errors).toBe('');
});

/** Resolves when a process has said this on standard error. */
async function output(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  for await (const part of child.stderr ?? []) {
    text += part;
    if (pattern.test(text)) return;
  }
  throw new Error(`ended without ${pattern}: ${text}`);
}
