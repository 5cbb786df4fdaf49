import { seededRandom } from '../../random.ts';
import { type ApiBatch, type BatchProblem, type IdSequence, requestLineSchema } from './batch.ts';
import type { FileStore } from './files.ts';
import type { BatchApiStats, SandboxBatchApiOptions } from './options.ts';
import { overTokenLimit, validateLines } from './validate.ts';

/*
 * What becomes of a batch:
 *
 *   validating ─► in_progress ─► completed / expired
 *       │              └───────► cancelling ─► cancelled
 *       └─► failed
 *
 * validating ─► failed          its file breaks a rule, or there are too many tokens in progress.
 * in_progress ─► completed      when its time is over; `expired` when a request was not done.
 * in_progress ─► cancelling     on request; once more, or when it is over, changes nothing.
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
}

/** From the request to cancel a batch to its end; OpenAI's takes up to ten minutes. */
const cancelMs = 50;

const expiredError = {
  code: 'batch_expired',
  message: 'This request could not be executed before the completion window expired.',
};
const serverError = {
  status: 500,
  body: { error: { message: 'The server had an error.', type: 'server_error', code: null } },
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

  /** Starts a batch, or fails it at once for what is wrong with its file. */
  start(batch: ApiBatch, lines: readonly string[]): void {
    const { options, stats } = this.#context;
    const problem = this.#findProblem(lines);
    if (problem) {
      stats.refused += 1;
      batch.status = 'failed';
      batch.errors = { data: [problem] };
      return;
    }
    batch.status = 'in_progress';
    batch.request_counts.total = lines.length;
    const latencyMs = options.batchLatencyMs ?? 0;
    const timer = setTimeout(() => this.#finish(batch, lines, 'completed'), latencyMs).unref();
    const tokens = this.#countTokens(lines);
    this.#runs.set(batch.id, { lines, tokens, startedAt: Date.now(), timer });
  }

  /** Cancels a batch in progress; it keeps what was done by then. */
  cancel(batch: ApiBatch): void {
    const run = this.#runs.get(batch.id);
    if (!run || batch.status !== 'in_progress') return;
    clearTimeout(run.timer);
    this.#context.stats.cancelled += 1;
    batch.status = 'cancelling';
    const done = run.lines.slice(0, this.#countDone(run));
    setTimeout(() => this.#finish(batch, done, 'cancelled'), cancelMs).unref();
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
    const { batchMaxRequests = 50_000, batchMaxTokens } = this.#context.options;
    const problem = validateLines(lines, batchMaxRequests);
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
    batch.output_file_id = this.#writeResults(completed);
    batch.error_file_id = this.#writeResults(failed);
    const { total } = batch.request_counts;
    batch.request_counts = { total, completed: completed.length, failed: failed.length };
    const isExpired = status === 'completed' && results.some(({ kind }) => kind === 'expired');
    batch.status = isExpired ? 'expired' : status;
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
      return { kind: 'expired', row };
    }
    const isError = this.#random() < batchErrors;
    const answer = isError ? serverError : handler.answer(body);
    const kind = answer.status === 200 ? 'completed' : 'errors';
    stats[kind] += 1;
    const response = { status_code: answer.status, request_id: id, body: answer.body };
    return { kind, row: JSON.stringify({ id, custom_id, response, error: null }) };
  }

  /** Writes a result file; its rows are in no order, as at OpenAI. */
  #writeResults(results: readonly RequestResult[]): string | null {
    const shuffled = results
      .map(({ row }) => ({ row, rank: this.#random() }))
      .toSorted((a, b) => a.rank - b.rank);
    return this.#context.files.addRows(shuffled.map(({ row }) => row));
  }
}

function readLine(line: string) {
  return requestLineSchema.parse(JSON.parse(line));
}
