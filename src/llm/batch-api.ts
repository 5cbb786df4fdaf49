import { openAsBlob } from 'node:fs';
import type OpenAI from 'openai';
import { z } from 'zod';
import { hourMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import { batchApiError, batchApiErrorIn } from './batch-api-errors.ts';
import { type ApiBatchResult, readResultFile } from './batch-api-results.ts';

/** The state of a batch at the server, and what came of it. */
export interface ApiBatch {
  readonly id: string;
  /** `unknown`: the server says nothing of its state, or something that nobody understands. */
  readonly state: 'in progress' | 'ended' | 'unknown';
  /** How it ended; null for one that has not. */
  readonly end: ApiBatchEnd | null;
  /** The state in the server's words: `completed`, `in_progress`, …; empty where it has none. */
  readonly status: string;
  readonly files: readonly string[];
  readonly inputFile: string | null;
  /** When the server stops working on it (ms); null where it does not say. */
  readonly expiresAt: number | null;
  /** Why it failed as a whole, if it did. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** How a batch can end. */
type ApiBatchEnd = 'completed' | 'failed' | 'expired' | 'cancelled';

/**
 * The Batch API of a server, as far as Tolk needs it. Each call throws a TolkError of the `llm.*`
 * codes when it fails; its `status` is 404 for what the server does not have.
 */
export interface BatchApi {
  /** Uploads a request file; returns its id. */
  upload(path: string): Promise<string>;
  /** Creates a batch from it, under a name of ours by which it is found again; returns its id. */
  create(fileId: string, submission: string): Promise<string>;
  /** The batch that was created under this name, or null. */
  find(submission: string): Promise<string | null>;
  poll(id: string): Promise<ApiBatch>;
  /** Asks the server to stop; the batch ends some time later, with what was done by then. */
  cancel(id: string): Promise<void>;
  /** The results in a file, in no order; `model` is the one that was asked. */
  read(fileId: string, model: string): AsyncIterable<ApiBatchResult>;
  deleteFile(fileId: string): Promise<void>;
}

/** The name of a submission in a batch's metadata. */
const metadataKey = 'tolk_submission';
/** Batches searched for one that was created before a crash. */
const maxSearched = 500;
/** What says little is waited for only this long: other batches wait for it too. */
const shortly = { timeout: 30_000 };

const idSchema = z.looseObject({ id: z.string().min(1) });

/** The parts of a batch that Tolk reads; servers differ in what they leave out. */
const batchSchema = z.looseObject({
  status: z.string().catch(''),
  output_file_id: z.string().nullish().catch(null),
  error_file_id: z.string().nullish().catch(null),
  input_file_id: z.string().nullish().catch(null),
  expires_at: z.number().nullish().catch(null),
  errors: z.unknown().optional(),
});

const problemSchema = z.looseObject({
  code: z.union([z.string(), z.number().transform(String)]).nullish(),
  message: z.string().nullish(),
});

/** The Batch API behind an `openai` client. */
export class OpenAiBatchApi implements BatchApi {
  readonly #client: OpenAI;

  /** The client's `fetch` must stream bodies. */
  constructor(client: OpenAI) {
    this.#client = client;
  }

  /** Uploads a request file; returns its id. */
  upload(path: string): Promise<string> {
    return classified(async () => {
      // Read from the disk as it is sent: the client would take a stream into memory first.
      const content = await openAsBlob(path);
      const file = new File([content], 'requests.jsonl', { type: 'application/jsonl' });
      return idIn(await this.#client.files.create({ file, purpose: 'batch' }));
    });
  }

  /** Creates a batch from a file, under a name by which it is found again; returns its id. */
  create(fileId: string, submission: string): Promise<string> {
    return classified(async () => {
      const batch = await this.#client.batches.create({
        input_file_id: fileId,
        endpoint: '/v1/chat/completions',
        completion_window: '24h',
        metadata: { [metadataKey]: submission },
      });
      return idIn(batch);
    });
  }

  /** The batch that was created under this name, or null. */
  find(submission: string): Promise<string | null> {
    return classified(async () => {
      let searched = 0;
      for await (const batch of this.#client.batches.list({ limit: 100 })) {
        if (batch.metadata?.[metadataKey] === submission) return batch.id;
        searched += 1;
        if (searched >= maxSearched) break;
      }
      return null;
    });
  }

  /** The state of a batch. */
  poll(id: string): Promise<ApiBatch> {
    return classified(async () => {
      const answer: unknown = await this.#client.batches.retrieve(id, shortly);
      const parsed = batchSchema.safeParse(answer);
      const error = parsed.data?.status ? null : batchApiErrorIn(answer);
      if (error) throw error;
      return toApiBatch(id, parsed.data ?? { status: '' });
    });
  }

  /** Asks the server to stop; the batch ends some time later, with what was done by then. */
  async cancel(id: string): Promise<void> {
    await classified(async () => {
      const error = batchApiErrorIn(await this.#client.batches.cancel(id, shortly));
      if (error) throw error;
    });
  }

  /** The results in a file, in no order. */
  async *read(fileId: string, model: string): AsyncIterable<ApiBatchResult> {
    const content = await classified(() => this.#client.files.content(fileId));
    // A web stream is iterable in Node; its type does not say so.
    const body = content.body as AsyncIterable<Uint8Array> | null;
    if (body) yield* readResultFile(unlessBroken(body), model);
  }

  /** Deletes a file. */
  async deleteFile(fileId: string): Promise<void> {
    await classified(() => this.#client.files.delete(fileId, shortly));
  }
}

/** The content of a file; a connection that breaks on the way is the server's fault. */
async function* unlessBroken(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (cause) {
    const message = 'the connection broke while a file of the Batch API was read';
    throw new TolkError('llm.server_error', message, { cause });
  }
}

async function classified<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw batchApiError(error);
  }
}

/** The id in an answer that should have one; some servers put errors into a 200. */
function idIn(answer: unknown): string {
  const { data } = idSchema.safeParse(answer);
  if (data) return data.id;
  throw (
    batchApiErrorIn(answer) ??
    new TolkError('llm.server_error', 'the Batch API gave no id to what was created')
  );
}

function toApiBatch(id: string, batch: z.infer<typeof batchSchema>): ApiBatch {
  const { state, end } = stateOf(batch.status);
  return {
    id,
    state,
    end,
    status: batch.status,
    files: [batch.output_file_id, batch.error_file_id].flatMap((file) => file || []),
    inputFile: batch.input_file_id || null,
    expiresAt: readTime(batch.expires_at),
    problem: readProblem(batch.errors),
  };
}

/**
 * What a state's name means, as OpenAI, Mistral, Together, Gemini, vLLM and gateways have them
 * (`VALIDATING`, `JOB_STATE_SUCCEEDED`, `TIMEOUT_EXCEEDED`, `canceled`); the first that fits holds.
 */
const stateNames: ReadonlyArray<readonly [name: RegExp, end: ApiBatchEnd | null]> = [
  [/ing$|progress|queued|cancell?ation_requested|created|submitted|accepted|paused/, null],
  [/complete|succe|done|finish|^ended$/, 'completed'],
  [/fail|error|reject|invalid/, 'failed'],
  [/expire|time/, 'expired'],
  [/cancel|abort|stopped/, 'cancelled'],
];

function stateOf(status: string): Pick<ApiBatch, 'state' | 'end'> {
  const known = stateNames.find(([name]) => name.test(status.toLowerCase()));
  if (!known) return { state: 'unknown', end: null };
  const [, end] = known;
  return { state: end === null ? 'in progress' : 'ended', end };
}

/** The first of a batch's errors, in whatever they come: a list, an object with one, one alone. */
function readProblem(errors: unknown): ApiBatch['problem'] {
  const inner =
    typeof errors === 'object' && errors !== null && 'data' in errors ? errors.data : errors;
  const first: unknown = Array.isArray(inner) ? inner[0] : inner;
  if (typeof first === 'string' && first !== '') return { code: '', message: first };
  const { data } = problemSchema.safeParse(first);
  if (!data?.code && !data?.message) return null;
  return { code: data.code ?? '', message: data.message ?? '' };
}

/** Times before this (2001) are no seconds since 1970. */
const leastSeconds = 1e9;

function readTime(seconds: number | null | undefined): number | null {
  return typeof seconds === 'number' && seconds > leastSeconds ? seconds * 1_000 : null;
}

/** How long a server takes at most where it does not say when a batch expires. */
export const completionWindowMs = 24 * hourMs;

/** The code of a batch that failed because those in progress leave no token quota for it. */
export const exceedsTokenQuota = 'token_limit_exceeded';

/**
 * The limit that the message of {@link exceedsTokenQuota} names (`Limit: 2,000,000 enqueued
 * tokens`, OpenAI 2025-02), or null.
 */
export function readEnqueuedLimit(message: string): number | null {
  const limit = /limit: (?<limit>[\d,]+) enqueued tokens/i.exec(message)?.groups?.['limit'];
  return limit === undefined ? null : Number(limit.replaceAll(',', ''));
}
