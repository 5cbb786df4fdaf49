import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { startRedis } from './redis.ts';
import { temporaryFolder } from './tolk.ts';

/* Loads tests/fixtures/before-house: what the version before schema version 2 left in Redis. */

const fixture = resolve('tests/fixtures/before-house');
const folder = '/tmp/tolk-before-house';
const dump = 'before-house.rdb';

/** What the earlier version said of what it left. */
interface Expected {
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, { readonly mtimeMs: number }>>;
  readonly status: { readonly articles: object; readonly halt: { readonly code: string } };
  readonly batches: Readonly<Record<string, string>>;
  readonly batchStatus: Readonly<Record<string, EarlierBatch>>;
  readonly articles: Readonly<Record<string, EarlierArticle>>;
  /** The pairs of the translation memory. */
  readonly memory: readonly object[];
  /** Finished calls, by their keys in the cache. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Every call that was answered directly. */
  readonly answered: ReadonlyArray<{
    readonly asked: string;
    readonly status: number;
    readonly fault: string | null;
  }>;
}

/** A batch as `batch status --json` showed it. */
interface EarlierBatch {
  readonly state: string;
  readonly fed: number;
  readonly open: number;
  readonly stats: Readonly<Record<string, number>>;
}

/** An article as `get --json` showed it. */
export interface EarlierArticle {
  readonly status: string;
  readonly provenance?: ReadonlyArray<{
    readonly mended: ReadonlyArray<{ readonly step: string }>;
  }>;
}

/** A call that was made, by what was asked. */
interface AskedCall {
  readonly mark: string;
  readonly route: 'direct' | 'batch-api';
}

/** The loaded dump, with a server that has done the batches it was given. */
export interface BeforeHouse extends AsyncDisposable {
  readonly expected: Expected;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly sandbox: Sandbox;
  /** The calls made since. */
  readonly asked: readonly AskedCall[];
  /** The output files of earlier API batches that were downloaded. */
  readonly downloads: readonly string[];
  /** What was paid for before: calls answered, and calls in submitted files. */
  readonly paidBefore: ReadonlySet<string>;
}

/** Starts a Redis with the dump, and a server that knows the API batches in it. */
export async function loadBeforeHouse(): Promise<BeforeHouse> {
  const expected: Expected = JSON.parse(unpacked('expected.json').toString());
  await writeFiles(expected);
  const data = await temporaryFolder();
  await writeFile(join(data, dump), unpacked(dump));
  const redis = await startRedis(['--dir', data, '--dbfilename', dump]);
  const sandbox = await startSandbox({ batchLatencyMs: 200 });
  const server = await EarlierServer.start(sandbox.baseUrl);
  return {
    expected,
    folder,
    env: {
      ...expected.env,
      REDIS_URL: redis.url,
      LLM_BASE_URL: server.baseUrl,
      TOLK_PRICES_FILE: join(folder, 'prices.json'),
      TOLK_STALLED_CHECK_MS: '1000',
      TOLK_BATCH_API_POLL_MS: '100',
      TOLK_BATCH_API_LINGER_MS: '300',
    },
    sandbox,
    asked: server.asked,
    downloads: server.downloads,
    paidBefore: new Set([...answeredBefore(expected), ...server.submittedBefore()]),
    async [Symbol.asyncDispose]() {
      await server.close();
      await sandbox.close();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function unpacked(name: string): Buffer {
  return gunzipSync(readFileSync(join(fixture, `${name}.gz`)));
}

/** The corpora and outputs, where the batches look for them and with the times they had. */
async function writeFiles({ files }: Expected): Promise<void> {
  const texts: Record<string, string> = JSON.parse(unpacked('files.json').toString());
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(folder, name), text);
    const at = new Date(files[name]?.mtimeMs ?? 0);
    await utimes(join(folder, name), at, at);
  }
}

function answeredBefore({ answered }: Expected): string[] {
  const good = answered.filter(({ status, fault }) => status === 200 && fault !== 'refusal');
  return good.map(({ asked }) => asked);
}

/** The same for the same question to the same model. */
function markOf({ model, messages }: { readonly model: string; readonly messages: unknown }) {
  return createHash('sha256')
    .update(JSON.stringify([model, messages]))
    .digest('base64url');
}

function marksOf(lines: string): string[] {
  const requests = lines.split('\n').filter((line) => line.startsWith('{"custom_id"'));
  return requests.map((line) => markOf(JSON.parse(line).body));
}

interface ApiBatch {
  readonly id: string;
  readonly input_file_id: string;
}

/** A server that has completed the API batches of the dump, and is a sandbox for all else. */
class EarlierServer {
  readonly #files: Readonly<Record<string, string>> = JSON.parse(
    unpacked('server.json').toString(),
  );
  readonly #batches: readonly ApiBatch[] = JSON.parse(this.#files['batches.json'] ?? '{}').data;
  readonly #sandboxUrl: string;
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response).catch(() => response.destroy());
  });
  readonly asked: AskedCall[] = [];
  readonly downloads: string[] = [];

  private constructor(sandboxUrl: string) {
    this.#sandboxUrl = sandboxUrl;
  }

  static async start(sandboxUrl: string): Promise<EarlierServer> {
    const server = new EarlierServer(sandboxUrl);
    await new Promise<void>((listening) => server.#server.listen(0, '127.0.0.1', listening));
    return server;
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  submittedBefore(): string[] {
    return this.#batches.flatMap(({ input_file_id }) =>
      marksOf(this.#files[`${input_file_id}.jsonl`] ?? ''),
    );
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const earlier = /\/v1\/(files|batches)\/((?:file|batch)_old\d+)(\/\w+)?/.exec(path);
    if (earlier) return this.#answerEarlier(earlier, response);
    const body = await buffer(request);
    this.#note(path, body);
    const answer = await this.#forward(request, path, body);
    response.writeHead(answer.status, { 'content-type': answer.type });
    response.end(this.#withEarlierBatches(request, path, answer.body));
  }

  #answerEarlier([, kind, id = '', part]: RegExpExecArray, response: ServerResponse): void {
    // Nothing of it may be given up: it is done and paid for.
    if (part === '/cancel') throw new Error(`${id} was cancelled`);
    if (kind === 'batches') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(this.#batches.find((batch) => batch.id === id)));
      return;
    }
    // Request files are deleted at the end.
    if (part === '/content') this.downloads.push(id);
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(this.#files[`${id}.jsonl`]);
  }

  #note(path: string, body: Buffer): void {
    if (path === '/v1/chat/completions') {
      this.asked.push({ mark: markOf(JSON.parse(body.toString())), route: 'direct' });
    }
    if (path !== '/v1/files') return;
    for (const mark of marksOf(body.toString())) this.asked.push({ mark, route: 'batch-api' });
  }

  async #forward(request: IncomingMessage, path: string, body: Buffer) {
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
    const answer = await fetch(this.#sandboxUrl.replace(/\/v1$/, '') + path, {
      method: request.method ?? 'GET',
      headers: { authorization, 'content-type': type },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      body: Buffer.from(await answer.arrayBuffer()),
    };
  }

  #withEarlierBatches({ method }: IncomingMessage, path: string, body: Buffer): Buffer {
    if (method !== 'GET' || !/^\/v1\/batches(\?|$)/.test(path)) return body;
    const list = JSON.parse(body.toString());
    return Buffer.from(JSON.stringify({ ...list, data: [...list.data, ...this.#batches] }));
  }
}
