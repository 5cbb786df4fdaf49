import { TolkError } from '../../errors.ts';
import {
  type ApiBatch,
  type ApiBatchResult,
  exceedsTokenQuota,
  readEnqueuedLimit,
} from '../../llm/batch-api.ts';
import { believeUsage, ownCountInFile } from '../../llm/cost/believe-usage.ts';
import { costOfCall, spendOfCall } from '../../llm/cost/call-cost.ts';
import { stopsEverything } from '../../llm/error-policy.ts';
import type { CallSpend, PendingCall, Submission } from '../../store/submissions.ts';
import { settleReservation } from './call-budgets.ts';
import type { BatchApiContext } from './context.ts';

/*
 * What becomes of a submission, as the collector sees it:
 *
 *   prepared ─► submitted ─► ended
 *      │            └─► cancelled ─► ended
 *      └─► submitted / abandoned
 *
 * prepared ─► submitted     found at the server under its name: a crash came between its creation
 *                           there and writing that down.
 * prepared ─► abandoned     not found: it was never created; its articles are pending again.
 * submitted ─► cancelled    its deadline is near, or nobody wants it any more. Twice is once.
 * ─► ended                  its results are in the cache, every call is booked, and its articles
 *                           are pending again. Cut off in between, it is collected again: a call
 *                           is booked once.
 */

/** What a check of a submission found; `over quota`: the server had no tokens left for it. */
export type SubmissionCheck = 'in progress' | 'ended' | 'over quota';

type CollectorContext = Pick<
  BatchApiContext,
  'llm' | 'pause' | 'config' | 'store' | 'submissions' | 'log' | 'clock'
>;

/** The results of a submission: how many answers, and whose calls are to be asked directly. */
interface ReadResults {
  readonly answered: number;
  readonly unanswered: ReadonlySet<string>;
}

/** Articles looked up in one round trip. */
const page = 500;

/**
 * Looks after submissions: finds those that a crash left behind, cancels what is late or unwanted,
 * and collects the results of what has ended.
 */
export class ResultCollector {
  readonly #context: CollectorContext;
  /** When each submission was last checked. */
  readonly #checkedAt = new Map<string, number>();

  constructor(context: CollectorContext) {
    this.#context = context;
  }

  /** Checks a submission when it is time. An error is logged and never delays the others. */
  async check(submission: Submission): Promise<SubmissionCheck> {
    const { config, clock } = this.#context;
    const checkedAt = this.#checkedAt.get(submission.id) ?? 0;
    if (clock() - checkedAt < config.batchApi.pollMs) return 'in progress';
    this.#checkedAt.set(submission.id, clock());
    const { apiBatch } = submission;
    try {
      if (apiBatch === null) return await this.#recover(submission);
      return await this.#poll(submission, apiBatch);
    } catch (error) {
      await this.#onCheckFailed(submission, TolkError.from(error));
      return 'in progress';
    }
  }

  /** Cancels what nobody wants any more, after a batch was cancelled. */
  async cancelUnwanted(all: readonly Submission[]): Promise<void> {
    const { submissions } = this.#context;
    const asked = await submissions.reviewAsked();
    if (asked === null) return;
    for (const submission of all) {
      const { apiBatch, isCancelled } = submission;
      if (apiBatch === null || isCancelled || (await this.#isWanted(submission))) continue;
      await this.#cancel(submission, { apiBatch, why: 'unwanted' });
      this.#checkedAt.delete(submission.id);
    }
    await submissions.endReview(asked);
  }

  /** Takes back a submission that the server does not have: its articles are planned again. */
  async abandon(id: string): Promise<void> {
    const { submissions } = this.#context;
    for (const { call } of await submissions.pendingCallsOf(id))
      await this.#completeCall(call, null);
    await submissions.end(id);
  }

  /** The process that prepared it died: it was created at the server, or it was not. */
  async #recover(submission: Submission): Promise<SubmissionCheck> {
    const { llm, submissions, log } = this.#context;
    const apiBatch = await llm.batchApi.find(submission.id);
    log.warn({ event: 'batch_api.recovered', submission: submission.id, batch: apiBatch });
    if (apiBatch === null) {
      await this.abandon(submission.id);
      return 'ended';
    }
    await submissions.note({ ...submission, apiBatch });
    return 'in progress';
  }

  async #poll(submission: Submission, apiBatch: string): Promise<SubmissionCheck> {
    const polled = await this.#context.llm.batchApi.poll(apiBatch);
    if (polled.state !== 'ended') {
      if (this.#isLate(submission)) await this.#cancel(submission, { apiBatch, why: 'late' });
      return 'in progress';
    }
    const isOverQuota = polled.problem?.code === exceedsTokenQuota;
    if (isOverQuota) await this.#returnToPending(submission, polled.problem?.message ?? '');
    else await this.#collect(submission, polled);
    this.#checkedAt.delete(submission.id);
    return isOverQuota ? 'over quota' : 'ended';
  }

  async #onCheckFailed({ id }: Submission, problem: TolkError): Promise<void> {
    const { log, pause } = this.#context;
    const { code, message } = problem;
    log.error({ event: 'batch_api.check_failed', submission: id, code, reason: message });
    // An address that is not found says nothing about other articles.
    const isNotFound = code === 'llm.unknown_model' || code === 'llm.wrong_address';
    if (stopsEverything(problem) && !isNotFound) await pause.pauseAll(problem);
  }

  #isLate({ cancelAt, isCancelled }: Submission): boolean {
    return cancelAt !== null && !isCancelled && this.#context.clock() >= cancelAt;
  }

  /** Asks the server to stop; what it has done by then is collected like any other results. */
  async #cancel(
    submission: Submission,
    { apiBatch, why }: { readonly apiBatch: string; readonly why: 'late' | 'unwanted' },
  ): Promise<void> {
    const { llm, submissions, log } = this.#context;
    await llm.batchApi.cancel(apiBatch);
    await submissions.note({ ...submission, isCancelled: true });
    log.info({ event: 'batch_api.cancelled', submission: submission.id, batch: apiBatch, why });
  }

  /**
   * Writes the answers to the cache. A call without one is asked directly when its time was over,
   * and else once more through the Batch API.
   */
  async #collect(submission: Submission, apiBatch: ApiBatch): Promise<void> {
    const { submissions, log } = this.#context;
    const { answered, unanswered } = await this.#readResults(apiBatch.files, submission);
    const direct = new Set(unanswered);
    for (const { call } of await submissions.pendingCallsOf(submission.id)) {
      const pending = await this.#completeCall(call, null);
      // What was cancelled is planned again: it is late, unwanted, or somebody's who can wait.
      if (pending && !submission.isCancelled) direct.add(pending.record);
    }
    await submissions.markDirect([...direct]);
    await submissions.end(submission.id);
    log.info({
      event: 'batch_api.collected',
      submission: submission.id,
      batch: apiBatch.id,
      status: apiBatch.status,
      problem: apiBatch.problem?.message ?? null,
      answered,
      direct: direct.size,
    });
  }

  async #readResults(files: readonly string[], submission: Submission): Promise<ReadResults> {
    const { llm } = this.#context;
    let answered = 0;
    const unanswered = new Set<string>();
    for (const file of files) {
      for await (const result of llm.batchApi.read(file)) {
        const { key, answer, problem } = result;
        if (answer) await llm.store.writeAnswer(key, answer, llm.cacheTtlMs);
        const pending = await this.#completeCall(key, { result, submission });
        if (answer) answered += 1;
        else if (pending && problem === 'batch_expired') unanswered.add(pending.record);
      }
    }
    return { answered, unanswered };
  }

  /** Books a call that is back, once: its cost with its article, and what was reserved for it. */
  async #completeCall(
    call: string,
    back: { readonly result: ApiBatchResult; readonly submission: Submission } | null,
  ): Promise<PendingCall | null> {
    const { llm, submissions } = this.#context;
    const spend = back && (await this.#spendOf(back.result, back.submission));
    const pending = await submissions.completeCall(call, spend);
    // What was answered at an unknown price has cost something: the reservation stays.
    const paidUsd = spend ? (spend.costUsd ?? pending?.likelyUsd) : 0;
    if (pending) await settleReservation(llm, pending, paidUsd);
    return pending;
  }

  async #spendOf(
    { answer }: ApiBatchResult,
    { model, tokens, calls }: Submission,
  ): Promise<CallSpend | null> {
    if (!answer) return null;
    // What each prompt had is not kept; a file's prompts together have what was counted.
    const own = ownCountInFile({ model, promptTokens: tokens, calls });
    const counted = await believeUsage(answer, own);
    const { prices } = this.#context.llm;
    return spendOfCall(counted, costOfCall(prices, counted, { asked: model, via: 'batch-api' }));
  }

  /** It was over the quota: nothing of it was done, and it is planned again when there is room. */
  async #returnToPending(submission: Submission, message: string): Promise<void> {
    const { submissions, log } = this.#context;
    const { id, model, tokens } = submission;
    const limit = readEnqueuedLimit(message);
    if (limit !== null) await submissions.learnTokenLimit(model, limit);
    await submissions.uncountRounds(await this.#recordsOf(id));
    await this.abandon(id);
    log.warn({ event: 'batch_api.over_quota', submission: id, tokens, limit });
  }

  /** Says whether any article still wants an answer of this submission. */
  async #isWanted({ id }: Submission): Promise<boolean> {
    const records = await this.#recordsOf(id);
    for (let at = 0; at < records.length; at += page) {
      const wanted = await this.#context.store.jobsOf(records.slice(at, at + page));
      if (wanted.length > 0) return true;
    }
    return false;
  }

  /** The articles that have calls in flight in a submission, each once. */
  async #recordsOf(id: string): Promise<string[]> {
    const open = await this.#context.submissions.pendingCallsOf(id);
    return [...new Set(open.map(({ record }) => record))];
  }
}
