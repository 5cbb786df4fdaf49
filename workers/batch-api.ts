import { randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Config } from '../src/config.ts';
import type { Outcome } from '../src/contract.ts';
import { tallyOutcome, tallySpend } from '../src/corpus/tally.ts';
import { TolkError } from '../src/errors.ts';
import type { Glossary } from '../src/lexicon/glossary.ts';
import { stopsEverything } from '../src/llm/action.ts';
import type { BatchResult, ServerBatch } from '../src/llm/batch-api.ts';
import { batchLine, createDeferringCaller, type DeferredCall } from '../src/llm/deferred.ts';
import { createDoor } from '../src/llm/door.ts';
import type { Budget } from '../src/llm/ports.ts';
import { countTokens } from '../src/llm/tokens.ts';
import { noSpend, withPaid } from '../src/llm/usage.ts';
import { processArticle } from '../src/pipeline.ts';
import { type ArticleQueue, createArticleQueue } from '../src/queue/queue.ts';
import { createStore, type Order, type StartedArticle, type Store } from '../src/store/store.ts';
import { createSubmissionStore, type Flight, type Submission, type SubmissionStore } from '../src/store/submissions.ts';
import type { TranslationMemory } from '../src/translate/memory.ts';
import { toFailure } from './failure.ts';
import type { HaltSwitch } from './halt.ts';
import type { OpenLlm } from './llm.ts';

/*
 * Articles through the Batch API, at half price. The pipeline itself says what to ask: it is run with a
 * caller that answers from the cache and collects what is missing (llm/deferred.ts). What is collected
 * goes into request files; what comes back goes into the cache, and the pipeline is run again: with the
 * translations there it asks for mends and the summary, the second round, and so on until it is done.
 * store/submissions.ts tells the states. All workers run this; one at a time holds the lock and does it.
 */

/** What it is made of; the connection stays its caller's. */
export interface BatchApiContext {
  readonly redis: Redis;
  readonly llm: OpenLlm;
  readonly halt: HaltSwitch;
  readonly config: Config;
  readonly glossary: Glossary;
  readonly memory: TranslationMemory;
  readonly defaultModel: string | undefined;
  readonly log: Logger;
  readonly clock: () => number;
}

const lockMs = 6_000;
const idleMs = 1_000;
const page = 100;
/** After this many rounds what is left is asked directly: translation, mend, mend, summary. */
const maxRounds = 5;
/** Completion tokens for a prompt token, for booking money before it is known. */
const likelyRatio = 0.7;
const dayMs = 24 * 3_600_000;
const orderBudgetDays = 30;
/** After the Batch API refused a file. */
const refusedMs = 30_000;

/** Starts it; it does nothing as long as no article waits for the Batch API. */
export function startBatchApiWorker(context: BatchApiContext): { stop(): Promise<void> } {
  const { redis, config, log, clock } = context;
  const store = createStore({ redis, prefix: config.prefix, resultTtlMs: config.resultDays * dayMs, clock });
  const submissions = createSubmissionStore(redis, config.prefix, clock);
  const queue = createArticleQueue(redis, store, config);
  const clerk = new BatchClerk({ ...context, store, submissions, queue });
  const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const ended = new AbortController();
  const rest = Math.min(idleMs, config.batchApiPollMs);
  const holdLock = async (work: (isMine: () => boolean) => Promise<void>) => {
    if (!(await submissions.lock(owner, lockMs))) return;
    let mine = true;
    const lose = () => {
      mine = false;
    };
    const renewing = setInterval(() => void submissions.lock(owner, lockMs).then((kept) => kept || lose(), lose), lockMs / 3);
    await work(() => mine).finally(() => clearInterval(renewing));
  };
  const run = async () => {
    while (!ended.signal.aborted) {
      try {
        if (!context.halt.current()) await holdLock((isMine) => clerk.work(() => isMine() && !ended.signal.aborted));
      } catch (error) {
        log.error({ event: 'batch_api.failed', reason: TolkError.from(error).message });
      }
      await sleep(rest, undefined, { signal: ended.signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    async stop() {
      ended.abort();
      await running;
      await clerk.drop();
      await submissions.unlock(owner);
      await queue.close();
    },
  };
}

interface ClerkContext extends BatchApiContext {
  readonly store: Store;
  readonly submissions: SubmissionStore;
  readonly queue: ArticleQueue;
}

/** A request file that is being filled. */
interface OpenFile {
  readonly id: string;
  readonly path: string;
  readonly folder: string;
  readonly stream: WriteStream;
  readonly flights: Map<string, Omit<Flight, 'submission'>>;
  readonly openedAt: number;
  bytes: number;
}

/** Plans articles, fills and hands in files, and collects what came of them. */
class BatchClerk {
  readonly #context: ClerkContext;
  /** Articles whose calls stand in the open file, or in one that was handed in: they leave the lobby when all are. */
  readonly #planned = new Map<string, Set<string>>();
  /** When each submission was last looked at. */
  readonly #lookedAt = new Map<string, number>();
  #file: OpenFile | undefined;
  #pausedUntil = 0;

  constructor(context: ClerkContext) {
    this.#context = context;
  }

  /** One turn: finish what a dead process began, collect, plan, hand in. */
  async work(mayGoOn: () => boolean): Promise<void> {
    const { submissions, clock, config } = this.#context;
    for (const submission of await submissions.submissions()) {
      if (!mayGoOn()) return;
      await this.#attend(submission);
    }
    if (clock() < this.#pausedUntil) return;
    for (;;) {
      const waiting = (await submissions.lobby(this.#planned.size + page)).filter((record) => !this.#planned.has(record));
      for (const record of waiting) {
        if (this.#context.halt.current() || !mayGoOn()) return;
        await this.#plan(record);
      }
      if (waiting.length === 0) break;
    }
    const file = this.#file;
    if (file && clock() - file.openedAt >= config.batchApiLingerMs) await this.#handIn(file);
  }

  /** Forgets the open file; its articles still stand in the lobby. */
  async drop(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#planned.clear();
    if (!file) return;
    file.stream.destroy();
    await rm(file.folder, { recursive: true, force: true });
  }

  /** Runs the pipeline on an article as far as the cache goes. */
  async #plan(record: string): Promise<void> {
    const { store, submissions, log, clock } = this.#context;
    const [order] = await store.ordersOf([record]);
    const started = order ? await store.start(order) : null;
    if (!order || !started) return submissions.leave([record]);
    const caller = createDeferringCaller(this.#context.llm.store);
    const began = clock();
    try {
      const outcome = withPaid(await this.#process(started, caller), started.paid);
      await store.complete(order, outcome, tallyOutcome(outcome, clock() - began));
      await submissions.forget(record);
      log.info({ event: 'article.done', article: record, via: 'batch-api', ...outcome.usage, costUsd: outcome.costUsd });
    } catch (error) {
      const problem = TolkError.from(error);
      if (problem.code === 'llm.deferred') await this.#schedule(order, started, caller.take());
      else if (problem.retryable) await this.#sendDirectly(order, caller.take(), problem);
      else {
        await store.fail(order, toFailure(problem), tallySpend(started.paid ?? noSpend));
        await submissions.forget(record);
        log.error({ event: 'article.failed', article: record, code: problem.code, reason: problem.message });
      }
    }
  }

  #process(started: StartedArticle, caller: ReturnType<typeof createDeferringCaller>): Promise<Outcome> {
    const { llm, config, glossary, memory, defaultModel } = this.#context;
    return processArticle(started.article, started.options, {
      llm: createDoor({ caller, store: llm.store, models: llm.models }),
      chunkTokens: config.chunkTokens,
      chunkConcurrency: config.chunkConcurrency,
      glossary,
      previous: started.previous,
      defaultModel,
      // What others remember between two rounds would make other calls of the same article.
      memory: { recall: async (keys) => keys.map(() => null), remember: (pairs) => memory.remember(pairs) },
    });
  }

  /** Puts the calls an article lacks in the open file, and lets it wait for them. */
  async #schedule(order: Order, started: StartedArticle, calls: readonly DeferredCall[]): Promise<void> {
    const { submissions, store } = this.#context;
    const inFlight = await submissions.inFlight(calls.map(({ key }) => key));
    const missing = calls.filter(({ key }, at) => !inFlight[at] && !this.#file?.flights.has(key));
    const isLate = missing.length > 0 && (await submissions.countRound(order.id)) > maxRounds;
    if (isLate || (await submissions.isDirect(order.id))) return this.#sendDirectly(order, calls, null);
    const likely = await Promise.all(missing.map((call) => this.#likelyCost(call)));
    const budgets = this.#budgetsOf(started);
    const full = await this.#context.llm.store.reserve(budgets, sum(likely));
    if (full !== null) {
      await store.fail(
        order,
        toFailure(new TolkError('job.budget_spent', 'the budget of these articles is spent; go on with a higher --max-cost')),
        tallySpend(started.paid ?? noSpend),
      );
      return submissions.forget(order.id);
    }
    const waitsFor = new Set(inFlight.filter((id) => id !== null));
    if (this.#file && calls.some(({ key }) => this.#file?.flights.has(key))) waitsFor.add(this.#file.id);
    this.#planned.set(order.id, waitsFor);
    for (const [at, call] of missing.entries()) {
      const likelyUsd = likely[at] ?? 0;
      waitsFor.add(await this.#write(call, { record: order.id, likelyUsd, budget: started.budget?.name ?? null }));
    }
    if (this.#file === undefined || !waitsFor.has(this.#file.id)) await this.#release(order.id);
  }

  async #likelyCost({ ask }: DeferredCall): Promise<number> {
    const { prices } = this.#context.llm;
    const promptTokens = await countTokens(ask.model, ask.messages);
    const completionTokens = Math.min(ask.maxOutputTokens, Math.ceil(promptTokens * likelyRatio));
    return prices.cost(ask.model, { promptTokens, cachedTokens: 0, completionTokens }, 'batch-api') ?? 0;
  }

  #budgetsOf({ budget }: Pick<StartedArticle, 'budget'>): Budget[] {
    const own = budget ? [{ name: `order:${budget.name}`, limitUsd: budget.limitUsd, expiresInMs: orderBudgetDays * dayMs }] : [];
    return [...this.#context.llm.budgets(), ...own];
  }

  /** Writes a call in the open file, or in a new one when that is full; gives the file's submission. */
  async #write(call: DeferredCall, flight: Omit<Flight, 'submission'>): Promise<string> {
    const { config, llm, clock } = this.#context;
    const line = Buffer.from(batchLine(call, llm.traits));
    const open = this.#file;
    if (open && (open.flights.size >= config.batchApiMaxRequests || open.bytes + line.length > config.batchApiMaxBytes))
      await this.#handIn(open);
    if (!this.#file) {
      const folder = await mkdtemp(join(tmpdir(), 'tolk-batch-'));
      const path = join(folder, 'requests.jsonl');
      this.#file = { id: randomUUID(), path, folder, stream: createWriteStream(path), flights: new Map(), openedAt: clock(), bytes: 0 };
    }
    const file = this.#file;
    file.flights.set(call.key, flight);
    file.bytes += line.length;
    if (!file.stream.write(line)) await new Promise<void>((resolve) => file.stream.once('drain', () => resolve()));
    return file.id;
  }

  /** Hands a file in: written down, uploaded, made a batch, noted. A crash at any line is mended by `#recover`. */
  async #handIn(file: OpenFile): Promise<void> {
    const { submissions, llm, log, halt, clock } = this.#context;
    this.#file = undefined;
    file.stream.end();
    await finished(file.stream);
    await submissions.prepare(file.id, file.flights);
    const submission: Submission = { id: file.id, batch: null, createdAt: clock(), calls: file.flights.size };
    try {
      const batch = await llm.batchApi.create(await llm.batchApi.upload(file.path), file.id);
      await submissions.submitted(submission, batch);
      log.info({ event: 'batch_api.submitted', submission: file.id, batch, calls: file.flights.size, bytes: file.bytes });
      for (const [record, waitsFor] of this.#planned) if (waitsFor.has(file.id)) await this.#release(record);
    } catch (error) {
      const problem = TolkError.from(error);
      log.error({ event: 'batch_api.refused', code: problem.code, reason: problem.message });
      if (stopsEverything(problem)) await halt.halt(problem);
      this.#pausedUntil = clock() + refusedMs;
      // It may have been made all the same: `#recover` looks before anything is sent again.
      for (const [record, waitsFor] of this.#planned) if (waitsFor.has(file.id)) this.#planned.delete(record);
    } finally {
      await rm(file.folder, { recursive: true, force: true });
    }
  }

  /** An article all of whose calls are handed in leaves the lobby until they are back. */
  async #release(record: string): Promise<void> {
    const waitsFor = this.#planned.get(record) ?? new Set<string>();
    if (this.#file && waitsFor.has(this.#file.id)) return;
    await this.#context.submissions.wait(record, [...waitsFor]);
    this.#planned.delete(record);
  }

  /** What goes wrong with one submission is looked at again later, and keeps no other waiting. */
  async #attend(submission: Submission): Promise<void> {
    const { clock, config, halt, log } = this.#context;
    if (clock() - (this.#lookedAt.get(submission.id) ?? 0) < config.batchApiPollMs) return;
    this.#lookedAt.set(submission.id, clock());
    try {
      if (submission.batch === null) await this.#recover(submission);
      else await this.#look(submission, submission.batch);
    } catch (error) {
      const problem = TolkError.from(error);
      log.error({ event: 'batch_api.look_failed', submission: submission.id, code: problem.code, reason: problem.message });
      if (stopsEverything(problem) && problem.code !== 'llm.unknown_model') await halt.halt(problem);
    }
  }

  /** A submission whose process died before it was noted: it was made at the server, or it was not. */
  async #recover(submission: Submission): Promise<void> {
    const { submissions, llm, log } = this.#context;
    const batch = await llm.batchApi.find(submission.id);
    log.warn({ event: 'batch_api.recovered', submission: submission.id, batch });
    if (batch !== null) return submissions.submitted(submission, batch);
    for (const call of await submissions.open(submission.id)) await this.#land(call, null);
    await submissions.end(submission.id);
  }

  async #look(submission: Submission, batchId: string): Promise<void> {
    const batch = await this.#context.llm.batchApi.poll(batchId);
    if (batch.state !== 'over') return;
    await this.#collect(submission, batch);
    this.#lookedAt.delete(submission.id);
  }

  /** Keeps what was answered, in the cache; what was not goes on directly, or is asked once more after a passing error. */
  async #collect(submission: Submission, batch: ServerBatch): Promise<void> {
    const { submissions, llm, log } = this.#context;
    let answered = 0;
    const direct = new Set<string>();
    for (const file of batch.files) {
      for await (const result of llm.batchApi.read(file)) {
        if (result.answer) await llm.store.writeAnswer(result.key, result.answer, llm.cacheTtlMs);
        const flight = await this.#land(result.key, result);
        if (result.answer) answered += 1;
        else if (flight && result.problem === 'batch_expired') direct.add(flight.record);
      }
    }
    for (const call of await submissions.open(submission.id)) {
      const flight = await this.#land(call, null);
      if (flight) direct.add(flight.record);
    }
    await submissions.markDirect([...direct]);
    await submissions.end(submission.id);
    const { status, problem } = batch;
    log.info({ event: 'batch_api.collected', submission: submission.id, batch: batch.id, status, problem, answered, direct: direct.size });
  }

  /** Books a call that is back, once: its cost with its article, and the rest of what was set aside for it. */
  async #land(call: string, result: BatchResult | null): Promise<Flight | null> {
    const { submissions, llm } = this.#context;
    const answer = result?.answer ?? null;
    const costUsd = answer && llm.prices.cost(answer.model, answer, 'batch-api');
    const usage = answer && { ...noSpend.usage, calls: 1, promptTokens: answer.promptTokens, cachedTokens: answer.cachedTokens };
    const spend = answer && usage ? { usage: { ...usage, completionTokens: answer.completionTokens }, costUsd } : null;
    const flight = await submissions.land(call, spend);
    if (!flight) return null;
    const budget = flight.budget === null ? null : { name: flight.budget, limitUsd: 0 };
    await llm.store.settle(this.#budgetsOf({ budget }), (costUsd ?? 0) - flight.likelyUsd);
    return flight;
  }

  /** Lets a worker ask what is missing at once; but nothing that is in flight, which would be paid twice: that is waited for. */
  async #sendDirectly(order: Order, missing: readonly DeferredCall[], problem: TolkError | null): Promise<void> {
    const { store, queue, submissions } = this.#context;
    const flying = (await submissions.inFlight(missing.map(({ key }) => key))).filter((id) => id !== null);
    if (flying.length > 0) {
      await submissions.markDirect([order.id]);
      return submissions.wait(order.id, flying);
    }
    const file = this.#file;
    if (file && missing.some(({ key }) => file.flights.has(key))) {
      await submissions.markDirect([order.id]);
      this.#planned.set(order.id, new Set([file.id]));
      return;
    }
    await store.handBack(order, problem ? toFailure(problem) : null);
    await queue.add([order], 1);
    await submissions.forget(order.id);
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
