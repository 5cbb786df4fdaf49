import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Declarations } from '../support/declarations.ts';
import { snippets, toModule } from '../support/snippets.ts';
import { typeCheck } from '../support/type-check.ts';

const entries = ['index', 'client', 'worker'].map((name) => resolve(`src/${name}.ts`));

/** The exports that people meet first, which show how they are used. */
const shown = [
  'createClient',
  'enqueue',
  'enqueueMany',
  'wait',
  'events',
  'createBatchClient',
  'defineBatch',
  'estimateCorpus',
  'planBatch',
  'TolkError',
  'writeOutput',
  'createWorker',
];

const filesSchema = z.array(z.string());

/** What Node loads of our own files, and of packages, for an import of `entry`. */
function load(entry: string): { folders: string[]; packages: string[] } {
  const script = `
    const { registerHooks } = await import('node:module');
    const files = [];
    registerHooks({ load: (url, context, next) => (files.push(url), next(url, context)) });
    await import('./src/${entry}');
    console.log(JSON.stringify(files));`;
  const args = ['--input-type=module', '-e', script];
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const files = filesSchema.parse(JSON.parse(printed));
  const own = files.flatMap((file) => /(?<=\/src\/)[^?]*\.ts$/.exec(file)?.[0] ?? []);
  const packages = files.flatMap(
    (file) => /(?<=\/node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  return {
    folders: [...new Set(own.map((file) => (file.includes('/') ? file.replace(/\/.*/, '') : '')))],
    packages: [...new Set(packages)],
  };
}

describe('what an import loads', () => {
  const heavy = /^(?:openai|undici|eld|gpt-tokenizer|hyparquet.*|linkedom|commander|csv-.*|yaml)$/;

  test('the light entry loads the queue and its records, and no prompt, writer, reader or LLM', () => {
    const { folders, packages } = load('client.ts');
    expect(folders.toSorted()).toEqual(['', 'article', 'queue', 'store']);
    expect(packages.filter((name) => heavy.test(name))).toEqual([]);
  });

  test('the full entry loads no command line, sandbox or worker', () => {
    const { folders } = load('index.ts');
    for (const folder of ['cli', 'sandbox', 'worker', 'embedded-redis'])
      expect(folders).not.toContain(folder);
  });
});

/** One compilation of all that is told from outside: what is exported, and the examples. */
async function compile() {
  const found = await snippets();
  const modules = found.map(toModule);
  const places = new Map(
    found.map(({ place }) => [`${place.replaceAll(/[^\w.-]/g, '_')}.ts`, place]),
  );
  const examples = [...places.keys()].map((name, index) => [name, modules[index] ?? ''] as const);
  const imports = entries.map(
    (entry, index) => [`entry-${index}.ts`, `export * from '${entry}';`] as const,
  );
  const { errors, folder } = await typeCheck({
    files: new Map([...examples, ...imports]),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: '/',
      outDir: 'out',
    },
  });
  const named = errors.map((error) =>
    error.replace(/files\/(.+?\.ts)\(/, (_, name: string) => `${places.get(name) ?? name}(`),
  );
  return { errors: named, folder };
}

const compiled = compile();

test('every example in the source and in the documentation compiles', async () => {
  expect((await compiled).errors).toEqual([]);
});

test.each(shown)('an example shows %s', async (name) => {
  const uses = new RegExp(`\\b${name}\\b`);
  expect((await snippets()).filter(({ text }) => uses.test(text))).not.toEqual([]);
});

test('every type that an exported signature names is exported too, and its fields say what they hold', async () => {
  const { folder } = await compiled;
  const declarations = new Declarations();
  for (const entry of entries) {
    const emitted = join(folder, 'out', entry.replace(/\.ts$/, '.d.ts'));
    expect(declarations.exportsOf(emitted).size).toBeGreaterThan(5);
    expect(declarations.hiddenTypes(emitted)).toEqual([]);
    expect(declarations.undocumentedFields(emitted)).toEqual([]);
  }
});
