import { chooseFields } from './choose-fields.ts';
import type { ReadOptions } from './entry.ts';
import { bareName, besideNames, commonNames } from './field-names.ts';
import { isFields, valueAt } from './paths.ts';
import { hasText } from './text-values.ts';

/*
 * Where the articles of one JSON value are: it may be one, or hold them in a list (`items`,
 * `db[].data.posts`), by their ids, or column by column.
 */

type Fields = Readonly<Record<string, unknown>>;

/** How articles are found in a value. */
export interface RecordOptions extends Pick<ReadOptions, 'map' | 'guess'> {
  /** Where the user says they are. */
  readonly records?: string | undefined;
}

/** How deep a list of articles may lie. */
const maxDepth = 6;
/** So many elements tell what a list is of. */
const lookedAt = 5;
/** So many values are looked at for lists of articles. */
const maxVisited = 20_000;

/**
 * Finds the articles of a value. An object with a text is an article, whatever lists it has; a list
 * of what has no text is none of articles. Where nothing is found, the value itself is given.
 */
export function findRecords(value: unknown, options: RecordOptions): readonly unknown[] {
  if (options.records !== undefined) {
    const found = valueAt(value, options.records);
    if (Array.isArray(found)) return found;
    const byId = recordsById(found, articleTest(options));
    return byId ?? (found === undefined ? [] : [found]);
  }
  if (!isFields(value)) return [value];
  const records = readColumns(value) ?? readSplit(value) ?? recordsIn(ofNinjs(value), options);
  return records.map(ofNinjs);
}

/** An article is its own record; else those of a list, or by their ids, or one somewhere within. */
function recordsIn(value: Fields, options: RecordOptions): readonly unknown[] {
  const isArticle = articleTest(options);
  const { body } = chooseFields(value, options.map, options.guess);
  if (isArticle(value) && !isWrapped(value, body)) return [value];
  const list = findList(value, isArticle);
  if (list?.isNamed) return list.records;
  const byId = recordsById(value, isArticle);
  if (byId !== null && byId.length > 1) return byId;
  if (isArticle(value)) return [value];
  return list?.records ?? byId ?? [value];
}

/** Says of a value whether it has the text of an article, at its own level or within objects. */
type ArticleTest = (value: unknown) => boolean;

function articleTest({ map, guess }: RecordOptions): ArticleTest {
  return (value) => {
    if (!isFields(value)) return false;
    const { body } = chooseFields(value, map, guess);
    return body !== undefined && hasText(valueAt(value, body));
  };
}

/** ninjs 3 has lists of headlines and bodies, by their roles and types; the same as ninjs 2 has it. */
function ofNinjs<Value>(value: Value): Value | Fields {
  if (!isFields(value)) return value;
  const { headlines, bodies, bylines, headline } = value;
  if (!Array.isArray(bodies) || (headline === undefined && !Array.isArray(headlines))) return value;
  const mainOf = (list: unknown): string | undefined => {
    if (!Array.isArray(list)) return undefined;
    const parts = list.filter(isFields).filter((part) => hasText(part['value']));
    const isMain = (part: Fields) => /^(?:main|body)?$/.test(String(part['role'] ?? ''));
    const main = parts.filter(isMain);
    const html = main.find((part) => /html/.test(String(part['contenttype'] ?? '')));
    const found = html ?? main[0] ?? parts[0];
    return found === undefined ? undefined : String(found['value']);
  };
  const { bodies: _, headlines: __, bylines: ___, subheadlines, ...others } = value;
  const known = {
    headline: headline ?? mainOf(headlines),
    body_html: mainOf(bodies),
    byline: mainOf(bylines),
    subtitle: mainOf(subheadlines),
  };
  const given = Object.entries(known).filter(([, text]) => text !== undefined);
  return { ...others, ...Object.fromEntries(given) };
}

interface Look {
  readonly value: unknown;
  readonly path: string;
  /** The element of a list that it lies in: perhaps the article whose parts it has. */
  readonly owner?: Fields | undefined;
}

interface List {
  readonly records: readonly unknown[];
  /** Called as lists of articles are; another may be of something else. */
  readonly isNamed: boolean;
}

const listNames =
  /(?:^|\.)(?:items?|articles?|artikelen|posts?|results?|resultaten|hits|docs|documents|documenten|records|rows|entries|berichten|nieuws|news|stories|value|edges|nodes|content|data|list|lijst|feed)(?:\[\])?$/i;

/** The largest list of articles, the nearest first: comments and tags are none. */
function findList(root: Fields, isArticle: ArticleTest): List | null {
  let level: readonly Look[] = [{ value: root, path: '' }];
  let visited = 0;
  for (let depth = 0; depth < maxDepth && level.length > 0; depth += 1) {
    const best = largest(level, isArticle);
    if (best !== null) return { ...best, records: withSource(best.records, root) };
    visited += level.length;
    level = visited > maxVisited ? [] : level.flatMap(within);
  }
  return null;
}

/** Lists of the same path are one: `db[].data.posts` of each database. */
function largest(level: readonly Look[], isArticle: ArticleTest): List | null {
  const byPath = new Map<string, unknown[]>();
  for (const { value, path, owner } of level) {
    if (!Array.isArray(value) || !value.slice(0, lookedAt).some(isArticle)) continue;
    const records: readonly unknown[] = arePartsOf(owner, value) ? [joined(owner, value)] : value;
    const known = byPath.get(path);
    if (known === undefined) byPath.set(path, [...records]);
    else for (const record of records) known.push(record);
  }
  const lists = [...byPath].map(([path, records]) => ({ records, isNamed: listNames.test(path) }));
  return lists.toSorted((a, b) => b.records.length - a.records.length)[0] ?? null;
}

/** The title that an element names by itself. */
const titleOf = (record: unknown): string | undefined =>
  isFields(record) ? chooseFields(record, {}, 'common').title : undefined;

/** A list without titles, in an element that has one, is the text of that: `results[].blocks.body`. */
function arePartsOf(owner: Fields | undefined, list: readonly unknown[]): owner is Fields {
  return titleOf(owner) !== undefined && list.every((part) => titleOf(part) === undefined);
}

function joined(owner: Fields, parts: readonly unknown[]): Fields {
  const texts = parts.flatMap((part) => {
    const body = isFields(part) ? chooseFields(part, {}, 'common').body : undefined;
    return body === undefined ? [] : [valueAt(part, body)];
  });
  return { ...owner, body: texts };
}

function within({ value, path, owner }: Look): Look[] {
  if (Array.isArray(value))
    return value.filter(isContainer).map((inner: unknown) => ({
      value: inner,
      path: `${path}[]`,
      owner: isFields(inner) ? inner : owner,
    }));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isContainer(inner) && !besideNames.has(bareName(key))
      ? [{ value: inner, path: path === '' ? key : `${path}.${key}`, owner }]
      : [],
  );
}

const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Is the text not of the object itself, but of one within it? `content.rendered` is its own. */
function isWrapped(value: Fields, body: string | undefined): boolean {
  const [first = ''] = body === undefined || Object.hasOwn(value, body) ? [] : body.split('.');
  return first !== '' && isFields(value[first]) && !commonNames.body.includes(bareName(first));
}

/** `{"2024-001": {…}, "2024-002": {…}}`: most have a text; their keys are their ids. */
function recordsById(value: unknown, isArticle: ArticleTest): readonly unknown[] | null {
  if (!isFields(value)) return null;
  const entries = Object.entries(value).filter(([, inner]) => isFields(inner));
  const isNamed = ([key, inner]: [string, unknown]) =>
    !besideNames.has(bareName(key)) && isArticle(inner);
  const articles = entries.filter(isNamed).length;
  if (articles === 0 || articles < entries.length / 2) return null;
  return entries.map(([id, inner]) => ({ id, ...(inner as Fields) }));
}

/** A table column by column, as pandas writes it: `{"tekst": {"0": "…", "1": "…"}}`, or lists. */
function readColumns(value: Fields): Fields[] | null {
  const columns = Object.entries(value);
  const hasBody = columns.some(([key]) => commonNames.body.includes(bareName(key)));
  if (!hasBody || columns.length < 2) return null;
  const sizes = columns.map(([, column]) =>
    isContainer(column) && !(column instanceof Date) ? Object.keys(column as object).length : -1,
  );
  const [size = -1] = sizes;
  if (size < 1 || sizes.some((other) => other !== size)) return null;
  const keys = Object.keys(columns[0]?.[1] as object);
  const isTable = columns.every(([, column]) =>
    keys.every(
      (key) => Object.hasOwn(column as object, key) && !isContainer((column as Fields)[key]),
    ),
  );
  const isNumbered = keys.every((key) => /^\d+$/.test(key));
  if (!isTable || !isNumbered) return null;
  return keys.map((key) =>
    Object.fromEntries(columns.map(([name, column]) => [name, (column as Fields)[key]])),
  );
}

/** The same with the names apart, as pandas and databases write it: `{"columns": […], "data": [[…]]}`. */
function readSplit({ columns, data, rows = data }: Fields): Fields[] | null {
  if (!Array.isArray(columns) || !Array.isArray(rows) || rows.length === 0) return null;
  const names = columns.map((column: unknown) => (isFields(column) ? column['name'] : column));
  const isTable = rows.every((row) => Array.isArray(row) && row.length === names.length);
  if (!isTable || !names.every((name) => typeof name === 'string')) return null;
  return rows.map((row: readonly unknown[]) =>
    Object.fromEntries(names.map((name, at) => [name, row[at]])),
  );
}

/** A JSON Feed says once where its items are from. */
function withSource(records: readonly unknown[], { version, title }: Fields): readonly unknown[] {
  const isFeed = typeof version === 'string' && version.includes('jsonfeed.org');
  if (!isFeed || typeof title !== 'string') return records;
  return records.map((record) => (isFields(record) ? { source: title, ...record } : record));
}
