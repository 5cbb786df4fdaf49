import { TolkError } from '../../errors.ts';
import type { cancelReasons, Submission } from '../../store/submissions.ts';
import type { BatchApiContext } from './context.ts';
import { isLate, isOverdue, maxCancelTries, nextCancelAt } from './patience.ts';

/** Why a submission is cancelled; see {@link cancelReasons}. */
export type CancelReason = (typeof cancelReasons)[number];

/** What a canceller works with. */
export type CancellerContext = Pick<
  BatchApiContext,
  'llm' | 'config' | 'submissions' | 'log' | 'clock'
>;

/**
 * Asks the server to cancel submissions. A server may refuse (409: it is finalizing; 404, 400: it
 * is over): then the batch itself says what became of it, and the server is asked again only after
 * a while, and a few times. What was done by then is collected like any other results.
 */
export class Canceller {
  readonly #context: CancellerContext;

  constructor(context: CancellerContext) {
    this.#context = context;
  }

  /** Cancels a submission that should not continue; returns it as it is now. */
  async cancelIfDue(submission: Submission): Promise<Submission> {
    const why = submission.cancelWhy ?? this.#reasonFor(submission);
    if (why === null || submission.isCancelled) return submission;
    return this.cancel(submission, why);
  }

  /** Cancels a submission, unless the server refused to a moment ago, or too often. */
  async cancel(submission: Submission, why: CancelReason): Promise<Submission> {
    const { submissions, clock } = this.#context;
    const { apiBatch, cancelTries, cancelNotBefore } = submission;
    const isTooSoon = cancelTries >= maxCancelTries || clock() < cancelNotBefore;
    if (apiBatch === null || isTooSoon) return submission;
    const isCancelled = await this.#ask(submission, apiBatch, why);
    const cancelled = {
      ...submission,
      isCancelled,
      cancelWhy: why,
      cancelAskedAt: submission.cancelAskedAt ?? clock(),
      cancelTries: cancelTries + 1,
      cancelNotBefore: nextCancelAt(submission, this.#moment),
    };
    await submissions.note(cancelled);
    return cancelled;
  }

  get #moment() {
    const { clock, config } = this.#context;
    return { now: clock(), pollMs: config.batchApi.pollMs };
  }

  #reasonFor(submission: Submission): CancelReason | null {
    if (isLate(submission, this.#moment.now)) return 'late';
    return isOverdue(submission, this.#moment) ? 'overdue' : null;
  }

  /** Says whether the server agreed. */
  async #ask({ id }: Submission, batch: string, why: CancelReason): Promise<boolean> {
    const { llm, log } = this.#context;
    try {
      await llm.batchApi.cancel(batch);
      log.info({ event: 'batch_api.cancelled', submission: id, batch, why });
      return true;
    } catch (error) {
      const { code, message } = TolkError.from(error);
      log.warn({
        event: 'batch_api.not_cancelled',
        submission: id,
        batch,
        why,
        code,
        reason: message,
      });
      return false;
    }
  }
}
