import { resolve } from 'node:path';
import * as tolk from '../../src/index.ts';
import { codeBlocks, documents } from './documents.ts';
import { sources } from './sources.ts';

/** TypeScript that a reader may copy. */
export interface Snippet {
  /** Where it is, as `src/queue/client.ts:61`. */
  readonly place: string;
  readonly text: string;
  /** What it may use without importing it: names, and where each comes from. */
  readonly imports: ReadonlyMap<string, string>;
}

/** What an example may assume, by name: a reader knows what is meant, a compiler does not. */
const assumed: Readonly<Record<string, string>> = {
  batches: `import('@tolk-nl/tolk').BatchClient`,
  client: `import('@tolk-nl/tolk').Client`,
  command: `import('commander').Command`,
  definition: `import('@tolk-nl/tolk').BatchDefinition`,
  env: 'Readonly<Record<string, string>>',
  estimate: `import('@tolk-nl/tolk').Estimate`,
  files: `import('@tolk-nl/tolk').CorpusFile[]`,
  id: 'string',
  model: 'string',
  options: `import('@tolk-nl/tolk').CorpusOptions`,
  prices: `import('@tolk-nl/tolk').PriceTable`,
  reading: `import('@tolk-nl/tolk').CorpusOptions`,
  signal: 'AbortSignal',
  speed: `import('@tolk-nl/tolk').CallSpeed`,
  stderr: 'NodeJS.WriteStream',
  stdin: 'NodeJS.ReadStream',
  stdout: 'NodeJS.WriteStream',
};

/** Every snippet: the examples in the source, and the blocks of TypeScript in Markdown. */
export async function snippets(): Promise<Snippet[]> {
  const found: Snippet[] = sources().flatMap(({ file, text }) => examplesIn(file, text));
  for (const file of await documents()) {
    const blocks = codeBlocks(file).filter(({ language }) => /^(?:ts|typescript)$/.test(language));
    for (const { line, text } of blocks)
      found.push({ place: `${file}:${line}`, text, imports: new Map() });
  }
  return found;
}

function examplesIn(file: string, text: string): Snippet[] {
  const imports = new Map(Object.keys(tolk).map((name) => [name, '@tolk-nl/tolk']));
  for (const [, name = ''] of text.matchAll(
    /^export (?:async )?(?:function\*?|class|const) (\w+)/gm,
  ))
    if (!imports.has(name)) imports.set(name, resolve(file));
  const examples = text.matchAll(/^ *\* @example *(.*?)(?=^ *\* @|^ *\*\/)/gms);
  return [...examples].map((example) => ({
    place: `${file}:${text.slice(0, example.index).split('\n').length}`,
    text: (example[1] ?? '').replace(/^ *\* ?/gm, ''),
    imports,
  }));
}

/** A snippet as a module: with the imports it does without, and what it may assume declared. */
export function toModule({ text, imports }: Snippet): string {
  const isUsed = (name: string) => new RegExp(`(?<![.\\w'])${name}\\b(?!:)`).test(text);
  const isDeclared = (name: string) =>
    new RegExp(`\\b(?:import|const|let|using|function) (?:${name}\\b|{[^}]*\\b${name}\\b)`).test(
      text,
    );
  const isMissing = (name: string) => isUsed(name) && !isDeclared(name);
  const prelude: string[] = [];
  for (const [name, from] of imports)
    if (isMissing(name)) prelude.push(`import { ${name} } from '${from}';`);
  for (const [name, type] of Object.entries(assumed))
    if (isMissing(name) && !imports.has(name)) prelude.push(`declare const ${name}: ${type};`);
  return [...prelude, text, 'export {};'].join('\n');
}
