import { z } from 'zod';

/** Why a batch failed as a whole. */
export interface BatchProblem {
  readonly code: string;
  readonly message: string;
  /** The line at fault, counted from 1. */
  readonly line: number | null;
}

/** A batch in OpenAI's form; it changes until it is over. */
export interface ApiBatch {
  readonly id: string;
  status:
    | 'validating'
    | 'in_progress'
    | 'completed'
    | 'failed'
    | 'expired'
    | 'cancelling'
    | 'cancelled';
  readonly input_file_id: string;
  output_file_id: string | null;
  error_file_id: string | null;
  errors: { data: BatchProblem[] } | null;
  readonly metadata: Record<string, string> | null;
  readonly created_at: number;
  request_counts: { total: number; completed: number; failed: number };
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

/** A batch as it is answered, with this many requests done. */
export function showBatch(batch: ApiBatch, completed: number): object {
  const fixed = { object: 'batch', endpoint: '/v1/chat/completions', completion_window: '24h' };
  return { ...fixed, ...batch, request_counts: { ...batch.request_counts, completed } };
}
