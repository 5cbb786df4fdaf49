import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A chat completion, as a server sends it. */
export type Completion = Readonly<Record<string, unknown>>;

/** A server in front of another. */
export interface AlteredLlm extends AsyncDisposable {
  readonly baseUrl: string;
  /** What was uploaded: the request files of the Batch API. */
  readonly uploads: readonly string[];
}

/**
 * Starts a server that hands every request on to the one at `upstream`, and changes the chat
 * completions that come back, also those in the result files of the Batch API: the dialect of
 * another server.
 *
 * @param meanwhile what happens when a request is answered, before its answer arrives
 */
export async function startAlteredLlm(
  upstream: string,
  alter: (completion: Completion) => unknown,
  meanwhile: (request: string) => Promise<void> = async () => {},
): Promise<AlteredLlm> {
  const uploads: string[] = [];
  const server = createServer((request, response) => {
    void handOn(request, response, { upstream, alter, meanwhile, uploads });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    uploads,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

interface Settings {
  readonly upstream: string;
  readonly alter: (completion: Completion) => unknown;
  readonly meanwhile: (request: string) => Promise<void>;
  readonly uploads: string[];
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  { upstream, alter, meanwhile, uploads }: Settings,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const type = request.headers['content-type'];
  const received = new Uint8Array(await buffer(request));
  const isCompletion = url.startsWith('/v1/chat/completions');
  const body = isCompletion ? unstreamed(received) : received;
  if (url === '/v1/files') uploads.push(new TextDecoder().decode(received));
  const answer = await fetch(upstream.replace(/\/v1$/, url), {
    method,
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    ...(method === 'POST' ? { body } : {}),
  });
  const text = await answer.text();
  await meanwhile(`${method} ${url}`);
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  if (answer.status !== 200) return void response.end(text);
  if (/^\/v1\/files\/[^/]+\/content$/.test(url)) return void response.end(alterLines(text, alter));
  response.end(isCompletion ? JSON.stringify(alter(JSON.parse(text))) : text);
}

/** The request without a wish for a stream, whose answer can be changed as a whole. */
function unstreamed(body: Uint8Array): string {
  const { stream: _, stream_options: __, ...rest } = JSON.parse(new TextDecoder().decode(body));
  return JSON.stringify(rest);
}

function alterLines(text: string, alter: (completion: Completion) => unknown): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row = JSON.parse(line);
      if (row.response?.status_code === 200) row.response.body = alter(row.response.body);
      return `${JSON.stringify(row)}\n`;
    })
    .join('');
}
