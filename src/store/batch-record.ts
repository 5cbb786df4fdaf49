import { z } from 'zod';
import { TolkError } from '../errors.ts';
import { fallbackSchema, storedDefinitionSchema } from './batch-definition.ts';
import { parseBatchStats } from './batch-stats.ts';
import { batchStatuses, type StoredBatch, type StoredItem } from './batches.ts';
import { corrupt, jsonText, readJson } from './read-json.ts';

const hashSchema = z.object({
  definition: jsonText(storedDefinitionSchema),
  createdAt: z.coerce.number(),
  endedAt: z.coerce.number().optional(),
  status: z.enum(batchStatuses),
  reason: z
    .enum(['', 'budget', 'manual', 'batch-api', 'hand'])
    .default('')
    // Earlier versions said `hand`.
    .transform((reason) => (reason === 'hand' ? 'manual' : reason)),
  pauseMessage: z.string().default(''),
  fallback: fallbackSchema.optional(),
  maxCostUsd: z.coerce.number().optional(),
  position: z.coerce.number().int().default(0),
  bytesRead: z.coerce.number().default(0),
  inputExhausted: z.literal('1').optional(),
  inFlightBytes: z.coerce.number().default(0),
  outBytes: z.coerce.number().default(0),
  rejectBytes: z.coerce.number().default(0),
  outputOffsets: z.string().default(''),
  outputDigest: z.string().nullable().default(null),
});

/** What Redis has of a batch. */
export interface BatchHashes {
  readonly hash: Readonly<Record<string, string>>;
  readonly stats: Readonly<Record<string, string>>;
  readonly open: number;
  readonly ready: number;
  /** What is booked on its budget. */
  readonly booked: string | null;
}

/**
 * A batch as it is in Redis.
 *
 * @throws TolkError `batch.not_found`, `store.corrupt`
 */
export function readBatch(id: string, read: BatchHashes): StoredBatch {
  const { hash, stats, open, ready, booked } = read;
  if (Object.keys(hash).length === 0)
    throw new TolkError('batch.not_found', `there is no batch ${id}; see tolk batch list`);
  const parsed = hashSchema.safeParse(hash);
  if (!parsed.success) throw corrupt(`batch:${id}`, parsed.error);
  const {
    createdAt,
    endedAt,
    reason,
    pauseMessage,
    fallback,
    maxCostUsd,
    inputExhausted,
    outputOffsets,
    ...rest
  } = parsed.data;
  return {
    id,
    ...rest,
    createdAt: new Date(createdAt).toISOString(),
    endedAt: endedAt === undefined ? null : new Date(endedAt).toISOString(),
    reason: reason === '' ? null : reason,
    pauseMessage: reason === 'batch-api' ? pauseMessage : null,
    fallback: fallback ?? null,
    maxCostUsd: maxCostUsd ?? null,
    bookedUsd: Math.max(0, Number(booked ?? 0)),
    inputExhausted: inputExhausted === '1',
    outputOffsets: outputOffsets.split(' ').filter(Boolean).map(Number),
    unfinished: open,
    finishedUnwritten: ready,
    stats: parseBatchStats(stats),
  };
}

/** An item as it is in Redis: `record bytes {json}`. */
export function readItem(seq: number, text: string): StoredItem {
  const [record = '', bytes, ...details] = text.split(' ');
  const known = readJson(details.join(' '), z.unknown(), `item ${seq} of a batch`);
  return { seq, record, bytes: Number(bytes), details: known };
}
