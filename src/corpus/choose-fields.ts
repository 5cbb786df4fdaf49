import { isWebAddress } from '../web-address.ts';
import { type FieldMap, type FieldName, fieldNames } from './entry.ts';
import {
  bareName,
  besideNames,
  commonNames,
  innerNames,
  metaNames,
  otherWords,
  tellingWords,
  weakBodyNames,
} from './field-names.ts';
import { isFields, onlyOf } from './paths.ts';
import { hasText, textLength } from './text-values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An object of a record, and the path to it; the record itself has none. */
interface Scope {
  readonly path: string;
  readonly fields: Fields;
  /** Its keys by their bare names. */
  readonly byName: ReadonlyMap<string, string>;
}

function toScope(path: string, fields: Fields): Scope {
  let index: ReadonlyMap<string, string> | undefined;
  return {
    path,
    fields,
    get byName() {
      index ??= indexKeys(fields);
      return index;
    },
  };
}

/** How deep an article may lie in its record. */
const maxDepth = 4;
/** So many keys of an object are looked at. */
const maxKeys = 500;

/**
 * Says which field of a record is which, as paths: what the user mapped, else Tolk's own names, else
 * common ones, also within objects (`content.rendered`, `_source.text`).
 */
export function chooseFields(record: Fields, map: FieldMap, guess: 'common' | 'none'): FieldMap {
  if (guess === 'none') return chooseOwnNames(record, map);
  const root = toScope('', record);
  const body = map.body ?? findBodyPath(root);
  const chosen: Partial<Record<FieldName, string>> = body === undefined ? {} : { body };
  const scopes = scopesAround(root, body);
  for (const field of fieldNames) {
    if (field === 'body') continue;
    const taken = Object.values(chosen);
    const found = map[field] ?? findField(scopes, field, taken);
    if (found !== undefined) chosen[field] = found;
  }
  return inOrder(chosen);
}

function inOrder(chosen: Partial<Record<FieldName, string>>): FieldMap {
  const pairs = fieldNames.flatMap((field) => (chosen[field] ? [[field, chosen[field]]] : []));
  return Object.fromEntries(pairs) as FieldMap;
}

function chooseOwnNames(record: Fields, map: FieldMap): FieldMap {
  const keys = Object.keys(record);
  const own = (field: FieldName) => keys.find((key) => key.trim().toLowerCase() === field);
  const pairs = fieldNames.map((field) => [field, map[field] ?? own(field)] as const);
  return Object.fromEntries(pairs.filter(([, path]) => path !== undefined));
}

/**
 * The path to the text of an article; undefined where nothing is called like one. A field that is
 * empty is the answer where there is no other: then the article is empty. Of WordPress it is
 * `content.rendered`.
 */
function findBodyPath(root: Scope): string | undefined {
  const there = bodyPaths(root);
  const given = there.find(({ length }) => length > 0);
  if (given !== undefined) return bestOf(given, there).path;
  return findNested(root) ?? there[0]?.path ?? weakBody(root) ?? tellingKey(root, 'body')?.path;
}

interface Candidate {
  readonly path: string;
  /** How much text it has. */
  readonly length: number;
}

/** A field of few words is none where another has the text: `text` may be a label. */
const fewCharacters = 200;
const muchLonger = 4;

function bestOf(first: Candidate, others: readonly Candidate[]): Candidate {
  const isLabel = first.length < fewCharacters;
  const longer = others.find(({ length }) => length > muchLonger * first.length);
  const best = isLabel && longer !== undefined ? longer : first;
  return others.find((other) => isSameAsHtml(other, best)) ?? best;
}

/** The same text as HTML has its headings and lists, too; a whole page has its menus. */
function isSameAsHtml({ path, length }: Candidate, plain: Candidate): boolean {
  const isHtml = /html$/i.test(path) && !/html$/i.test(plain.path);
  return isHtml && Math.abs(length - plain.length) <= plain.length / 8;
}

function bodyPaths({ path, fields, byName }: Scope): Candidate[] {
  return commonNames.body.flatMap((name) => {
    const key = byName.get(name);
    if (key === undefined) return [];
    const inner = innerBody(fields[key]);
    if (inner === null || isList(fields[key], name)) return [];
    return [{ path: join(path, key, inner), length: textLength(fields[key], inner) }];
  });
}

/** Conversions of XML keep many articles under the name of one. */
function isList(value: unknown, name: string): boolean {
  const isOfObjects = Array.isArray(value) && isFields(value[0]);
  return isOfObjects && ['article', 'artikel', 'bericht', 'document', 'message'].includes(name);
}

/** The way from a field to its text: '' where it is text; null where it has none and could not. */
function innerBody(value: unknown): string | null {
  if (value === null || value === undefined || typeof value === 'string') return '';
  if (hasText(value)) return '';
  if (!isFields(value)) return Array.isArray(value) && value.length === 0 ? '' : null;
  const inner = innerNames.body.find((name) => hasText(value[name]));
  return inner ?? null;
}

/** Looks into objects, the nearest first; not into those about something else. */
function findNested(root: Scope): string | undefined {
  let scopes: readonly Scope[] = [root];
  for (let depth = 1; depth <= maxDepth; depth += 1) {
    scopes = scopes.flatMap(innerScopes);
    for (const scope of scopes) {
      const there = bodyPaths(scope).filter(({ length }) => length > 0);
      if (there[0] !== undefined) return bestOf(there[0], there).path;
    }
  }
  return undefined;
}

function innerScopes({ path, fields }: Scope): Scope[] {
  return Object.entries(fields)
    .slice(0, maxKeys)
    .flatMap(([key, value]) =>
      isFields(value) && !besideNames.has(bareName(key)) ? [toScope(join(path, key), value)] : [],
    );
}

function weakBody({ fields, byName }: Scope): string | undefined {
  const keys = weakBodyNames.flatMap((name) => byName.get(name) ?? []);
  return keys.find((key) => hasText(fields[key]));
}

/** The objects where the other fields of an article may be: around its text, and about it. */
function scopesAround(root: Scope, body: string | undefined): Scope[] {
  const around: Scope[] = [root];
  let scope: Scope | undefined = root;
  while (scope !== undefined && body !== undefined && around.length <= maxDepth) {
    scope = innerScopes(scope).find(({ path }) => body.startsWith(`${path}.`));
    if (scope !== undefined) around.unshift(scope);
  }
  const about = around.flatMap((from) =>
    innerScopes(from).filter(({ path }) => metaNames.has(bareName(path.split('.').at(-1) ?? ''))),
  );
  return [...around, ...about.filter(({ path }) => !around.some((own) => own.path === path))];
}

/** The objects that have fields of the article: see {@link FieldMap}; the innermost first. */
export function fieldScopes(record: Fields, fields: FieldMap): readonly Scope[] {
  return scopesAround(toScope('', record), fields.body);
}

function findField(
  scopes: readonly Scope[],
  field: FieldName,
  taken: readonly string[],
): string | undefined {
  const isFree = (path: string) => !taken.includes(path);
  for (const scope of scopes) {
    const found = namedKeys(scope, field).flatMap(({ key, value }) => {
      const inner = innerPath(value, field);
      return inner === null ? [] : [join(scope.path, key, inner)];
    });
    const path = found.find(isFree);
    if (path !== undefined) return path;
  }
  const telling = scopes.flatMap((scope) => tellingKey(scope, field) ?? []);
  return telling.map(({ path }) => path).find(isFree) ?? emptyField(scopes, field);
}

/** A field that is empty here may not be elsewhere: it is said to be the one. */
function emptyField(scopes: readonly Scope[], field: FieldName): string | undefined {
  const isEmpty = (value: unknown) => value === null || value === undefined || value === '';
  const keys = scopes.flatMap((scope) =>
    namedKeys(scope, field)
      .filter(({ name, value }) => isEmpty(value) && !isSecond(field, name))
      .map(({ key }) => join(scope.path, key)),
  );
  return keys[0];
}

/** The keys that are called like this field, likeliest first. */
function namedKeys({ fields, byName }: Scope, field: FieldName) {
  return commonNames[field].flatMap((name) => {
    const key = byName.get(name);
    return key === undefined ? [] : [{ name, key, value: fields[key] }];
  });
}

/** An address by such a name is one only where it is written like one. */
const isSecond = (field: FieldName, name: string): boolean =>
  field === 'url' && ['guid', 'source', 'bron', 'id'].includes(name);

function innerPath(value: unknown, field: FieldName): string | null {
  if (fits(value, field)) return '';
  if (!isFields(value)) return null;
  return innerNames[field].find((name) => fits(value[name], field)) ?? null;
}

const maxTitle = 2_000;

/** Could this be such a field? A number is no title, and an address no newspaper. */
function fits(value: unknown, field: FieldName): boolean {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  // Solr and Drupal keep every value in a list.
  const own = onlyOf(value);
  const text = typeof own === 'string' ? own.trim() : '';
  switch (field) {
    case 'id':
      return isNumber || text !== '' || (isFields(value) && '$oid' in value);
    case 'date':
      return (
        isNumber ||
        !/^(?:|true|false)$/i.test(text) ||
        value instanceof Date ||
        isWrappedDate(value)
      );
    case 'title':
      return text !== '' && text.length <= maxTitle;
    case 'source':
      return text !== '' && !isWebAddress(text) && text.length <= maxTitle;
    case 'url':
      return isWebAddress(text);
    default:
      return text !== '';
  }
}

/** As MongoDB exports it, and as a list of one. */
function isWrappedDate(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 1 && fits(onlyOf(value), 'date');
  return isFields(value) && '$date' in value;
}

/** A longer name that says what the field is: `Titel van het artikel`. */
function tellingKey({ path, fields }: Scope, field: FieldName): { path: string } | undefined {
  const words = tellingWords[field] ?? [];
  const isTelling = (key: string): boolean => {
    const parts = key.toLowerCase().match(/\p{L}+/gu) ?? [];
    if (parts.length < 2 || parts.some((part) => otherWords.has(part))) return false;
    return field === 'body' || words.includes(parts[0] ?? '') || words.includes(parts.at(-1) ?? '')
      ? parts.some((part) => words.includes(part))
      : false;
  };
  const keys = Object.keys(fields).slice(0, maxKeys).filter(isTelling);
  const fitting = keys.filter((key) => fits(fields[key], field));
  const longest = fitting.toSorted((a, b) => textLength(fields[b]) - textLength(fields[a]));
  const key = field === 'body' ? longest[0] : fitting[0];
  return key === undefined ? undefined : { path: join(path, key) };
}

/** Keys by their bare names; the first of those that are one. */
function indexKeys(fields: Fields): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const key of Object.keys(fields).slice(0, maxKeys)) {
    const bare = bareName(key);
    const known = index.get(bare);
    const isEmpty = known !== undefined && (fields[known] ?? '') === '';
    if (known === undefined || isEmpty || key.toLowerCase() === bare) index.set(bare, key);
  }
  return index;
}

const join = (...parts: readonly string[]): string => parts.filter(Boolean).join('.');
