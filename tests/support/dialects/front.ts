import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A chat request, as far as tests look at it. */
export interface ChatBody extends Record<string, unknown> {
  readonly model: string;
  readonly messages: ReadonlyArray<{ readonly role: string; readonly content: string }>;
}

/** What a server answers instead of letting a request through. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A gateway with a temper: a real HTTP server in front of another. */
export interface Front extends AsyncDisposable {
  readonly baseUrl: string;
  /** The chat requests so far, those that were refused included. */
  readonly requests: readonly ChatBody[];
}

/**
 * Starts a server that answers chat requests as `refuse` says, and passes on to `baseUrl` those for
 * which it says null, and all other requests.
 */
export async function startFront(
  baseUrl: string,
  refuse: (body: ChatBody, count: number) => Refusal | null,
): Promise<Front> {
  const requests: ChatBody[] = [];
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const isChat = request.url?.endsWith('/chat/completions') ?? false;
    let refusal: Refusal | null = null;
    if (isChat) {
      const body: ChatBody = JSON.parse(sent);
      requests.push(body);
      refusal = refuse(body, requests.length);
    }
    const answer = refusal ?? (await passOn(baseUrl, request, sent));
    const isText = typeof answer.body === 'string';
    response.writeHead(answer.status, {
      'content-type': isText ? 'text/html' : 'application/json',
      ...answer.headers,
    });
    response.end(isText ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function passOn(baseUrl: string, request: IncomingMessage, sent: string): Promise<Refusal> {
  const path = request.url?.replace(/^\/v1/, '') ?? '';
  const method = request.method ?? 'GET';
  const { status, ...answer } = await fetch(`${baseUrl}${path}`, {
    method,
    ...(method === 'POST' && { body: sent }),
    headers: { 'content-type': 'application/json' },
  }).then(async (response) => ({ status: response.status, body: await response.json() }));
  return { status, ...answer };
}
