import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TolkError } from '../errors.ts';
import type { PriceTable, TokenUsage } from './cost/price.ts';
import { countTokens } from './cost/tokens.ts';
import { cachedSpend, noSpend, type Spend } from './cost/usage.ts';
import { stopsEverything } from './error-policy.ts';
import { type LlmRequest, schemaText } from './http/request.ts';
import { isCacheable, isEmpty, type RawAnswer } from './http/response.ts';
import { createSender, type SenderContext } from './http/send.ts';
import { type ConcurrencyLimiter, createConcurrencyLimiter } from './limits/concurrency-limiter.ts';
import { createPromptCacheWarmup, isWorthCaching } from './limits/prompt-cache-warmup.ts';
import type { Limits } from './limits/rate-limits.ts';
import { nextDelay, type RetryTiming } from './limits/retry.ts';
import type { Budget, LlmStore } from './store.ts';

/*
 * One call, from the cache to the wire. In this order, each step only when the ones before it let
 * the call through:
 *
 *   cache ─► lease ─► halted? ─► budget ─► shared limits ─► gate (width, breaker) ─► wire
 *     ▲        │ somebody else is asking the same: wait for their answer                │
 *     └────────┴──────────────── written before it is used ◄────────────────────────────┘
 *
 * What passes by itself (a reset connection, a 500, a 429) is tried again here, by one policy
 * (retry.ts); everything else is the door's business.
 */

/** What calls are made with. */
export interface CallerContext extends SenderContext {
  readonly store: LlmStore;
  readonly limits: Limits | undefined;
  readonly prices: PriceTable;
  readonly budgets: () => readonly Budget[];
  readonly cacheTtlMs: number;
  readonly maxConcurrency: number;
  readonly timing: RetryTiming;
  /** Why nobody may call at present, if so. */
  readonly halted: () => TolkError | undefined;
  readonly clock: () => number;
  readonly random: () => number;
}

/** How one call is made. */
interface CallOptions {
  readonly cache: 'use' | 'bypass';
  readonly budgets: readonly Budget[];
  readonly signal?: AbortSignal | undefined;
  readonly onSpend: (spend: Spend) => void;
}

/** Makes calls. */
export interface Caller {
  /** @throws TolkError one of the `llm.*` codes; the signal's reason when it is aborted */
  call(
    ask: LlmRequest,
    options: CallOptions,
  ): Promise<{ readonly raw: RawAnswer; readonly key: string }>;
}

/** By then the pause of all workers is known here. */
const stopMs = 2_000;
const leaseMs = 20_000;
const leasePollMs = 100;
/** Completion tokens for a prompt token, until a task has shown its own ratio. */
const firstRatio = 0.7;
const ratioMemory = 0.1;
/** A server that reports more than this many times what we counted is not believed. */
const believableFactor = 20;

/** A caller; it remembers what it learns of the server for as long as it lives, and in the store for longer. */
export function createCaller(context: CallerContext): Caller {
  const { store, limits, prices, clock, timing } = context;
  const gates = new Map<string, ConcurrencyLimiter>();
  const ratios = new Map<string, number>();
  const send = createSender(context);
  const vanguard = createPromptCacheWarmup();
  /** Calls under way that have money booked. */
  const open = new Set<Promise<void>>();
  let stop: { readonly error: TolkError; readonly at: number } | undefined;

  function throwIfHalted(): void {
    const halted = context.halted();
    if (halted) throw halted;
    if (!stop || clock() - stop.at >= stopMs) return;
    // Not the error itself: that would begin the pause anew when it has just been ended.
    throw new TolkError(
      'llm.circuit_open',
      'calls pause until it is known whether all workers do',
      {
        retryAfterMs: stopMs,
        cause: stop.error,
      },
    );
  }

  /** What concerns everybody stops this process's calls at once, before the pause has gone through Redis. */
  function noteStop(error: unknown): void {
    if (TolkError.isInstance(error) && stopsEverything(error) && error.code !== 'llm.unknown_model')
      stop = { error, at: clock() };
  }

  /** Asked again at the last moment: the pause may have begun while the call waited for its turn. */
  async function sendUnlessHalted(
    ask: LlmRequest,
    signal: AbortSignal | undefined,
  ): Promise<RawAnswer> {
    throwIfHalted();
    try {
      return await send(ask, signal);
    } catch (error) {
      noteStop(error);
      throw error;
    }
  }

  /** Runs a call on the books: its likely cost is booked on every budget first, and corrected to what it was. */
  async function onBudgets(
    budgets: readonly Budget[],
    model: string,
    likely: TokenUsage,
    call: () => Promise<RawAnswer>,
  ): Promise<RawAnswer> {
    if (budgets.length === 0) return call();
    const likelyCost = prices.cost(model, likely);
    if (likelyCost === null) throw unknownPrice(model);
    await reserve(budgets, likelyCost);
    let paid = 0;
    const paying = call()
      .then((raw) => {
        paid = prices.cost(raw.model, raw) ?? likelyCost;
        return raw;
      })
      .finally(() => store.settle(budgets, paid - likelyCost));
    const settled = paying.then(
      () => {},
      () => {},
    );
    open.add(settled);
    void settled.then(() => open.delete(settled));
    return paying;
  }

  /** While calls of this process are under way, what they do not use of their bookings may be enough for another. */
  async function reserve(budgets: readonly Budget[], cost: number): Promise<void> {
    for (;;) {
      const full = await store.reserve(budgets, cost);
      if (full === null) return;
      if (open.size === 0) throw budgetSpent(full);
      await Promise.race(open);
    }
  }

  /** Runs a call within the shared limits and the gate. */
  async function withinLimits(
    ask: LlmRequest,
    likely: TokenUsage,
    patienceMs: number,
    signal: AbortSignal | undefined,
  ): Promise<RawAnswer> {
    const tokens = likely.promptTokens + likely.completionTokens;
    await limits?.acquire(ask.model, tokens, patienceMs, signal);
    const gate = gates.get(ask.model) ?? createConcurrencyLimiter(context.maxConcurrency, clock);
    gates.set(ask.model, gate);
    const beginning = ask.messages[0]?.content ?? '';
    const passGate = () => gate.run(() => sendUnlessHalted(ask, signal), signal);
    const answer = await (isWorthCaching(beginning)
      ? vanguard.run(`cache ${ask.model} ${ask.task}`, passGate)
      : passGate());
    const raw = believable(answer, likely.promptTokens);
    await limits?.settle(ask.model, raw.promptTokens + raw.completionTokens - tokens);
    return raw;
  }

  async function tryOnce(
    ask: LlmRequest,
    promptTokens: number,
    { budgets, signal, onSpend }: CallOptions,
  ): Promise<RawAnswer> {
    throwIfHalted();
    const ratio = ratios.get(ask.task) ?? firstRatio;
    const likely = {
      promptTokens,
      cachedTokens: 0,
      completionTokens: Math.min(ask.maxOutputTokens, Math.ceil(promptTokens * ratio)),
    };
    const raw = await onBudgets([...context.budgets(), ...budgets], ask.model, likely, () =>
      withinLimits(ask, likely, timing.patienceMs, signal),
    );
    const { promptTokens: used, cachedTokens, completionTokens } = raw;
    onSpend({
      usage: { ...noSpend.usage, calls: 1, promptTokens: used, cachedTokens, completionTokens },
      costUsd: prices.cost(raw.model, raw),
    });
    ratios.set(
      ask.task,
      ratio * (1 - ratioMemory) + (completionTokens / Math.max(1, used)) * ratioMemory,
    );
    if (isEmpty(raw)) throw new TolkError('llm.no_answer', 'the model’s answer is empty');
    return raw;
  }

  /** Tokens of the prompt, counted only where a limit or a budget wants to know. */
  async function countPrompt(
    { model, messages }: LlmRequest,
    budgets: readonly Budget[],
  ): Promise<number> {
    const wanted =
      budgets.length + context.budgets().length > 0 ||
      (limits !== undefined && (await limits.countsTokens(model)));
    return wanted ? countTokens(model, messages) : 0;
  }

  /** Where nobody knows the limits yet, one call goes ahead: its answer tells them, and a burst before it would be refused. */
  async function tryInOrder(ask: LlmRequest, options: CallOptions): Promise<RawAnswer> {
    const tryIt = () => tryUntilPatienceEnds(ask, options);
    return limits && !(await limits.knows(ask.model))
      ? vanguard.run(`limits ${ask.model}`, tryIt)
      : tryIt();
  }

  async function tryUntilPatienceEnds(ask: LlmRequest, options: CallOptions): Promise<RawAnswer> {
    const began = clock();
    const promptTokens = await countPrompt(ask, options.budgets);
    for (let tries = 1; ; tries += 1) {
      try {
        return await tryOnce(ask, promptTokens, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        const delay = TolkError.isInstance(error)
          ? nextDelay(error, tries, clock() - began, context.random(), timing)
          : null;
        if (delay === null) throw error;
        await sleep(delay, undefined, options.signal ? { signal: options.signal } : {});
      }
    }
  }

  /** The answer of whoever asks the same at this moment, or the right to ask. */
  async function leaseOrAnswer(key: string, signal: AbortSignal | undefined) {
    for (;;) {
      const lease = await store.lease(key, leaseMs);
      const answer = await store.readAnswer(key);
      if (answer) await lease?.release();
      if (answer) return { answer };
      if (lease) return { lease };
      await sleep(leasePollMs, undefined, signal ? { signal } : {});
    }
  }

  return {
    async call(ask, options) {
      const key = cacheKey(ask);
      if (options.cache === 'bypass' || context.cacheTtlMs === 0)
        return { raw: await tryInOrder(ask, options), key };
      const { answer, lease } = await leaseOrAnswer(key, options.signal);
      if (answer) {
        options.onSpend(cachedSpend);
        return { raw: answer, key };
      }
      const renewal = setInterval(() => void lease.renew().catch(() => {}), leaseMs / 3);
      try {
        const raw = await tryInOrder(ask, options);
        if (isCacheable(raw)) await store.writeAnswer(key, raw, context.cacheTtlMs);
        return { raw, key };
      } finally {
        clearInterval(renewal);
        await lease.release();
      }
    },
  };
}

/** What makes two calls the same: model, instructions and input, schema, limit, round. How the server wants it said does not count. */
export function cacheKey({
  model,
  task,
  messages,
  schema,
  maxOutputTokens,
  round,
}: LlmRequest): string {
  const text = JSON.stringify([
    1,
    model,
    messages.map(({ role, content }) => [role, content]),
    schemaText(schema, task),
    maxOutputTokens,
    round,
  ]);
  return createHash('sha256').update(text).digest('base64url');
}

/** Usage that cannot be true (a server that miscounts by orders of magnitude) is replaced by our own count. */
function believable(raw: RawAnswer, promptTokens: number): RawAnswer {
  if (promptTokens === 0 || raw.promptTokens <= promptTokens * believableFactor) return raw;
  return {
    ...raw,
    promptTokens,
    cachedTokens: 0,
    completionTokens: Math.ceil((raw.content?.length ?? 0) / 4),
  };
}

/** The error for a budget without room: today's, which pauses all workers, or that of some articles. */
export function budgetSpent(name: string): TolkError {
  return name.startsWith('day:')
    ? new TolkError(
        'llm.budget_spent',
        'today’s budget is spent; raise TOLK_DAILY_BUDGET_USD and restart the workers, then tolk resume',
      )
    : new TolkError(
        'job.budget_spent',
        'the budget of these articles is spent; hand them in again with a higher --max-cost, what is paid stays paid',
      );
}

function unknownPrice(model: string): TolkError {
  return new TolkError(
    'config.invalid',
    `a budget is set, but the price of "${model}" is not known; add it to a file and name that in TOLK_PRICES_FILE`,
  );
}
