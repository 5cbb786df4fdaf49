import type { ArticleInput } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { isWebAddress } from '../web-address.ts';
import { type FieldMap, type FieldName, fieldNames, type ReadOptions } from './entry.ts';

/** Names that data teams give these fields, likeliest first; case does not count. */
const commonNames: Readonly<Record<FieldName, readonly string[]>> = {
  id: ['id', '_id', 'article_id', 'artikel_id', 'doc_id', 'guid', 'uuid', 'identifier'],
  title: ['title', 'titel', 'headline', 'kop', 'heading'],
  body: [
    'body',
    'text',
    'content',
    'tekst',
    'inhoud',
    'artikel',
    'article',
    'bericht',
    'maintext',
    'full_text',
    'fulltext',
    'articlebody',
    'plain_text',
    'html',
  ],
  date: [
    'date',
    'datum',
    'published',
    'published_at',
    'publish_date',
    'date_published',
    'pubdate',
    'publicatiedatum',
    'created_at',
  ],
  source: ['source', 'bron', 'publisher', 'krant', 'medium', 'outlet', 'domain'],
  url: ['url', 'link', 'href', 'uri'],
};

/** Other fields are kept with the article while they are short. */
const maxMetaCharacters = 500;

/** True for HTML, which fields of a CMS contain. */
function hasMarkup(text: string): boolean {
  return /<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|span)\b[^>]*>/i.test(text);
}

/** Turns a record into an article's input. */
export type FieldReader = (record: unknown, place: string) => Promise<ArticleInput>;

/**
 * Makes the reader of one file's records. Which field is which is settled by each record, and
 * reported for the first.
 */
export function createFieldReader(
  file: string,
  { map, guess, onFields, onNote }: Pick<ReadOptions, 'map' | 'guess' | 'onFields' | 'onNote'>,
): FieldReader {
  let isReported = false;
  return async (record, place) => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      throw new TolkError(
        'corpus.malformed',
        `${place}: a record must be an object with a "body", not ${describe(record)}`,
      );
    }
    const values = new Map(Object.entries(record));
    const fields = chooseFields(values, map, guess);
    if (!isReported) {
      isReported = true;
      onFields(file, fields);
    }
    for (const [key, value] of values)
      if (isLong(value) && !Object.values(fields).includes(key))
        onNote({ kind: 'field-left-out', place, detail: `"${key}"` });
    return toInput(values, fields, map, place);
  };
}

function chooseFields(
  values: ReadonlyMap<string, unknown>,
  map: FieldMap,
  guess: ReadOptions['guess'],
): FieldMap {
  const byLowerCase = new Map([...values.keys()].map((key) => [key.trim().toLowerCase(), key]));
  const chosen: Partial<Record<FieldName, string>> = {};
  for (const field of fieldNames) {
    const names = guess === 'common' ? commonNames[field] : [field];
    const there = names.flatMap((name) => byLowerCase.get(name) ?? []);
    const found = map[field] ?? there.find((key) => isGiven(values.get(key))) ?? there[0];
    if (found !== undefined) chosen[field] = found;
  }
  return chosen;
}

async function toInput(
  values: ReadonlyMap<string, unknown>,
  fields: FieldMap,
  map: FieldMap,
  place: string,
): Promise<ArticleInput> {
  const read = (field: FieldName): unknown =>
    fields[field] === undefined ? undefined : values.get(fields[field]);
  const body = asBody(read('body'));
  if (body === undefined) throw noBody(values, fields, map, place);
  const url = asText(read('url'));
  const goodUrl = url !== undefined && isWebAddress(url) ? url : undefined;
  const used = new Set(Object.values(fields));
  const rest = [...values]
    .filter(([key, value]) => !used.has(key) && isShort(value))
    .map(([key, value]) => [key, jsonScalar(value)]);
  // A relative address, or one of another scheme, is no reason to lose the article.
  if (url !== undefined && goodUrl === undefined) rest.push(['url', url]);
  return {
    id: asText(read('id')),
    title: asText(read('title')),
    // The library is loaded when it is needed: it takes 30 MB.
    body: hasMarkup(body) ? (await import('./html.ts')).htmlToText(body, place) : body,
    date: asDate(read('date')),
    source: asText(read('source')),
    url: goodUrl,
    ...(rest.length === 0 ? {} : { meta: Object.fromEntries(rest) }),
  };
}

function noBody(
  values: ReadonlyMap<string, unknown>,
  fields: FieldMap,
  map: FieldMap,
  place: string,
): TolkError {
  const has = [...values.keys()].slice(0, 12).join(', ') || 'no fields';
  const malformed = (problem: string) => new TolkError('corpus.malformed', `${place}: ${problem}`);
  if (fields.body !== undefined && values.has(fields.body)) {
    const found = describe(values.get(fields.body));
    return malformed(`"${fields.body}" is ${found}; every article needs text`);
  }
  if (map.body !== undefined)
    return malformed(`there is no field "${map.body}" (it has ${has}); correct --map`);
  return malformed(`no field contains the text (it has ${has}); name it with --map body=FIELD`);
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value);
  // The _id of a MongoDB export.
  if (typeof value === 'object' && value !== null && '$oid' in value) return asText(value.$oid);
  return undefined;
}

function asBody(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  const isList =
    Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string');
  return isList ? value.join('\n\n') : undefined;
}

/** A date as text, for `prepareArticle` to read; MongoDB and lists wrap it. */
function asDate(value: unknown): string | undefined {
  if (value instanceof Date) return toIsoDate(value);
  if (typeof value !== 'object' || value === null) return asText(value);
  if ('$date' in value) return asDate(value.$date);
  if ('$numberLong' in value) return asDate(value.$numberLong);
  if (Array.isArray(value)) return value.length === 0 ? undefined : asDate(value[0]);
  return JSON.stringify(value);
}

/** A day without its time, where that is midnight. */
function toIsoDate(date: Date): string | undefined {
  return isValid(date) ? date.toISOString().replace('T00:00:00.000Z', '') : undefined;
}

const isValid = (date: Date): boolean => !Number.isNaN(date.getTime());

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > maxMetaCharacters;
}

function isShort(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value.length <= maxMetaCharacters;
  return (
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'boolean' ||
    typeof value === 'bigint' ||
    value instanceof Date
  );
}

function jsonScalar(value: unknown): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString() : String(value);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return value.trim() === '' ? 'empty' : 'text';
  return `a ${typeof value}`;
}
