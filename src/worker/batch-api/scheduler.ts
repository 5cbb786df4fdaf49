import { countOutcome, countSpend } from '../../batch/counters.ts';
import type { Config } from '../../config/config.ts';
import type { Outcome } from '../../contract.ts';
import { TolkError } from '../../errors.ts';
import type { Glossary } from '../../glossary/glossary.ts';
import { createLlmClient } from '../../llm/client.ts';
import { noSpend, withPaid } from '../../llm/cost/usage.ts';
import { stopsEverything } from '../../llm/error-policy.ts';
import { budgetSpent } from '../../llm/limits/budgets.ts';
import { processArticle } from '../../pipeline.ts';
import type { ArticleQueue } from '../../queue/queue.ts';
import type { ArticleStore, StartedArticle } from '../../store/articles.ts';
import type { JobRef } from '../../store/job-ref.ts';
import type { Submission, SubmissionStore } from '../../store/submissions.ts';
import type { TranslationMemory } from '../../translate/translation-memory.ts';
import { toFailure } from '../bullmq-errors.ts';
import type { Logger } from '../logger.ts';
import type { OpenLlm } from '../open-llm.ts';
import type { PauseSwitch } from '../pause.ts';
import { pinnedMemory } from '../pinned-memory.ts';
import { budgetsOf, createCollector, settleCall } from './collector.ts';
import { createDeferringCaller, type DeferredCall } from './deferring-caller.ts';
import { createRequestFiles, type Request, type RequestFile, toRequest } from './request-files.ts';
import { EnqueuedTokenQuota } from './token-quota.ts';

/** What the clerk works with. */
export interface SchedulerContext {
  readonly llm: OpenLlm;
  readonly pause: PauseSwitch;
  readonly config: Config;
  readonly glossary: Glossary;
  readonly memory: TranslationMemory;
  readonly defaultModel: string | undefined;
  readonly store: ArticleStore;
  readonly submissions: SubmissionStore;
  readonly queue: ArticleQueue;
  readonly log: Logger;
  readonly clock: () => number;
}

const page = 100;
/** Articles passed over because there is no room for their model, before no more are looked at this turn. */
const maxPassed = 500;
/** After this many rounds what is left is asked directly: translation, mend, mend, summary. */
const maxRounds = 5;
/** A file refused for its size is halved, not below this. */
const minBytes = 100_000;
/** After the Batch API refused a file. */
const refusedMs = 30_000;

/** Plans articles, fills request files, hands them in, and has them collected. One at a time, of all workers, does so. */
export class BatchApiScheduler {
  readonly #context: SchedulerContext;
  readonly #collector: ReturnType<typeof createCollector>;
  readonly #files: ReturnType<typeof createRequestFiles>;
  /** Articles whose calls stand in an open file, and perhaps in others: they leave the lobby when all are handed in. */
  readonly #planned = new Map<string, Set<string>>();
  readonly #room: EnqueuedTokenQuota;
  #pausedUntil = 0;
  /** Whether the server has a Batch API, as far as is known. */
  #isThere = true;
  /** What a file may hold; less than configured after something on the way to the server has refused one. */
  #maxBytes: number;
  #mayGoOn: () => boolean = () => true;

  constructor(context: SchedulerContext) {
    this.#context = context;
    this.#maxBytes = context.config.batchApi.maxBytes;
    this.#collector = createCollector(context);
    this.#files = createRequestFiles(context.clock);
    const { config, submissions, clock } = context;
    this.#room = new EnqueuedTokenQuota({
      submissions,
      maxTokens: config.batchApi.maxTokens,
      pollMs: config.batchApi.pollMs,
      clock,
    });
  }

  /** One turn: finish what a dead process began, collect, plan, hand in; as long as `mayGoOn` says so. */
  async work(mayGoOn: () => boolean): Promise<void> {
    const { submissions, clock, config } = this.#context;
    this.#mayGoOn = mayGoOn;
    await this.#collector.review(await submissions.submissions());
    for (const submission of await submissions.submissions()) {
      if (!mayGoOn()) return;
      const looked = await this.#collector.attend(submission);
      if (looked === 'no room') this.#room.noteFull(submission.model);
      if (looked === 'ended') this.#room.noteEnd();
    }
    if (clock() < this.#pausedUntil) return;
    this.#room.count(await submissions.submissions());
    if (this.#room.isTimeToPlan()) await this.#planAll();
    for (const file of this.#files.all()) {
      if (mayGoOn() && clock() - file.openedAt >= config.batchApi.lingerMs)
        await this.#handIn(file);
    }
  }

  /** Forgets the open files; their articles still stand in the lobby. */
  async drop(): Promise<void> {
    for (const file of this.#files.all()) await this.#dropFile(file);
    this.#planned.clear();
  }

  async #dropFile(file: RequestFile): Promise<void> {
    for (const flight of file.flights.values()) await settleCall(this.#context, flight);
    this.#unplan(file);
    await this.#files.drop(file);
  }

  /** Lets the articles of a file be planned again. */
  #unplan({ id }: RequestFile): void {
    for (const [record, waitsFor] of this.#planned)
      if (waitsFor.has(id)) this.#planned.delete(record);
  }

  async #planAll(): Promise<void> {
    const { submissions, pause } = this.#context;
    const passed = new Set<string>();
    for (;;) {
      // Those that are planned or passed over stand at the beginning, give or take those that came in the same millisecond.
      const known = this.#planned.size + passed.size;
      const read = await submissions.lobby(Math.max(0, known - page), 2 * page);
      const waiting = read.filter((record) => !this.#planned.has(record) && !passed.has(record));
      for (const record of waiting) {
        if (pause.reason || !this.#mayGoOn() || passed.size >= maxPassed) return;
        if ((await this.#plan(record)) === 'no room') passed.add(record);
      }
      if (waiting.length === 0) return;
    }
  }

  /** Runs the pipeline on an article as far as the cache goes. */
  async #plan(record: string): Promise<'planned' | 'no room'> {
    const { store, submissions, llm, log, clock } = this.#context;
    const [order] = await store.ordersOf([record]);
    if (order && this.#room.isFull((await store.optionsOf(record)).model ?? llm.models[0]))
      return 'no room';
    const started = order ? await store.start(order, 'continue') : null;
    if (!order || !started) {
      await submissions.leave([record]);
      return 'planned';
    }
    const caller = createDeferringCaller(llm.store);
    const began = clock();
    try {
      const outcome = withPaid(await this.#process(order, started, caller), started.paid);
      await store.complete(order, outcome, countOutcome(outcome, clock() - began));
      await submissions.forget(record);
      log.info({
        event: 'article.done',
        article: record,
        via: 'batch-api',
        ...outcome.usage,
        costUsd: outcome.costUsd,
      });
    } catch (error) {
      const problem = TolkError.from(error);
      if (problem.code === 'llm.deferred') return this.#schedule(order, started, caller.take());
      if (problem.retryable) await this.#sendDirectly(order, caller.take(), problem);
      else await this.#fail(order, started, problem);
    }
    return 'planned';
  }

  async #fail(order: JobRef, started: StartedArticle, problem: TolkError): Promise<void> {
    const { store, submissions, log } = this.#context;
    await store.fail(order, toFailure(problem), countSpend(started.paid ?? noSpend));
    await submissions.forget(order.id);
    log.error({
      event: 'article.failed',
      article: order.id,
      code: problem.code,
      reason: problem.message,
    });
  }

  #process(
    order: JobRef,
    started: StartedArticle,
    caller: ReturnType<typeof createDeferringCaller>,
  ): Promise<Outcome> {
    const { llm, config, glossary, memory, defaultModel, store } = this.#context;
    return processArticle(started.article, started.options, {
      llm: createLlmClient({ calls: caller, store: llm.store, models: llm.models }),
      chunkTokens: config.translate.chunkTokens,
      chunkConcurrency: config.translate.chunkConcurrency,
      glossary,
      previous: started.previous,
      defaultModel,
      memory: pinnedMemory(memory, { jobRef: order, started, store }),
    });
  }

  /** Puts the calls an article lacks in open files, and lets it wait for them. */
  async #schedule(
    order: JobRef,
    started: StartedArticle,
    calls: readonly DeferredCall[],
  ): Promise<'planned' | 'no room'> {
    const { submissions, clock, llm } = this.#context;
    const { recallAt } = started;
    const inFlight = await submissions.inFlight(calls.map(({ key }) => key));
    const missing = calls.filter(({ key }, at) => !inFlight[at] && !this.#files.holding(key));
    const isLate = recallAt !== null && clock() >= recallAt;
    const isUsedUp = missing.length > 0 && (await submissions.countRound(order.id)) > maxRounds;
    if (!this.#isThere || isLate || isUsedUp || (await submissions.isDirect(order.id))) {
      await this.#sendDirectly(order, calls, null);
      return 'planned';
    }
    const requests = await Promise.all(
      missing.map((call) => toRequest(call, order.id, started.budget?.name ?? null, llm)),
    );
    const room = await this.#makeRoom(requests, recallAt);
    if (room !== 'room') {
      await submissions.uncountRounds([order.id]);
      if (room === 'never') await this.#sendDirectly(order, calls, null);
      return room === 'never' ? 'planned' : 'no room';
    }
    const likelyUsd = requests.reduce((sum, { flight }) => sum + flight.likelyUsd, 0);
    const full = await llm.store.reserve(budgetsOf(this.#context, started.budget), likelyUsd);
    if (full !== null) return this.#waitForMoney(order, started, budgetSpent(full));
    const waitsFor = new Set(inFlight.filter((id) => id !== null));
    for (const { key } of calls) waitsFor.add(this.#files.holding(key)?.id ?? '');
    waitsFor.delete('');
    this.#planned.set(order.id, waitsFor);
    for (const request of requests) waitsFor.add((await this.#write(request, recallAt)).id);
    await this.#release(order.id);
    return 'planned';
  }

  /** What is under way may cost less than was set aside for it; only where nothing is, the money is spent. */
  async #waitForMoney(
    order: JobRef,
    started: StartedArticle,
    problem: TolkError,
  ): Promise<'planned' | 'no room'> {
    const { pause, submissions, llm } = this.#context;
    const isUnderWay = !this.#room.isEmpty || this.#files.all().length > 0;
    if (!isUnderWay && !stopsEverything(problem)) {
      await this.#fail(order, started, problem);
      return 'planned';
    }
    if (stopsEverything(problem) && !isUnderWay) await pause.pauseAll(problem);
    await submissions.uncountRounds([order.id]);
    this.#room.noteFull(started.options.model ?? llm.models[0]);
    return 'no room';
  }

  /** Is there room for these requests beside what is under way? Files that are filled up to the limit are handed in. */
  async #makeRoom(
    requests: readonly Request[],
    recallAt: number | null,
  ): Promise<'room' | 'no room' | 'never'> {
    for (const [model, some] of Map.groupBy(requests, (one) => one.model)) {
      const wanted = some.reduce((sum, { tokens }) => sum + tokens, 0);
      const fits = await this.#room.fits(model, wanted, this.#files.tokensOf(model));
      if (fits === 'never') return 'never';
      if (fits === 'yes') continue;
      const file = this.#files.of(model, recallAt);
      if (file) await this.#handIn(file);
      this.#room.noteFull(model);
      return 'no room';
    }
    return 'room';
  }

  /** Writes a request in the open file, or in a new one when that is full; gives the file. */
  async #write(request: Request, recallAt: number | null): Promise<RequestFile> {
    const { config } = this.#context;
    const open = this.#files.of(request.model, recallAt);
    const isFull =
      open &&
      (open.flights.size >= config.batchApi.maxRequests ||
        open.bytes + request.line.length > this.#maxBytes);
    if (isFull) await this.#handIn(open);
    return this.#files.write(request, recallAt);
  }

  /** Hands a file in: written down, uploaded, made a batch, noted. A crash at any line is mended by the collector's `recover`. */
  async #handIn(file: RequestFile): Promise<void> {
    const { submissions, llm, log, clock } = this.#context;
    if (file.recallAt !== null && clock() >= file.recallAt) return this.#dropFile(file);
    await this.#files.close(file);
    const { id, model, tokens, recallAt, flights } = file;
    const submission: Submission = {
      id,
      apiBatch: null,
      createdAt: clock(),
      calls: flights.size,
      model,
      tokens,
      cancelAt: recallAt,
      isCancelled: false,
    };
    await submissions.prepare(submission, flights);
    this.#room.add(model, tokens);
    try {
      const uploaded = await llm.batchApi.upload(file.path);
      // Whoever has taken over meanwhile plans these calls anew.
      if (!this.#mayGoOn())
        throw new TolkError('job.interrupted', 'stopped before the file was handed in');
      const batch = await llm.batchApi.create(uploaded, id);
      await submissions.note({ ...submission, apiBatch: batch });
      log.info({
        event: 'batch_api.submitted',
        submission: id,
        batch,
        model,
        calls: flights.size,
        bytes: file.bytes,
        tokens,
      });
      for (const [record, waitsFor] of this.#planned)
        if (waitsFor.has(id)) await this.#release(record);
    } catch (error) {
      await this.#bear(TolkError.from(error), file);
    } finally {
      await this.#files.drop(file);
    }
  }

  /** Lives with a file that could not be handed in; its articles are planned again. */
  async #bear(problem: TolkError, file: RequestFile): Promise<void> {
    const { log, pause, clock } = this.#context;
    // It may have been made all the same: that is looked at before anything is sent again.
    this.#unplan(file);
    log.error({ event: 'batch_api.refused', code: problem.code, reason: problem.message });
    if (problem.code === 'llm.unknown_model') {
      // There is no such address: what came here by mistake is done all the same, at full price.
      this.#isThere = false;
      await this.#collector.abandon(file.id);
      log.error({
        event: 'batch_api.not_there',
        reason: 'the LLM server has no Batch API; its articles are asked directly',
      });
    } else if (problem.code === 'llm.too_long')
      this.#maxBytes = Math.max(minBytes, Math.floor(file.bytes / 2));
    else {
      if (stopsEverything(problem)) await pause.pauseAll(problem);
      this.#pausedUntil = clock() + refusedMs;
    }
  }

  /** An article all of whose calls are handed in leaves the lobby until they are back. */
  async #release(record: string): Promise<void> {
    const waitsFor = this.#planned.get(record);
    // A file with a call of its could not be handed in: it stays in the lobby, and is planned again.
    if (!waitsFor) return;
    if ([...waitsFor].some((id) => this.#files.isOpen(id))) return;
    await this.#context.submissions.wait(record, [...waitsFor]);
    this.#planned.delete(record);
  }

  /** Lets a worker ask what is missing at once; but nothing that is in flight, which would be paid twice: that is waited for. */
  async #sendDirectly(
    order: JobRef,
    missing: readonly DeferredCall[],
    problem: TolkError | null,
  ): Promise<void> {
    const { store, queue, submissions } = this.#context;
    const flying = (await submissions.inFlight(missing.map(({ key }) => key))).filter(
      (id) => id !== null,
    );
    const held = missing.flatMap(({ key }) => this.#files.holding(key)?.id ?? []);
    if (flying.length + held.length > 0) await submissions.markDirect([order.id]);
    if (flying.length > 0) return submissions.wait(order.id, flying);
    if (held.length > 0) {
      this.#planned.set(order.id, new Set(held));
      return;
    }
    await store.handBack(order, problem ? toFailure(problem) : null);
    await queue.add([order], 1);
    await submissions.forget(order.id);
  }
}
