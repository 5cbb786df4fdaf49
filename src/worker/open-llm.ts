import type { Redis } from 'ioredis';
import type { Config } from '../config/config.ts';
import type { Disposables } from '../disposables.ts';
import { dayMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import { type BatchApi, OpenAiBatchApi } from '../llm/batch-api.ts';
import { CachedCalls } from '../llm/call.ts';
import { chooseProvider, endpointOf, noProvider, type Provider } from '../llm/choose-provider.ts';
import { createLlmClient, type LlmClient } from '../llm/client.ts';
import { createPriceTable, type PriceTable, readPriceFile } from '../llm/cost/price.ts';
import { type Capabilities, capabilitiesSchema } from '../llm/http/capabilities.ts';
import { createOpenAiClient } from '../llm/http/openai-client.ts';
import { rawAnswerSchema } from '../llm/http/response.ts';
import { createTransport } from '../llm/http/transport.ts';
import type { Budget } from '../llm/limits/budgets.ts';
import { SharedRateLimits } from '../llm/limits/rate-limits.ts';
import { defaultTiming } from '../llm/limits/retry.ts';
import { type Preset, presetFor } from '../llm/providers.ts';
import type { LlmStore } from '../llm/store.ts';
import { dayBudgetName } from '../store/budgets.ts';
import { createKeys } from '../store/keys.ts';
import { createLlmStore } from '../store/llm-store.ts';

/** What the LLM shares with the worker around it. */
export interface LlmContext {
  readonly redis: Redis;
  /** Why all workers pause at present, if so. */
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
const maxCallLeaseMs = 20_000;

/**
 * Opens the configured LLM, with cache, limits and budgets in Redis. For the sandbox one is
 * started in this process and ends with it.
 *
 * @throws TolkError `config.no_provider` when none is configured (the sandbox is never a default:
 *   nobody should find a million glosses in the morning), `config.invalid` for a budget with a
 *   model whose price is unknown
 */
export async function openLlm(
  config: Config,
  context: LlmContext,
  disposables: Disposables,
): Promise<OpenLlm> {
  const provider = chooseProvider(config.llm);
  if (provider.kind === 'none') throw noProvider();
  const { pricesFile, dailyBudgetUsd, fallbackModels, limits, retry } = config.llm;
  const prices = createPriceTable(pricesFile === undefined ? [] : readPriceFile(pricesFile));
  const models = [provider.model, ...fallbackModels] as const;
  if (dailyBudgetUsd !== undefined) requirePrices(models, prices);
  const { redis, clock } = context;
  const server = await findServer(provider, disposables);
  const { capabilities } = server.preset;
  const transport = createTransport({ ...config.llm.http, maxConnections: limits.maxCalls });
  disposables.push(() => transport.close());
  const connect = (fetch: typeof transport.fetch) =>
    createOpenAiClient({ ...endpointOf(server, config.llm), fetch });
  const keys = createKeys(config.redis.prefix);
  const store = createLlmStore(redis, keys, {
    answerSchema: rawAnswerSchema,
    capabilitiesSchema,
    maxAnswers: config.llm.cache.maxCalls,
  });
  const cacheTtlMs = Math.round(config.llm.cache.days * dayMs);
  const budgets = () => dailyBudget(dailyBudgetUsd, clock());
  const calls = new CachedCalls({
    ...context,
    client: connect(transport.fetch),
    server: server.baseUrl,
    capabilities,
    store,
    limits: new SharedRateLimits({ redis, keys, configured: limits, clock }),
    prices,
    budgets,
    cacheTtlMs,
    // Not longer than the article itself is left alone.
    leaseMs: Math.min(maxCallLeaseMs, config.worker.lockMs),
    maxConcurrency: limits.maxCalls,
    timing: { ...defaultTiming, maxWaitMs: retry.patienceMs },
    random: Math.random,
  });
  return {
    client: createLlmClient({ calls, store, models }),
    batchApi: new OpenAiBatchApi(connect(transport.stream)),
    store,
    prices,
    models,
    capabilities,
    cacheTtlMs,
    budgets,
  };
}

/** A server to ask, and what is known of its kind. */
interface Server {
  readonly baseUrl: string;
  readonly preset: Preset;
}

async function findServer(
  provider: Exclude<Provider, { readonly kind: 'none' }>,
  disposables: Disposables,
): Promise<Server> {
  if (provider.kind === 'api') return { baseUrl: provider.baseUrl, preset: provider.preset };
  const baseUrl = await startOwnSandbox(disposables);
  return { baseUrl, preset: presetFor(undefined, baseUrl) };
}

function dailyBudget(limitUsd: number | undefined, now: number): Budget[] {
  if (limitUsd === undefined) return [];
  const expiresInMs = spendDays * dayMs;
  return [{ name: dayBudgetName(now), kind: 'daily', limitUsd, expiresInMs }];
}

const oneToken = { promptTokens: 1, cachedTokens: 0, completionTokens: 1 };

function requirePrices(models: readonly string[], prices: PriceTable): void {
  const unknown = models.find((model) => prices.cost(model, oneToken) === null);
  if (unknown === undefined) return;
  const problem = `TOLK_DAILY_BUDGET_USD: the price of "${unknown}" is not known`;
  const advice = 'add it to a file and name that in TOLK_PRICES_FILE';
  throw new TolkError('config.invalid', `${problem}; ${advice}`);
}

async function startOwnSandbox(disposables: Disposables): Promise<string> {
  const { startSandbox } = await import('../sandbox/sandbox.ts');
  const sandbox = await startSandbox();
  disposables.push(() => sandbox.close());
  return sandbox.baseUrl;
}
