import { TolkError } from '../../errors.ts';
import { stopsEverything } from '../../llm/error-policy.ts';
import type { Submission } from '../../store/submissions.ts';
import { settleReservation } from './call-budgets.ts';
import type { ResultCollector } from './collector.ts';
import type { BatchApiContext } from './context.ts';
import type { PlannedArticles } from './planned-articles.ts';
import type { Request } from './request.ts';
import { type RequestFile, RequestFiles } from './request-files.ts';
import type { EnqueuedTokenQuota } from './token-quota.ts';

/** A file that was refused for its size is halved, but not below this. */
const minBytes = 100_000;
/** Nothing is submitted for this long after the Batch API refused a file. */
const refusedMs = 30_000;

/** What a submitter works with. */
export interface SubmitterContext
  extends Pick<BatchApiContext, 'llm' | 'pause' | 'config' | 'submissions' | 'log' | 'clock'> {
  readonly collector: ResultCollector;
  readonly planned: PlannedArticles;
  readonly quota: EnqueuedTokenQuota;
  /** False once this process has lost the lease, or is stopping. */
  readonly mayContinue: () => boolean;
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
    const { config, clock, mayContinue } = this.#context;
    for (const file of this.files.all()) {
      if (!mayContinue() || this.isPaused) return;
      if (clock() - file.openedAt >= config.batchApi.lingerMs) await this.submit(file);
    }
  }

  /**
   * Submits a file: written to Redis, uploaded, created at the server, written to Redis. After a
   * crash at any point the collector finds out what came of it.
   */
  async submit(file: RequestFile): Promise<void> {
    const { llm, submissions, planned, quota, clock } = this.#context;
    const { id, model, cancelAt, calls, tokens } = file;
    if (cancelAt !== null && clock() >= cancelAt) return this.#dropFile(file);
    await this.files.close(file);
    const submission: Submission = {
      id,
      apiBatch: null,
      createdAt: clock(),
      calls: calls.size,
      model,
      tokens,
      cancelAt,
      isCancelled: false,
    };
    await submissions.prepare(submission, calls);
    quota.add(model, tokens);
    try {
      const uploaded = await llm.batchApi.upload(file.path);
      this.#requireLease();
      const apiBatch = await llm.batchApi.create(uploaded, id);
      await submissions.note({ ...submission, apiBatch });
      this.#logSubmitted(file, apiBatch);
      for (const record of planned.waitingFor(id)) await this.releaseIfSubmitted(record);
    } catch (error) {
      await this.#onSubmitFailed(TolkError.from(error), file);
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
  #requireLease(): void {
    if (this.#context.mayContinue()) return;
    throw new TolkError('job.interrupted', 'stopped before the file was submitted');
  }

  async #dropFile(file: RequestFile): Promise<void> {
    for (const call of file.calls.values()) await settleReservation(this.#context.llm, call);
    this.#planAgain(file);
    await this.files.drop(file);
  }

  /** The articles of a file are planned again. */
  #planAgain({ id }: RequestFile): void {
    const { planned } = this.#context;
    for (const record of planned.waitingFor(id)) planned.remove(record);
  }

  /**
   * The server may have created it all the same: the collector looks for it before anything is sent
   * again. Its articles are planned again.
   */
  async #onSubmitFailed(problem: TolkError, file: RequestFile): Promise<void> {
    const { log, pause, clock } = this.#context;
    const { code, message } = problem;
    this.#planAgain(file);
    log.error({ event: 'batch_api.submit_failed', code, reason: message });
    if (code === 'llm.unknown_model' || code === 'llm.wrong_address')
      return this.#onNoBatchApi(file);
    if (code === 'llm.too_long') {
      this.#maxBytes = Math.max(minBytes, Math.floor(file.bytes / 2));
      return;
    }
    if (stopsEverything(problem)) await pause.pauseAll(problem);
    this.#pausedUntil = clock() + refusedMs;
  }

  /**
   * There is no such address: articles sent this way by mistake are asked directly, at full price.
   */
  async #onNoBatchApi(file: RequestFile): Promise<void> {
    const { log, collector } = this.#context;
    this.#isActive = false;
    await collector.abandon(file.id);
    const reason = 'the LLM server has no Batch API; its articles are asked directly';
    log.error({ event: 'batch_api.unavailable', reason });
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
