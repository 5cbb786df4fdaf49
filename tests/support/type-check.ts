import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './tolk.ts';

/** A project beside the checkout that imports Tolk by its package's name. */
export interface TypeProject {
  /** Its files, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

/**
 * Runs `tsc` over a temporary project, with this checkout's settings and source.
 *
 * @returns what it found wrong, a line an error, and the folder
 */
export async function typeCheck({
  files,
  compilerOptions = {},
}: TypeProject): Promise<{ errors: string[]; folder: string }> {
  const folder = await temporaryFolder();
  const settings = {
    extends: resolve('tsconfig.json'),
    compilerOptions: {
      paths: {
        '@tolk-nl/tolk': [resolve('src/index.ts')],
        '@tolk-nl/tolk/*': [resolve('src/*.ts')],
      },
      rewriteRelativeImportExtensions: false,
      ...compilerOptions,
    },
    include: ['files/*.ts'],
  };
  await mkdir(join(folder, 'files'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const [name, text] of files) await writeFile(join(folder, 'files', name), text);
  const errors = await runTsc(folder);
  return { errors, folder };
}

async function runTsc(folder: string): Promise<string[]> {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  try {
    await promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: folder });
    return [];
  } catch (error) {
    const printed = Object(error).stdout;
    if (typeof printed !== 'string' || printed === '') throw error;
    return printed.trim().split('\n');
  }
}
