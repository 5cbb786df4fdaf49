import { countOutcome, countSpend } from '../../batch/counters.ts';
import type { Outcome } from '../../contract.ts';
import { TolkError } from '../../errors.ts';
import { CallCeiling } from '../../llm/call-ceiling.ts';
import { createLlmClient } from '../../llm/client.ts';
import { noSpend, withPaid } from '../../llm/cost/usage.ts';
import { stopsEverything } from '../../llm/error-policy.ts';
import { budgetSpent } from '../../llm/limits/budgets.ts';
import type { KnownAnswer } from '../../llm/store.ts';
import { processArticle } from '../../pipeline.ts';
import type { DirectReason } from '../../store/submissions.ts';
import { toFailure } from '../bullmq-errors.ts';
import { pinnedMemory } from '../pinned-memory.ts';
import { unlessTooNew } from '../too-new.ts';
import { ResultCollector } from './collector.ts';
import type { BatchApiContext, Turn } from './context.ts';
import { type DecisionContext, decide, findLackedCalls, type StartedJob } from './decision.ts';
import { type DeferredCall, DeferredCalls } from './deferred-calls.ts';
import { PlannedArticles } from './planned-articles.ts';
import type { Request } from './request.ts';
import { Setbacks } from './setbacks.ts';
import { SubmissionEnding } from './submission-ending.ts';
import { Submitter } from './submitter.ts';
import { EnqueuedTokenQuota } from './token-quota.ts';

/*
 * What becomes of an article, as the scheduler sees it. Planning it runs the pipeline as far as the
 * cache goes; then it is done, or calls are missing, and decision.ts says how they are made.
 *
 *   pending ─► planned ─► waiting for submissions ─► pending …   one round, until it is done
 *      ├─► done / failed
 *      └─► queue
 *
 * pending ─► planned         'submit': its calls are written to request files. Only here: in Redis
 *                            it is still pending, so that another plans it after a crash.
 * planned ─► waiting         when all these files are submitted. If one fails, it is pending again.
 * waiting ─► pending         when the collector has ended the submissions it waits for.
 * pending ─► done / failed   nothing is missing, or an error says so. The record is written once.
 * pending ─► queue           'direct': a worker asks what is missing at once. What is in flight is
 *                            waited for first: it would be paid twice.
 * pending ─► pending         'later' or 'wait-for-money': left for a later turn, at no cost.
 */

/** Pending articles read in one round trip. */
const page = 100;
/** Articles left pending in one turn, before it stops looking for others. */
const maxLeft = 500;

/** What planning came to; `left`: the article is still pending, and stays so for this turn. */
type PlanResult = 'handled' | 'left';

/**
 * Plans articles, submits what they lack, and has the results collected. Of all workers one at a
 * time does this.
 */
export class BatchApiScheduler {
  readonly #context: BatchApiContext;
  readonly #collector: ResultCollector;
  readonly #planned = new PlannedArticles();
  readonly #quota: EnqueuedTokenQuota;
  readonly #setbacks: Setbacks;
  readonly #submitter: Submitter;
  readonly #decisionContext: DecisionContext;
  /** No file has been filled since the lease was taken. */
  #isFirstTurn = true;
  #turn: Turn = { mayContinue: () => true, confirm: async () => true };

  constructor(context: BatchApiContext) {
    const { config, submissions, clock } = context;
    const { maxTokens, pollMs } = config.batchApi;
    this.#context = context;
    const ending = new SubmissionEnding(context);
    this.#collector = new ResultCollector({ ...context, ending });
    this.#quota = new EnqueuedTokenQuota({ submissions, maxTokens, pollMs, clock });
    this.#setbacks = new Setbacks(context);
    this.#submitter = new Submitter({
      ...context,
      ending,
      setbacks: this.#setbacks,
      planned: this.#planned,
      quota: this.#quota,
      turn: () => this.#turn,
    });
    this.#decisionContext = { ...context, submitter: this.#submitter, quota: this.#quota };
  }

  /** One turn: collect what has ended, plan, submit; as long as the lease is held. */
  async takeTurn(turn: Turn): Promise<void> {
    const { submissions, owner } = this.#context;
    this.#turn = turn;
    // Whoever had the lease before may have died, and its files with it.
    if (this.#isFirstTurn) await submissions.unbook(owner, 'all');
    this.#isFirstTurn = false;
    await this.#collector.cancelUnwanted(await submissions.submissions());
    for (const submission of await submissions.submissions()) {
      if (!turn.mayContinue()) return;
      const found = await this.#collector.check(submission);
      if (found === 'over quota') this.#quota.markFull(submission.model);
      if (found === 'ended') this.#quota.clearFull();
    }
    if (this.#submitter.isPaused) return;
    this.#quota.recount(await submissions.submissions());
    if (this.#quota.isTimeToPlan()) await this.#planPending();
    await this.#submitter.submitLingering();
  }

  /** Drops the open files; their articles are still pending. */
  drop(): Promise<void> {
    this.#isFirstTurn = true;
    return this.#submitter.dropAll();
  }

  async #planPending(): Promise<void> {
    const { submissions } = this.#context;
    const left = new Set<string>();
    for (;;) {
      // Planned and left articles come first; only those of the same millisecond may be mixed.
      const known = this.#planned.size + left.size;
      const pending = await submissions.pending(Math.max(0, known - page), 2 * page);
      const toPlan = pending.filter((record) => !this.#planned.has(record) && !left.has(record));
      for (const record of toPlan) {
        if (!this.#mayPlan() || left.size >= maxLeft) return;
        if ((await this.#plan(record)) === 'left') left.add(record);
      }
      if (toPlan.length === 0) return;
    }
  }

  #mayPlan(): boolean {
    return this.#turn.mayContinue() && !this.#context.pause.reason && !this.#submitter.isPaused;
  }

  /** Runs the pipeline on an article as far as the cache goes. */
  async #plan(record: string): Promise<PlanResult> {
    const { store, submissions, llm } = this.#context;
    const [jobRef] = await store.jobsOf([record]);
    if (jobRef && (await this.#isModelFull(record))) return 'left';
    const started = jobRef ? await store.start(jobRef, 'continue').catch(unlessTooNew) : null;
    if (started === 'too-new') return 'left';
    if (!jobRef || !started) {
      await submissions.removePending([record]);
      return 'handled';
    }
    // Every answer is read again, from the first, and counted again.
    const ceiling = new CallCeiling({ paid: started.paid ?? noSpend });
    const job = { jobRef, started, ceiling, futile: [] };
    const deferred = new DeferredCalls(llm, await submissions.failedCalls(record));
    try {
      await this.#finish(job, deferred);
      return 'handled';
    } catch (error) {
      const problem = TolkError.from(error);
      if (started.isPaused && problem.retryable) return this.#leaveToPause(job);
      if (problem.code === 'llm.deferred') return this.#makeCalls(job, deferred.collected);
      await llm.store.forgetAnswers(job.futile);
      // The answers were no use: the user may not want others at full price.
      if (problem.retryable && started.fallback !== 'pause')
        await this.#askDirectly(job, deferred.collected, { problem, why: 'wrong-answers' });
      else await this.#fail(job, problem);
      return 'handled';
    }
  }

  /** Nothing is asked for a batch that pauses; resuming it makes its articles pending again. */
  async #leaveToPause({ jobRef }: StartedJob): Promise<PlanResult> {
    const { store, submissions } = this.#context;
    await store.handBack(jobRef, null);
    await submissions.removePending([jobRef.id]);
    return 'handled';
  }

  async #isModelFull(record: string): Promise<boolean> {
    const { store, llm } = this.#context;
    const { model = llm.models[0] } = await store.optionsOf(record);
    return this.#quota.isFull(model);
  }

  /** Finishes an article whose calls are all in the cache; else throws `llm.deferred`. */
  async #finish(job: StartedJob, deferred: DeferredCalls): Promise<void> {
    const { store, submissions, log, clock } = this.#context;
    const { jobRef, started } = job;
    const began = clock();
    const outcome = withPaid(await this.#translate(job, deferred), started.paid);
    await store.complete(jobRef, outcome, countOutcome(outcome, clock() - began));
    await submissions.forget(jobRef.id);
    const { usage, costUsd } = outcome;
    log.info({ event: 'article.done', article: jobRef.id, via: 'batch-api', ...usage, costUsd });
  }

  #translate(job: StartedJob, calls: DeferredCalls): Promise<Outcome> {
    const { jobRef, started, ceiling, futile } = job;
    const { llm, config, glossary, memory, nli, defaultModel, store } = this.#context;
    const forgetAnswers = async (known: readonly KnownAnswer[]) => void futile.push(...known);
    return processArticle(started.article, started.options, {
      llm: createLlmClient({
        calls,
        store: { forgetAnswers },
        models: llm.models,
        extras: llm.extras,
      }),
      chunkTokens: config.translate.chunkTokens,
      prompt: config.translate.prompt,
      calls: config.translate.calls,
      modelSizes: llm.modelSizes,
      chunkConcurrency: config.translate.chunkConcurrency,
      glossary,
      previous: started.previous,
      ceiling,
      defaultModel,
      nli,
      memory: pinnedMemory(memory, { jobRef, started, store }),
    });
  }

  async #fail({ jobRef, started }: StartedJob, problem: TolkError): Promise<void> {
    const { store, submissions, log } = this.#context;
    const { code, message } = problem;
    await store.fail(jobRef, toFailure(problem), countSpend(started.paid ?? noSpend));
    await submissions.forget(jobRef.id);
    log.error({ event: 'article.failed', article: jobRef.id, code, reason: message });
  }

  async #makeCalls(job: StartedJob, calls: readonly DeferredCall[]): Promise<PlanResult> {
    const { submissions } = this.#context;
    // Whoever has the lease by now plans it too, and has its calls made.
    if (!(await this.#turn.confirm())) return 'left';
    const { waitingFor, missing } = await findLackedCalls(calls, this.#decisionContext);
    const decision = await decide(job, missing, this.#decisionContext);
    switch (decision.kind) {
      case 'direct':
        await this.#askDirectly(job, calls, { problem: null, why: decision.why });
        return 'handled';
      case 'pause':
        await submissions.block([job.jobRef.id], decision.why);
        await this.#setbacks.pauseFor([job.jobRef.id], decision.words);
        return 'handled';
      case 'submit':
        await this.#submit(job, waitingFor, decision.requests);
        return 'handled';
      case 'leave':
        await submissions.uncountRounds([job.jobRef.id]);
        return 'left';
      case 'later':
        await this.#submitOpenFile(decision.fullModel, job.started.cancelApiBatchAt);
        await submissions.uncountRounds([job.jobRef.id]);
        this.#quota.markFull(decision.fullModel);
        return 'left';
      case 'wait-for-money':
        return this.#waitForMoney(job, budgetSpent(decision.full));
    }
  }

  /**
   * Writes the missing calls to request files; the article waits for all that contain its calls.
   */
  async #submit(
    { jobRef, started }: StartedJob,
    waitingFor: readonly string[],
    requests: readonly Request[],
  ): Promise<void> {
    this.#planned.begin(jobRef.id, waitingFor);
    for (const request of requests) {
      const file = await this.#submitter.add(request, started.cancelApiBatchAt);
      this.#planned.add(jobRef.id, file.id);
    }
    this.#planned.complete(jobRef.id);
    await this.#submitter.releaseIfSubmitted(jobRef.id);
  }

  /** A file that is full as far as the quota goes need not wait for more. */
  async #submitOpenFile(model: string, cancelAt: number | null): Promise<void> {
    const file = this.#submitter.files.openFor(model, cancelAt);
    if (file) await this.#submitter.submit(file);
  }

  /**
   * Calls in progress may cost less than was reserved for them: the article waits for that. Only
   * when there are none the money is spent.
   */
  async #waitForMoney(job: StartedJob, problem: TolkError): Promise<PlanResult> {
    const { pause, submissions, llm } = this.#context;
    const isAnyInProgress = !this.#quota.isEmpty || this.#submitter.files.all().length > 0;
    const concernsEverybody = stopsEverything(problem);
    if (!isAnyInProgress && !concernsEverybody) {
      await this.#fail(job, problem);
      return 'handled';
    }
    if (!isAnyInProgress) await pause.pauseAll(problem);
    await submissions.uncountRounds([job.jobRef.id]);
    this.#quota.markFull(job.started.options.model ?? llm.models[0]);
    return 'left';
  }

  /** Lets a worker ask the calls at once, after those that are in flight or in a file are back. */
  async #askDirectly(
    { jobRef, ceiling }: StartedJob,
    calls: readonly DeferredCall[],
    { problem, why }: { readonly problem: TolkError | null; readonly why: DirectReason | null },
  ): Promise<void> {
    const { store, queue, submissions } = this.#context;
    const { id } = jobRef;
    const found = await submissions.inFlight(calls.map(({ key }) => key));
    const inFlight = found.filter((submission) => submission !== null);
    const inFiles = calls.flatMap(({ key }) => this.#submitter.files.withCall(key)?.id ?? []);
    if (inFlight.length + inFiles.length > 0) await submissions.markDirect([id], why ?? 'refused');
    if (inFlight.length > 0) return submissions.wait(id, inFlight);
    if (inFiles.length > 0) {
      this.#planned.begin(id, inFiles);
      this.#planned.complete(id);
      return;
    }
    if (ceiling.wrongAnswers > 0) await store.countWrongAnswers(jobRef, ceiling.wrongAnswers);
    const failure = problem && toFailure(problem);
    if (why === null) await store.handBack(jobRef, failure);
    else await store.handToQueue(jobRef, failure, why);
    await queue.add([jobRef], 1);
    await submissions.forget(id);
  }
}
