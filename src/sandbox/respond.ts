import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import { unsupported } from './parameters.ts';
import type { ApiError } from './protocol.ts';

/** Longer than anybody waits. */
const hangMs = 3_600_000;
const slowBodyMs = 1_500;

const statusFaults: Partial<Record<Fault, ApiError>> = {
  rate_limited: {
    status: 429,
    message: 'Rate limit reached.',
    type: 'requests',
    code: 'rate_limit_exceeded',
    headers: { 'retry-after': '1', 'retry-after-ms': '100' },
  },
  no_quota: {
    status: 429,
    message: 'You exceeded your current quota.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  },
  error_500: { status: 500, message: 'The server had an error.', type: 'server_error', code: null },
  error_502: { status: 502, message: 'Bad gateway.', type: 'server_error', code: null },
  error_503: {
    status: 503,
    message: 'The engine is overloaded.',
    type: 'server_error',
    code: null,
    headers: { 'retry-after-ms': '100' },
  },
  error_504: { status: 504, message: 'Gateway timeout.', type: 'server_error', code: null },
  schema_refused: unsupported('json_schema'),
  parameter_refused: unsupported('max_completion_tokens'),
};

/** Shows a fault that gives no completion at all; false when this is none of them. */
export async function failInstead(fault: Fault, response: ServerResponse): Promise<boolean> {
  const status = statusFaults[fault];
  if (status) {
    refuse(response, status);
    return true;
  }
  if (fault !== 'hang') return false;
  await sleep(hangMs, undefined, { ref: false });
  return true;
}

/** Sends a completion, broken off or slow where that is the fault. */
export async function deliver(
  fault: Fault | undefined,
  response: ServerResponse,
  body: unknown,
  headers: Record<string, string>,
): Promise<void> {
  if (fault !== 'reset' && fault !== 'slow_body') return send(response, 200, body, headers);
  const json = Buffer.from(JSON.stringify(body));
  const half = Math.floor(json.length / 2);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': json.length,
    ...headers,
  });
  response.write(json.subarray(0, half));
  await sleep(fault === 'reset' ? 20 : slowBodyMs);
  if (fault === 'reset') response.destroy();
  else response.end(json.subarray(half));
}

/** Answers with an error in OpenAI's form. */
export function refuse(
  response: ServerResponse,
  { status, message, type, code, param, headers }: ApiError,
  more: Record<string, string> = {},
): void {
  send(
    response,
    status,
    { error: { message, type, param: param ?? null, code } },
    { ...more, ...headers },
  );
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
