import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { logNormal, seededRandom } from '../random.ts';
import { answerQuestion, type SandboxAnswer } from './answer.ts';
import {
  type Completion,
  canShow,
  countPromptTokens,
  makeCompletion,
  model,
} from './completion.ts';
import { type Fault, type FaultPlan, isFault, planChaos } from './faults.ts';
import { isOrdered, obedience } from './naive-mode.ts';
import { hasParameter, type Refusable, unsupported } from './parameters.ts';
import {
  type ApiError,
  type ChatRequest,
  chatRequestSchema,
  formatDuration,
  textOf,
} from './protocol.ts';
import { deliver, failInstead, refuse } from './respond.ts';
import type { Poisoned } from './spoil.ts';
import { type Bucket, createBucket } from './token-bucket.ts';

/** How the practice LLM behaves. */
export interface SandboxOptions {
  /** Median time to an answer. @default 0 */
  readonly latencyMs?: number;
  /** Spread of the latency's logarithm (log-normal); 0 makes it fixed. @default 0 */
  readonly latencySigma?: number;
  /** Seed of everything random. @default 1 */
  readonly seed?: number;
  /** Requests a minute. @default 1,000,000 */
  readonly requestsPerMinute?: number;
  /** Tokens a minute, prompt and completion. @default 1,000,000,000 */
  readonly tokensPerMinute?: number;
  /** When given, any other key gets 401. */
  readonly apiKey?: string | undefined;
  /** Share of answers that are bad, all kinds in turn. @default 0 */
  readonly chaos?: number;
  /** Called for every request with what it may meet; wins over `chaos`. A request's own `x-sandbox-fault` header wins over both. */
  readonly faultPlan?: FaultPlan;
  /** Parameters it refuses with 400, as servers do that do not know them. */
  readonly refuses?: readonly Refusable[];
  /** It does what any text tells it that reaches it undelimited, instead of its work. @default false */
  readonly gullible?: boolean;
}

/** What the sandbox counted; `GET /stats` gives the same. */
export interface SandboxStats {
  /** Requests for a completion, whatever came of them. */
  readonly requests: number;
  /** Those answered with a completion: the ones a provider charges for. */
  readonly completions: number;
  /** Completions of a question that had been answered well before, word for word: paid for twice. */
  readonly repeated: number;
  /** Requests refused for a rate limit. */
  readonly rejected: number;
  /** Requests it is working on at this moment. */
  readonly inFlight: number;
  readonly byTask: Readonly<Record<SandboxAnswer['task'], number>>;
  /** Times it did what a text told it. */
  readonly obeyed: number;
  readonly byFault: Readonly<Partial<Record<Fault, number>>>;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

const maxBodyBytes = 16_000_000;
/** Faults with which the answer is still whole and right: asking again would be paying twice. */
const harmless: readonly Fault[] = ['slow_body', 'fenced', 'prose', 'wrong_usage'];

/** What goes wrong on the way, and so not in a file. */
const notInBatches = new Set<Fault>([
  'rate_limited',
  'no_quota',
  'error_500',
  'error_502',
  'error_503',
  'error_504',
  'schema_refused',
  'parameter_refused',
  'hang',
  'reset',
  'slow_body',
]);

/** Answers requests for completions, and keeps the books. */
export function createCompletions(options: SandboxOptions) {
  const { latencyMs = 0, latencySigma = 0, chaos = 0, seed = 1, refuses = [] } = options;
  const random = seededRandom(seed);
  const plan = options.faultPlan ?? (chaos > 0 ? planChaos(chaos, seed) : () => undefined);
  const requests = createBucket(options.requestsPerMinute ?? 1e6, Date.now);
  const tokens = createBucket(options.tokensPerMinute ?? 1e9, Date.now);
  const answeredWell = new Set<string>();
  const poisoned: Poisoned[] = [];
  const stats = {
    requests: 0,
    completions: 0,
    repeated: 0,
    rejected: 0,
    inFlight: 0,
    obeyed: 0,
    byTask: { translation: 0, summary: 0, judge: 0, other: 0 },
    byFault: {} as Partial<Record<Fault, number>>,
    promptTokens: 0,
    completionTokens: 0,
  };

  /** Takes what the request uses out of both buckets, or says which one is empty. */
  const meter = (amount: number) =>
    takeFrom(requests, 1, 'requests') ?? takeFrom(tokens, amount, 'tokens');
  const latency = () => (latencySigma > 0 ? logNormal(random, latencyMs, latencySigma) : latencyMs);

  function think(request: ChatRequest): SandboxAnswer {
    if (!options.gullible || !isOrdered(request)) return answerQuestion(questionOf(request));
    stats.obeyed += 1;
    return { task: 'other', value: obedience, pairs: [] };
  }

  /** A completion that leaves the house: counted, charged for, and remembered. */
  function book(
    body: string,
    task: SandboxAnswer['task'],
    fault: Fault | undefined,
    completion: Completion,
  ): void {
    const mark = createHash('sha256').update(body).digest('base64');
    if (answeredWell.has(mark)) stats.repeated += 1;
    if (fault === undefined || harmless.includes(fault)) answeredWell.add(mark);
    poisoned.push(...completion.poisoned);
    stats.completions += 1;
    stats.byTask[task] += 1;
    stats.promptTokens += completion.tokens.prompt;
    stats.completionTokens += completion.tokens.completion;
  }

  async function complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
    stats.requests += 1;
    const body = await text(request);
    const parsed = readRequest(body, refuses);
    if (!('messages' in parsed)) return refuse(response, parsed);
    const answer = think(parsed);
    const pick = random();
    const asked = request.headers['x-sandbox-fault'];
    const fault = isFault(asked) ? asked : plan((one) => canShow(one, parsed, answer, pick));
    const completion = makeCompletion(parsed, answer, fault, pick);

    const limited = meter(completion.tokens.prompt + completion.tokens.completion);
    if (limited) {
      stats.rejected += 1;
      return refuse(response, limited, limitHeaders(requests, tokens));
    }
    stats.inFlight += 1;
    const delay = latency();
    if (delay > 0) await sleep(delay);
    stats.inFlight -= 1;
    if (fault) stats.byFault[fault] = (stats.byFault[fault] ?? 0) + 1;
    if (fault && (await failInstead(fault, response))) return;
    book(body, answer.task, fault, completion);
    await deliver(fault, response, completion.body, limitHeaders(requests, tokens));
  }
  /** A request of a batch: without limits and latency, else the same. */
  function answerLine(request: unknown): { status: number; body: unknown } {
    const body = JSON.stringify(request);
    stats.requests += 1;
    const parsed = readRequest(body, refuses);
    if (!('messages' in parsed))
      return {
        status: parsed.status,
        body: { error: { message: parsed.message, type: parsed.type, code: parsed.code } },
      };
    const answer = think(parsed);
    const pick = random();
    const fault = plan((one) => !notInBatches.has(one) && canShow(one, parsed, answer, pick));
    if (fault) stats.byFault[fault] = (stats.byFault[fault] ?? 0) + 1;
    const completion = makeCompletion(parsed, answer, fault, pick);
    book(body, answer.task, fault, completion);
    return { status: 200, body: completion.body };
  }
  return {
    complete,
    answerLine,
    stats,
    poisoned,
    countPromptTokens(request: unknown): number {
      const parsed = chatRequestSchema.safeParse(request);
      return parsed.success ? countPromptTokens(parsed.data) : 0;
    },
  };
}

/** After a repair there are several messages of the user; the first one holds the question. */
function questionOf({ messages }: ChatRequest): string {
  const question = messages.find((message) => message.role === 'user') ?? messages[0];
  return question ? textOf(question) : '';
}

function readRequest(
  body: string,
  refuses: NonNullable<SandboxOptions['refuses']>,
): ChatRequest | ApiError {
  if (body.length > maxBodyBytes) return badRequest('the request is too large');
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return badRequest('We could not parse the JSON body of your request.');
  }
  const parsed = chatRequestSchema.safeParse(json);
  if (parsed.success) {
    const unknown = refuses.find((name) => hasParameter(parsed.data, name));
    return unknown ? unsupported(unknown) : parsed.data;
  }
  const issue = parsed.error.issues[0];
  return badRequest(`Invalid value at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`);
}

function badRequest(message: string): ApiError {
  return { status: 400, message, type: 'invalid_request_error', code: null };
}

function takeFrom(
  bucket: Bucket,
  amount: number,
  name: 'requests' | 'tokens',
): ApiError | undefined {
  const result = bucket.take(amount);
  if (result.taken) return undefined;
  return {
    status: 429,
    message: `Rate limit reached for ${model} on ${name} per min. Limit: ${bucket.limit}. Please try again in ${formatDuration(result.waitMs)}.`,
    type: name,
    code: 'rate_limit_exceeded',
    headers: {
      'retry-after': String(Math.ceil(result.waitMs / 1_000)),
      'retry-after-ms': String(result.waitMs),
    },
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
