import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * One answer of a scripted server: a completion's message, a status with an error, or anything at
 * all.
 */
export type Step =
  | {
      readonly content: string | null;
      readonly finish?: string;
      readonly refusal?: string;
      readonly model?: string;
    }
  | {
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly raw: string }
  | { readonly hang: true };

/**
 * A real HTTP server that answers chat completions by a script, for what the sandbox does not do.
 */
export interface ScriptedLlm extends AsyncDisposable {
  readonly baseUrl: string;
  /** The request bodies so far. */
  readonly requests: ReadonlyArray<
    {
      readonly messages: ReadonlyArray<{ readonly role: string; readonly content: string }>;
    } & Record<string, unknown>
  >;
}

/** Starts a server that gives the steps in order, and the last one for ever. */
export async function startScriptedLlm(steps: readonly Step[]): Promise<ScriptedLlm> {
  const requests: Array<ScriptedLlm['requests'][number]> = [];
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return answer(response, { status: 404 });
    const step = steps[Math.min(requests.length, steps.length - 1)] ?? { hang: true };
    requests.push(JSON.parse(await text(request)));
    answer(response, step);
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

function answer(response: ServerResponse, step: Step): void {
  if ('hang' in step) return;
  response.setHeader('content-type', 'application/json');
  if ('raw' in step) return void response.end(step.raw);
  if ('status' in step) {
    response.writeHead(step.status, step.headers);
    return void response.end(
      JSON.stringify({
        error: {
          message: step.message ?? 'scripted',
          type: 'scripted',
          param: null,
          code: step.code ?? null,
        },
      }),
    );
  }
  const { content, finish = 'stop', refusal = null, model = 'scripted-1' } = step;
  response.end(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 0,
      model,
      choices: [
        { index: 0, message: { role: 'assistant', content, refusal }, finish_reason: finish },
      ],
      usage: {
        prompt_tokens: 100,
        completion_tokens: 10,
        total_tokens: 110,
        prompt_tokens_details: { cached_tokens: 40 },
      },
    }),
  );
}
