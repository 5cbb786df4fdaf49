import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived. */
interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server that answers byte for byte as a test wants it. */
export interface RawServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly requests: readonly RawRequest[];
  /** How many connections the other side has closed before the answer was complete. */
  readonly abandoned: number;
}

/** How one request is answered; it need not end. */
export type RawAnswer = (response: ServerResponse, request: RawRequest) => void | Promise<void>;

/** Starts a server that gives the answers in order, and the last one for ever. */
export async function startRawServer(answers: readonly RawAnswer[]): Promise<RawServer> {
  const requests: RawRequest[] = [];
  let abandoned = 0;
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    const { method = '', url: path = '', headers } = request;
    const received = { method, path, headers, body: await text(request) };
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(received);
    await answer?.(response, received);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    get abandoned() {
      return abandoned;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A chat completion as OpenAI sends it. */
export function completionBody(content: string): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'raw-1',
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  });
}

/** One piece of a streamed answer, as OpenAI sends it. */
export function piece(
  delta: Readonly<Record<string, unknown>>,
  finish: string | null = null,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'raw-1',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...more,
  };
}

const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };

/** A whole streamed answer: role, text in pieces of a few characters, reason, usage. */
export function piecesOf(content: string): Array<Readonly<Record<string, unknown>>> {
  const texts = content.match(/[\s\S]{1,4}/gu) ?? [];
  return [
    piece({ role: 'assistant', content: '' }),
    ...texts.map((text) => piece({ content: text })),
    piece({}, 'stop'),
    { ...piece({}), choices: [], usage },
  ];
}

/** Pieces as server-sent events, ended as OpenAI ends them. */
export function events(pieces: readonly unknown[], end = 'data: [DONE]\n\n'): string {
  return pieces.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('') + end;
}
