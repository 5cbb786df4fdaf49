import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer, json } from 'node:stream/consumers';
import { z } from 'zod';
import { seededRandom } from '../random.ts';
import { refuse, send } from './respond.ts';

/** How the practice Batch API behaves. */
export interface SandboxBatchApiOptions {
  /** `none`: it has no Batch API, as most servers. @default 'open' */
  readonly batchApi?: 'open' | 'none';
  /** From the making of a batch to its end. @default 0 */
  readonly batchLatencyMs?: number;
  /** Share of a batch's requests that are not done when its time is over; the batch then ends as `expired`. @default 0 */
  readonly batchExpire?: number;
  /** Share of requests that end in the error file with a server error. @default 0 */
  readonly batchErrors?: number;
  /** Most requests and bytes of a file. @default 50,000 and 200 MB, as OpenAI has it */
  readonly batchMaxRequests?: number;
  readonly batchMaxBytes?: number;
  /** Most prompt tokens in batches that are not over; a batch beyond it fails with `token_limit_exceeded`. @default none */
  readonly batchMaxTokens?: number;
}

/** What a request of a batch comes to. */
interface Worker {
  /** Status and body as they would come over the wire. */
  readonly answer: (body: unknown) => { readonly status: number; readonly body: unknown };
  readonly countPromptTokens: (body: unknown) => number;
}

interface DeskBatch {
  id: string;
  status:
    | 'validating'
    | 'in_progress'
    | 'completed'
    | 'failed'
    | 'expired'
    | 'cancelling'
    | 'cancelled';
  input_file_id: string;
  output_file_id: string | null;
  error_file_id: string | null;
  errors: { data: Problem[] } | null;
  metadata: Record<string, string> | null;
  created_at: number;
  request_counts: { total: number; completed: number; failed: number };
}

/** What is known of a batch that is not shown. */
interface Hidden {
  readonly lines: readonly string[];
  readonly tokens: number;
  readonly begunAt: number;
  timer: NodeJS.Timeout;
}

/** From the request to cancel a batch to its end; OpenAI's takes up to ten minutes. */
const cancelMs = 50;

const createSchema = z.looseObject({
  input_file_id: z.string(),
  endpoint: z.literal('/v1/chat/completions'),
  completion_window: z.literal('24h'),
  metadata: z.record(z.string(), z.string()).nullish(),
});
const lineSchema = z.looseObject({
  custom_id: z.string().min(1).max(512),
  method: z.literal('POST'),
  url: z.literal('/v1/chat/completions'),
  body: z.looseObject({ model: z.string() }),
});

/**
 * `/v1/files` and `/v1/batches`, with OpenAI's rules: size and number of requests, one model a file, unique
 * ids, enqueued tokens, unordered results; a batch that is cancelled keeps what it had done by then.
 */
export function createSandboxBatchApi(
  options: SandboxBatchApiOptions & { readonly seed?: number | undefined },
  worker: Worker,
) {
  const {
    batchLatencyMs = 0,
    batchExpire = 0,
    batchErrors = 0,
    batchMaxRequests = 50_000,
    batchMaxBytes = 200_000_000,
  } = options;
  const random = seededRandom((options.seed ?? 1) + 1);
  const files = new Map<string, Buffer>();
  const batches = new Map<string, DeskBatch>();
  const hidden = new Map<string, Hidden>();
  const stats = {
    files: 0,
    batches: 0,
    requests: 0,
    completed: 0,
    expired: 0,
    errors: 0,
    refused: 0,
    cancelled: 0,
  };
  let next = 1;
  const newId = (kind: string) => `${kind}_${String(next++).padStart(6, '0')}`;
  const keep = (content: string): string | null => {
    if (content === '') return null;
    const id = newId('file');
    files.set(id, Buffer.from(content));
    return id;
  };

  async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    if (body.length > batchMaxBytes + 10_000) {
      bad(response, 413, `The file is over ${batchMaxBytes} bytes.`);
      return;
    }
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file');
    if (typeof file === 'string' || file === null || form.get('purpose') !== 'batch') {
      bad(response, 400, 'Give a file and the purpose "batch".');
      return;
    }
    const id = newId('file');
    files.set(id, Buffer.from(await file.arrayBuffer()));
    stats.files += 1;
    send(response, 200, {
      id,
      object: 'file',
      bytes: file.size,
      created_at: seconds(),
      filename: file.name,
      purpose: 'batch',
      status: 'processed',
    });
  }

  function download(id: string, response: ServerResponse): void {
    const content = files.get(id);
    if (!content) {
      bad(response, 404, `No such File object: ${id}`);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(content);
  }

  async function create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parsed = createSchema.safeParse(await json(request));
    if (!parsed.success) {
      bad(response, 400, parsed.error.issues[0]?.message ?? 'bad request');
      return;
    }
    const { input_file_id, metadata = null } = parsed.data;
    const input = files.get(input_file_id);
    if (!input) {
      bad(response, 400, `No such File object: ${input_file_id}`);
      return;
    }
    const batch: DeskBatch = {
      id: newId('batch'),
      status: 'validating',
      input_file_id,
      output_file_id: null,
      error_file_id: null,
      errors: null,
      metadata: metadata ?? null,
      created_at: seconds(),
      request_counts: { total: 0, completed: 0, failed: 0 },
    };
    batches.set(batch.id, batch);
    stats.batches += 1;
    take(batch, input.toString().split('\n').filter(Boolean));
    send(response, 200, show(batch));
  }

  /** Looks a file over and begins with it, or says what is wrong. */
  function take(batch: DeskBatch, lines: readonly string[]): void {
    const problem = validate(lines, batchMaxRequests) ?? overLimit(lines);
    if (problem) {
      stats.refused += 1;
      batch.status = 'failed';
      batch.errors = { data: [problem] };
      return;
    }
    batch.status = 'in_progress';
    batch.request_counts.total = lines.length;
    const timer = setTimeout(() => finish(batch, lines, 'completed'), batchLatencyMs).unref();
    hidden.set(batch.id, { lines, tokens: countTokens(lines), begunAt: Date.now(), timer });
  }

  const countTokens = (lines: readonly string[]): number =>
    options.batchMaxTokens === undefined
      ? 0
      : lines.reduce(
          (sum, line) => sum + worker.countPromptTokens(lineSchema.parse(JSON.parse(line)).body),
          0,
        );

  function overLimit(lines: readonly string[]): Problem | null {
    const { batchMaxTokens } = options;
    const enqueued = [...hidden.values()].reduce((sum, { tokens }) => sum + tokens, 0);
    if (batchMaxTokens === undefined || enqueued + countTokens(lines) <= batchMaxTokens)
      return null;
    const limit = batchMaxTokens.toLocaleString('en-US');
    const message = `Enqueued token limit reached for sandbox. Limit: ${limit} enqueued tokens. Please try again once some in_progress batches have been completed.`;
    return { code: 'token_limit_exceeded', message, line: null };
  }

  /** Ends a batch with what was worked off: all of it, or what a cancelled one had done. */
  function finish(
    batch: DeskBatch,
    lines: readonly string[],
    status: 'completed' | 'cancelled',
  ): void {
    hidden.delete(batch.id);
    const rows = lines.map(workOff);
    const output = rows.flatMap(({ row, kind }) => (kind === 'completed' ? [row] : []));
    const failed = rows.flatMap(({ row, kind }) => (kind === 'completed' ? [] : [row]));
    const keepAll = (some: readonly string[]) =>
      keep(
        shuffle(some)
          .map((row) => `${row}\n`)
          .join(''),
      );
    batch.output_file_id = keepAll(output);
    batch.error_file_id = keepAll(failed);
    batch.request_counts = {
      ...batch.request_counts,
      completed: output.length,
      failed: failed.length,
    };
    batch.status =
      status === 'completed' && rows.some(({ kind }) => kind === 'expired') ? 'expired' : status;
  }

  function cancel(batch: DeskBatch): void {
    const under = hidden.get(batch.id);
    if (!under || batch.status !== 'in_progress') return;
    clearTimeout(under.timer);
    stats.cancelled += 1;
    batch.status = 'cancelling';
    const share = Math.min(1, (Date.now() - under.begunAt) / Math.max(1, batchLatencyMs));
    setTimeout(
      () =>
        finish(batch, under.lines.slice(0, Math.floor(under.lines.length * share)), 'cancelled'),
      cancelMs,
    ).unref();
  }

  function workOff(line: string): { row: string; kind: 'completed' | 'expired' | 'errors' } {
    const { custom_id, body } = lineSchema.parse(JSON.parse(line));
    const id = newId('batch_req');
    stats.requests += 1;
    if (random() < batchExpire) {
      stats.expired += 1;
      const error = {
        code: 'batch_expired',
        message: 'This request could not be executed before the completion window expired.',
      };
      return { row: JSON.stringify({ id, custom_id, response: null, error }), kind: 'expired' };
    }
    const isSpoilt = random() < batchErrors;
    const given = isSpoilt
      ? {
          status: 500,
          body: {
            error: { message: 'The server had an error.', type: 'server_error', code: null },
          },
        }
      : worker.answer(body);
    const kind = given.status === 200 ? 'completed' : 'errors';
    stats[kind] += 1;
    const response = { status_code: given.status, request_id: id, body: given.body };
    return { row: JSON.stringify({ id, custom_id, response, error: null }), kind };
  }

  function shuffle(rows: readonly string[]): string[] {
    return rows
      .map((row) => ({ row, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ row }) => row);
  }

  function serveBatch(id: string, part: string | undefined, response: ServerResponse): void {
    const batch = batches.get(id);
    if (!batch) {
      bad(response, 404, `No batch found with id '${id}'.`);
      return;
    }
    if (part === 'cancel') cancel(batch);
    send(response, 200, show(batch));
  }

  /** Answers a request for files or batches; false when it is for neither. */
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (options.batchApi === 'none') return false;
    const path = request.url?.split('?')[0] ?? '';
    const [, id = '', part] = /^\/v1\/(?:files|batches)\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    switch (`${request.method} ${id === '' ? path : path.replace(`/${id}`, '/:id')}`) {
      case 'POST /v1/files':
        await upload(request, response);
        return true;
      case 'GET /v1/files/:id/content':
        download(id, response);
        return true;
      case 'POST /v1/batches':
        await create(request, response);
        return true;
      case 'GET /v1/batches':
        send(response, 200, {
          object: 'list',
          data: [...batches.values()].map(show).toReversed(),
          has_more: false,
        });
        return true;
      case 'GET /v1/batches/:id':
      case 'POST /v1/batches/:id/cancel':
        serveBatch(id, part, response);
        return true;
      default:
        return false;
    }
  }
  return { serve, stats };
}

const seconds = (): number => Math.floor(Date.now() / 1_000);
const show = (batch: DeskBatch) => ({
  object: 'batch',
  endpoint: '/v1/chat/completions',
  completion_window: '24h',
  ...batch,
});

function bad(response: ServerResponse, status: number, message: string): void {
  refuse(response, { status, message, type: 'invalid_request_error', code: null });
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
}

function validate(lines: readonly string[], maxRequests: number): Problem | null {
  if (lines.length === 0)
    return { code: 'empty_file', message: 'The input file is empty.', line: null };
  if (lines.length > maxRequests)
    return {
      code: 'too_many_tasks',
      message: `The batch has more than ${maxRequests} requests.`,
      line: null,
    };
  const ids = new Set<string>();
  const models = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    if (!parsed.success)
      return { code: 'invalid_json_line', message: 'This line is no request.', line: at + 1 };
    if (ids.has(parsed.data.custom_id))
      return { code: 'duplicate_custom_id', message: 'The custom_id is used twice.', line: at + 1 };
    ids.add(parsed.data.custom_id);
    models.add(parsed.data.body.model);
    if (models.size > 1)
      return {
        code: 'mismatched_model',
        message: 'All requests in a batch must be for the same model.',
        line: at + 1,
      };
  }
  return null;
}
