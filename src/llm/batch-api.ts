import { openAsBlob } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type OpenAI from 'openai';
import { z } from 'zod';
import { TolkError } from '../errors.ts';
import { classifyError } from './http/classify-error.ts';
import { isEmpty, type RawAnswer, readCompletion } from './http/response.ts';

/** The state of a batch at the server, and what came of it. */
export interface ApiBatch {
  readonly id: string;
  readonly state: 'in progress' | 'ended';
  /** The state in the server's words: `completed`, `expired`, `failed`, `cancelled`, … */
  readonly status: string;
  readonly files: readonly string[];
  /** Why it failed as a whole, if it did. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** What came of one request of a batch: an answer, or why there is none. */
export interface ApiBatchResult {
  readonly key: string;
  readonly answer: RawAnswer | null;
  /** `batch_expired`, a status, a code; empty with an answer. */
  readonly problem: string;
}

/**
 * The Batch API of a server, as far as Tolk needs it. Each call throws a TolkError of the `llm.*`
 * codes when it fails.
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
  /** The results in a file, in no order. */
  read(fileId: string): AsyncIterable<ApiBatchResult>;
}

const endStates = ['completed', 'failed', 'expired', 'cancelled'];
/** The name of a submission in a batch's metadata. */
const metadataKey = 'tolk_submission';
/** Batches searched for one that was created before a crash. */
const maxSearched = 500;

const lineSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
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
      return (await this.#client.files.create({ file, purpose: 'batch' })).id;
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
      return batch.id;
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
      const batch = await this.#client.batches.retrieve(id);
      return {
        id,
        status: batch.status,
        state: endStates.includes(batch.status) ? 'ended' : 'in progress',
        files: [batch.output_file_id, batch.error_file_id].flatMap((file) => file || []),
        problem: readProblem(batch.errors?.data?.[0]),
      };
    });
  }

  /** Asks the server to stop; the batch ends some time later, with what was done by then. */
  async cancel(id: string): Promise<void> {
    await classified(() => this.#client.batches.cancel(id));
  }

  /** The results in a file, in no order. */
  async *read(fileId: string): AsyncIterable<ApiBatchResult> {
    const content = await classified(() => this.#client.files.content(fileId));
    if (!content.body) return;
    const lines = createInterface({
      // The web stream of a response and Node's are one thing under two types.
      input: Readable.fromWeb(content.body as Parameters<typeof Readable.fromWeb>[0]),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
    for await (const line of lines) if (line.trim() !== '') yield readResult(line);
  }
}

async function classified<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const failure = classifyError(error, 'the Batch API');
    // No single article is in these requests: what is forbidden here, the key may not do.
    if (failure.code !== 'llm.forbidden') throw failure;
    throw new TolkError('llm.unauthorized', failure.message, failure);
  }
}

interface ApiProblem {
  readonly code?: string | null;
  readonly message?: string | null;
}

function readProblem(problem: ApiProblem | undefined): ApiBatch['problem'] {
  return problem ? { code: problem.code ?? '', message: problem.message ?? '' } : null;
}

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

function readResult(line: string): ApiBatchResult {
  const { custom_id: key, response, error } = lineSchema.parse(JSON.parse(line));
  const failed = (problem: string): ApiBatchResult => ({ key, answer: null, problem });
  if (!response) return failed(error?.code ?? 'no response');
  if (response.status_code !== 200) return failed(error?.code ?? String(response.status_code));
  try {
    const answer = readCompletion(response.body, '');
    return isEmpty(answer) ? failed('empty') : { key, answer, problem: '' };
  } catch {
    return failed('unreadable');
  }
}
