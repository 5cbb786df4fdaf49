import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { readLines } from '../lines.ts';
import type { NoteListener } from '../notes.ts';
import { isFields } from '../paths.ts';
import { findRecords } from '../records.ts';
import { isLeftOut, mayBeUnpublished } from '../unpublished.ts';

/** JSON may write a character in six, and a line has other fields beside the article's text. */
const lineFactor = 8;

/** Reads JSONL, an object a line; blank lines do not count. */
export async function* readJsonl(
  { name, bytes }: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const toInput = createFieldReader(name, options);
  const maxBytes = options.limits.maxBytes * lineFactor;
  const prepare = async (record: unknown, place: string) =>
    prepareArticle(await toInput(record, place), place, options.limits);
  let bulkId: string | undefined;
  for await (const { number, bytes: line } of readLines(bytes(), maxBytes)) {
    if (line !== null && isBlank(line)) continue;
    const place = `${name}:${number}`;
    const parse = (onNote = options.onNote) => {
      if (line === null) throw tooLong(place, maxBytes);
      return parseJson(decodeText(line, place, onNote), place);
    };
    const action = line === null ? undefined : bulkAction(line);
    if (action !== undefined) {
      bulkId = action.id;
      continue;
    }
    const id = bulkId;
    bulkId = undefined;
    const split = splitLine(line, parse, place, options);
    if (split === null)
      yield {
        place,
        load: async () => prepare(withId(parse(), id), place),
        look: () => toInput.look(parse(() => {})),
      };
    for (const [at, record] of (split ?? []).entries()) {
      const inner = `${place} (element ${at + 1})`;
      yield { place: inner, load: () => prepare(record, inner), look: () => toInput.look(record) };
    }
  }
}

/** The records that `records` finds in a line, or none of one that is left out; null for one record. */
function splitLine(
  line: Uint8Array | null,
  parse: (onNote?: NoteListener) => unknown,
  place: string,
  options: ReadOptions,
): readonly unknown[] | null {
  if (options.records !== undefined) return splitRecords(parse, place, options);
  if (line === null || !mayBeUnpublished(line)) return null;
  const found = splitRecords(() => parse(() => {}), place, options);
  return found?.length === 0 ? found : null;
}

/** The line before each article in a file for Elasticsearch's bulk API: `{"index":{"_id":"1"}}`. */
function bulkAction(line: Uint8Array): { readonly id: string | undefined } | undefined {
  if (line.length > longestAction) return undefined;
  const text = Buffer.from(line).toString('utf8').trim();
  if (!/^\{\s*"(?:index|create|update|delete)"\s*:\s*\{[^{}]*\}\s*\}$/.test(text)) return undefined;
  const id = /"_id"\s*:\s*(?:"([^"\\]+)"|(\d+))/.exec(text);
  return { id: id?.[1] ?? id?.[2] };
}

const longestAction = 500;

function withId(record: unknown, id: string | undefined): unknown {
  return id !== undefined && isFields(record) ? { id, ...record } : record;
}

function tooLong(place: string, maxBytes: number): TolkError {
  const limit = maxBytes.toLocaleString('en-US');
  return new TolkError(
    'article.too_large',
    `${place}: a line of over ${limit} bytes (TOLK_MAX_BYTES)`,
  );
}

/**
 * The records in a JSON value, and notes of what is left out; null for what is no JSON, which is told
 * when it is loaded.
 */
export function splitRecords(
  parse: () => unknown,
  place: string,
  options: ReadOptions,
): readonly unknown[] | null {
  let value: unknown;
  try {
    value = parse();
  } catch {
    return null;
  }
  const records = findRecords(value, options);
  if (records.length === 0 && options.records !== undefined)
    options.onNote({ kind: 'no-records', place, detail: options.records });
  return records.filter((record) => !isLeftOut(record, place, options));
}

const isBlank = (line: Uint8Array): boolean =>
  line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);

/** Numbers with so many digits, or such an exponent, may be others once they are read. */
const mayBeInexact = /\d{16}|\de[+-]?\d{3}/i;

/** A number that JavaScript cannot hold stays as it is written: two ids must not become one. */
function keepExact(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isExact =
    typeof value !== 'number' ||
    Number.isSafeInteger(value) ||
    (Number.isFinite(value) && !Number.isInteger(value));
  return isExact ? value : (context?.source ?? String(value));
}

/** Python writes `NaN`, which is no JSON, for what is not there. */
function withoutNaN(json: string): string {
  if (!json.includes('NaN') && !json.includes('Infinity')) return json;
  if (!/[:,[]\s*-?(?:NaN|Infinity)\b/.test(json)) return json;
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gs, (part) =>
    part.startsWith('"') ? part : 'null',
  );
}

/** Parses a JSON text; a number that is too large is its text. @throws TolkError `corpus.malformed` */
export function parseJson(text: string, place: string): unknown {
  const json = withoutNaN(text.replace(/^\ufeff/, ''));
  try {
    const value: unknown = JSON.parse(json);
    return mayBeInexact.test(json) ? JSON.parse(json, keepExact) : value;
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new TolkError(
        'corpus.malformed',
        `${place}: lists or objects within each other, too deep`,
      );
    // V8 quotes the text it stumbles over; article text has no place in messages.
    const message = cause instanceof Error ? cause.message : '';
    const why = /end of JSON|Unterminated/i.test(message)
      ? 'it ends too early'
      : (/position \d+/.exec(message)?.[0] ?? 'an unexpected character');
    throw new TolkError('corpus.malformed', `${place}: not valid JSON (${why})`, { cause });
  }
}
