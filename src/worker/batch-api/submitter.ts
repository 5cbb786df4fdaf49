import { TolkError } from '../../errors.ts';
import { stopsEverything } from '../../llm/error-policy.ts';
import { refusalIn } from '../../llm/http/errors/classify-body.ts';
import { type Submission, submissionSchema } from '../../store/submissions.ts';
import { bookedOn } from './call-budgets.ts';
import { Canceller } from './canceller.ts';
import type { BatchApiContext, Turn } from './context.ts';
import { formOf } from './learned-capabilities.ts';
import { returnToPending } from './over-quota.ts';
import type { PlannedArticles } from './planned-articles.ts';
import type { Request } from './request.ts';
import { type RequestFile, RequestFiles } from './request-files.ts';
import type { Setback, Setbacks } from './setbacks.ts';
import type { SubmissionEnding } from './submission-ending.ts';
import type { EnqueuedTokenQuota } from './token-quota.ts';

/** A file that was refused for its size is halved, but not below this. */
const minBytes = 100_000;
/** After so many files in a row that could not be submitted the batches pause. */
const maxFailures = 8;
/** The longest pause after a failure, in polls; each is twice as long as the one before. */
const maxPausePolls = 16;

/** What a submitter works with. */
export interface SubmitterContext
  extends Pick<
    BatchApiContext,
    'llm' | 'pause' | 'config' | 'submissions' | 'owner' | 'log' | 'clock'
  > {
  readonly ending: SubmissionEnding;
  readonly setbacks: Setbacks;
  readonly planned: PlannedArticles;
  readonly quota: EnqueuedTokenQuota;
  readonly turn: () => Turn;
}

/** Fills request files and submits them: when they are full, or have been open long enough. */
export class Submitter {
  readonly #context: SubmitterContext;
  /** The files that are being filled. */
  readonly files: RequestFiles;
  #pausedUntil = 0;
  /** Whether the server has a Batch API, as far as is known. */
  #isActive = true;
  /** Most bytes in a file; less than configured once something on the way has refused one. */
  #maxBytes: number;

  constructor(context: SubmitterContext) {
    this.#context = context;
    this.files = new RequestFiles(context.clock);
    this.#maxBytes = context.config.batchApi.maxBytes;
  }

  /** False once the server has turned out to have no Batch API. */
  get isActive(): boolean {
    return this.#isActive;
  }

  /** True for a while after the Batch API refused a file. */
  get isPaused(): boolean {
    return this.#context.clock() < this.#pausedUntil;
  }

  /** Adds a request to the open file for its model, or to a new one when that is full. */
  async add(request: Request, cancelAt: number | null): Promise<RequestFile> {
    const open = this.files.openFor(request.model, cancelAt);
    if (open && this.#isFull(open, request)) await this.submit(open);
    return this.files.write(request, cancelAt);
  }

  /** Submits the files that have been open for `TOLK_BATCH_API_LINGER_MS`. */
  async submitLingering(): Promise<void> {
    const { config, clock, turn } = this.#context;
    for (const file of this.files.all()) {
      if (!turn().mayContinue() || this.isPaused) return;
      if (clock() - file.openedAt >= config.batchApi.lingerMs) await this.submit(file);
    }
  }

  /**
   * Submits a file: written to Redis, uploaded, created at the server, written to Redis. After a
   * crash at any point the collector finds out what came of it.
   */
  async submit(file: RequestFile): Promise<void> {
    const { llm, submissions, owner, planned, quota, clock } = this.#context;
    const { id, model, cancelAt, calls, tokens } = file;
    if (cancelAt !== null && clock() >= cancelAt) return this.#dropFile(file);
    if (!(await this.#context.turn().confirm())) return this.#dropFile(file);
    await this.files.close(file);
    let submission = prepareSubmission({
      id,
      createdAt: clock(),
      calls: calls.size,
      model,
      tokens,
      cancelAt,
      sentAs: await formOf(llm, model),
    });
    if (!(await submissions.prepare(owner, submission, calls))) return this.#dropFile(file);
    quota.add(model, tokens);
    try {
      submission = { ...submission, inputFile: await llm.batchApi.upload(file.path) };
      if (!(await submissions.note(submission))) throw interrupted();
      await this.#requireLease();
      const apiBatch = await llm.batchApi.create(submission.inputFile ?? '', id);
      const created = { ...submission, apiBatch };
      if (!(await this.#noteCreated(created, file))) return await this.#dropCreated(created, file);
      await submissions.clearSubmitFailures();
      this.#logSubmitted(file, apiBatch);
      for (const record of planned.waitingFor(id)) await this.releaseIfSubmitted(record);
    } catch (error) {
      await this.#onSubmitFailed(TolkError.from(error), { file, submission });
    } finally {
      await this.files.drop(file);
    }
  }

  /** An article all of whose calls are submitted is no longer pending until they are back. */
  async releaseIfSubmitted(record: string): Promise<void> {
    const { planned, submissions } = this.#context;
    // Null: more of its calls are to come, or a file with one failed and it is planned again.
    const waitingFor = planned.submissionsOf(record);
    if (waitingFor === null) return;
    if (waitingFor.some((id) => this.files.isOpen(id))) return;
    await submissions.wait(record, waitingFor);
    planned.remove(record);
  }

  /** Drops the open files; their articles are still pending. */
  async dropAll(): Promise<void> {
    for (const file of this.files.all()) await this.#dropFile(file);
    this.#context.planned.clear();
  }

  #isFull(file: RequestFile, { line }: Request): boolean {
    const { maxRequests } = this.#context.config.batchApi;
    return file.calls.size >= maxRequests || file.bytes + line.length > this.#maxBytes;
  }

  /** Whoever has the lease by now plans these calls again. */
  async #requireLease(): Promise<void> {
    if (!(await this.#context.turn().confirm())) throw interrupted();
  }

  /**
   * Redis may have failed over since, and know nothing of what is paid for now. False where whoever
   * has the lease by now has sent all its calls.
   */
  async #noteCreated(created: Submission, { calls }: RequestFile): Promise<boolean> {
    const { llm, submissions, owner } = this.#context;
    if (await submissions.note(created)) return true;
    const sent = [...calls].map(([key, call]) => {
      const budgets = bookedOn(llm, call).map(({ name }) => name);
      return [key, { call, budgets }] as const;
    });
    return submissions.writeCreated(owner, created, new Map(sent));
  }

  /** Nobody waits for it: its articles are planned again, and wait for what has their calls. */
  async #dropCreated(created: Submission, file: RequestFile): Promise<void> {
    this.#planAgain(file);
    await new Canceller(this.#context).cancel(created, 'unwanted');
    await this.#context.submissions.uncountRounds([...recordsIn(file)]);
  }

  async #dropFile(file: RequestFile): Promise<void> {
    const { submissions, owner } = this.#context;
    await submissions.unbook(owner, [...file.calls.keys()]);
    this.#planAgain(file);
    await this.files.drop(file);
  }

  /** The articles of a file are planned again. */
  #planAgain({ id }: RequestFile): void {
    const { planned } = this.#context;
    for (const record of planned.waitingFor(id)) planned.remove(record);
  }

  /**
   * The server may have created it all the same, unless it says that it has not: then the collector
   * looks for it before anything is sent again. Its articles are planned again.
   */
  async #onSubmitFailed(problem: TolkError, { file, submission }: FailedFile): Promise<void> {
    const { log, pause, ending, submissions } = this.#context;
    const { code, message: reason, status } = problem;
    this.#planAgain(file);
    log.error({ event: 'batch_api.submit_failed', code, status, reason });
    if (code === 'llm.too_long' && file.calls.size > 1 && file.bytes > minBytes) {
      this.#maxBytes = Math.max(minBytes, Math.floor(file.bytes / 2));
      await ending.abandon(submission);
      return;
    }
    if (isOverQuota(problem)) {
      this.#context.quota.markFull(file.model);
      return returnToPending(submission, wordsOf(problem), this.#context);
    }
    const kind = kindOf(problem, submission);
    if (kind !== null) return this.#onRefused(kind, reason, { file, submission });
    await submissions.uncountRounds([...recordsIn(file)]);
    if (stopsEverything(problem)) await pause.pauseAll(problem);
    if (code !== 'job.interrupted') await this.#backOff(reason, file);
  }

  /** It will not take the file: the articles' batches say what to do. */
  async #onRefused(
    kind: 'refused' | 'no-batch-api',
    reason: string,
    { file, submission }: FailedFile,
  ): Promise<void> {
    const { log, ending } = this.#context;
    const isFirst = kind === 'no-batch-api' && this.#isActive;
    if (kind === 'no-batch-api') this.#isActive = false;
    const says = kind === 'refused' ? 'the Batch API refuses a request file' : noBatchApi;
    if (isFirst) log.error({ event: 'batch_api.unavailable', reason: `${says}: ${reason}` });
    await this.#settle(kind, `${says}: ${reason}`, file);
    await ending.abandon(submission);
  }

  /** It failed: after a while once more; after many times the batches pause. */
  async #backOff(reason: string, file: RequestFile): Promise<void> {
    const { submissions, clock, config } = this.#context;
    const failures = await submissions.countSubmitFailure();
    const polls = Math.min(maxPausePolls, 2 ** (failures - 1));
    this.#pausedUntil = clock() + polls * config.batchApi.pollMs;
    if (failures < maxFailures) return;
    await submissions.clearSubmitFailures();
    await this.#settle('lost', `the Batch API takes no request file: ${reason}`, file);
  }

  #settle(kind: Setback['kind'], words: string, file: RequestFile): Promise<void> {
    const records = recordsIn(file);
    return this.#context.setbacks.settle({ kind, words, records, answered: 'none' });
  }

  #logSubmitted({ id, model, calls, bytes, tokens }: RequestFile, batch: string): void {
    this.#context.log.info({
      event: 'batch_api.submitted',
      submission: id,
      batch,
      model,
      calls: calls.size,
      bytes,
      tokens,
    });
  }
}

/** Whoever has the lease, or has had Redis fail over, plans the calls again. */
function interrupted(): TolkError {
  return new TolkError('job.interrupted', 'stopped before the file was submitted');
}

interface FailedFile {
  readonly file: RequestFile;
  readonly submission: Submission;
}

const noBatchApi = 'the LLM server has no Batch API';

/** Statuses of an address that a server does not have. */
const noAddress = [404, 405, 501];

/** What it means that a file was refused; null where it may be taken another time. */
function kindOf(problem: TolkError, { inputFile }: Submission): 'refused' | 'no-batch-api' | null {
  const { code, status } = problem;
  // The file was uploaded a moment ago, and is not known everywhere yet.
  if (status === 404 && inputFile !== null && /\bfile/i.test(wordsOf(problem))) return null;
  const isNowhere = status !== undefined && noAddress.includes(status);
  if (isNowhere || code === 'llm.wrong_address') return 'no-batch-api';
  const isRefused = code === 'llm.bad_request' || code === 'llm.unknown_model';
  return isRefused || code === 'llm.too_long' ? 'refused' : null;
}

function recordsIn({ calls }: RequestFile): Set<string> {
  return new Set([...calls.values()].map(({ record }) => record));
}

/** A server that counts enqueued tokens before it takes a batch, not after. */
function isOverQuota(problem: TolkError): boolean {
  return /token_limit_exceeded|enqueued tokens?/i.test(wordsOf(problem));
}

function wordsOf(problem: TolkError): string {
  return refusalIn(problem)?.message ?? problem.message;
}

function prepareSubmission(
  known: Pick<
    Submission,
    'id' | 'createdAt' | 'calls' | 'model' | 'tokens' | 'cancelAt' | 'sentAs'
  >,
): Submission {
  return submissionSchema.parse({ ...known, apiBatch: null });
}
