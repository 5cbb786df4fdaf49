import { z } from 'zod';
import {
  type ArticleResult,
  articleOptionsSchema,
  failureSchema,
  outcomeSchema,
  sourceSchema,
  statuses,
} from '../contract.ts';
import { TolkError } from '../errors.ts';
import { decompress } from './compress.ts';

const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

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
});

/** Fields that are no text. */
const packedFields = ['data', 'previous', 'memoryMatches'];

/**
 * Options as they stand in a record: one text for the same options, whatever the order they were
 * given in.
 */
export const storedOptionsSchema = json(articleOptionsSchema);

/**
 * A result hash as an {@link ArticleResult}.
 *
 * @throws TolkError `store.corrupt`
 */
export function readRecord(id: string, hash: Readonly<Record<string, Buffer>>): ArticleResult {
  const parsed = recordSchema.safeParse(
    Object.fromEntries(
      Object.entries(hash)
        .filter(([key]) => !packedFields.includes(key))
        .map(([key, value]) => [key, value.toString()]),
    ),
  );
  if (!parsed.success) throw corrupt(id, parsed.error);
  const { status, lastError, error, activeAt, finishedAt, ...common } = parsed.data;
  const queuedMs = Math.max(0, (activeAt ?? finishedAt ?? common.queuedAt) - common.queuedAt);
  const timings = {
    queuedMs,
    activeMs: Math.max(0, (finishedAt ?? 0) - (activeAt ?? finishedAt ?? 0)),
  };
  switch (status) {
    case 'queued':
      return { id, status, ...common, lastError: lastError ?? null };
    case 'active':
      return { id, status, ...common, activeAt: activeAt ?? common.queuedAt };
    case 'failed':
      if (!error) throw corrupt(id, 'failed without an error');
      return { id, status, ...common, error, timings };
    case 'done': {
      const data = hash['data'];
      if (!data) throw corrupt(id, 'done without data');
      return {
        id,
        status,
        ...common,
        ...decompress(data, outcomeSchema, `the result of ${id}`),
        timings,
      };
    }
  }
}

function corrupt(id: string, cause: unknown): TolkError {
  return new TolkError(
    'store.corrupt',
    `the record of ${id} in Redis cannot be read; it was written by another version or damaged`,
    {
      cause,
    },
  );
}
