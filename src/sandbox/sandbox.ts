import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TolkError } from '../errors.ts';
import { SandboxBatchApi } from './batch-api/batch-api.ts';
import type { BatchApiStats, SandboxBatchApiOptions } from './batch-api/options.ts';
import { model } from './completion.ts';
import { Completions, type SandboxOptions } from './completions.ts';
import type { ApiError } from './protocol.ts';
import { refuse, send } from './respond.ts';
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
  const routes = new Routes(options.apiKey, completions, batchApi);
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

/** Who owns the model; `isSandbox` in `llm/http/openai-client.ts` looks for it. */
const sandboxOwner = 'tolk-sandbox';

const wrongKey: ApiError = {
  status: 401,
  message: 'Incorrect API key provided.',
  type: 'invalid_request_error',
  code: 'invalid_api_key',
};

/** The paths of the practice LLM. */
class Routes {
  readonly #apiKey: string | undefined;
  readonly #completions: Completions;
  readonly #batchApi: SandboxBatchApi;

  constructor(apiKey: string | undefined, completions: Completions, batchApi: SandboxBatchApi) {
    this.#apiKey = apiKey;
    this.#completions = completions;
    this.#batchApi = batchApi;
  }

  /** Answers a request, whatever happens. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      if (response.headersSent) return;
      const message = String(error);
      refuse(response, { status: 500, message, type: 'server_error', code: null });
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isAuthorized(request)) return refuse(response, wrongKey);
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    switch (route) {
      case 'POST /v1/chat/completions':
        return this.#completions.serve(request, response);
      case 'GET /v1/models': {
        const only = { id: model, object: 'model', created: 0, owned_by: sandboxOwner };
        return send(response, 200, { object: 'list', data: [only] });
      }
      case 'GET /stats': {
        const batches = this.#batchApi.stats();
        return send(response, 200, { ...this.#completions.stats(), batches });
      }
      case 'GET /spoilt':
      case 'GET /poisoned':
        return send(response, 200, this.#completions.spoilt());
      default:
        if (await this.#batchApi.serve(request, response)) return;
        return refuse(response, unknownUrl(route));
    }
  }

  #isAuthorized({ headers }: IncomingMessage): boolean {
    return this.#apiKey === undefined || headers.authorization === `Bearer ${this.#apiKey}`;
  }
}

function unknownUrl(route: string): ApiError {
  return {
    status: 404,
    message: `Unknown request URL: ${route}.`,
    type: 'invalid_request_error',
    code: 'unknown_url',
  };
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
