import { minuteMs } from '../../duration.ts';
import { completionWindowMs } from '../../llm/batch-api.ts';
import type { Submission } from '../../store/submissions.ts';

/*
 * How long a submission is waited for, whatever the server says of it. In polls where the server
 * is asked in vain, so that a server that is asked seldom is given as much time.
 */

/** A batch or file that was not found this often in a row is lost; a new one may appear late. */
export const maxMissingChecks = 5;
/** After so many failed checks in a row the users are told, and then each time again. */
const toldChecks = 60;
/** A network that is down says nothing of the batch, and comes back: users are told later. */
const toldUnreachableChecks = 480;
/** A submission that is late is given up after so many failed checks in a row. */
export const maxLateChecks = 10;
/** Times that a server is asked to cancel the same batch, each twice as long after the other. */
export const maxCancelTries = 6;

/** How many polls later than it should a batch may end. */
const marginPolls = 22;
/** A server ends a cancelled batch within ten minutes; it is seen a little later. */
const cancelMs = 11 * minuteMs;

/** What time it is, and how often the server is asked. */
export interface Moment {
  readonly now: number;
  readonly pollMs: number;
}

/** True when what is left must be asked directly, to be in time. */
export function isLate({ cancelAt }: Pick<Submission, 'cancelAt'>, now: number): boolean {
  return cancelAt !== null && now >= cancelAt;
}

/** True when the server has had all the time it asked for: the batch should have ended. */
export function isOverdue(submission: Submission, { now, pollMs }: Moment): boolean {
  return now >= windowEnd(submission) + marginPolls * pollMs;
}

/** True when even a cancelled batch should have ended: it is waited for no longer. */
export function hasRunOut(submission: Submission, moment: Moment): boolean {
  const { cancelWhy, cancelAskedAt } = submission;
  // What nobody wants may end when it likes.
  if (cancelAskedAt === null || cancelWhy === 'unwanted') {
    const canBeCancelled = submission.apiBatch !== null && cancelWhy === null;
    return !canBeCancelled && isOverdue(submission, moment);
  }
  return moment.now >= cancelAskedAt + Math.min(cancelMs, marginPolls * moment.pollMs);
}

function windowEnd({ createdAt, expiresAt }: Submission): number {
  // A server's word is taken only where it promises more than nothing.
  const told = expiresAt !== null && expiresAt > createdAt ? expiresAt : null;
  return told ?? createdAt + completionWindowMs;
}

/** True when the users of a submission are to be told that it cannot be checked. */
export function isTimeToTell({ failedChecks }: Submission, isReached: boolean): boolean {
  return failedChecks % (isReached ? toldChecks : toldUnreachableChecks) === 0;
}

/** When the server may be asked to cancel again. */
export function nextCancelAt({ cancelTries }: Submission, { now, pollMs }: Moment): number {
  return now + pollMs * 2 ** cancelTries;
}
