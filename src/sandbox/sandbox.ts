import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TolkError } from '../errors.ts';
import { SandboxBatchApi } from './batch-api/batch-api.ts';
import type { BatchApiStats, SandboxBatchApiOptions } from './batch-api/options.ts';
import { Completions } from './completions.ts';
import type { Dialect } from './dialects/dialect.ts';
import { dialectOf } from './dialects/dialects.ts';
import { listModels, showModel } from './models.ts';
import type { SandboxOptions } from './options.ts';
import { refuse, send, sendError } from './respond.ts';
import type { SpoiltSegment } from './spoil.ts';
import type { SandboxStats } from './stats.ts';

/** How the practice LLM listens and behaves. */
export interface ServerOptions extends SandboxOptions, SandboxBatchApiOptions {
  /** 0 takes a free one. @default 0 */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Seed of everything random. @default 1 */
  readonly seed?: number;
}

/** A running practice LLM. */
export interface Sandbox extends AsyncDisposable {
  /** What to put in `LLM_BASE_URL`. */
  readonly baseUrl: string;
  /** What it counted; `GET /stats` returns the same, with its Batch API's under `batches`. */
  stats(): SandboxStats;
  /** What its Batch API counted. */
  batchStats(): Readonly<BatchApiStats>;
  /** Every segment it gave wrong English for on purpose; `GET /spoilt` returns the same. */
  spoilt(): readonly SpoiltSegment[];
  close(): Promise<void>;
}

/**
 * Starts the practice LLM: an HTTP server that speaks the OpenAI protocol and answers with a
 * word-by-word gloss. Free, deterministic, offline; misbehaves on request.
 *
 * @throws TolkError `port.in_use`
 */
export async function startSandbox(options: ServerOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1' } = options;
  const completions = new Completions(options);
  const batchApi = new SandboxBatchApi(options, {
    answer: (request) => completions.answerBatched(request),
    countPromptTokens: (request) => completions.countPromptTokens(request),
  });
  const routes = new Routes(options, completions, batchApi);
  const server = createServer((request, response) => void routes.serve(request, response));
  await listen(server, port, host);
  // A listening TCP server's address is always an AddressInfo.
  const address = server.address() as AddressInfo;
  const close = () => closeServer(server);
  return {
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/v1`,
    stats: () => completions.stats(),
    batchStats: () => batchApi.stats(),
    spoilt: () => completions.spoilt(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The paths of the practice LLM. */
class Routes {
  readonly #options: SandboxOptions;
  readonly #dialect: Dialect;
  readonly #completions: Completions;
  readonly #batchApi: SandboxBatchApi;
  #requests = 0;

  constructor(options: SandboxOptions, completions: Completions, batchApi: SandboxBatchApi) {
    this.#options = options;
    this.#dialect = dialectOf(options.dialect);
    this.#completions = completions;
    this.#batchApi = batchApi;
  }

  /** Answers a request, whatever happens. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.#addHeaders(response);
      await this.#route(request, response);
    } catch (error) {
      if (response.headersSent) return;
      sendError(response, { status: 500, message: String(error), type: 'server_error' });
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = this.#refusedKey(request);
    if (key !== null) return refuse(response, this.#dialect, { kind: 'wrong_key', key });
    const path = request.url?.split('?')[0] ?? '';
    switch (`${request.method} ${path}`) {
      case 'POST /v1/chat/completions':
        return this.#completions.serve(request, response);
      case 'GET /v1/models':
        return listModels(response, this.#options);
      case 'GET /stats': {
        const batches = this.#batchApi.stats();
        return send(response, 200, { ...this.#completions.stats(), batches });
      }
      case 'GET /spoilt':
      case 'GET /poisoned':
        return send(response, 200, this.#completions.spoilt());
      default:
        return this.#routeRest(request, response, path);
    }
  }

  async #routeRest(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const id = /^\/v1\/models\/(?<id>.+)$/.exec(path)?.groups?.['id'];
    if (request.method === 'GET' && id !== undefined)
      return showModel(response, decodeURIComponent(id), this.#options, this.#dialect);
    if (await this.#batchApi.serve(request, response)) return;
    sendError(response, { status: 404, message: `Invalid URL (${request.method} ${path})` });
  }

  /** A request's number among all, and what OpenAI says of itself. */
  #addHeaders(response: ServerResponse): void {
    const { requestId = 'x-request-id' } = this.#dialect;
    this.#requests += 1;
    if (requestId !== null)
      response.setHeader(requestId, `req_${String(this.#requests).padStart(32, '0')}`);
    if (this.#options.dialect !== undefined && this.#options.dialect !== 'openai') return;
    response.setHeader('openai-version', '2020-10-01');
    response.setHeader('openai-organization', 'org-sandbox');
    response.setHeader('openai-processing-ms', '1');
  }

  /** The key that a request came with, where it is not the right one. */
  #refusedKey({ headers }: IncomingMessage): string | null {
    const given = headers['api-key'] ?? headers.authorization?.replace(/^Bearer /, '') ?? '';
    const { apiKey } = this.#options;
    return apiKey === undefined || given === apiKey ? null : String(given);
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, port, host)));
    server.listen(port, host, resolve);
  });
}

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): TolkError {
  if (cause.code === 'EADDRINUSE') {
    const message = `port ${port} on ${host} is in use; choose another one with --port`;
    return new TolkError('port.in_use', message, { cause });
  }
  const message = `cannot listen on ${host}:${port} (${cause.code ?? cause.message})`;
  return new TolkError('usage.invalid', message, { cause });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
