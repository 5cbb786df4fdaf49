import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What others are measured with; no dependencies of Tolk. */
const versions = {
  '@ai-sdk/openai-compatible': '3.0.92',
  '@langchain/core': '1.4.0',
  '@langchain/openai': '1.6.0',
  ai: '7.0.173',
  zod: '4.6.7',
};

/**
 * Installs the packages that are Tolk's peers, in a folder beside the system's other passing files.
 *
 * @returns the folder; null where no registry answers
 */
export function installPeers(): string | null {
  const folder = join(tmpdir(), 'tolk-bench-peers');
  const manifest = JSON.stringify({ private: true, dependencies: versions });
  const done = join(folder, 'installed');
  if (existsSync(done)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--fetch-retries=0'], {
      cwd: folder,
      stdio: 'ignore',
    });
  } catch {
    return null;
  }
  writeFileSync(done, manifest);
  return folder;
}

/** A package out of a folder of packages. */
export function importFrom(folder: string, name: string) {
  const { resolve } = createRequire(join(folder, 'package.json'));
  return import(pathToFileURL(resolve(name)).href);
}
