import { setTimeout as sleep } from 'node:timers/promises';
import { TolkError } from '../errors.ts';
import { type CallCeiling, judgeWrong } from './call-ceiling.ts';
import { believeUsage, ownCountOf } from './cost/believe-usage.ts';
import { costOfCall, spendOfCall } from './cost/call-cost.ts';
import { UsageForecast } from './cost/forecast.ts';
import type { PriceTable, TokenUsage } from './cost/price.ts';
import { countTokens } from './cost/tokens.ts';
import type { Spend } from './cost/usage.ts';
import type { Capabilities } from './http/capabilities.ts';
import { readFinish } from './http/finish-reason.ts';
import type { LlmRequest } from './http/request.ts';
import { isEmpty, type RawAnswer } from './http/response.ts';
import { Sender, type SenderContext, type SendOptions } from './http/send.ts';
import { brokeOffLate } from './http/time-limits.ts';
import { BudgetLedger } from './limits/budget-ledger.ts';
import type { Budget } from './limits/budgets.ts';
import { ConcurrencyLimiter } from './limits/concurrency-limiter.ts';
import type { Dearness } from './limits/dearness.ts';
import { Patience } from './limits/patience.ts';
import { PauseGuard } from './limits/pause-guard.ts';
import { isWorthCaching, PromptCacheWarmup } from './limits/prompt-cache-warmup.ts';
import type { RateLimits } from './limits/rate-limits.ts';
import { nextDelay, type RetryTiming } from './limits/retry.ts';
import { ServerHolds } from './limits/server-holds.ts';
import { PromptWatch } from './prompt-watch.ts';
import type { LlmStore } from './store.ts';
import { answerInRoom, isThoughtAway, isThoughtTooLong } from './thinking-room.ts';

/** A call that has failed and is tried again by the same worker. */
export interface Retry {
  readonly model: string;
  readonly error: TolkError;
  /** How often it has failed. */
  readonly tries: number;
  readonly delayMs: number;
}

/** What attempts are made with. */
export interface CallAttemptsContext extends SenderContext {
  readonly store: LlmStore;
  readonly limits: RateLimits | undefined;
  readonly prices: PriceTable;
  /** The server reports what it has charged, in dollars. */
  readonly reportsDollars?: boolean | undefined;
  /** What was learned of dear calls, where others learn too. */
  readonly dearness?: Dearness | undefined;
  /** The budgets of all articles. */
  readonly budgets: () => readonly Budget[];
  readonly maxConcurrency: number;
  readonly timing: RetryTiming;
  /** Why all workers pause at present, if they do. */
  readonly pauseReason: () => TolkError | undefined;
  /** Hears of each call that is tried again. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  readonly clock: () => number;
  readonly random: () => number;
}

/** What a call needs of the article it is made for. */
export interface CallSettings {
  /** The article's own budgets. */
  readonly budgets: readonly Budget[];
  readonly signal?: AbortSignal | undefined;
  /** Nothing is sent after it is aborted; what is in flight gets its answer. */
  readonly halt?: AbortSignal | undefined;
  /** Called for each try; receives the text of its answer as that arrives. */
  readonly listen?: SendOptions['listen'];
  readonly onSpend: (spend: Spend) => void;
  /** Counts the article's calls. A call that succeeds is still to be judged there. */
  readonly ceiling: CallCeiling;
}

/** Makes attempts at a call until one has an answer, or trying again cannot help. */
export class CallAttempts {
  readonly #context: CallAttemptsContext;
  readonly #sender: Sender;
  readonly #ledger: BudgetLedger;
  readonly #pauseGuard: PauseGuard;
  readonly #holds: ServerHolds;
  readonly #forecast = new UsageForecast();
  readonly #warmup = new PromptCacheWarmup();
  readonly #promptWatch = new PromptWatch();
  readonly #patience = new Patience();
  readonly #limiters = new Map<string, ConcurrencyLimiter>();
  /** When each call was sent that the server has not answered yet. */
  readonly #sent = new Set<{ readonly at: number }>();

  /** Remembers what it learns of tasks and models for as long as it lives. */
  constructor(context: CallAttemptsContext) {
    this.#context = context;
    this.#sender = new Sender(context);
    this.#ledger = new BudgetLedger(context);
    this.#holds = new ServerHolds(context);
    this.#pauseGuard = new PauseGuard(context.pauseReason, context.clock);
  }

  /** When each call was sent that the server has not answered yet (ms). */
  get inFlightSince(): readonly number[] {
    return Array.from(this.#sent, ({ at }) => at);
  }

  /** What is known of a model's server. */
  capabilitiesOf(model: string): Promise<Capabilities> {
    return this.#sender.capabilitiesOf(model);
  }

  /** Remembers what a model was found to do. */
  learn(model: string, change: Partial<Capabilities>): Promise<void> {
    return this.#sender.learn(model, change);
  }

  /** @throws TolkError one of the `llm.*` codes; the signal's reason when it is aborted */
  async run(request: LlmRequest, settings: CallSettings): Promise<RawAnswer> {
    const { limits } = this.#context;
    const attempt = () => this.#answer(request, settings);
    if (!limits || (await limits.knows(request.model))) return attempt();
    // One call goes ahead: its answer tells the limits, and a burst before it would be refused.
    return this.#warmup.run(`limits ${request.model}`, attempt);
  }

  async #answer(request: LlmRequest, settings: CallSettings): Promise<RawAnswer> {
    const { model } = request;
    const reasoningRoom = await this.#sender.thinkingRoom(model);
    const ask = async (asked: LlmRequest) => {
      try {
        return await this.#retry(asked, settings);
      } catch (error) {
        if (isThoughtTooLong(error))
          await this.#sender.noteThinking(model, request.maxOutputTokens);
        throw error;
      }
    };
    return answerInRoom({ ...request, reasoningRoom }, ask, () => !settings.ceiling.isReached);
  }

  async #retry(request: LlmRequest, settings: CallSettings): Promise<RawAnswer> {
    const { clock, random, timing } = this.#context;
    const signal = whileWaiting(settings);
    const startedAt = clock();
    const promptTokens = await this.#countPrompt(request, settings.budgets);
    let failure: TolkError | undefined;
    for (let tries = 1; ; tries += 1) {
      const patience = this.#patience.of(request.model);
      try {
        return await this.#attempt(request, promptTokens, { ...settings, patience });
      } catch (thrown) {
        const error = passing(thrown, settings);
        failure = failureOf(error, failure);
        const next = this.#patience.after(request.model, error, patience);
        if (next === 'again') continue;
        const tried = { tries, elapsedMs: clock() - startedAt };
        const delayMs = next === 'never' ? null : nextDelay(error, tried, random(), timing);
        if (delayMs === null) throw failure;
        this.#context.onRetry?.({ model: request.model, error, tries, delayMs });
        await sleep(delayMs, undefined, signal ? { signal } : {});
      }
    }
  }

  async #attempt(
    request: LlmRequest,
    promptTokens: number,
    { budgets: ownBudgets, onSpend, ceiling, ...options }: CallSettings & SendOptions,
  ): Promise<RawAnswer> {
    this.#pauseGuard.throwIfPaused();
    const { model } = request;
    const likely = this.#forecast.likelyUsage(request, promptTokens);
    const budgets = [...this.#context.budgets(), ...ownBudgets];
    await ceiling.admit(whileWaiting(options));
    const send = (onSend: () => Promise<void>) =>
      this.#sendWithinLimits(request, likely, { ...options, onSend });
    const raw = await this.#ledger.run({ budgets, model, likely }, send).catch((error) => {
      ceiling.release();
      throw error;
    });
    const { prices, reportsDollars = false } = this.#context;
    onSpend(spendOfCall(raw, costOfCall(prices, raw, { asked: model, reportsDollars })));
    this.#forecast.learn(request, raw);
    if (raw.reasoningTokens > 0)
      await this.#sender.noteThinking(model, raw.reasoningTokens).catch(() => {});
    const cut = this.#promptWatch.check(request, raw);
    if (cut !== null) throw judgeWrong({ ceiling, onSpend }, cut);
    const isThought = isThoughtAway(raw, request);
    if (!isThought && !isEmpty(raw)) return raw;
    const problem = judgeWrong({ ceiling, onSpend }, isThought ? thoughtAway() : noAnswer(raw));
    if (isThought && !ceiling.isReached) return raw;
    throw problem;
  }

  async #sendWithinLimits(
    request: LlmRequest,
    likely: TokenUsage,
    options: SendOptions & Waiting & { readonly onSend: () => Promise<void> },
  ): Promise<RawAnswer> {
    const { limits, timing } = this.#context;
    const signal = whileWaiting(options);
    const { model, task, messages } = request;
    const tokens = likely.promptTokens + likely.completionTokens;
    await this.#holds.check(model);
    await limits?.acquire({ model, tokens, maxWaitMs: timing.maxWaitMs, signal });
    const send = () =>
      this.#limiterOf(model).run(
        () =>
          this.#pauseGuard.run(() => this.#holds.run(model, () => this.#send(request, options))),
        { signal, sizeOf: workIn },
      );
    const sharesPrefix = isWorthCaching(messages[0]?.content ?? '');
    const answer = await (sharesPrefix ? this.#warmup.run(`cache ${model} ${task}`, send) : send());
    const raw = await believeUsage(answer, ownCountOf(request, likely.promptTokens));
    // A correction that Redis does not take is no reason to lose an answer that is paid.
    const more = raw.promptTokens + raw.completionTokens - tokens;
    await limits?.settle(model, more).catch(() => {});
    return raw;
  }

  async #send(
    request: LlmRequest,
    { onSend, ...options }: SendOptions & { readonly onSend: () => Promise<void> },
  ): Promise<RawAnswer> {
    await onSend();
    const sent = { at: this.#context.clock() };
    this.#sent.add(sent);
    try {
      return await this.#sender.send(request, options);
    } finally {
      this.#sent.delete(sent);
    }
  }

  #limiterOf(model: string): ConcurrencyLimiter {
    const { maxConcurrency: cap, clock, isLocal } = this.#context;
    const limiter = this.#limiters.get(model) ?? new ConcurrencyLimiter({ cap, clock, isLocal });
    this.#limiters.set(model, limiter);
    return limiter;
  }

  /** Tokens of the prompt, counted only where a limit or a budget needs them. */
  async #countPrompt(
    { model, messages }: LlmRequest,
    ownBudgets: readonly Budget[],
  ): Promise<number> {
    const { limits, budgets } = this.#context;
    const isNeeded =
      ownBudgets.length + budgets().length > 0 ||
      (limits !== undefined && (await limits.countsTokens(model)));
    return isNeeded ? countTokens(model, messages) : 0;
  }
}

/** What ends a call that waits for its turn; only `signal` ends one that is sent. */
type Waiting = Pick<CallSettings, 'signal' | 'halt'>;

/** Ends a call as long as it is not sent. */
export function whileWaiting({ signal, halt }: Waiting): AbortSignal | undefined {
  return signal && halt ? AbortSignal.any([signal, halt]) : (signal ?? halt);
}

/** What ends a call: a circuit that is open says only that the calls before have failed. */
function failureOf(error: TolkError, before: TolkError | undefined): TolkError {
  return error.code === 'llm.circuit_open' ? (before ?? error) : error;
}

/** An error that may pass; throws any other, and all of them once nobody waits for the answer. */
function passing(error: unknown, { signal, halt, ceiling }: CallSettings): TolkError {
  signal?.throwIfAborted();
  halt?.throwIfAborted();
  if (!TolkError.isInstance(error) || ceiling.isReached) throw error;
  return error;
}

/** A prompt is read about four times as fast as an answer is written. */
const promptShare = 0.25;

/** How much work a server had with a call, in tokens written. */
function workIn({ promptTokens, cachedTokens, completionTokens }: RawAnswer): number {
  return completionTokens + (promptTokens - cachedTokens) * promptShare;
}

/** Paid for, and to be asked with more room. */
function thoughtAway(): TolkError {
  return new TolkError('llm.thought_too_long', 'the model thought until its token limit');
}

/** Why there is no answer in what was paid for. */
function noAnswer({ unreadable, finish }: RawAnswer): TolkError {
  if (readFinish(finish) === 'interrupted') {
    const message = `the LLM API’s answer broke off (${finish})`;
    const isLate = /timed?_?out/i.test(finish ?? '');
    return isLate ? brokeOffLate(message) : new TolkError('llm.server_error', message);
  }
  if (unreadable !== undefined) return new TolkError('llm.server_error', unreadable);
  return new TolkError('llm.no_answer', 'the model’s answer is empty');
}
