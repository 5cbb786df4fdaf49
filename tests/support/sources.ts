import { globSync, readFileSync } from 'node:fs';

/** A file of the program. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** All files of the program, without the word lists of the lexicon. */
export function sources(): Source[] {
  const files = globSync('{src,workers}/**/*.ts', { exclude: ['src/lexicon/**'] });
  return files.toSorted().map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** The packages that a file loads when it is imported, and those that its own files load, by static imports. */
export function loadedPackages(entry: string): Set<string> {
  const packages = new Set<string>();
  for (const file of loadedFiles(entry)) {
    for (const name of staticImports(file)) {
      if (!name.startsWith('.') && !name.startsWith('node:')) packages.add(packageOf(name));
    }
  }
  return packages;
}

/** The files of the program that are loaded when `entry` is imported, by static imports. */
function loadedFiles(entry: string): Set<string> {
  const found = new Set([entry]);
  // A set is walked to its end, also what is added on the way.
  for (const file of found) {
    for (const name of staticImports(file)) {
      if (name.startsWith('.')) found.add(new URL(name, `file:///${file}`).pathname.slice(1));
    }
  }
  return found;
}

/** What a file imports when it runs: neither types nor what it loads where it is used. */
function staticImports(file: string): string[] {
  const statement = /^(?:import|export)\s+(?!type\b)(?:[^;]*?\sfrom\s+)?'([^']+)';/gm;
  return [...readFileSync(file, 'utf8').matchAll(statement)]
    .filter(([whole]) => !importsOnlyTypes(whole))
    .map(([, name = '']) => name);
}

/** `import { type A, type B } from …` is removed by no compiler, but loads the file all the same. */
function importsOnlyTypes(statement: string): boolean {
  return /^(?:import|export)\s+type\b/.test(statement);
}

function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
