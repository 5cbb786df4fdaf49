import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request's body, as far as these servers look at it. */
export type ThinkingRequest = Readonly<Record<string, unknown>> & {
  readonly model: string;
  readonly messages: ReadonlyArray<{ readonly role: string; readonly content: string }>;
};

/** How a model that thinks behaves. */
export interface ThinkingOptions {
  /** Tokens it thinks, by what the request says of the effort. */
  readonly thinks?: (request: ThinkingRequest) => number;
  /** The message with which it refuses a request, if it does. */
  readonly refuses?: (request: ThinkingRequest) => string | undefined;
  /** Where the thinking shows: in `usage`, as text beside the answer, or before it in the answer. */
  readonly tells?: 'usage' | 'text' | 'tags';
  /** What it does when thinking leaves no room: an answer that is cut, or OpenAI's error 400. */
  readonly outOfRoom?: 'cut' | 'refuse' | 'stop';
  /** The answer; by default it is asked of the server at `upstream`. */
  readonly answer?: (request: ThinkingRequest) => string;
  readonly upstream?: string;
  /** Its room where `max_tokens` is not given: it knows no other name for it. */
  readonly ownRoom?: number;
  /** The most room it gives, whatever it is asked for. */
  readonly mostRoom?: number;
  /** Gives no usage at all. */
  readonly counts?: 'nothing';
  /** What `GET /v1/models` answers. */
  readonly models?: unknown;
}

/** A real HTTP server with a model behind it that thinks before it answers. */
export interface ThinkingLlm extends AsyncDisposable {
  readonly baseUrl: string;
  /** The bodies of the requests it answered, the refused ones not among them. */
  readonly answered: readonly ThinkingRequest[];
  readonly requests: readonly ThinkingRequest[];
}

const charactersPerToken = 4;

/** Starts a server whose model thinks as `options` say, in the room that the request gives it. */
export async function startThinkingLlm(options: ThinkingOptions = {}): Promise<ThinkingLlm> {
  const requests: ThinkingRequest[] = [];
  const answered: ThinkingRequest[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (incoming.method !== 'POST') return sendModels(response, options.models);
    const request: ThinkingRequest = JSON.parse(await text(incoming));
    requests.push(request);
    const refusal = options.refuses?.(request);
    if (refusal !== undefined) return sendError(response, 400, refusal);
    answered.push(request);
    send(response, 200, await think(request, options));
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error) => sendError(response, 500, String(error)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    answered,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function think(request: ThinkingRequest, options: ThinkingOptions): Promise<unknown> {
  const { thinks = () => 0, outOfRoom = 'cut', tells = 'usage' } = options;
  const named = options.ownRoom ?? Number(request['max_completion_tokens'] ?? 1e9);
  const room = Math.min(Number(request['max_tokens'] ?? named), options.mostRoom ?? 1e9);
  const thought = Math.min(room, thinks(request));
  const whole = options.answer?.(request) ?? (await askUpstream(request, options.upstream ?? ''));
  const left = (room - thought) * charactersPerToken;
  const content = whole.slice(0, left);
  const isCut = content.length < whole.length;
  if (isCut && outOfRoom === 'refuse') {
    return {
      error: {
        message:
          'Could not finish the message because max_tokens or model output limit was reached. ' +
          'Please try again with higher max_tokens.',
        type: 'invalid_request_error',
        param: null,
        code: null,
      },
    };
  }
  const thinking = 'hm, {"n": 1} ? '.repeat(thought).slice(0, thought * charactersPerToken);
  const tagged = `<think>${thinking}${content === '' ? '' : `</think>${content}`}`;
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: tells === 'tags' && thought > 0 ? tagged : content,
          ...(tells === 'text' && thought > 0 ? { reasoning_content: thinking } : {}),
        },
        finish_reason: isCut && outOfRoom === 'cut' ? 'length' : 'stop',
      },
    ],
    usage: options.counts === 'nothing' ? null : usageOf(request, thought, content, tells),
  };
}

function usageOf(
  { messages }: ThinkingRequest,
  thought: number,
  content: string,
  tells: ThinkingOptions['tells'],
): unknown {
  const characters = messages.reduce((sum, message) => sum + message.content.length, 0);
  const prompt = Math.ceil(characters / charactersPerToken);
  const completion = thought + Math.ceil(content.length / charactersPerToken);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(tells === 'usage' ? { completion_tokens_details: { reasoning_tokens: thought } } : {}),
  };
}

async function askUpstream(request: ThinkingRequest, upstream: string): Promise<string> {
  const { model: _, ...body } = request;
  const response = await fetch(`${upstream}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'sandbox',
      messages: body.messages,
      response_format: body['response_format'],
    }),
  });
  const answer = (await response.json()) as {
    readonly choices: ReadonlyArray<{ readonly message: { readonly content: string } }>;
  };
  return answer.choices[0]?.message.content ?? '';
}

function sendModels(response: ServerResponse, models: unknown): void {
  if (models === undefined) sendError(response, 404, 'not found');
  else send(response, 200, models);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const isError = typeof body === 'object' && body !== null && 'error' in body;
  response.writeHead(isError && status === 200 ? 400 : status, {
    'content-type': 'application/json',
  });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, status: number, message: string): void {
  send(response, status, { error: { message, type: 'invalid_request_error', code: null } });
}
