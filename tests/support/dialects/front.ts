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
    const body: ChatBody = isChat ? JSON.parse(sent) : { model: '', messages: [] };
    if (isChat) requests.push(body);
    const refusal = isChat ? refuse(body, requests.length) : null;
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

/** The other server's answer, whole, and under its own type: it may be a stream. */
async function passOn(baseUrl: string, request: IncomingMessage, sent: string): Promise<Refusal> {
  const path = request.url?.replace(/^\/v1/, '') ?? '';
  const method = request.method ?? 'GET';
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    ...(method === 'POST' && { body: sent }),
    headers: { 'content-type': 'application/json' },
  });
  const contentType = response.headers.get('content-type') ?? 'application/json';
  const headers = { 'content-type': contentType };
  return { status: response.status, body: await response.text(), headers };
}
