import { z } from 'zod';
import type { Article } from '../article/schema.ts';
import {
  type ArticleOptions,
  type ArticleResult,
  articleOptionsSchema,
  type DoneResult,
  failureSchema,
  outcomeSchema,
  type Retranslation,
  sourceSchema,
  statuses,
} from '../contract.ts';
import type { TolkError } from '../errors.ts';
import { decompress } from './compress.ts';
import { corrupt, jsonText as json, readJson } from './read-json.ts';

/** The fields of a result hash, all but the packed ones. */
const recordSchema = z.object({
  status: z.enum(statuses),
  source: json(sourceSchema),
  attempt: z.coerce.number().int(),
  queuedAt: z.coerce.number(),
  activeAt: z.coerce.number().optional(),
  finishedAt: z.coerce.number().optional(),
  lastError: json(failureSchema).optional(),
  error: json(failureSchema).optional(),
  /** The fields of what was done before, while a newer version is made. */
  keptFields: json(z.record(z.string(), z.string())).optional(),
  /** Why the last newer version came to nothing. */
  retranslationError: json(z.object({ failedAt: z.number(), error: failureSchema })).optional(),
});

type RecordFields = z.infer<typeof recordSchema>;

/** Fields that are no text. */
const packedFields = ['data', 'previous', 'kept', 'keptArticle', 'memoryMatches'];

/**
 * Options as they stand in a record: one text for the same options, whatever the order they were
 * given in.
 *
 * @param key of the record
 * @throws TolkError `store.corrupt`
 */
export function readOptions(text: string, key: string): ArticleOptions {
  return readJson(text, articleOptionsSchema, key);
}

/** What a record keeps of an article beside its text, as JSON: `sourceSchema` reads it. */
export function sourceText({ title, date, source, url, meta }: Article): string {
  return JSON.stringify({ title, date, source, url, meta });
}

/** What takes the place of a record that cannot be read: an article that failed for that. */
export function unreadable(id: string, { code, message }: TolkError): ArticleResult {
  return {
    id,
    status: 'failed',
    source: { title: null, date: null, source: null, url: null },
    attempt: 0,
    queuedAt: 0,
    error: { code, message, retryable: false },
    timings: { queuedMs: 0, activeMs: 0 },
  };
}

/**
 * A result hash as an {@link ArticleResult}. Of an article that was done before, that is what it
 * was, whatever becomes of a newer version meanwhile.
 *
 * @throws TolkError `store.corrupt`
 */
export function readRecord(id: string, hash: Readonly<Record<string, Buffer>>): ArticleResult {
  const texts = textsOf(hash);
  const fields = parseFields(id, texts);
  const earlier = hash['previous'] ?? hash['kept'];
  if (fields.status !== 'done' && earlier) {
    const version = parseFields(id, { ...texts, ...fields.keptFields, status: 'done' });
    return toDone(id, version, earlier, retranslationOf(fields));
  }
  const { status, source, attempt, queuedAt, activeAt, lastError, error } = fields;
  const common = { id, source, attempt, queuedAt };
  switch (status) {
    case 'queued':
      return { ...common, status, lastError: lastError ?? null };
    case 'active':
      return { ...common, status, activeAt: activeAt ?? queuedAt };
    case 'failed':
      if (!error) throw corrupt(`result:${id}`, 'failed without an error');
      return { ...common, status, error, timings: timingsOf(fields) };
    case 'done': {
      const data = hash['data'];
      if (!data) throw corrupt(`result:${id}`, 'done without data');
      const failed = fields.retranslationError;
      return toDone(id, fields, data, failed ? { status: 'failed', ...failed } : null);
    }
  }
}

function textsOf(hash: Readonly<Record<string, Buffer>>): Record<string, string> {
  const texts = Object.entries(hash).filter(([key]) => !packedFields.includes(key));
  return Object.fromEntries(texts.map(([key, value]) => [key, value.toString()]));
}

function parseFields(id: string, texts: Readonly<Record<string, string>>): RecordFields {
  const parsed = recordSchema.safeParse(texts);
  if (!parsed.success) throw corrupt(`result:${id}`, parsed.error);
  return parsed.data;
}

function toDone(
  id: string,
  fields: RecordFields,
  data: Buffer,
  retranslation: Retranslation | null,
): DoneResult {
  const { source, attempt, queuedAt } = fields;
  const outcome = decompress(data, outcomeSchema, `result:${id}`);
  const timings = timingsOf(fields);
  return { id, status: 'done', source, attempt, queuedAt, ...outcome, timings, retranslation };
}

/** The newer version that a record is at work on. */
function retranslationOf(fields: RecordFields): Retranslation | null {
  const { status, queuedAt, activeAt, attempt, lastError, error, finishedAt } = fields;
  switch (status) {
    case 'queued':
      return { status, queuedAt, attempt, lastError: lastError ?? null };
    case 'active':
      return { status, queuedAt, attempt, activeAt: activeAt ?? queuedAt };
    // An earlier version left it so.
    case 'failed':
      return error ? { status, failedAt: finishedAt ?? queuedAt, error } : null;
    case 'done':
      return null;
  }
}

function timingsOf({ queuedAt, activeAt, finishedAt }: RecordFields): DoneResult['timings'] {
  return {
    queuedMs: Math.max(0, (activeAt ?? finishedAt ?? queuedAt) - queuedAt),
    activeMs: Math.max(0, (finishedAt ?? 0) - (activeAt ?? finishedAt ?? 0)),
  };
}
