import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client, ClientOptions } from '../../src/index.ts';
import { temporaryFolder } from './tolk.ts';

/*
 * A release from before, as it stood in this repository, with the packages of today.
 */

/** The first release whose records have a version: from there on old and new run side by side. */
const formerCommit = 'a0b35fe';

/** True where the repository has its history; a shallow clone and a package have none. */
export function hasFormerRelease(): boolean {
  try {
    execFileSync('git', ['cat-file', '-e', `${formerCommit}^{commit}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What a test needs of a former release. */
export interface FormerRelease {
  createClient(options: ClientOptions): Client;
  startWorker(env: Readonly<Record<string, string>>): Promise<FormerWorker>;
}

/** A worker of a former release, in a process of its own. */
interface FormerWorker extends AsyncDisposable {
  /** The articles that it has done, by its own log. */
  done(): string[];
  /** Has it end, and returns its exit code. */
  stop(): Promise<number | null>;
}

/** Takes the former release from the history. */
export async function takeFormerRelease(): Promise<FormerRelease> {
  const folder = join(await temporaryFolder(), 'former');
  await mkdir(folder);
  const archive = execFileSync('git', ['archive', formerCommit, 'src', 'package.json'], {
    maxBuffer: 1e9,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const { createClient } = await import(pathToFileURL(join(folder, 'src/index.ts')).href);
  return { createClient, startWorker: (env) => startWorker(folder, env) };
}

async function startWorker(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<FormerWorker> {
  const child = spawn(process.execPath, [join(folder, 'src/cli/main.ts'), 'worker'], {
    env: { PATH: process.env['PATH'], HOME: folder, TOLK_LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  let log = '';
  await new Promise<void>((started, failed) => {
    child.stderr.on('data', (data) => {
      log += data;
      if (/worker\.started/.test(log)) started();
    });
    void exited.then(() => failed(new Error(`the former worker ended: ${log}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const [code] = await exited;
    return code as number | null;
  };
  return {
    done: () => log.split('\n').flatMap(doneIn),
    stop,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) await stop();
    },
  };
}

/** The article that a line of a log says is done. */
function doneIn(line: string): string[] {
  if (!line.includes('"article.done"') || !line.endsWith('}')) return [];
  return [String(JSON.parse(line).article)];
}
