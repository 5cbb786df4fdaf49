import { type TextBlock, toBody } from '../article/layout.ts';
import { toTextBlocks } from '../article/plain-text.ts';
import type { ArticleInput } from '../article/schema.ts';
import { normalizeText } from '../article/text.ts';
import { TolkError } from '../errors.ts';
import { isWebAddress } from '../web-address.ts';
import { chooseFields, fieldScopes } from './choose-fields.ts';
import { ColumnDates } from './column-dates.ts';
import type { FieldMap, FieldName, ReadOptions } from './entry.ts';
import { bareName, commonNames } from './field-names.ts';
import { isPage, isPlain, readBlocks, readLine } from './field-text.ts';
import { asDate, asText } from './field-values.ts';
import type { Reason } from './html/surroundings.ts';
import type { NoteKind } from './notes.ts';
import { isFields, valueAt } from './paths.ts';
import { findSideTexts, type SideTexts } from './side-texts.ts';
import { hasText } from './text-values.ts';

/** A shorter introduction is no article by itself. */
const leastText = 60;
/** Other fields are kept with the article while they are short. */
const maxMetaCharacters = 500;

type Fields = Readonly<Record<string, unknown>>;

/** Turns a record into an article's input. */
export interface FieldReader {
  (record: unknown, place: string): Promise<ArticleInput>;
  /** Looks at a record before any is read: what the dates of a file say together of their order. */
  look(record: unknown): void;
}

/** What a reader of fields is told. */
interface FieldOptions
  extends Pick<ReadOptions, 'map' | 'guess' | 'onFields' | 'onNote' | 'limits'> {
  /** Introductions and captions in fields of their own are not put with the text. */
  readonly besides?: 'none';
  /** The text is taken literally, never as HTML. */
  readonly markup?: 'none';
}

/**
 * Makes the reader of one file's records. Which field is which is settled by each record, and
 * reported for the first.
 */
export function createFieldReader(file: string, options: FieldOptions): FieldReader {
  const { map, guess, onFields } = options;
  const dates = new ColumnDates(file, options);
  let isReported = false;
  const look = (record: unknown) => {
    if (!isFields(record)) return;
    const path = chooseFields(record, map, guess).date;
    const date = path === undefined ? undefined : asDate(valueAt(record, path));
    if (date !== undefined) dates.look(date);
  };
  const read = async (record: unknown, place: string): Promise<ArticleInput> => {
    if (!isFields(record)) {
      throw new TolkError(
        'corpus.malformed',
        `${place}: a record must be an object with a "body", not ${describe(record)}`,
      );
    }
    const fields = chooseFields(record, map, guess);
    if (!isReported) {
      isReported = true;
      onFields(file, fields);
    }
    return new RecordReader({ record, fields, place, dates }, options).read();
  };
  return Object.assign(read, { look });
}

/** A record, and which field of it is which. */
interface ChosenRecord {
  readonly record: Fields;
  readonly fields: FieldMap;
  readonly place: string;
  /** What is known of the dates of its file. */
  readonly dates: ColumnDates;
}

/** Reads one record, of which it is known which field is which. */
class RecordReader {
  readonly #record: Fields;
  readonly #fields: FieldMap;
  readonly #place: string;
  readonly #dates: ColumnDates;
  readonly #options: FieldOptions;

  constructor({ record, fields, place, dates }: ChosenRecord, options: FieldOptions) {
    this.#dates = dates;
    this.#record = record;
    this.#fields = fields;
    this.#place = place;
    this.#options = options;
  }

  async read(): Promise<ArticleInput> {
    const written = this.#value('body');
    const body = hasText(written) ? written : this.#introduction();
    if (body === undefined) throw this.#noBody();
    const page =
      isPage(body) && this.#options.markup !== 'none'
        ? (await import('./html/page.ts')).readPage(body, this.#place, this.#options.onNote)
        : undefined;
    const scopes = fieldScopes(this.#record, this.#fields);
    const { guess, besides } = this.#options;
    const beside: SideTexts =
      guess === 'common' && besides !== 'none'
        ? findSideTexts(scopes, Object.values(this.#fields))
        : { leads: [], captions: [], paths: new Set() };
    const text = page ?? (await this.#readBody(body, beside));
    const { id, given_id } = this.#readId();
    const meta = this.#readMeta(scopes, beside);
    const title = asText(this.#value('title'));
    const source = asText(this.#value('source'));
    const url = asText(this.#value('url'));
    // A relative address, or one of another scheme, is no reason to lose the article.
    const isGoodUrl = url === undefined || isWebAddress(url);
    if (!isGoodUrl) meta['url'] = url;
    if (given_id !== undefined) meta['given_id'] = given_id;
    const date = this.#readDate(meta);
    const own = {
      id,
      title: title === undefined ? undefined : withoutSource(await this.#readLine(title), source),
      date,
      source: source === undefined ? undefined : await this.#readLine(source),
      url: isGoodUrl ? url : undefined,
      meta: Object.keys(meta).length === 0 ? undefined : { ...page?.meta, ...meta },
    };
    const given = Object.entries(own).filter(([, value]) => value !== undefined);
    return { ...text, ...Object.fromEntries(given) };
  }

  /** Of a short article, content systems (Joomla) have all in the field of the introduction. */
  #introduction(): string | undefined {
    const { guess, besides, map } = this.#options;
    if (guess === 'none' || besides === 'none' || map.body !== undefined) return undefined;
    const scopes = fieldScopes(this.#record, this.#fields);
    const [lead = ''] = findSideTexts(scopes, Object.values(this.#fields)).leads;
    return lead.length >= leastText ? lead : undefined;
  }

  /** A date of which nobody can say whether its day or its month is first is kept in `meta`. */
  #readDate(meta: Record<string, MetaValue>): string | undefined {
    const text = asDate(this.#value('date'));
    if (text === undefined) return undefined;
    const settled = this.#dates.settle(text, this.#place);
    if ('date' in settled) return settled.date;
    meta['date' in meta ? 'given_date' : 'date'] = settled.kept.slice(0, maxMetaCharacters);
    return undefined;
  }

  async #readLine(text: string): Promise<string> {
    return this.#options.markup === 'none' ? text : readLine(text);
  }

  #value(field: FieldName): unknown {
    const path = this.#fields[field];
    return path === undefined ? undefined : valueAt(this.#record, path);
  }

  /** An id that is none is kept beside: it is no reason to lose an article, unless it was asked for. */
  #readId(): { readonly id: string | undefined; readonly given_id?: string } {
    const id = asText(this.#value('id'));
    const isGood =
      id === undefined || this.#options.map.id !== undefined || /^[^\s\p{C}]{1,128}$/u.test(id);
    if (isGood) return { id };
    this.#note('id-kept');
    return { id: undefined, given_id: id.slice(0, maxMetaCharacters) };
  }

  async #readBody(body: unknown, { leads, captions }: SideTexts): Promise<ArticleInput> {
    const isAlone = leads.length === 0 && captions.length === 0;
    const isAsIs = isPlain(body) || (this.#options.markup === 'none' && typeof body === 'string');
    if (isAsIs && isAlone) return { body };
    const blocks = isAsIs ? toTextBlocks(body) : await this.#readMarked(body);
    const text = squeeze(blocks.map((block) => block.text).join(' '));
    const besides = async (
      values: readonly string[],
      kind: 'lead' | 'caption',
    ): Promise<TextBlock[]> => {
      const lines = await Promise.all(values.map(readLine));
      const added = lines.filter((line) => !text.includes(squeeze(line)));
      if (added.length > 0) this.#note('put-beside', kind === 'lead' ? 'introduction' : 'caption');
      return added.map((line) => ({ text: line, layout: { kind } }));
    };
    return toBody([
      ...(await besides(leads, 'lead')),
      ...blocks,
      ...(await besides(captions, 'caption')),
    ]);
  }

  /** HTML and blocks, without the parts of a page that are not the article. */
  async #readMarked(body: unknown): Promise<readonly TextBlock[]> {
    const { guess, besides } = this.#options;
    const isWhole = guess === 'none' || besides === 'none';
    const told = (detail: Reason) => this.#note('beside-article', detail);
    return readBlocks(body, this.#place, isWhole ? undefined : told);
  }

  #readMeta(scopes: ReturnType<typeof fieldScopes>, beside: SideTexts): Record<string, MetaValue> {
    const meta: Record<string, MetaValue> = {};
    const used = new Set([...Object.values(this.#fields), ...beside.paths]);
    for (const { path, fields } of scopes.filter((scope) => !('rendered' in scope.fields))) {
      for (const [key, value] of Object.entries(fields)) {
        const whole = path === '' ? key : `${path}.${key}`;
        if (used.has(whole)) continue;
        if (this.#isText(key, value)) continue;
        if (isShort(value)) meta[key] ??= jsonValue(value);
        else if (isLong(value)) this.#note('field-left-out', `"${shown(key)}"`);
      }
    }
    return meta;
  }

  /** The text once more, as HTML or the like. */
  #isText(key: string, value: unknown): boolean {
    if (typeof value !== 'string' || !commonNames.body.includes(bareName(key))) return false;
    return beginning(value) === beginning(this.#value('body'));
  }

  #note(kind: NoteKind, detail?: string): void {
    this.#options.onNote({ kind, place: this.#place, detail });
  }

  #noBody(): TolkError {
    const { body } = this.#fields;
    const malformed = (problem: string) =>
      new TolkError('corpus.malformed', `${this.#place}: ${problem}`);
    const value = this.#value('body');
    if (body !== undefined && (value !== undefined || body in this.#record))
      return malformed(`"${shown(body)}" is ${describe(value)}; every article needs text`);
    const has = describeKeys(this.#record);
    if (this.#options.map.body !== undefined)
      return malformed(
        `there is no field "${shown(this.#options.map.body)}" (it has ${has}); correct --map`,
      );
    return malformed(`no field contains the text (it has ${has}); name it with --map body=FIELD`);
  }
}

/** `Nieuwe brug - De Krant` of "De Krant" is "Nieuwe brug". */
function withoutSource(title: string, source: string | undefined): string {
  const name = source?.trim() ?? '';
  if (name === '' || !title.endsWith(name)) return title;
  const own = title.slice(0, -name.length).trimEnd();
  return /.{3,}\s[|–—·»-]$/u.test(own) ? own.slice(0, -1).trimEnd() : title;
}

type MetaValue = string | number | boolean | (string | number | boolean)[];

const squeeze = (text: string): string => normalizeText(text).replace(/\s+/g, ' ').toLowerCase();

/** The first letters of a text, without tags. */
function beginning(value: unknown): string {
  const text = typeof value === 'string' ? value.slice(0, 2_000) : '';
  return text
    .replace(/<[^<>]*>|&\w+;/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 60);
}

/** More fields than a message can hold. */
const shownKeys = 12;

/** The names of the fields, without any that may be text of an article: no message has such text. */
function describeKeys(record: Fields): string {
  const keys = Object.keys(record).slice(0, shownKeys).map(shown);
  return keys.join(', ') || 'no fields';
}

/** A name as a message may show it; the first row of a table without names may be an article. */
function shown(name: string): string {
  const isName = name.length <= 40 && name.trim().split(/\s+/).length <= 5;
  return isName ? name : '(a long name)';
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > maxMetaCharacters;
}

function isShort(value: unknown): boolean {
  if (Array.isArray(value)) {
    const isOfScalars = value.length > 0 && value.every(isShortScalar);
    return isOfScalars && value.map(String).join(', ').length <= maxMetaCharacters;
  }
  return isShortScalar(value);
}

function isShortScalar(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value.length <= maxMetaCharacters;
  return (
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'boolean' ||
    typeof value === 'bigint' ||
    value instanceof Date
  );
}

function jsonValue(value: unknown): MetaValue {
  return Array.isArray(value) ? value.map(jsonScalar) : jsonScalar(value);
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
