import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompletionBody, Dialect } from './dialects/dialect.ts';
import { describeProblem } from './dialects/dialects.ts';
import type { Fault } from './faults.ts';
import { unsupported } from './parameters.ts';
import type { Problem } from './problems.ts';
import type { ChatRequest } from './protocol.ts';
import { toEvents } from './stream.ts';

/** Longer than anybody waits. */
const hangMs = 3_600_000;
const slowBodyMs = 1_500;

const statusFaults: Partial<Record<Fault, Problem>> = {
  rate_limited: { kind: 'rate_limited', unit: 'requests', limit: 600, waitMs: 100 },
  no_quota: { kind: 'no_quota' },
  billing_not_active: { kind: 'billing_not_active' },
  forbidden: { kind: 'forbidden' },
  flagged: { kind: 'flagged' },
  too_long: { kind: 'too_long', prompt: 9_000, output: 0, context: 8_192 },
  error_500: { kind: 'server_error' },
  error_502: { kind: 'bad_gateway' },
  error_503: { kind: 'overloaded' },
  error_504: { kind: 'gateway_timeout' },
  schema_refused: unsupported('json_schema'),
  parameter_refused: unsupported('max_tokens'),
};

/** Shows a fault that gives no completion at all; false when this is none of them. */
export async function failInstead(
  fault: Fault,
  response: ServerResponse,
  dialect: Dialect,
): Promise<boolean> {
  const problem = statusFaults[fault];
  if (problem) {
    refuse(response, dialect, problem);
    return true;
  }
  if (fault !== 'hang') return false;
  await sleep(hangMs, undefined, { ref: false });
  return true;
}

/** A completion on its way. */
export interface Delivery {
  readonly body: CompletionBody;
  readonly headers: Readonly<Record<string, string>>;
  readonly fault: Fault | undefined;
  readonly request: Pick<ChatRequest, 'stream' | 'stream_options'>;
  readonly keepAlive?: string | undefined;
  /** Between two pieces of a stream. */
  readonly pauseMs: number;
}

/** Sends a completion, whole or as a stream; broken off or slow where that is the fault. */
export async function deliver(response: ServerResponse, delivery: Delivery): Promise<void> {
  const { body, headers, fault, request, keepAlive, pauseMs } = delivery;
  const isBroken = fault === 'reset' || fault === 'slow_body';
  if (request.stream) {
    const includesUsage = request.stream_options?.include_usage === true;
    const events = [...toEvents(body, { includesUsage, keepAlive })];
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      ...headers,
    });
    return sendPieces(response, { pieces: events, fault, pauseMs });
  }
  if (!isBroken) return send(response, 200, body, headers);
  const json = Buffer.from(JSON.stringify(body));
  const half = Math.floor(json.length / 2);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': json.length,
    ...headers,
  });
  const pieces = [json.subarray(0, half), json.subarray(half)];
  return sendPieces(response, { pieces, fault, pauseMs: 0 });
}

interface Pieces {
  readonly pieces: ReadonlyArray<string | Buffer>;
  readonly fault: Fault | undefined;
  readonly pauseMs: number;
}

async function sendPieces(
  response: ServerResponse,
  { pieces, fault, pauseMs }: Pieces,
): Promise<void> {
  const middle = Math.floor(pieces.length / 2);
  for (const [at, piece] of pieces.entries()) {
    // Whoever asked may be gone.
    if (response.destroyed) return;
    if (at === middle && fault === 'slow_body') await sleep(slowBodyMs);
    if (at === middle && fault === 'reset') {
      await sleep(20);
      response.destroy();
      return;
    }
    response.write(piece);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  response.end();
}

/** Answers with an error, as a server of this dialect puts it. */
export function refuse(
  response: ServerResponse,
  dialect: Dialect,
  problem: Problem,
  more: Readonly<Record<string, string>> = {},
): void {
  const { status, body, headers } = describeProblem(dialect, problem);
  if (typeof body !== 'string') {
    send(response, status, body, { ...more, ...headers });
    return;
  }
  response.writeHead(status, { 'content-type': 'text/html', ...headers });
  response.end(body);
}

/** Answers with JSON. */
export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** An error of the endpoints that only OpenAI has, in its form. */
export interface ApiError {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly code?: string | null;
  readonly param?: string | null;
}

/** Answers with an error in OpenAI's form. */
export function sendError(response: ServerResponse, error: ApiError): void {
  const { status, message, type = 'invalid_request_error', code = null, param = null } = error;
  send(response, status, { error: { message, type, param, code } });
}
