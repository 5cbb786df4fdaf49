import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { logNormal, seededRandom } from '../random.ts';
import { answerQuestion, type SandboxAnswer } from './answer.ts';
import { type Completion, canShow, countPromptTokens, makeCompletion } from './completion.ts';
import { ChaosPlan, type Fault, type FaultPlan, isBatchFault, isFault } from './faults.ts';
import { obedience, reachesModelAsOrder } from './naive-mode.ts';
import type { Refusable } from './parameters.ts';
import { type ChatRequest, chatRequestSchema } from './protocol.ts';
import { type RateLimitOptions, RateLimits } from './rate-limits.ts';
import { questionOf, readRequest } from './read-request.ts';
import { deliver, failInstead, refuse } from './respond.ts';
import type { SpoiltSegment } from './spoil.ts';
import { type SandboxStats, StatsRecorder } from './stats.ts';

/** How the practice LLM behaves. */
export interface SandboxOptions extends RateLimitOptions {
  /** Median time to an answer. @default 0 */
  readonly latencyMs?: number;
  /** Spread of the latency's logarithm (log-normal); 0 makes it fixed. @default 0 */
  readonly latencySigma?: number;
  /** Seed of everything random. @default 1 */
  readonly seed?: number;
  /** When given, any other key gets 401. */
  readonly apiKey?: string | undefined;
  /** Share of answers that are bad, all kinds in turn. @default 0 */
  readonly chaos?: number;
  /**
   * Called for every request with what it may meet; wins over `chaos`. A request's own
   * `x-sandbox-fault` header wins over both.
   */
  readonly faultPlan?: FaultPlan;
  /** Parameters it refuses with 400, as servers do that do not know them. */
  readonly refuses?: readonly Refusable[];
  /**
   * It does whatever a text tells it that reaches it undelimited, instead of its work.
   * @default false
   */
  readonly naive?: boolean;
}

/** What a request is answered with, before anything goes wrong on the way. */
interface Prepared {
  readonly task: SandboxAnswer['task'];
  readonly fault: Fault | undefined;
  readonly completion: Completion;
}

/** Answers requests for completions, and counts them. */
export class Completions {
  readonly #options: SandboxOptions;
  readonly #random: () => number;
  readonly #planFault: FaultPlan;
  readonly #limits: RateLimits;
  readonly #recorder = new StatsRecorder();

  constructor(options: SandboxOptions) {
    const { seed = 1, chaos = 0 } = options;
    this.#options = options;
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
    recorder.add('requests');
    const body = await text(request);
    const read = readRequest(body, this.#options.refuses ?? []);
    if ('error' in read) return refuse(response, read.error);
    const asked = request.headers['x-sandbox-fault'];
    const plan: FaultPlan = isFault(asked) ? () => asked : this.#planFault;
    const { task, fault, completion } = this.#prepare(read.request, plan);
    const { prompt, completion: completionTokens } = completion.tokens;
    const limited = this.#limits.take(prompt + completionTokens);
    if (limited) {
      recorder.add('rejected');
      return refuse(response, limited, this.#limits.headers());
    }
    await this.#waitLatency();
    if (fault) recorder.addFault(fault);
    if (fault && (await failInstead(fault, response))) return;
    recorder.addCompletion({ body, task, fault, completion });
    await deliver(fault, response, completion.body, this.#limits.headers());
  }

  /** Answers a request of a batch: without limits and latency, else the same. */
  answerBatched(request: unknown): { status: number; body: unknown } {
    const body = JSON.stringify(request);
    this.#recorder.add('requests');
    const read = readRequest(body, this.#options.refuses ?? []);
    if ('error' in read) {
      const { status, message, type, code } = read.error;
      return { status, body: { error: { message, type, code } } };
    }
    const plan: FaultPlan = (fits) =>
      this.#planFault((fault) => isBatchFault(fault) && fits(fault));
    const { task, fault, completion } = this.#prepare(read.request, plan);
    if (fault) this.#recorder.addFault(fault);
    this.#recorder.addCompletion({ body, task, fault, completion });
    return { status: 200, body: completion.body };
  }

  /** Prompt tokens of a request; 0 for what is not one. */
  countPromptTokens(request: unknown): number {
    const parsed = chatRequestSchema.safeParse(request);
    return parsed.success ? countPromptTokens(parsed.data) : 0;
  }

  #prepare(request: ChatRequest, plan: FaultPlan): Prepared {
    const answer = this.#answer(request);
    const pick = this.#random();
    const fault = plan((candidate) => canShow(candidate, { request, answer, pick }));
    return {
      task: answer.task,
      fault,
      completion: makeCompletion(fault, { request, answer, pick }),
    };
  }

  #answer(request: ChatRequest): SandboxAnswer {
    if (!this.#options.naive || !reachesModelAsOrder(request)) {
      return answerQuestion(questionOf(request));
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
