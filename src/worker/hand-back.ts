import { DelayedError, type Job, WaitingError } from 'bullmq';
import { countSpend } from '../batch/counters.ts';
import type { Failure } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { Spend } from '../llm/cost/usage.ts';
import { isOfModel, isWaiting, stopsEverything } from '../llm/error-policy.ts';
import type { ArticleStore } from '../store/articles.ts';
import { noteForbidden } from '../store/forbidden.ts';
import type { JobRef } from '../store/job-ref.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { toFailure, toRetryable, toUnrecoverable } from './bullmq-errors.ts';
import { answerOf, type Logger } from './logger.ts';
import type { PauseSwitch } from './pause.ts';

/** An attempt that ended with an error, and what is needed to conclude it. */
export interface FailedAttempt {
  readonly job: Job;
  readonly jobRef: JobRef;
  /** BullMQ's lock on the job. */
  readonly token: string;
  /** The worker is stopping; the error follows from that. */
  readonly isShutdown: boolean;
  /**
   * The article asks for a model of its own; that the server lacks it concerns no other article.
   */
  readonly hasOwnModel: boolean;
  /** What this attempt and those before it have cost. */
  readonly paid: Spend;
  readonly store: ArticleStore;
  readonly redis: RedisConnection;
  readonly pause: PauseSwitch;
  readonly log: Logger;
}

/** How long an article waits in the queue when the server did not say. */
const defaultWaitMs = 10_000;

/**
 * After an error: hand the article back to the queue (at a shutdown, a pause, or a rate limit:
 * these cost no attempt), try it again, or fail it. Always throws, in the words BullMQ understands.
 */
export async function handBackOrFail(error: TolkError, attempt: FailedAttempt): Promise<never> {
  const problem = error.code === 'llm.forbidden' ? await judgeForbidden(error, attempt) : error;
  if (concernsEveryArticle(problem, attempt)) {
    await attempt.pause.pauseAll(problem);
    return handBackNow(problem, toFailure(problem), attempt);
  }
  if (attempt.isShutdown) return handBackNow(problem, null, attempt);
  if (isWaiting(problem)) return handBackForLater(problem, attempt);
  if (problem.retryable && !isLastAttempt(attempt)) return tryAgain(problem, attempt);
  return fail(problem, attempt);
}

/**
 * A call that is forbidden concerns one article: a filter may object to its text. Only when the
 * next article meets the same, and nothing has succeeded in between, it is the key.
 */
async function judgeForbidden(error: TolkError, attempt: FailedAttempt): Promise<TolkError> {
  const { redis, store, jobRef, hasOwnModel } = attempt;
  if (hasOwnModel || !(await noteForbidden(redis, store.keys, jobRef.id))) return error;
  const what = 'the LLM API forbids every article its calls; check what OPENAI_API_KEY may do';
  const { status, requestId } = error;
  return new TolkError('llm.unauthorized', `${what}: ${error.message}`, {
    cause: error,
    status,
    requestId,
  });
}

function concernsEveryArticle(problem: TolkError, { hasOwnModel }: FailedAttempt): boolean {
  return stopsEverything(problem) && !(hasOwnModel && isOfModel(problem));
}

function isLastAttempt({ job }: FailedAttempt): boolean {
  return job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

/** Back to the head of the queue, for another worker or for after the pause. */
async function handBackNow(
  problem: TolkError,
  lastError: Failure | null,
  attempt: FailedAttempt,
): Promise<never> {
  const { store, jobRef, job, token, paid, log } = attempt;
  await store.handBack(jobRef, lastError, paid);
  await job.moveToWait(token);
  log.info({ event: 'article.handed_back', code: problem.code, ...answerOf(problem) });
  throw new WaitingError();
}

/** After a 429 that outlasted the retries within the call, the article waits in the queue. */
async function handBackForLater(problem: TolkError, attempt: FailedAttempt): Promise<never> {
  const { store, jobRef, job, token, paid, log } = attempt;
  const waitMs = problem.retryAfterMs ?? defaultWaitMs;
  await store.handBack(jobRef, toFailure(problem), paid);
  await job.moveToDelayed(Date.now() + waitMs, token);
  log.warn({
    event: 'article.waits',
    code: problem.code,
    reason: problem.message,
    waitMs,
    ...answerOf(problem),
  });
  throw new DelayedError();
}

/** Another attempt, after BullMQ's back-off. */
async function tryAgain(problem: TolkError, attempt: FailedAttempt): Promise<never> {
  const { store, jobRef, paid, log } = attempt;
  await store.handBack(jobRef, toFailure(problem), paid);
  log.warn({
    event: 'article.retry',
    code: problem.code,
    reason: problem.message,
    ...answerOf(problem),
  });
  throw toRetryable(problem);
}

async function fail(problem: TolkError, attempt: FailedAttempt): Promise<never> {
  const { store, jobRef, paid, log } = attempt;
  await store.fail(jobRef, toFailure(problem), countSpend(paid));
  log.error({
    event: 'article.failed',
    code: problem.code,
    reason: problem.message,
    ...answerOf(problem),
  });
  throw toUnrecoverable(problem);
}
