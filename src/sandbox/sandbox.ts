import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import { TolkError } from '../errors.ts';
import { answerQuestion } from './brain.ts';
import { type Bucket, createBucket } from './bucket.ts';
import { type ApiError, type ChatRequest, chatRequestSchema, formatDuration, textOf } from './protocol.ts';
import { logNormal, seededRandom } from './random.ts';

/** How the practice LLM behaves. */
export interface SandboxOptions {
  /** 0 takes a free one. @default 0 */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Median time to an answer. @default 0 */
  readonly latencyMs?: number;
  /** Spread of the latency's logarithm (log-normal); 0 makes it fixed. @default 0 */
  readonly latencySigma?: number;
  /** Seed of everything random. @default 1 */
  readonly seed?: number;
  /** Requests a minute. @default 1,000,000 */
  readonly requestsPerMinute?: number;
  /** Tokens a minute. @default 1,000,000,000 */
  readonly tokensPerMinute?: number;
  /** When given, any other key gets 401. */
  readonly apiKey?: string | undefined;
}

/** What the sandbox counted; `GET /stats` gives the same. */
interface SandboxStats {
  /** Requests for a completion, whatever came of them. */
  readonly requests: number;
  /** Those answered with a completion: the ones a provider charges for. */
  readonly completions: number;
  /** Completions of a question that had been answered before, word for word: paid for twice. */
  readonly repeated: number;
  readonly rejected: number;
  readonly byTask: Readonly<Record<'translation' | 'summary' | 'other', number>>;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** A running practice LLM. */
export interface Sandbox extends AsyncDisposable {
  /** What to put in `LLM_BASE_URL`. */
  readonly baseUrl: string;
  stats(): SandboxStats;
  close(): Promise<void>;
}

/** The model every answer names, whatever was asked: nobody shall take a gloss for a translation. */
const model = 'sandbox';
const fingerprint = 'tolk-sandbox-gloss';
const maxBodyBytes = 16_000_000;

/**
 * Starts the practice LLM: an HTTP server that speaks the OpenAI protocol and answers with a
 * word-by-word gloss. Free, deterministic, offline.
 *
 * @throws TolkError `port.in_use`
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', latencyMs = 0, latencySigma = 0, seed = 1 } = options;
  const random = seededRandom(seed);
  const requests = createBucket(options.requestsPerMinute ?? 1e6, Date.now);
  const tokens = createBucket(options.tokensPerMinute ?? 1e9, Date.now);
  const seen = new Set<string>();
  const stats = {
    requests: 0,
    completions: 0,
    repeated: 0,
    rejected: 0,
    byTask: { translation: 0, summary: 0, other: 0 },
    promptTokens: 0,
    completionTokens: 0,
  };

  async function complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
    stats.requests += 1;
    const body = await text(request);
    const parsed = body.length > maxBodyBytes ? undefined : parseRequest(body);
    if (!parsed || !('messages' in parsed)) return refuse(response, parsed ?? badRequest('the request is too large'));
    const promptTokens = parsed.messages.reduce((sum, message) => sum + encode(textOf(message)).length + 3, 3);
    const limited = takeFrom(requests, 1, 'requests') ?? takeFrom(tokens, promptTokens, 'tokens');
    if (limited) {
      stats.rejected += 1;
      return refuse(response, limited, limitHeaders(requests, tokens));
    }
    const delay = latencySigma > 0 ? logNormal(random, latencyMs, latencySigma) : latencyMs;
    if (delay > 0) await sleep(delay);
    const completion = makeCompletion(parsed, promptTokens);
    stats.completions += 1;
    stats.byTask[completion.task] += 1;
    stats.promptTokens += promptTokens;
    stats.completionTokens += completion.body.usage.completion_tokens;
    const mark = createHash('sha256').update(body).digest('base64');
    if (seen.has(mark)) stats.repeated += 1;
    seen.add(mark);
    send(response, 200, completion.body, limitHeaders(requests, tokens));
  }

  const server = createServer((request, response) => {
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    if (options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`) {
      return refuse(response, {
        status: 401,
        message: 'Incorrect API key provided.',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      });
    }
    if (route === 'POST /v1/chat/completions') {
      complete(request, response).catch((error: unknown) => {
        if (!response.headersSent) refuse(response, { status: 500, message: String(error), type: 'server_error', code: null });
      });
    } else if (route === 'GET /v1/models') {
      send(response, 200, { object: 'list', data: [{ id: model, object: 'model', created: 0, owned_by: fingerprintOwner }] });
    } else if (route === 'GET /stats') {
      send(response, 200, stats);
    } else {
      refuse(response, { status: 404, message: `Unknown request URL: ${route}.`, type: 'invalid_request_error', code: 'unknown_url' });
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
    stats: () => structuredClone(stats),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Who the list of models says owns the model; `isSandbox` in `llm/client.ts` looks for it. */
const fingerprintOwner = 'tolk-sandbox';

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new TolkError('port.in_use', `port ${port} on ${host} is in use; choose another one with --port`, { cause: error })
          : new TolkError('usage.invalid', `cannot listen on ${host}:${port} (${error.code ?? error.message})`, { cause: error }),
      );
    });
    server.listen(port, host, resolve);
  });
}

function parseRequest(body: string): ChatRequest | ApiError {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return badRequest('We could not parse the JSON body of your request.');
  }
  const parsed = chatRequestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return badRequest(`Invalid value at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`);
}

function badRequest(message: string): ApiError {
  return { status: 400, message, type: 'invalid_request_error', code: null };
}

function takeFrom(bucket: Bucket, amount: number, name: 'requests' | 'tokens'): ApiError | undefined {
  const result = bucket.take(amount);
  if (result.taken) return undefined;
  return {
    status: 429,
    message: `Rate limit reached for ${model} on ${name} per min. Limit: ${bucket.limit}. Please try again in ${formatDuration(result.waitMs)}.`,
    type: name,
    code: 'rate_limit_exceeded',
    headers: { 'retry-after': String(Math.ceil(result.waitMs / 1_000)), 'retry-after-ms': String(result.waitMs) },
  };
}

function limitHeaders(requests: Bucket, tokens: Bucket): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ requests, tokens }).flatMap(([name, bucket]) => {
      const { remaining, resetMs } = bucket.state();
      return [
        [`x-ratelimit-limit-${name}`, String(bucket.limit)],
        [`x-ratelimit-remaining-${name}`, String(remaining)],
        [`x-ratelimit-reset-${name}`, formatDuration(resetMs)],
      ];
    }),
  );
}

function makeCompletion(request: ChatRequest, promptTokens: number) {
  // After a repair there are several messages of the user; the first one holds the question.
  const question = request.messages.find((message) => message.role === 'user') ?? request.messages[0];
  const { task, value } = answerQuestion(question ? textOf(question) : '');
  const wantsJson = task !== 'other' || (request.response_format !== undefined && request.response_format.type !== 'text');
  const whole = wantsJson ? JSON.stringify(value) : glossOf(value);
  const all = encode(whole);
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const cut = all.length > limit;
  const completionTokens = Math.min(all.length, limit);
  return {
    task,
    body: {
      id: `chatcmpl-${createHash('sha256').update(whole).digest('hex').slice(0, 24)}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1_000),
      model,
      system_fingerprint: fingerprint,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: cut ? decode(all.slice(0, limit)) : whole, refusal: null },
          logprobs: null,
          finish_reason: cut ? 'length' : 'stop',
        },
      ],
      usage: {
        prompt_tokens: promptTokens,
        completion_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens,
        prompt_tokens_details: { cached_tokens: 0 },
      },
    },
  };
}

function glossOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'gloss' in value ? String(value.gloss) : JSON.stringify(value);
}

function refuse(response: ServerResponse, { status, message, type, code, headers }: ApiError, more: Record<string, string> = {}): void {
  send(response, status, { error: { message, type, param: null, code } }, { ...more, ...headers });
}

function send(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
