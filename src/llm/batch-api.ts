import { openAsBlob } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type OpenAI from 'openai';
import { z } from 'zod';
import { classifyError } from './http/classify-error.ts';
import { isEmpty, type RawAnswer, readCompletion } from './http/response.ts';

/** How a batch at the server stands: under way, or over with what came of it. */
export interface ServerBatch {
  readonly id: string;
  readonly state: 'under way' | 'over';
  /** The server's word for it: `completed`, `expired`, `failed`, `cancelled`, … */
  readonly status: string;
  readonly files: readonly string[];
  /** Why it failed as a whole, if it did. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** What came of one request: an answer, or why there is none. */
export interface BatchResult {
  readonly key: string;
  readonly answer: RawAnswer | null;
  /** `batch_expired`, a status, a code; empty with an answer. */
  readonly problem: string;
}

/** The Batch API of a server, as far as Tolk needs it. */
export interface BatchApi {
  /**
   * Uploads a request file; gives its id.
   * @throws TolkError one of the `llm.*` codes, here as below
   */
  upload(path: string): Promise<string>;
  /** Makes a batch of it, under a name of ours by which it is found again. */
  create(fileId: string, submission: string): Promise<string>;
  /** The batch that was made under this name, or null. */
  find(submission: string): Promise<string | null>;
  poll(id: string): Promise<ServerBatch>;
  /** Asks the server to stop; it is over some time after, with what was done by then. */
  cancel(id: string): Promise<void>;
  /** The results in a file, in no order. */
  read(fileId: string): AsyncIterable<BatchResult>;
}

const over = ['completed', 'failed', 'expired', 'cancelled'];
/** The name of a submission in a batch's metadata. */
const metadataKey = 'tolk_submission';
/** Batches looked through for one that was made before a crash. */
const maxSearched = 500;

const lineSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

/** The Batch API behind a client. */
export function createBatchApi(client: OpenAI): BatchApi {
  const sorted = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw classifyError(error, 'the Batch API');
    }
  };
  return {
    upload: (path) =>
      sorted(async () => {
        // Read from the disk as it is sent: the client would take a stream into memory first.
        const file = new File([await openAsBlob(path)], 'requests.jsonl', {
          type: 'application/jsonl',
        });
        return (await client.files.create({ file, purpose: 'batch' })).id;
      }),
    create: (fileId, submission) =>
      sorted(async () => {
        const made = await client.batches.create({
          input_file_id: fileId,
          endpoint: '/v1/chat/completions',
          completion_window: '24h',
          metadata: { [metadataKey]: submission },
        });
        return made.id;
      }),
    find: (submission) =>
      sorted(async () => {
        let searched = 0;
        for await (const batch of client.batches.list({ limit: 100 })) {
          if (batch.metadata?.[metadataKey] === submission) return batch.id;
          searched += 1;
          if (searched >= maxSearched) break;
        }
        return null;
      }),
    poll: (id) =>
      sorted(async () => {
        const { status, output_file_id, error_file_id, errors } = await client.batches.retrieve(id);
        return {
          id,
          status,
          state: over.includes(status) ? 'over' : 'under way',
          files: [output_file_id, error_file_id].flatMap((file) => file || []),
          problem: readProblem(errors?.data?.[0]),
        };
      }),
    cancel: (id) => sorted(async () => void (await client.batches.cancel(id))),
    async *read(fileId) {
      const content = await sorted(() => client.files.content(fileId));
      if (!content.body) return;
      // The web stream of a response and Node's are one thing under two types.
      const lines = createInterface({
        input: Readable.fromWeb(content.body as Parameters<typeof Readable.fromWeb>[0]),
        crlfDelay: Number.POSITIVE_INFINITY,
      });
      for await (const line of lines) if (line.trim() !== '') yield readResult(line);
    },
  };
}

function readProblem(
  first: { readonly code?: string | null; readonly message?: string | null } | undefined,
): ServerBatch['problem'] {
  return first ? { code: first.code ?? '', message: first.message ?? '' } : null;
}

/** With this code a batch fails for which there is no room beside those under way. */
export const exceedsTokenQuota = 'token_limit_exceeded';

/**
 * The limit that the message of {@link exceedsTokenQuota} names (`Limit: 2,000,000 enqueued
 * tokens`, OpenAI 2025-02), or null.
 */
export function readEnqueuedLimit(message: string): number | null {
  const found = /limit: ([\d,]+) enqueued tokens/i.exec(message)?.[1];
  return found === undefined ? null : Number(found.replaceAll(',', ''));
}

function readResult(line: string): BatchResult {
  const { custom_id: key, response, error } = lineSchema.parse(JSON.parse(line));
  if (response?.status_code !== 200) {
    return {
      key,
      answer: null,
      problem: error?.code ?? (response ? String(response.status_code) : 'no response'),
    };
  }
  try {
    const answer = readCompletion(response.body, '');
    return isEmpty(answer) ? { key, answer: null, problem: 'empty' } : { key, answer, problem: '' };
  } catch {
    return { key, answer: null, problem: 'unreadable' };
  }
}
