import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { NoteListener } from '../notes.ts';

/** The fields before a document, and the document. */
export interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly rest: string;
}

const yamlBlock = /^\s*---[^\S\n]*\n(?<fields>[\s\S]*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)/;
const tomlBlock = /^\s*\+\+\+[^\S\n]*\n(?<fields>[\s\S]*?)\n\+\+\+[^\S\n]*(?:\n|$)/;

/**
 * Takes the front matter off a document: YAML between `---`, TOML between `+++`, or an object of JSON (Hugo). Where it is not
 * valid, its fields are read one by one, and those that cannot be read are told.
 *
 * @param place how messages call the document
 */
export function takeFrontMatter(text: string, place: string, onNote: NoteListener): FrontMatter {
  const json = takeJson(text);
  if (json !== undefined) return json;
  const yaml = yamlBlock.exec(text);
  const found = yaml ?? tomlBlock.exec(text);
  const written = found?.groups?.['fields'];
  if (!found || written === undefined) return { fields: {}, rest: text };
  const rest = text.slice(found[0].length);
  const parse = yaml
    ? (part: string): unknown => parseYaml(part)
    : (part: string) => parseToml(part);
  const fields = tryToRead(() => parse(written));
  // A line of its own between two rules is no field.
  if (typeof fields === 'string' || Array.isArray(fields)) return { fields: {}, rest: text };
  if (typeof fields === 'object') return { fields: { ...fields }, rest };
  return { fields: readOneByOne(written, parse, { place, onNote }), rest };
}

const jsonBlock = /^\s*(?<fields>\{[^\S\n]*\n[\s\S]*?\n\})[^\S\n]*(?:\n|$)/;

function takeJson(text: string): FrontMatter | undefined {
  const found = jsonBlock.exec(text);
  const fields = tryToRead(() => JSON.parse(found?.groups?.['fields'] ?? ''));
  if (found === null || typeof fields !== 'object' || fields === null) return undefined;
  return { fields: { ...fields }, rest: text.slice(found[0].length) };
}

/** What it gives, or undefined where it throws. */
function tryToRead(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A field begins at the margin; what follows it further in belongs to it. */
const field = /^(?<name>[\w-]+)[^\S\n]*[:=][^\S\n]*(?<value>.*(?:\n[^\S\n]+.*|\n-[^\S\n].*)*)/gm;

function readOneByOne(
  written: string,
  parse: (part: string) => unknown,
  { place, onNote }: { readonly place: string; readonly onNote: NoteListener },
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const { 0: part, groups: { name = '', value = '' } = {} } of written.matchAll(field)) {
    const read = tryToRead(() => Object(parse(part))[name]);
    // `title: Brug: kosten` is no YAML, and says what it means all the same.
    const plain = value.replace(/\s+/g, ' ').trim();
    fields[name] = read ?? plain.replace(/^(["'])(.*)\1$/, '$2');
    if (read === undefined) onNote({ kind: 'front-matter', place, detail: name });
  }
  return fields;
}
