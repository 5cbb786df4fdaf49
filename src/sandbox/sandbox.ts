import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TolkError } from '../errors.ts';
import { createSandboxBatchApi, type SandboxBatchApiOptions } from './batch-api.ts';
import { model } from './completion.ts';
import { createCompletions, type SandboxOptions, type SandboxStats } from './completions.ts';
import type { ApiError } from './protocol.ts';
import { refuse, send } from './respond.ts';
import type { Poisoned } from './spoil.ts';

/** How the practice LLM listens and behaves. */
export interface ServerOptions extends SandboxOptions, SandboxBatchApiOptions {
  /** 0 takes a free one. @default 0 */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
}

/** A running practice LLM. */
export interface Sandbox extends AsyncDisposable {
  /** What to put in `LLM_BASE_URL`. */
  readonly baseUrl: string;
  stats(): SandboxStats;
  /** What its Batch API counted. */
  batchStats(): Readonly<
    Record<
      | 'files'
      | 'batches'
      | 'requests'
      | 'completed'
      | 'expired'
      | 'errors'
      | 'refused'
      | 'cancelled',
      number
    >
  >;
  /** Every paragraph it gave wrong English for on purpose; `GET /poisoned` gives the same. */
  poisoned(): readonly Poisoned[];
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
  const clerk = createCompletions(options);
  const desk = createSandboxBatchApi(options, {
    answer: clerk.answerLine,
    countPromptTokens: clerk.countPromptTokens,
  });
  const server = createServer((request, response) => {
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    if (
      options.apiKey !== undefined &&
      request.headers.authorization !== `Bearer ${options.apiKey}`
    ) {
      return refuse(response, {
        status: 401,
        message: 'Incorrect API key provided.',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      });
    }
    switch (route) {
      case 'POST /v1/chat/completions':
        clerk.complete(request, response).catch((error: unknown) => {
          if (!response.headersSent)
            refuse(response, {
              status: 500,
              message: String(error),
              type: 'server_error',
              code: null,
            });
        });
        return;
      case 'GET /v1/models':
        return send(response, 200, {
          object: 'list',
          data: [{ id: model, object: 'model', created: 0, owned_by: sandboxOwner }],
        });
      case 'GET /stats':
        return send(response, 200, { ...clerk.stats, batches: desk.stats });
      case 'GET /poisoned':
        return send(response, 200, clerk.poisoned);
      default:
        desk
          .serve(request, response)
          .then((served) => {
            if (!served) refuse(response, unknownUrl(route));
          })
          .catch((error: unknown) => {
            if (!response.headersSent)
              refuse(response, {
                status: 500,
                message: String(error),
                type: 'server_error',
                code: null,
              });
          });
    }
  });
  await listen(server, port, host);
  // A listening TCP server's address is always an AddressInfo.
  const address = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return {
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/v1`,
    stats: () => structuredClone(clerk.stats),
    batchStats: () => ({ ...desk.stats }),
    poisoned: () => [...clerk.poisoned],
    close,
    [Symbol.asyncDispose]: close,
  };
}

function unknownUrl(route: string): ApiError {
  return {
    status: 404,
    message: `Unknown request URL: ${route}.`,
    type: 'invalid_request_error',
    code: 'unknown_url',
  };
}

/** Who the list of models says owns the model; `isSandbox` in `llm/client.ts` looks for it. */
const sandboxOwner = 'tolk-sandbox';

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new TolkError(
              'port.in_use',
              `port ${port} on ${host} is in use; choose another one with --port`,
              { cause: error },
            )
          : new TolkError(
              'usage.invalid',
              `cannot listen on ${host}:${port} (${error.code ?? error.message})`,
              { cause: error },
            ),
      );
    });
    server.listen(port, host, resolve);
  });
}
