import { z } from 'zod';
import { seededRandom } from '../../random.ts';
import {
  type ApiBatch,
  type BatchProblem,
  type BatchUsage,
  type IdSequence,
  moveTo,
  requestLineSchema,
} from './batch.ts';
import type { FileStore } from './files.ts';
import type { BatchApiStats, SandboxBatchApiOptions } from './options.ts';
import { overTokenLimit, validateLines } from './validate.ts';

/*
 * What becomes of a batch:
 *
 *   validating ─► in_progress ─► finalizing ─► completed / expired
 *       │              └───────► cancelling ─► cancelled
 *       └─► failed
 *
 * validating ─► failed          its file breaks a rule, or there are too many tokens in progress.
 * in_progress ─► finalizing     when its time is over, or it is known what expired.
 * finalizing ─► completed       a moment later; `expired` when a request was not done.
 * in_progress ─► cancelling     on request, also while validating; in any later state it is refused.
 * cancelling ─► cancelled       a moment later, with the share of requests done by then.
 */

/** How the requests of a batch are answered. */
export interface RequestHandler {
  /** Status and body as they would come over HTTP. */
  answer(body: unknown): { readonly status: number; readonly body: unknown };
  countPromptTokens(body: unknown): number;
}

/** What a runner works with. */
export interface BatchRunnerContext {
  readonly options: SandboxBatchApiOptions;
  readonly handler: RequestHandler;
  readonly files: FileStore;
  readonly ids: IdSequence;
  readonly stats: BatchApiStats;
}

/** A batch in progress. */
interface Run {
  readonly lines: readonly string[];
  readonly tokens: number;
  readonly startedAt: number;
  readonly timer: NodeJS.Timeout;
}

/** What one request came to: the counter it adds to, and its row in a result file. */
interface RequestResult {
  readonly kind: 'completed' | 'expired' | 'errors';
  readonly row: string;
  readonly body: unknown;
}

/** From the request to cancel a batch to its end; OpenAI's takes up to ten minutes. */
const cancelMs = 50;

const expiredError = {
  code: 'batch_expired',
  message: 'This request could not be executed before the completion window expired.',
};
const serverError = {
  status: 500,
  body: {
    error: {
      message: 'The server had an error while processing your request. Sorry about that!',
      type: 'server_error',
      param: null,
      code: null,
    },
  },
};

/** Runs batches: each ends at its time, with its results in files. */
export class BatchRunner {
  readonly #context: BatchRunnerContext;
  readonly #random: () => number;
  readonly #runs = new Map<string, Run>();

  constructor(context: BatchRunnerContext) {
    this.#context = context;
    this.#random = seededRandom((context.options.seed ?? 1) + 1);
  }

  /** Validates a batch's file in a moment, and starts it or fails it for what is wrong. */
  start(batch: ApiBatch, lines: readonly string[]): void {
    setImmediate(() => this.#begin(batch, lines)).unref();
  }

  #begin(batch: ApiBatch, lines: readonly string[]): void {
    if (batch.status !== 'validating') return;
    const { options, stats } = this.#context;
    const problem = this.#findProblem(lines);
    if (problem) {
      stats.refused += 1;
      moveTo(batch, 'failed');
      batch.errors = { object: 'list', data: [problem] };
      return;
    }
    moveTo(batch, 'in_progress');
    batch.request_counts.total = lines.length;
    const { batchLatencyMs = 0, batchFinalizingMs = 0 } = options;
    const finish = () => {
      moveTo(batch, 'finalizing');
      setTimeout(() => this.#finish(batch, lines, 'completed'), batchFinalizingMs).unref();
    };
    const timer = setTimeout(finish, batchLatencyMs).unref();
    const tokens = this.#countTokens(lines);
    this.#runs.set(batch.id, { lines, tokens, startedAt: Date.now(), timer });
  }

  /** Cancels a batch in progress, which keeps what was done by then; false where it is too late. */
  cancel(batch: ApiBatch): boolean {
    if (batch.status === 'cancelling') return true;
    if (batch.status !== 'in_progress' && batch.status !== 'validating') return false;
    const run = this.#runs.get(batch.id);
    clearTimeout(run?.timer);
    this.#context.stats.cancelled += 1;
    moveTo(batch, 'cancelling');
    const done = run?.lines.slice(0, this.#countDone(run)) ?? [];
    setTimeout(() => this.#finish(batch, done, 'cancelled'), cancelMs).unref();
    return true;
  }

  /** How many of its requests are done; that of a batch in progress grows with time. */
  completedOf(batch: ApiBatch): number {
    const run = this.#runs.get(batch.id);
    return run ? this.#countDone(run) : batch.request_counts.completed;
  }

  #countDone({ lines, startedAt }: Run): number {
    const latencyMs = Math.max(1, this.#context.options.batchLatencyMs ?? 0);
    const share = Math.min(1, (Date.now() - startedAt) / latencyMs);
    return Math.floor(lines.length * share);
  }

  #findProblem(lines: readonly string[]): BatchProblem | null {
    const {
      batchMaxRequests: maxRequests = 50_000,
      batchMaxTokens,
      models,
    } = this.#context.options;
    const problem = validateLines(lines, { maxRequests, models });
    if (problem || batchMaxTokens === undefined) return problem;
    const enqueued = [...this.#runs.values()].reduce((sum, { tokens }) => sum + tokens, 0);
    const isOver = enqueued + this.#countTokens(lines) > batchMaxTokens;
    return isOver ? overTokenLimit(batchMaxTokens) : null;
  }

  /** Prompt tokens of a file; counted only where they are limited. */
  #countTokens(lines: readonly string[]): number {
    const { options, handler } = this.#context;
    if (options.batchMaxTokens === undefined) return 0;
    return lines.reduce((sum, line) => sum + handler.countPromptTokens(readLine(line).body), 0);
  }

  #finish(batch: ApiBatch, lines: readonly string[], status: 'completed' | 'cancelled'): void {
    this.#runs.delete(batch.id);
    const results = lines.map((line) => this.#runRequest(line));
    const completed = results.filter(({ kind }) => kind === 'completed');
    const failed = results.filter(({ kind }) => kind !== 'completed');
    batch.output_file_id = this.#writeResults(completed, `${batch.id}_output.jsonl`);
    batch.error_file_id = this.#writeResults(failed, `${batch.id}_error.jsonl`);
    const { total } = batch.request_counts;
    batch.request_counts = { total, completed: completed.length, failed: failed.length };
    batch.usage = sumUsage(completed.map(({ body }) => body));
    const isExpired = status === 'completed' && results.some(({ kind }) => kind === 'expired');
    moveTo(batch, isExpired ? 'expired' : status);
  }

  #runRequest(line: string): RequestResult {
    const { options, handler, ids, stats } = this.#context;
    const { batchExpire = 0, batchErrors = 0 } = options;
    const { custom_id, body } = readLine(line);
    const id = ids.next('batch_req');
    stats.requests += 1;
    if (this.#random() < batchExpire) {
      stats.expired += 1;
      const row = JSON.stringify({ id, custom_id, response: null, error: expiredError });
      return { kind: 'expired', row, body: null };
    }
    const isError = this.#random() < batchErrors;
    const answer = isError ? serverError : handler.answer(body);
    const kind = answer.status === 200 ? 'completed' : 'errors';
    stats[kind] += 1;
    const response = { status_code: answer.status, request_id: `req_${id}`, body: answer.body };
    const row = JSON.stringify({ id, custom_id, response, error: null });
    return { kind, row, body: answer.body };
  }

  /** Writes a result file; its rows are in no order, as at OpenAI. */
  #writeResults(results: readonly RequestResult[], filename: string): string | null {
    const { options, files } = this.#context;
    const shuffled = results
      .map(({ row }) => ({ row, rank: this.#random() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ row }) => row);
    const isSpoilt = shuffled.length > 0 && isOneOf(this.#random, options.batchBadLines);
    const rows = isSpoilt ? [...shuffled.slice(1), cutInHalf(shuffled[0] ?? '')] : shuffled;
    const id = files.addRows(rows, filename);
    if (id !== null && isOneOf(this.#random, options.batchLoseFiles)) files.delete(id);
    return id;
  }
}

/** True for a `share` of what is asked; where the share is none, nothing random is used up. */
export function isOneOf(random: () => number, share = 0): boolean {
  return share > 0 && random() < share;
}

/** A line as it is at the end of a file that was cut. */
function cutInHalf(row: string): string {
  return row.slice(0, row.length / 2);
}

const usageSchema = z.object({
  usage: z.object({
    prompt_tokens: z.number(),
    completion_tokens: z.number(),
    prompt_tokens_details: z.object({ cached_tokens: z.number() }).nullish(),
    completion_tokens_details: z.object({ reasoning_tokens: z.number() }).nullish(),
  }),
});

function sumUsage(bodies: readonly unknown[]): BatchUsage {
  const used = bodies.flatMap((body) => usageSchema.safeParse(body).data?.usage ?? []);
  const sum = (count: (usage: (typeof used)[number]) => number) =>
    used.reduce((total, usage) => total + count(usage), 0);
  const input = sum(({ prompt_tokens }) => prompt_tokens);
  const output = sum(({ completion_tokens }) => completion_tokens);
  return {
    input_tokens: input,
    input_tokens_details: {
      cached_tokens: sum((usage) => usage.prompt_tokens_details?.cached_tokens ?? 0),
    },
    output_tokens: output,
    output_tokens_details: {
      reasoning_tokens: sum((usage) => usage.completion_tokens_details?.reasoning_tokens ?? 0),
    },
    total_tokens: input + output,
  };
}

function readLine(line: string) {
  return requestLineSchema.parse(JSON.parse(line));
}
