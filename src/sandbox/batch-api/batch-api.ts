import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer, json } from 'node:stream/consumers';
import { seededRandom } from '../../random.ts';
import { type ApiError, send, sendError } from '../respond.ts';
import { type ApiBatch, createBatch, createBatchSchema, IdSequence, showBatch } from './batch.ts';
import { FileStore } from './files.ts';
import type { BatchApiStats, SandboxBatchApiOptions } from './options.ts';
import { BatchRunner, isOneOf, type RequestHandler } from './runner.ts';
import { modelOf } from './validate.ts';

/** What the form around an uploaded file may take besides the file. */
const formBytes = 10_000;

/**
 * `/v1/files` and `/v1/batches`, with OpenAI's rules: size and number of requests, one model a
 * file, unique ids, enqueued tokens, unordered results; a cancelled batch keeps what it had done.
 */
export class SandboxBatchApi {
  readonly #options: SandboxBatchApiOptions;
  readonly #random: () => number;
  readonly #ids = new IdSequence();
  readonly #files = new FileStore(this.#ids);
  readonly #batches = new Map<string, ApiBatch>();
  readonly #runner: BatchRunner;
  readonly #stats: BatchApiStats = {
    files: 0,
    deletedFiles: 0,
    batches: 0,
    requests: 0,
    completed: 0,
    expired: 0,
    errors: 0,
    refused: 0,
    cancelled: 0,
    vanished: 0,
    polls: 0,
  };

  constructor(options: SandboxBatchApiOptions, handler: RequestHandler) {
    this.#options = options;
    this.#random = seededRandom((options.seed ?? 1) + 2);
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
    const route = `${request.method} ${id === '' ? path : path.replace(`/${id}`, '/:id')}`;
    switch (route) {
      case 'POST /v1/files':
        await this.#upload(request, response);
        return true;
      case 'POST /v1/batches':
        await this.#create(request, response);
        return true;
      case 'GET /v1/batches':
        this.#list(request, response);
        return true;
      case 'GET /v1/batches/:id':
        this.#stats.polls += 1;
        this.#withBatch(id, response, (batch) => send(response, 200, this.#show(batch)));
        return true;
      case 'POST /v1/batches/:id/cancel':
        this.#withBatch(id, response, (batch) => this.#cancel(batch, response));
        return true;
      default:
        return this.#serveFile(route, id, response);
    }
  }

  #serveFile(route: string, id: string, response: ServerResponse): boolean {
    switch (route) {
      case 'GET /v1/files':
        send(response, 200, page(this.#files.list()));
        return true;
      case 'GET /v1/files/:id':
        return this.#withFile(id, response, () => send(response, 200, this.#files.find(id)));
      case 'DELETE /v1/files/:id':
        return this.#withFile(id, response, () => {
          this.#files.delete(id);
          this.#stats.deletedFiles += 1;
          send(response, 200, { object: 'file', id, deleted: true });
        });
      case 'GET /v1/files/:id/content':
        return this.#withFile(id, response, () => {
          response.writeHead(200, { 'content-type': 'application/octet-stream' });
          response.end(this.#files.read(id));
        });
      default:
        return false;
    }
  }

  async #upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { batchMaxBytes = 200_000_000 } = this.#options;
    const body = await buffer(request);
    if (body.length > batchMaxBytes + formBytes) {
      return sendError(response, invalid(`The file is over ${batchMaxBytes} bytes.`, 413));
    }
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const file = form.get('file');
    if (file === null || typeof file === 'string') {
      return sendError(response, invalid("'file' is a required property", 400));
    }
    if (form.get('purpose') !== 'batch') {
      const message = `'${form.get('purpose')}' is not one of ['batch'] - 'purpose'`;
      return sendError(response, invalid(message, 400));
    }
    const content = Buffer.from(await file.arrayBuffer());
    this.#stats.files += 1;
    send(response, 200, this.#files.add(content, file.name, 'batch'));
  }

  async #create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parsed = createBatchSchema.safeParse(await json(request));
    if (!parsed.success) {
      return sendError(response, invalid(parsed.error.issues[0]?.message ?? 'bad request', 400));
    }
    const { input_file_id, metadata } = parsed.data;
    const input = this.#files.read(input_file_id);
    if (!input) {
      const message = `The file ${input_file_id} could not be found, or has already been deleted.`;
      return sendError(response, { ...invalid(message, 400), param: 'input_file_id' });
    }
    const lines = input.toString().split('\n').filter(Boolean);
    const batch = createBatch({
      id: this.#ids.next('batch'),
      model: modelOf(lines[0] ?? ''),
      inputFileId: input_file_id,
      metadata: metadata ?? null,
    });
    this.#stats.batches += 1;
    // What it answers now is what it begins with: nothing is known of the file yet.
    send(response, 200, this.#show(batch));
    if (isOneOf(this.#random, this.#options.batchVanish)) {
      this.#stats.vanished += 1;
      return;
    }
    this.#batches.set(batch.id, batch);
    this.#runner.start(batch, lines);
  }

  #cancel(batch: ApiBatch, response: ServerResponse): void {
    const message = `Cannot cancel a batch with status '${batch.status}'.`;
    if (this.#runner.cancel(batch)) send(response, 200, this.#show(batch));
    else sendError(response, invalid(message, 409));
  }

  #list({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const query = new URL(url, 'http://sandbox').searchParams;
    const latestFirst = [...this.#batches.values()].toReversed();
    const after = query.get('after');
    const start = after === null ? 0 : latestFirst.findIndex(({ id }) => id === after) + 1;
    const end = start + Number(query.get('limit') ?? 20);
    const data = latestFirst
      .slice(start, end)
      .map((batch) => ({ ...this.#show(batch), id: batch.id }));
    send(response, 200, { ...page(data), has_more: end < latestFirst.length });
  }

  #withBatch(id: string, response: ServerResponse, act: (batch: ApiBatch) => void): void {
    const batch = this.#batches.get(id);
    if (batch) act(batch);
    else sendError(response, invalid(`No batch found with id '${id}'.`, 404));
  }

  #withFile(id: string, response: ServerResponse, act: () => void): true {
    if (this.#files.find(id)) act();
    else sendError(response, { ...invalid(`No such File object: ${id}`, 404), param: 'id' });
    return true;
  }

  #show(batch: ApiBatch): object {
    return showBatch(batch, this.#runner.completedOf(batch));
  }
}

/** A list as OpenAI answers it. */
function page(data: ReadonlyArray<{ readonly id: string }>): object {
  const ids = { first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
  return { object: 'list', data, ...ids, has_more: false };
}

function invalid(message: string, status: number): ApiError {
  return { status, message };
}
