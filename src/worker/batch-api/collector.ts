import { TolkError } from '../../errors.ts';
import { type ApiBatch, exceedsTokenQuota } from '../../llm/batch-api.ts';
import { isOfModel, stopsEverything } from '../../llm/error-policy.ts';
import type { Submission } from '../../store/submissions.ts';
import { Canceller } from './canceller.ts';
import type { BatchApiContext } from './context.ts';
import { describeMissing, isNotThere, noFiles, notUnderstood } from './ended-batch.ts';
import { settleFailedCalls } from './failed-calls.ts';
import { returnToPending } from './over-quota.ts';
import {
  hasRunOut,
  isLate,
  isTimeToTell,
  type Moment,
  maxLateChecks,
  maxMissingChecks,
} from './patience.ts';
import { ResultIntake, type Results } from './results.ts';
import { type Setback, Setbacks } from './setbacks.ts';
import type { SubmissionEnding } from './submission-ending.ts';

/*
 * What becomes of a submission, as the collector sees it:
 *
 *   prepared ─► submitted ─► ended
 *      │            └─► cancelled ─► ended
 *      └─► submitted / abandoned
 *
 * prepared ─► submitted     found at the server under its name: a crash came between its creation
 *                           there and writing that down.
 * prepared ─► abandoned     not found at two checks: it was never created, and nobody is about to
 *                           create it; its articles are pending again.
 * submitted ─► cancelled    its deadline is near, nobody wants it any more, or the server takes
 *                           longer than it said. Twice is once; a refusal is no error.
 * ─► ended                  its results are in the cache, every call is booked, and its articles
 *                           are pending again. Cut off in between, it is collected again: a call
 *                           is booked once. Also when it is given up: the server does not have it
 *                           any more, or has had all its time.
 *
 * A check that fails is counted with the submission (patience.ts): nothing is waited for for ever.
 */

/** What a check of a submission found; `over quota`: the server can take no more at present. */
export type SubmissionCheck = 'in progress' | 'ended' | 'over quota';

type CollectorContext = Pick<
  BatchApiContext,
  'llm' | 'pause' | 'config' | 'store' | 'batches' | 'submissions' | 'log' | 'clock'
>;

/** Articles looked up in one round trip. */
const page = 500;

/**
 * Looks after submissions: finds those that a crash left behind, cancels what is late or unwanted,
 * and collects the results of what has ended.
 */
export class ResultCollector {
  readonly #context: CollectorContext;
  readonly #ending: SubmissionEnding;
  readonly #canceller: Canceller;
  readonly #setbacks: Setbacks;
  /** When each submission was last checked. */
  readonly #checkedAt = new Map<string, number>();

  constructor(context: CollectorContext & { readonly ending: SubmissionEnding }) {
    this.#context = context;
    this.#ending = context.ending;
    this.#canceller = new Canceller(context);
    this.#setbacks = new Setbacks(context);
  }

  /** Checks a submission when it is time. An error is logged and never delays the others. */
  async check(submission: Submission): Promise<SubmissionCheck> {
    const { now, pollMs } = this.#moment;
    const checkedAt = this.#checkedAt.get(submission.id) ?? 0;
    if (now - checkedAt < pollMs) return 'in progress';
    this.#checkedAt.set(submission.id, now);
    const found = await this.#look(submission);
    if (found !== 'in progress') this.#checkedAt.delete(submission.id);
    return found;
  }

  async #look(submission: Submission): Promise<SubmissionCheck> {
    const { apiBatch } = submission;
    try {
      if (apiBatch === null) return await this.#recover(submission);
      return await this.#poll(submission, apiBatch);
    } catch (error) {
      return this.#onCheckFailed(submission, TolkError.from(error));
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
      await this.#canceller.cancel(submission, 'unwanted');
      this.#checkedAt.delete(submission.id);
    }
    await submissions.endReview(asked);
  }

  get #moment(): Moment {
    const { clock, config } = this.#context;
    return { now: clock(), pollMs: config.batchApi.pollMs };
  }

  /** The process that prepared it died: it was created at the server, or it was not. */
  async #recover(submission: Submission): Promise<SubmissionCheck> {
    const { llm, submissions, log } = this.#context;
    const apiBatch = await llm.batchApi.find(submission.id);
    // Its maker may be alive, held up just before it creates it: that is waited for.
    if (apiBatch === null && submission.missingChecks === 0) {
      await submissions.note({ ...submission, missingChecks: 1 });
      return 'in progress';
    }
    log.warn({ event: 'batch_api.recovered', submission: submission.id, batch: apiBatch });
    if (apiBatch === null) {
      await this.#ending.abandon(submission);
      return 'ended';
    }
    await submissions.note({ ...submission, apiBatch, ...noChecksInVain });
    return 'in progress';
  }

  async #poll(submission: Submission, apiBatch: string): Promise<SubmissionCheck> {
    const polled = await this.#context.llm.batchApi.poll(apiBatch);
    if (polled.state === 'unknown') throw notUnderstood(polled);
    if (polled.state === 'in progress') return this.#wait(submission, polled);
    if (polled.problem?.code === exceedsTokenQuota) {
      const context = { ...this.#context, setbacks: this.#setbacks, ending: this.#ending };
      await returnToPending(submission, polled.problem.message, context);
      return 'over quota';
    }
    return this.#collect(submission, polled);
  }

  /** It is in progress: as long as it may be. */
  async #wait(submission: Submission, polled: ApiBatch): Promise<SubmissionCheck> {
    // The first word stands: some servers put it off with every poll.
    const expiresAt = submission.expiresAt ?? polled.expiresAt;
    const inputFile = submission.inputFile ?? polled.inputFile;
    const seen = { ...submission, expiresAt, inputFile, ...noChecksInVain };
    if (JSON.stringify(seen) !== JSON.stringify(submission))
      await this.#context.submissions.note(seen);
    const current = await this.#canceller.cancelIfDue(seen);
    if (!hasRunOut(current, this.#moment)) return 'in progress';
    const words = `the Batch API has not ended a batch in its time (${polled.status})`;
    return this.#giveUp(current, { kind: 'expired', words });
  }

  /** Counts a check in vain; after enough of them the submission is given up, or its users told. */
  async #onCheckFailed(submission: Submission, problem: TolkError): Promise<SubmissionCheck> {
    const { log, pause, submissions } = this.#context;
    const { code, message, status } = problem;
    const { id } = submission;
    log.error({ event: 'batch_api.check_failed', submission: id, code, status, reason: message });
    const isMissing = isNotThere(problem);
    // An address that is not found says nothing about other articles.
    const isNotFound = isOfModel(problem);
    // Nor does a batch that another key has made, and this one may not see.
    const isForbidden = status === 403;
    if (stopsEverything(problem) && !isNotFound && !isForbidden) {
      await pause.pauseAll(problem);
      return 'in progress';
    }
    const counted = await this.#canceller.cancelIfDue(countCheck(submission, problem));
    if (counted.missingChecks >= maxMissingChecks) {
      const words = `the Batch API has lost a batch: ${message}`;
      return this.#giveUp(counted, { kind: 'vanished', words });
    }
    const isReached = code !== 'llm.unreachable' && code !== 'llm.timeout';
    if (this.#isHopeless(counted, isReached)) {
      const words = `the Batch API does not say what became of a batch: ${message}`;
      return this.#giveUp(counted, { kind: 'expired', words });
    }
    if (!isMissing && isTimeToTell(counted, isReached)) {
      const words = `the Batch API cannot be asked what became of a batch: ${message}`;
      if (isReached && (await this.#areForDirect(counted)))
        return this.#giveUp(counted, { kind: 'lost', words });
      await this.#setbacks.pauseFor(await this.#ending.recordsOf(counted.id), words);
    }
    await submissions.note(counted);
    return 'in progress';
  }

  #isHopeless(submission: Submission, isReached: boolean): boolean {
    const { now } = this.#moment;
    if (isLate(submission, now) && submission.failedChecks >= maxLateChecks) return true;
    // Results may wait behind a network that is down.
    return isReached && hasRunOut(submission, this.#moment);
  }

  async #areForDirect({ id }: Submission): Promise<boolean> {
    return this.#setbacks.areForDirect('lost', await this.#ending.recordsOf(id));
  }

  /** Waits for it no longer. What it was for is decided like any other setback. */
  async #giveUp(
    submission: Submission,
    { kind, words }: Pick<Setback, 'kind' | 'words'>,
  ): Promise<SubmissionCheck> {
    const { id, apiBatch } = submission;
    const records = new Set(await this.#ending.recordsOf(id));
    this.#context.log.error({
      event: 'batch_api.given_up',
      submission: id,
      batch: apiBatch,
      reason: words,
    });
    // What is late is asked directly, as planned; what is unwanted, not at all.
    if (submission.cancelWhy === null || submission.cancelWhy === 'overdue')
      await this.#setbacks.settle({ kind, words, records, answered: 'none' });
    await this.#ending.abandon(submission);
    return 'ended';
  }

  /** Writes the answers to the cache, and sees to the calls that have none. */
  async #collect(submission: Submission, polled: ApiBatch): Promise<SubmissionCheck> {
    const { submissions, log } = this.#context;
    const { id } = submission;
    const intake = new ResultIntake(
      this.#context,
      submission,
      await submissions.pendingCallsOf(id),
    );
    const lost = await this.#readFiles(submission, polled, intake);
    const results = await intake.close(lost ? 'lost' : 'read');
    const pace = await settleFailedCalls(submission, results, {
      ...this.#context,
      setbacks: this.#setbacks,
    });
    await this.#settleUnanswered(submission, results, { polled, lost });
    const { status } = polled;
    const answered = [...results.answered.values()].reduce((sum, count) => sum + count, 0);
    const inputFile = submission.inputFile ?? polled.inputFile;
    if (!(await this.#ending.end({ ...submission, inputFile }))) return 'in progress';
    log.info({
      event: 'batch_api.collected',
      submission: id,
      batch: polled.id,
      status,
      problem: polled.problem?.message ?? lost?.message ?? null,
      answered,
      failed: results.failed.length,
      expired: results.expired.size,
      missing: results.missing.size,
      unreadableLines: results.unreadableLines,
    });
    return pace === 'wait' ? 'over quota' : 'ended';
  }

  /** Reads the files there are; returns why one is lost, if that is certain by now. */
  async #readFiles(
    { missingChecks }: Submission,
    { files, end }: ApiBatch,
    intake: ResultIntake,
  ): Promise<TolkError | null> {
    // This check is not counted yet.
    const isLastCheck = missingChecks + 1 >= maxMissingChecks;
    let lost = end === 'completed' && files.length === 0 && intake.openCalls > 0 ? noFiles() : null;
    for (const file of intake.openCalls > 0 ? files : []) {
      try {
        await intake.read(file);
      } catch (error) {
        const problem = TolkError.from(error);
        if (!isNotThere(problem)) throw problem;
        lost = problem;
      }
    }
    if (lost && !isLastCheck) throw lost;
    return lost;
  }

  async #settleUnanswered(
    { cancelWhy }: Submission,
    { expired, missing, answered }: Results,
    { polled, lost }: { readonly polled: ApiBatch; readonly lost: TolkError | null },
  ): Promise<void> {
    // What we have cancelled is planned again: it is late, unwanted, or somebody's who can wait.
    if (cancelWhy === 'late' || cancelWhy === 'unwanted') return;
    const some = { answered: answered.size > 0 ? 'some' : 'none' } as const;
    const ranOut = `the Batch API had no time for ${expired.size} articles`;
    await this.#setbacks.settle({ kind: 'expired', words: ranOut, records: expired, ...some });
    const setback = describeMissing(polled, lost);
    await this.#setbacks.settle({ ...setback, records: missing, ...some });
  }

  /** Says whether any article still wants an answer of this submission. */
  async #isWanted({ id }: Submission): Promise<boolean> {
    const records = await this.#ending.recordsOf(id);
    for (let at = 0; at < records.length; at += page) {
      const wanted = await this.#context.store.jobsOf(records.slice(at, at + page));
      if (wanted.length > 0) return true;
    }
    return false;
  }
}

const noChecksInVain = { missingChecks: 0, failedChecks: 0, problem: '' } as const;

function countCheck(submission: Submission, problem: TolkError): Submission {
  const { missingChecks, failedChecks } = submission;
  const counted = { ...submission, problem: problem.message };
  if (isNotThere(problem)) return { ...counted, missingChecks: missingChecks + 1 };
  return { ...counted, failedChecks: failedChecks + 1 };
}
