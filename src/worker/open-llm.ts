import type { Redis } from 'ioredis';
import type { Config } from '../config/config.ts';
import type { Disposables } from '../disposables.ts';
import { dayMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import { type BatchApi, createBatchApi } from '../llm/batch-api.ts';
import { CachedCalls } from '../llm/call.ts';
import { chooseProvider, endpointOf, noProvider } from '../llm/choose-provider.ts';
import { createLlmClient, type LlmClient } from '../llm/client.ts';
import { createPriceTable, type PriceTable, readPriceFile } from '../llm/cost/price.ts';
import { type Capabilities, capabilitiesSchema } from '../llm/http/capabilities.ts';
import { createOpenAiClient } from '../llm/http/openai-client.ts';
import { rawAnswerSchema } from '../llm/http/response.ts';
import { createTransport } from '../llm/http/transport.ts';
import type { Budget } from '../llm/limits/budgets.ts';
import { SharedRateLimits } from '../llm/limits/rate-limits.ts';
import { defaultTiming } from '../llm/limits/retry.ts';
import { presetFor } from '../llm/providers.ts';
import type { LlmStore } from '../llm/store.ts';
import { createLlmStore } from '../store/llm-store.ts';
import { dayBudgetName } from '../store/spend.ts';

/** What the LLM shares with the worker around it. */
export interface LlmContext {
  readonly redis: Redis;
  /** Why all workers pause at present, if they do. */
  readonly pauseReason: () => TolkError | undefined;
  readonly clock: () => number;
}

/** The LLM, opened: the client for direct calls, and what calls through the Batch API need. */
export interface OpenLlm {
  readonly client: LlmClient;
  readonly batchApi: BatchApi;
  readonly store: LlmStore;
  readonly prices: PriceTable;
  readonly models: readonly [string, ...string[]];
  readonly capabilities: Capabilities;
  readonly cacheTtlMs: number;
  readonly budgets: () => readonly Budget[];
}

/** Spend is kept beyond its day, so that `tolk status` can show it. */
const spendDays = 8;

/**
 * Opens the configured LLM, with cache, limits and budgets in Redis. For the sandbox one is
 * started in this process and ends with it.
 *
 * @throws TolkError `config.no_provider` when none is configured (nobody shall find a million glosses
 *   in the morning), `config.invalid` for a budget with a model whose price is unknown
 */
export async function openLlm(
  config: Config,
  context: LlmContext,
  disposables: Disposables,
): Promise<OpenLlm> {
  const provider = chooseProvider(config.llm);
  if (provider.kind === 'none') throw noProvider();
  const prices = createPriceTable(
    config.llm.pricesFile === undefined ? [] : readPriceFile(config.llm.pricesFile),
  );
  const models = [provider.model, ...config.llm.fallbackModels] as const;
  if (config.llm.dailyBudgetUsd !== undefined) requirePrices(models, prices);
  const baseUrl = provider.kind === 'api' ? provider.baseUrl : await startOwnSandbox(disposables);
  const preset = provider.kind === 'api' ? provider.preset : presetFor(undefined, baseUrl);
  const transport = createTransport({
    ...config.llm.http,
    maxConnections: config.llm.limits.maxCalls,
  });
  disposables.push(() => transport.close());
  const store = createLlmStore(
    context.redis,
    config.redis.prefix,
    rawAnswerSchema,
    capabilitiesSchema,
    config.llm.cache.maxCalls,
  );
  const calls = new CachedCalls({
    ...context,
    client: createOpenAiClient({
      ...endpointOf({ baseUrl, preset }, config.llm),
      fetch: transport.fetch,
    }),
    server: baseUrl,
    capabilities: preset.capabilities,
    store,
    limits: new SharedRateLimits({
      redis: context.redis,
      prefix: config.redis.prefix,
      configured: config.llm.limits,
      clock: context.clock,
    }),
    prices,
    budgets: () => dailyBudget(config.llm.dailyBudgetUsd, context.clock()),
    cacheTtlMs: Math.round(config.llm.cache.days * dayMs),
    maxConcurrency: config.llm.limits.maxCalls,
    timing: { ...defaultTiming, maxWaitMs: config.llm.retry.patienceMs },
    random: Math.random,
  });
  return {
    client: createLlmClient({ calls, store, models }),
    batchApi: createBatchApi(
      createOpenAiClient({
        ...endpointOf({ baseUrl, preset }, config.llm),
        fetch: transport.stream,
      }),
    ),
    store,
    prices,
    models,
    capabilities: preset.capabilities,
    cacheTtlMs: Math.round(config.llm.cache.days * dayMs),
    budgets: () => dailyBudget(config.llm.dailyBudgetUsd, context.clock()),
  };
}

function dailyBudget(limitUsd: number | undefined, now: number): Budget[] {
  return limitUsd === undefined
    ? []
    : [{ name: dayBudgetName(now), kind: 'daily', limitUsd, expiresInMs: spendDays * dayMs }];
}

function requirePrices(models: readonly string[], prices: PriceTable): void {
  const unknown = models.find(
    (model) =>
      prices.cost(model, { promptTokens: 1, cachedTokens: 0, completionTokens: 1 }) === null,
  );
  if (unknown === undefined) return;
  throw new TolkError(
    'config.invalid',
    `TOLK_DAILY_BUDGET_USD: the price of "${unknown}" is not known; add it to a file and name that in TOLK_PRICES_FILE`,
  );
}

async function startOwnSandbox(disposables: Disposables): Promise<string> {
  const { startSandbox } = await import('../sandbox/sandbox.ts');
  const sandbox = await startSandbox();
  disposables.push(() => sandbox.close());
  return sandbox.baseUrl;
}
