import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/tolk.ts';

test('the packed package holds what a user needs and works when installed elsewhere', async () => {
  const folder = await temporaryFolder();
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).replace(/^[^[{]*/, ''),
  );
  const { filename, files } = (Array.isArray(packed) ? packed[0] : Object.values(packed)[0]) as {
    filename: string;
    files: Array<{ path: string }>;
  };
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'README.md',
      'LICENSE',
      'package.json',
      'dist/src/index.js',
      'dist/src/index.d.ts',
      'dist/src/cli/main.js',
      'dist/workers/article.js',
    ]),
  );
  expect(
    paths.filter(
      (path) =>
        !/^(?:dist\/|README\.md$|LICENSE$|package\.json$|tests\/fixtures\/articles\/)/.test(path),
    ),
  ).toEqual([]);

  // Installed as npm would, with the dependencies that are here already.
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
  await mkdir(join(modules, '@tolk-nl'));
  const installed = join(modules, '@tolk-nl/tolk');
  await rename(join(folder, 'package'), installed);
  for (const name of await readdir('node_modules'))
    if (!name.startsWith('.')) await symlink(resolve('node_modules', name), join(modules, name));
  await writeFile(
    join(folder, 'use.mjs'),
    [
      "import { createClient, TolkError } from '@tolk-nl/tolk';",
      "import * as light from '@tolk-nl/tolk/client';",
      "import { createWorker } from '@tolk-nl/tolk/worker';",
      'const client = createClient();',
      'await client.close();',
      'console.log(typeof client.enqueue, typeof createWorker, light.TolkError === TolkError);',
    ].join('\n'),
  );
  await writeFile(
    join(folder, 'use.ts'),
    [
      "import type { ArticleResult } from '@tolk-nl/tolk';",
      "import { createClient } from '@tolk-nl/tolk/client';",
      'export const get = (id: string): Promise<ArticleResult | null> => createClient().get(id);',
    ].join('\n'),
  );
  const run = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).trim();
  expect(run(join(installed, 'dist/src/cli/main.js'), '--version')).toBe('0.1.0');
  expect(run('use.mjs')).toBe('function function true');
  expect(
    run(
      join(modules, 'typescript/bin/tsc'),
      '--noEmit',
      '--module',
      'nodenext',
      '--strict',
      '--skipLibCheck',
      '--types',
      'node',
      'use.ts',
    ),
  ).toBe('');
  expect(
    run(join(installed, 'dist/src/cli/main.js'), 'demo', '--data-dir', join(folder, 'data')),
  ).toContain('GLOSS');
});
