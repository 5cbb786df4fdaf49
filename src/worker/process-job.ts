import { DelayedError, type Job } from 'bullmq';
import { countOutcome } from '../batch/counters.ts';
import type { Outcome, Progress } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { CallCeiling } from '../llm/call-ceiling.ts';
import { addSpend, noSpend, type Spend, withPaid } from '../llm/cost/usage.ts';
import { articleBudget } from '../llm/limits/budgets.ts';
import { processArticle } from '../pipeline.ts';
import type { StartedArticle } from '../store/articles.ts';
import { hasDraftListeners, publishDraft } from '../store/drafts.ts';
import { clearForbidden } from '../store/forbidden.ts';
import type { JobRef } from '../store/job-ref.ts';
import type { AttemptContext } from './context.ts';
import { handBackOrFail } from './hand-back.ts';
import { pinnedMemory } from './pinned-memory.ts';
import { ProgressReport } from './progress-report.ts';
import { isTooNew } from './too-new.ts';

/** One attempt at an article, as BullMQ hands it to a worker. */
export interface Attempt {
  readonly job: Job;
  readonly jobRef: JobRef;
  /** BullMQ's lock on the job, for moving it. */
  readonly token: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Why a signal was aborted; any other reason means that BullMQ lost the job's lock. */
export const shutdown = 'shutdown';
/** Why a signal was aborted: the article was cancelled, and its record says so already. */
export const cancelled = 'cancelled';

/** An attempt that has begun: what it works on, and what it may add to. */
interface BegunAttempt {
  readonly job: Job;
  readonly jobRef: JobRef;
  readonly started: StartedArticle;
  readonly signal: AbortSignal;
  readonly onSpend: (spend: Spend) => void;
  readonly ceiling: CallCeiling;
}

/** Takes an article up, translates it, and writes what came of it to its record and to BullMQ. */
export async function processJob(
  { job, jobRef, token = '', signal = new AbortController().signal }: Attempt,
  context: AttemptContext,
): Promise<void> {
  const started = await context.store
    .start(jobRef)
    .catch((error) => leaveToNewer(error, { job, jobRef, token }, context));
  if (started === null) return;
  const log = context.log.child({ article: jobRef.id, attempt: started.attempt });
  // What is paid for counts, whatever comes of the attempt.
  let paid: Spend = started.paid ?? noSpend;
  const onSpend = (spend: Spend) => {
    paid = addSpend(paid, spend);
    // The key may do what it is asked; whoever was forbidden something is alone with it.
    if (spend.usage.calls > 0)
      void clearForbidden(context.redis, context.store.keys).catch(() => {});
  };
  const ceiling = new CallCeiling({
    wrongAnswers: started.wrongAnswers,
    paid,
    count: (more) => context.store.countWrongAnswers(jobRef, more),
  });
  try {
    const attempt = { job, jobRef, started, signal, onSpend, ceiling };
    const began = context.clock();
    const made = await translate(attempt, context);
    signal.throwIfAborted();
    await finish(attempt, { made, ms: context.clock() - began }, { ...context, log });
  } catch (error) {
    if (signal.reason === cancelled) return;
    const problem = signal.aborted ? interruption(signal, error) : TolkError.from(error);
    await handBackOrFail(problem, {
      ...context,
      log,
      job,
      jobRef,
      token,
      paid,
      isShutdown: signal.reason === shutdown,
      hasOwnModel: started.options.model !== undefined,
    });
  }
}

/** How long a job is left to newer workers before an older one looks at it again. */
const leaveMs = 10_000;

/** A record that only a later version knows goes back to the queue as it is; throws any error. */
async function leaveToNewer(
  error: unknown,
  { job, jobRef, token }: { readonly job: Job; readonly jobRef: JobRef; readonly token: string },
  { log }: AttemptContext,
): Promise<never> {
  if (!isTooNew(error)) throw error;
  const { code, message: reason } = error;
  log.error({ event: 'article.left_to_newer', article: jobRef.id, code, reason });
  // BullMQ goes by the machine's clock.
  await job.moveToDelayed(Date.now() + leaveMs, token);
  throw new DelayedError();
}

async function translate(
  { job, jobRef, started, signal, onSpend, ceiling }: BegunAttempt,
  context: AttemptContext,
): Promise<Outcome> {
  const { llm, config, glossary, memory, nli, defaultModel, modelSizes, store, redis } = context;
  // Progress is for whoever watches; an article never waits for it.
  using report = new ProgressReport(
    (progress: Progress) => void job.updateProgress(progress).catch(() => {}),
  );
  return await processArticle(started.article, started.options, {
    llm,
    record: jobRef.id,
    budgets: started.budget ? [articleBudget(started.budget)] : [],
    chunkTokens: config.translate.chunkTokens,
    prompt: config.translate.prompt,
    calls: config.translate.calls,
    modelSizes,
    chunkConcurrency: config.translate.chunkConcurrency,
    glossary,
    previous: started.previous,
    memory: memory && pinnedMemory(memory, { jobRef, started, store }),
    defaultModel,
    nli,
    onSpend,
    ceiling,
    signal,
    drafts: {
      isWanted: () => hasDraftListeners(redis, store.keys, jobRef.id),
      onDraft: (segment, en) => publishDraft(redis, store.keys, { id: jobRef.id, segment, en }),
    },
    onProgress: (progress) => report.say(progress),
  });
}

/** Writes the outcome, unless the article was cancelled or replaced meanwhile. */
async function finish(
  { jobRef, started }: BegunAttempt,
  { made, ms }: { readonly made: Outcome; readonly ms: number },
  { store, log }: AttemptContext,
): Promise<void> {
  const outcome = withPaid(made, started.paid);
  const isWritten = await store.complete(jobRef, outcome, countOutcome(outcome, ms));
  const { usage, costUsd, model, findings } = outcome;
  const event = isWritten ? 'article.done' : 'article.superseded';
  log.info({ event, ms, model, ...usage, costUsd, findings: findings.length });
}

function interruption(signal: AbortSignal, cause: unknown): TolkError {
  const message = `the attempt was interrupted (${signal.reason ?? 'lock lost'})`;
  return new TolkError('job.interrupted', message, { cause });
}
