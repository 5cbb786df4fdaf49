import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';

/** An answer over HTTP; a body that is a text goes out as it is. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The content type. @default JSON, or bytes for a text */
  readonly type?: string | null;
  /** `cut`: the connection ends before the body does. */
  readonly end?: 'cut';
}

/** A batch as the fake keeps it. */
interface FakeBatch {
  readonly id: string;
  readonly model: string;
  readonly inputFile: string;
  readonly metadata: unknown;
  readonly lines: readonly RequestLine[];
  /** How often it was asked for, and asked to be cancelled. */
  polls: number;
  cancels: number;
}

/** A request of a batch. */
type RequestLine = z.infer<typeof lineSchema>;

/** What a Batch API does otherwise than OpenAI's; all of it may be left out. */
export interface Quirks {
  readonly onUpload?: () => Answer | null;
  readonly onCreate?: (batch: FakeBatch) => Answer | null;
  readonly onPoll?: (batch: FakeBatch) => Answer | null;
  readonly onCancel?: (batch: FakeBatch) => Answer | null;
  readonly onDelete?: () => Answer | null;
  /** Polls until it is over. @default 1 */
  readonly polls?: number;
  /** Fields of a batch that is over, in place of those it would have. */
  readonly ends?: (batch: FakeBatch) => object;
  /** The row for a request, in place of its answer; null for none. */
  readonly row?: (line: RequestLine, answer: Answer, at: number) => string | null;
  /** The output file, made of its rows. */
  readonly file?: (rows: readonly string[]) => string;
  /** What downloading the output answers, in place of it. */
  readonly onContent?: (batch: FakeBatch) => Answer | null;
  /** What listing all batches answers: of the first quirks that say so. */
  readonly onList?: () => Answer;
  /** What the model is answered for a direct call, in place of an answer. */
  readonly onChat?: (body: unknown) => Answer | null;
}

/** A Batch API with quirks: those of the model that a batch is for. */
export interface FakeBatchApi extends AsyncDisposable {
  readonly baseUrl: string;
  batchesOf(model: string): readonly FakeBatch[];
  /** Direct calls for a model. */
  directCalls(model: string): number;
  /** Request files uploaded, and deleted again. */
  readonly files: { readonly uploaded: readonly string[]; readonly deleted: readonly string[] };
}

const lineSchema = z.object({
  custom_id: z.string(),
  body: z.looseObject({ model: z.string(), messages: z.array(z.looseObject({})) }),
});

/** A row as OpenAI writes it. */
export function rowOf(custom_id: string, { status, body }: Answer): string {
  const response = { status_code: status, request_id: 'req_1', body };
  return JSON.stringify({ id: `r_${custom_id}`, custom_id, response, error: null });
}

/** An error as OpenAI's bodies have it. */
export function errorBody(message: string, code: string | null = null): object {
  return { error: { message, type: 'invalid_request_error', param: null, code } };
}

/** Starts one whose words come from the practice LLM at `llm`, as do direct calls. */
export async function startFakeBatchApi(
  llm: string,
  quirks: Readonly<Record<string, Quirks>>,
): Promise<FakeBatchApi> {
  const fake = new Fake(llm, quirks);
  const server = createServer(async (request, response) => {
    const { status, body, type, end } = await fake.answer(request);
    const isText = typeof body === 'string';
    const usual = isText ? 'application/octet-stream' : 'application/json';
    response.writeHead(status, { 'content-type': type ?? usual });
    const text = isText ? body : JSON.stringify(body);
    if (end === 'cut') response.write(text, () => response.destroy());
    else response.end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    batchesOf: (model) => fake.batches.filter((batch) => batch.model === model),
    directCalls: (model) => fake.direct.filter((asked) => asked === model).length,
    files: fake.files,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const none: Quirks = {};

class Fake {
  readonly batches: FakeBatch[] = [];
  readonly direct: string[] = [];
  readonly files = { uploaded: [] as string[], deleted: [] as string[] };
  readonly #llm: string;
  readonly #quirks: Readonly<Record<string, Quirks>>;
  readonly #contents = new Map<string, string>();

  constructor(llm: string, quirks: Readonly<Record<string, Quirks>>) {
    this.#llm = llm;
    this.#quirks = quirks;
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request);
    const path = request.url?.split('?')[0]?.replace('/v1/', '') ?? '';
    const [kind = '', id = '', action = ''] = path.split('/');
    const route = `${request.method} ${kind}`;
    if (route === 'POST chat') return this.#chat(String(body));
    if (route === 'POST files') return this.#upload(request, body);
    if (route === 'GET files') return this.#content(id);
    if (route === 'DELETE files') return this.#delete(id);
    if (route === 'POST batches' && id === '') return this.#create(String(body));
    const onList = Object.values(this.#quirks).find((quirks) => quirks.onList)?.onList;
    if (route === 'GET batches' && id === '' && onList) return onList();
    if (route === 'GET batches' && id === '')
      return ok({
        object: 'list',
        data: this.batches.map((batch) => this.#show(batch)),
        has_more: false,
      });
    if (kind === 'batches') return this.#withBatch(id, action);
    return { status: 404, body: errorBody('Not found') };
  }

  async #chat(body: string): Promise<Answer> {
    const { model } = lineSchema.shape.body.parse(JSON.parse(body));
    this.direct.push(model);
    return this.#quirksOf(model).onChat?.(JSON.parse(body)) ?? this.#pass(body);
  }

  /** What the practice LLM says, as it says it: it may stream. */
  async #pass(body: string): Promise<Answer> {
    const response = await this.#post(body);
    const type = response.headers.get('content-type');
    return { status: response.status, body: await response.text(), type };
  }

  async #upload(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const file = form.get('file');
    const content = file instanceof File ? await file.text() : '';
    const id = `file-${this.files.uploaded.length + 1}`;
    const refusal = this.#quirksOf(modelIn(content)).onUpload?.();
    if (refusal) return refusal;
    this.#contents.set(id, content);
    this.files.uploaded.push(id);
    return ok({ id, object: 'file', purpose: 'batch' });
  }

  #delete(id: string): Answer {
    const refusal = this.#quirksOf(modelIn(this.#contents.get(id) ?? '')).onDelete?.();
    if (refusal) return refusal;
    this.files.deleted.push(id);
    return ok({ id, object: 'file', deleted: true });
  }

  #create(body: string): Answer {
    const { input_file_id: inputFile, metadata } = z
      .looseObject({ input_file_id: z.string(), metadata: z.unknown() })
      .parse(JSON.parse(body));
    const content = this.#contents.get(inputFile) ?? '';
    const lines = content
      .split('\n')
      .filter(Boolean)
      .map((line) => lineSchema.parse(JSON.parse(line)));
    const id = `batch-${this.batches.length + 1}`;
    const batch = { id, model: modelIn(content), inputFile, metadata, lines, polls: 0, cancels: 0 };
    const refusal = this.#quirksOf(batch.model).onCreate?.(batch);
    if (refusal) return refusal;
    this.batches.push(batch);
    return ok(this.#show(batch));
  }

  #withBatch(id: string, action: string): Answer {
    const batch = this.batches.find((candidate) => candidate.id === id);
    if (!batch) return { status: 404, body: errorBody(`No batch found with id '${id}'.`) };
    const { onPoll, onCancel } = this.#quirksOf(batch.model);
    if (action === 'cancel') {
      batch.cancels += 1;
      return onCancel?.(batch) ?? ok(this.#show(batch));
    }
    batch.polls += 1;
    return onPoll?.(batch) ?? ok(this.#show(batch));
  }

  #show(batch: FakeBatch): object {
    const { id, inputFile, metadata } = batch;
    const { polls = 1, ends } = this.#quirksOf(batch.model);
    const common = { id, object: 'batch', input_file_id: inputFile, metadata };
    if (batch.polls < polls) return { ...common, status: 'in_progress' };
    return {
      ...common,
      status: 'completed',
      output_file_id: `out-${id}`,
      error_file_id: null,
      ...ends?.(batch),
    };
  }

  async #content(file: string): Promise<Answer> {
    const batch = this.batches.find(({ id }) => file === `out-${id}`);
    if (!batch) return { status: 404, body: errorBody(`No such File object: ${file}`) };
    const { row, file: assemble, onContent } = this.#quirksOf(batch.model);
    const instead = onContent?.(batch);
    if (instead) return instead;
    const rows: string[] = [];
    for (const [at, line] of batch.lines.entries()) {
      const answer = await this.#ask(JSON.stringify(line.body));
      const text = row ? row(line, answer, at) : rowOf(line.custom_id, answer);
      if (text !== null) rows.push(text);
    }
    return ok(assemble?.(rows) ?? rows.map((text) => `${text}\n`).join(''));
  }

  /** What the practice LLM says. */
  async #ask(body: string): Promise<Answer> {
    const response = await this.#post(body);
    return { status: response.status, body: await response.json() };
  }

  #post(body: string): Promise<Response> {
    return fetch(`${this.#llm}/chat/completions`, { method: 'POST', body });
  }

  #quirksOf(model: string): Quirks {
    return this.#quirks[model] ?? none;
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** The model that a request file is for. */
function modelIn(content: string): string {
  const first = content.split('\n')[0] ?? '';
  return first === '' ? '' : lineSchema.parse(JSON.parse(first)).body.model;
}
