import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that went through, with its answer. */
export interface Recording {
  readonly method: string;
  /** Without `/v1` and without its query. */
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  readonly status: number;
  readonly answer: Buffer;
}

/** Stands between Tolk and a server, and keeps what both say. */
export interface Recorder extends AsyncDisposable {
  readonly baseUrl: string;
  readonly recordings: readonly Recording[];
}

/**
 * Starts a recorder in front of the server at `target`.
 *
 * @param rewrite changes what the server answers on its way
 */
export async function startRecorder(
  target: string,
  rewrite: (answer: string) => string = (answer) => answer,
): Promise<Recorder> {
  const recordings: Recording[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/^\/v1/, '');
    const body = await buffer(request);
    const method = request.method ?? 'GET';
    const type = request.headers['content-type'] ?? '';
    const answered = await fetch(`${target}${path}`, {
      method,
      headers: { 'content-type': type, authorization: request.headers.authorization ?? '' },
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    const answer = Buffer.from(rewrite(await answered.text()));
    recordings.push({
      method,
      path: path.replace(/\?.*/, ''),
      type,
      body,
      status: answered.status,
      answer,
    });
    const kept = [...answered.headers].filter(
      ([name]) => !/^(?:transfer-|content-l|conn)/.test(name),
    );
    response.writeHead(answered.status, Object.fromEntries(kept));
    response.end(answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    recordings,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
