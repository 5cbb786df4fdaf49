import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer, json } from 'node:stream/consumers';
import { refuse, send } from '../respond.ts';
import { type ApiBatch, createBatchSchema, epochSeconds, IdSequence, showBatch } from './batch.ts';
import { FileStore } from './files.ts';
import type { BatchApiStats, SandboxBatchApiOptions } from './options.ts';
import { BatchRunner, type RequestHandler } from './runner.ts';

/** What the form around an uploaded file may take besides the file. */
const formBytes = 10_000;

/**
 * `/v1/files` and `/v1/batches`, with OpenAI's rules: size and number of requests, one model a
 * file, unique ids, enqueued tokens, unordered results; a cancelled batch keeps what it had done.
 */
export class SandboxBatchApi {
  readonly #options: SandboxBatchApiOptions;
  readonly #ids = new IdSequence();
  readonly #files = new FileStore(this.#ids);
  readonly #batches = new Map<string, ApiBatch>();
  readonly #runner: BatchRunner;
  readonly #stats: BatchApiStats = {
    files: 0,
    batches: 0,
    requests: 0,
    completed: 0,
    expired: 0,
    errors: 0,
    refused: 0,
    cancelled: 0,
  };

  constructor(options: SandboxBatchApiOptions, handler: RequestHandler) {
    this.#options = options;
    this.#runner = new BatchRunner({
      options,
      handler,
      files: this.#files,
      ids: this.#ids,
      stats: this.#stats,
    });
  }

  /** What it counted so far. */
  stats(): Readonly<BatchApiStats> {
    return { ...this.#stats };
  }

  /** Answers a request for files or batches; false when it is for neither. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (this.#options.batchApi === 'none') return false;
    const path = request.url?.split('?')[0] ?? '';
    const id = /^\/v1\/(?:files|batches)\/([^/]+)(?:\/\w+)?$/.exec(path)?.[1] ?? '';
    const route = id === '' ? path : path.replace(`/${id}`, '/:id');
    switch (`${request.method} ${route}`) {
      case 'POST /v1/files':
        await this.#upload(request, response);
        return true;
      case 'GET /v1/files/:id/content':
        this.#download(id, response);
        return true;
      case 'POST /v1/batches':
        await this.#create(request, response);
        return true;
      case 'GET /v1/batches':
        this.#list(response);
        return true;
      case 'GET /v1/batches/:id':
        this.#withBatch(id, response, () => {});
        return true;
      case 'POST /v1/batches/:id/cancel':
        this.#withBatch(id, response, (batch) => this.#runner.cancel(batch));
        return true;
      default:
        return false;
    }
  }

  async #upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { batchMaxBytes = 200_000_000 } = this.#options;
    const body = await buffer(request);
    if (body.length > batchMaxBytes + formBytes) {
      return invalid(response, 413, `The file is over ${batchMaxBytes} bytes.`);
    }
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const file = form.get('file');
    const isFile = file !== null && typeof file !== 'string';
    if (!isFile || form.get('purpose') !== 'batch') {
      return invalid(response, 400, 'Give a file and the purpose "batch".');
    }
    const id = this.#files.add(Buffer.from(await file.arrayBuffer()));
    this.#stats.files += 1;
    send(response, 200, {
      id,
      object: 'file',
      bytes: file.size,
      created_at: epochSeconds(),
      filename: file.name,
      purpose: 'batch',
      status: 'processed',
    });
  }

  #download(id: string, response: ServerResponse): void {
    const content = this.#files.read(id);
    if (!content) {
      invalid(response, 404, `No such File object: ${id}`);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(content);
  }

  async #create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parsed = createBatchSchema.safeParse(await json(request));
    if (!parsed.success) {
      return invalid(response, 400, parsed.error.issues[0]?.message ?? 'bad request');
    }
    const { input_file_id, metadata } = parsed.data;
    const input = this.#files.read(input_file_id);
    if (!input) return invalid(response, 400, `No such File object: ${input_file_id}`);
    const batch: ApiBatch = {
      id: this.#ids.next('batch'),
      status: 'validating',
      input_file_id,
      output_file_id: null,
      error_file_id: null,
      errors: null,
      metadata: metadata ?? null,
      created_at: epochSeconds(),
      request_counts: { total: 0, completed: 0, failed: 0 },
    };
    this.#batches.set(batch.id, batch);
    this.#stats.batches += 1;
    this.#runner.start(batch, input.toString().split('\n').filter(Boolean));
    send(response, 200, this.#show(batch));
  }

  #list(response: ServerResponse): void {
    const latestFirst = [...this.#batches.values()].toReversed();
    const data = latestFirst.map((batch) => this.#show(batch));
    send(response, 200, { object: 'list', data, has_more: false });
  }

  #withBatch(id: string, response: ServerResponse, act: (batch: ApiBatch) => void): void {
    const batch = this.#batches.get(id);
    if (!batch) {
      invalid(response, 404, `No batch found with id '${id}'.`);
      return;
    }
    act(batch);
    send(response, 200, this.#show(batch));
  }

  #show(batch: ApiBatch): object {
    return showBatch(batch, this.#runner.completedOf(batch));
  }
}

function invalid(response: ServerResponse, status: number, message: string): void {
  refuse(response, { status, message, type: 'invalid_request_error', code: null });
}
