import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A declaration, by the file that makes it and its name there. */
type Declared = `${string}#${string}`;

/** A type that an exported signature names, and that nobody outside can. */
export interface HiddenType {
  readonly name: string;
  readonly usedBy: string;
}

interface Source {
  /** What it declares, by name. */
  readonly declarations: ReadonlyMap<string, string>;
  /** What it imports: the local name, and what it stands for. */
  readonly imports: ReadonlyMap<string, Declared>;
  /** What it passes on by name, as `export { A } from`. */
  readonly reexports: ReadonlyMap<string, Declared>;
  /** The files of which it passes on everything. */
  readonly wildcards: readonly string[];
}

/**
 * Reads declarations as `tsc` emits them: a statement begins at the first column, and only types
 * have names with a capital. That is all of TypeScript it knows, and enough to see what is exported.
 */
export class Declarations {
  readonly #sources = new Map<string, Source>();

  /** The names that `entry` exports, and what each stands for. */
  exportsOf(entry: string): ReadonlyMap<string, Declared> {
    const { declarations, reexports, wildcards } = this.#read(entry);
    const found = new Map<string, Declared>();
    for (const file of wildcards)
      for (const [name, declared] of this.exportsOf(file)) found.set(name, declared);
    for (const [name, text] of declarations)
      if (text.startsWith('export ')) found.set(name, `${entry}#${name}`);
    for (const [name, declared] of reexports) found.set(name, this.#resolve(declared));
    return found;
  }

  /** The types that signatures exported by `entry` name, and that it does not export. */
  hiddenTypes(entry: string): HiddenType[] {
    const exported = this.exportsOf(entry);
    const visible = new Set(exported.values());
    const hidden: HiddenType[] = [];
    for (const [usedBy, declared] of exported) {
      for (const used of this.#typesIn(declared)) {
        const name = used.slice(used.indexOf('#') + 1);
        if (!visible.has(used)) hidden.push({ name, usedBy });
      }
    }
    return hidden;
  }

  /** Fields of exported interfaces of which no comment says what they hold, as `Batch.id`. */
  undocumentedFields(entry: string): string[] {
    return [...this.exportsOf(entry).values()].flatMap((declared) => {
      const [file, name] = split(declared);
      const whole = new RegExp(`^export interface ${name}\\b.*?^}`, 'ms');
      const lines = (whole.exec(readFileSync(file, 'utf8'))?.[0] ?? '').split('\n');
      return lines.flatMap((line, index) => {
        const field = /^ {4}(?:readonly )?(\w+)\??[:(<]/.exec(line)?.[1];
        const isDocumented = lines[index - 1]?.endsWith('*/');
        return field === undefined || isDocumented ? [] : [`${name}.${field}`];
      });
    });
  }

  #typesIn(declared: Declared): Set<Declared> {
    const [file, name] = split(declared);
    const { declarations, imports } = this.#read(file);
    const text = declarations.get(name) ?? '';
    const used = new Set<Declared>();
    for (const [, path = '', type = ''] of text.matchAll(/import\("(\.[^"]+)"\)\.(\w+)/g))
      used.add(this.#resolve(`${resolvePath(file, path)}#${type}`));
    for (const [type] of text.replace(/\btypeof [\w.]+/g, '').matchAll(/(?<![\w.])[A-Z]\w*/g)) {
      const imported = imports.get(type);
      if (imported) used.add(this.#resolve(imported));
      else if (declarations.has(type)) used.add(`${file}#${type}`);
    }
    used.delete(declared);
    return used;
  }

  #resolve(declared: Declared): Declared {
    const [file, name] = split(declared);
    const { declarations, reexports } = this.#read(file);
    const passedOn = reexports.get(name);
    if (declarations.has(name) || passedOn === undefined) return declared;
    return this.#resolve(passedOn);
  }

  #read(file: string): Source {
    const known = this.#sources.get(file);
    if (known) return known;
    const source = parse(file);
    this.#sources.set(file, source);
    return source;
  }
}

function parse(file: string): Source {
  const declarations = new Map<string, string>();
  const imports = new Map<string, Declared>();
  const reexports = new Map<string, Declared>();
  const wildcards: string[] = [];
  for (const statement of statementsOf(file)) {
    const from = /^(import|export)\b.*\bfrom ['"](\..+?)['"]/s.exec(statement);
    if (from) {
      const path = resolvePath(file, from[2] ?? '');
      if (/^export \*/.test(statement)) wildcards.push(path);
      const target = from[1] === 'import' ? imports : reexports;
      for (const [name, local] of namesIn(statement)) target.set(local, `${path}#${name}`);
      continue;
    }
    const declared =
      /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|function|const) (\w+)/;
    const name = declared.exec(statement)?.[1];
    if (name !== undefined) declarations.set(name, `${declarations.get(name) ?? ''}${statement}\n`);
  }
  return { declarations, imports, reexports, wildcards };
}

/** Top-level statements, without comments and what strings contain. */
function statementsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, '');
  return text.split(/\n(?=(?:import|export|declare|interface|type|class)\b)/).map((statement) => {
    const isImport = /^(?:import|export) .*\bfrom ['"]/s.test(statement);
    return isImport ? statement : statement.replace(/(?<!import\()(['"])[^'"\n]*\1/g, "''");
  });
}

/** `{ A, type B as C }` as [A, A] and [B, C]. */
function namesIn(statement: string): Array<[name: string, local: string]> {
  const list = /\{(.*?)\}/s.exec(statement)?.[1] ?? '';
  return [...list.matchAll(/(?:type )?(\w+)(?: as (\w+))?/g)].map(([, name = '', local = name]) => [
    name,
    local,
  ]);
}

function resolvePath(file: string, path: string): string {
  const base = join(dirname(file), path).replace(/\.(?:ts|js)$/, '.d.ts');
  if (!existsSync(base)) throw new Error(`${file} imports ${path}, which is not there`);
  return base;
}

function split(declared: Declared): [file: string, name: string] {
  const at = declared.lastIndexOf('#');
  return [declared.slice(0, at), declared.slice(at + 1)];
}
