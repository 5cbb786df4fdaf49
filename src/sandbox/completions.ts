import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { logNormal, seededRandom } from '../random.ts';
import { answerQuestion, type SandboxAnswer } from './answer.ts';
import { type Completion, canShow, makeCompletion } from './completion.ts';
import type { Dialect } from './dialects/dialect.ts';
import { describeProblem, dialectOf } from './dialects/dialects.ts';
import { ChaosPlan, type Fault, type FaultPlan, isBatchFault, isFault } from './faults.ts';
import { obedience, reachesModelAsOrder } from './naive-mode.ts';
import type { SandboxOptions } from './options.ts';
import { noCache, PromptCache } from './prompt-cache.ts';
import { type ChatRequest, chatRequestSchema } from './protocol.ts';
import { RateLimits } from './rate-limits.ts';
import { questionOf, type ReadRequest, readRequest } from './read-request.ts';
import { countReasoning } from './reasoning.ts';
import { deliver, failInstead, refuse } from './respond.ts';
import type { SpoiltSegment } from './spoil.ts';
import { type SandboxStats, StatsRecorder } from './stats.ts';
import { countPromptTokens } from './tokens.ts';

/** What a request is answered with, before anything goes wrong on the way. */
interface Prepared {
  readonly task: SandboxAnswer['task'];
  readonly fault: Fault | undefined;
  readonly completion: Completion;
}

type Readable = Extract<ReadRequest, { readonly request: ChatRequest }>;

/** Answers requests for completions, and counts them. */
export class Completions {
  readonly #options: SandboxOptions;
  readonly #dialect: Dialect;
  readonly #random: () => number;
  readonly #planFault: FaultPlan;
  readonly #limits: RateLimits;
  readonly #promptCache = new PromptCache();
  readonly #recorder = new StatsRecorder();

  constructor(options: SandboxOptions) {
    const { seed = 1, chaos = 0 } = options;
    this.#options = options;
    this.#dialect = dialectOf(options.dialect);
    this.#random = seededRandom(seed);
    const plan = new ChaosPlan(chaos, seed);
    this.#planFault = options.faultPlan ?? ((fits) => plan.next(fits));
    this.#limits = new RateLimits(options);
  }

  stats(): SandboxStats {
    return this.#recorder.stats();
  }

  /** Every segment for which it gave wrong English on purpose. */
  spoilt(): SpoiltSegment[] {
    return this.#recorder.spoilt();
  }

  /** Answers a request over HTTP. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorder = this.#recorder;
    const dialect = this.#dialect;
    recorder.add('requests');
    const body = await text(request);
    const read = readRequest(body, dialect, this.#options);
    if ('problem' in read) return refuse(response, dialect, read.problem);
    const asked = request.headers['x-sandbox-fault'];
    const plan: FaultPlan = isFault(asked) ? () => asked : this.#planFault;
    const { task, fault, completion } = this.#prepare(read, plan);
    const { tokens } = completion;
    const limited = this.#limits.take(tokens.prompt + tokens.completion);
    if (limited) {
      recorder.add('rejected');
      return refuse(response, dialect, limited, this.#limits.headers(dialect.limitHeaders));
    }
    await this.#waitLatency();
    if (fault) recorder.addFault(fault);
    if (fault && (await failInstead(fault, response, dialect))) return;
    recorder.addCompletion({ body, task, fault, completion });
    await deliver(response, {
      body: completion.body,
      headers: this.#limits.headers(dialect.limitHeaders),
      fault,
      request: read.request,
      keepAlive: dialect.keepAlive,
      pauseMs: this.#options.streamPauseMs ?? 0,
    });
  }

  /** Answers a request of a batch: without limits and latency, else the same. */
  answerBatched(request: unknown): { status: number; body: unknown } {
    const body = JSON.stringify(request);
    this.#recorder.add('requests');
    const read = readRequest(body, this.#dialect, this.#options);
    if ('problem' in read) {
      const { status, body: error } = describeProblem(this.#dialect, read.problem);
      return { status, body: error };
    }
    const plan: FaultPlan = (fits) =>
      this.#planFault((fault) => isBatchFault(fault) && fits(fault));
    const { task, fault, completion } = this.#prepare(read, plan);
    if (fault) this.#recorder.addFault(fault);
    this.#recorder.addCompletion({ body, task, fault, completion });
    return { status: 200, body: completion.body };
  }

  /** Prompt tokens of a request; 0 for what is not one. */
  countPromptTokens(request: unknown): number {
    const parsed = chatRequestSchema.safeParse(request);
    return parsed.success ? countPromptTokens(parsed.data) : 0;
  }

  #prepare(read: Readable, plan: FaultPlan): Prepared {
    const { request, promptTokens, roomTokens } = read;
    const answer = this.#answer(read);
    const pick = this.#random();
    const exchange = { request, answer, pick };
    const fault = plan((candidate) => canShow(candidate, exchange));
    const { promptCache = false, reasoningTokens = 0 } = this.#options;
    const completion = makeCompletion(fault, exchange, {
      dialect: this.#dialect,
      promptTokens,
      roomTokens,
      cache: promptCache ? this.#promptCache.use(request) : noCache,
      reasoningTokens: countReasoning(request, reasoningTokens),
    });
    return { task: answer.task, fault, completion };
  }

  #answer({ request, isCut }: Readable): SandboxAnswer {
    if (!this.#options.naive || !reachesModelAsOrder(request)) {
      const question = questionOf(request);
      // Of a question that was cut, the model sees the end.
      return answerQuestion(isCut ? question.slice(question.length / 2) : question);
    }
    this.#recorder.add('obeyed');
    return { task: 'other', title: null, value: obedience, pairs: [] };
  }

  async #waitLatency(): Promise<void> {
    const { latencyMs = 0, latencySigma = 0 } = this.#options;
    const delay = latencySigma > 0 ? logNormal(this.#random, latencyMs, latencySigma) : latencyMs;
    if (delay <= 0) return;
    this.#recorder.add('inFlight');
    await sleep(delay);
    this.#recorder.add('inFlight', -1);
  }
}
