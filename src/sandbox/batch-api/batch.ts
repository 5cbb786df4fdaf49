import { z } from 'zod';
import { daySeconds } from '../../duration.ts';

/** Why a batch failed as a whole. */
export interface BatchProblem {
  readonly code: string;
  readonly message: string;
  /** The field at fault. */
  readonly param: string | null;
  /** The line at fault, counted from 1. */
  readonly line: number | null;
}

/** What the answers of a batch used, together. */
export interface BatchUsage {
  readonly input_tokens: number;
  readonly input_tokens_details: { readonly cached_tokens: number };
  readonly output_tokens: number;
  readonly output_tokens_details: { readonly reasoning_tokens: number };
  readonly total_tokens: number;
}

/** The states of a batch; runner.ts says what leads from one to the next. */
export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'expired'
  | 'cancelling'
  | 'cancelled';

type Moment = `${Exclude<BatchStatus, 'validating'>}_at`;

/** A batch in OpenAI's form; it changes until it is over. Each state has its moment. */
export interface ApiBatch extends Partial<Record<Moment, number>> {
  readonly id: string;
  readonly model: string;
  status: BatchStatus;
  readonly input_file_id: string;
  output_file_id: string | null;
  error_file_id: string | null;
  errors: { readonly object: 'list'; readonly data: readonly BatchProblem[] } | null;
  readonly metadata: Record<string, string> | null;
  readonly created_at: number;
  readonly expires_at: number;
  request_counts: { total: number; completed: number; failed: number };
  usage: BatchUsage | null;
}

/** What a batch is made from. */
export interface NewBatch {
  readonly id: string;
  readonly model: string;
  readonly inputFileId: string;
  readonly metadata: Record<string, string> | null;
}

/** A batch as it begins. */
export function createBatch({ id, model, inputFileId, metadata }: NewBatch): ApiBatch {
  const now = epochSeconds();
  return {
    id,
    model,
    status: 'validating',
    input_file_id: inputFileId,
    output_file_id: null,
    error_file_id: null,
    errors: null,
    metadata,
    created_at: now,
    expires_at: now + daySeconds,
    request_counts: { total: 0, completed: 0, failed: 0 },
    usage: null,
  };
}

/** Moves a batch to another state, at this moment. */
export function moveTo(batch: ApiBatch, status: Exclude<BatchStatus, 'validating'>): void {
  batch.status = status;
  batch[`${status}_at`] = epochSeconds();
}

/** The request to create a batch. */
export const createBatchSchema = z.looseObject({
  input_file_id: z.string(),
  endpoint: z.literal('/v1/chat/completions'),
  completion_window: z.literal('24h'),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** One request in a batch's file. */
export const requestLineSchema = z.looseObject({
  custom_id: z.string().min(1).max(512),
  method: z.literal('POST'),
  url: z.literal('/v1/chat/completions'),
  body: z.looseObject({ model: z.string() }),
});

/** Numbers everything the Batch API creates: `file_000001`, `batch_000002`. */
export class IdSequence {
  #next = 1;

  next(kind: 'file' | 'batch' | 'batch_req'): string {
    const number = String(this.#next).padStart(6, '0');
    this.#next += 1;
    return `${kind}_${number}`;
  }
}

/** The current time as OpenAI's objects have it. */
export function epochSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

const moments = [
  'in_progress_at',
  'finalizing_at',
  'completed_at',
  'failed_at',
  'expired_at',
  'cancelling_at',
  'cancelled_at',
] as const;

/** A batch as it is answered, with this many requests done; what did not happen is null. */
export function showBatch(batch: ApiBatch, completed: number): object {
  return {
    object: 'batch',
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    ...Object.fromEntries(moments.map((moment) => [moment, null])),
    ...batch,
    request_counts: { ...batch.request_counts, completed },
  };
}
