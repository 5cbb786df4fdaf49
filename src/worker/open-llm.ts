import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Disposables } from '../disposables.ts';
import { dayMs } from '../duration.ts';
import { TolkError } from '../errors.ts';
import { isGloss } from '../gloss.ts';
import { type BatchApi, OpenAiBatchApi } from '../llm/batch-api.ts';
import { CachedCalls, type CallsContext } from '../llm/call.ts';
import type { Retry } from '../llm/call-attempts.ts';
import {
  chooseProvider,
  extrasOf,
  noProvider,
  type Provider,
  requireModel,
} from '../llm/choose-provider.ts';
import { createLlmClient, type LlmClient } from '../llm/client.ts';
import { connectToServer } from '../llm/connect.ts';
import type { PriceTable } from '../llm/cost/price.ts';
import { type Capabilities, capabilitiesSchema } from '../llm/http/capabilities.ts';
import { isSandbox } from '../llm/http/openai-client.ts';
import { isPrivateHost } from '../llm/http/private-host.ts';
import type { RequestExtras } from '../llm/http/request.ts';
import { rawAnswerSchema } from '../llm/http/response.ts';
import { timeLimitsOf } from '../llm/http/transport.ts';
import { type Budget, dailyBudget } from '../llm/limits/budgets.ts';
import { Dearness } from '../llm/limits/dearness.ts';
import { SharedRateLimits } from '../llm/limits/rate-limits.ts';
import { defaultTiming } from '../llm/limits/retry.ts';
import { readModelSizes } from '../llm/model-sizes.ts';
import { openPrices } from '../llm/open-prices.ts';
import { type Preset, presetFor } from '../llm/providers.ts';
import type { LlmStore } from '../llm/store.ts';
import { dayBudgetName } from '../store/budgets.ts';
import { createKeys } from '../store/keys.ts';
import { createLlmStore } from '../store/llm-store.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { callsWithoutGlosses, type IsPractice, rememberPractice } from './practice.ts';

/** What the LLM shares with the worker around it. */
export interface LlmContext {
  readonly redis: RedisConnection;
  /** Which worker it is, by the id of its heartbeat. @default one that has none */
  readonly worker?: string | undefined;
  /** Why all workers pause at present, if so. */
  readonly pauseReason: () => TolkError | undefined;
  /** Hears of each call that is tried again. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  readonly clock: () => number;
}

/** The LLM, opened: the client for direct calls, and what calls through the Batch API need. */
export interface OpenLlm {
  readonly client: LlmClient;
  readonly batchApi: BatchApi;
  readonly store: LlmStore;
  readonly prices: PriceTable;
  /** What was learned of calls that were dearer than was likely. */
  readonly dearness: Dearness;
  readonly models: readonly [string, ...string[]];
  /** The server's address: what is learned of it is kept under that. */
  readonly server: string;
  /** What it is assumed to be capable of at first. */
  readonly capabilities: Capabilities;
  readonly cacheTtlMs: number;
  /** Billions of parameters by model, as far as a server of one's own has told them. */
  readonly modelSizes: ReadonlyMap<string, number>;
  /** What every request carries besides. */
  readonly extras: RequestExtras;
  readonly budgets: () => readonly Budget[];
  /** Whether it is the practice LLM. */
  readonly isPractice: IsPractice;
  /** Has a key that comes from a file or a command read again before the next request. */
  forgetKey(): void;
}

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
  if (provider.kind === 'none') throw noProvider(config.llm);
  requireModel(config.llm);
  const { dailyBudgetUsd, fallbackModels, limits, cache } = config.llm;
  const prices = openPrices(config);
  const models = [provider.model, ...fallbackModels] as const;
  if (dailyBudgetUsd !== undefined) requirePrices(models, prices);
  const server = await openServer(provider, config.llm, disposables);
  const isOwnServer = server.preset.local === true && provider.kind === 'api';
  const modelSizes = isOwnServer ? await readModelSizes(server.baseUrl) : new Map();
  const extras = extrasOf(config.llm);
  const { redis, clock } = context;
  const keys = createKeys(config.redis.prefix);
  const isPractice = rememberPractice(async () =>
    provider.kind === 'sandbox' || models.some(isGloss) ? true : isSandbox(server.client),
  );
  const stored = createLlmStore(redis, keys, {
    answerSchema: rawAnswerSchema,
    capabilitiesSchema,
    maxAnswers: cache.maxCalls,
    owner: context.worker ?? randomUUID(),
  });
  const store = callsWithoutGlosses(stored, isPractice);
  const common = {
    server: server.baseUrl,
    capabilities: server.preset.capabilities,
    store,
    prices,
    dearness: new Dearness(),
    reportsDollars: server.preset.reportsDollars === true,
    budgets: () => dailyBudget(dayBudgetName(clock()), dailyBudgetUsd),
    cacheTtlMs: Math.round(cache.days * dayMs),
    extras,
  };
  const calls = new CachedCalls({
    ...context,
    ...common,
    client: server.client,
    timeLimits: timeLimitsOf(config.llm.http),
    isLocal: server.preset.local ?? (provider.kind === 'api' && isPrivateHost(server.baseUrl)),
    limits: new SharedRateLimits({ redis, keys, configured: limits, clock }),
    // Not longer than the article itself is left alone.
    leaseMs: Math.min(maxCallLeaseMs, config.worker.lockMs),
    maxConcurrency: limits.maxCalls,
    timing: { ...defaultTiming, maxWaitMs: config.llm.retry.patienceMs },
    random: Math.random,
  });
  const client = createLlmClient({ calls, store, models, extras });
  const { batchApi, forgetKey } = server;
  return { ...common, client, models, modelSizes, batchApi, forgetKey, isPractice };
}

/** A server, connected to, and what is known of its kind. */
interface Server {
  readonly baseUrl: string;
  readonly preset: Preset;
  readonly client: CallsContext['client'];
  readonly batchApi: BatchApi;
  forgetKey(): void;
}

async function openServer(
  provider: Exclude<Provider, { readonly kind: 'none' }>,
  llm: Config['llm'],
  disposables: Disposables,
): Promise<Server> {
  const isOwnSandbox = provider.kind === 'sandbox';
  const baseUrl = isOwnSandbox ? await startOwnSandbox(disposables) : provider.baseUrl;
  const preset = isOwnSandbox ? presetFor(undefined, baseUrl) : provider.preset;
  const maxConnections = llm.limits.maxCalls;
  const noKey = { apiKey: undefined, apiKeyFile: undefined, tokenCommand: undefined };
  const access = isOwnSandbox ? { ...llm, ...noKey } : llm;
  const connection = connectToServer(access, { baseUrl, preset, maxConnections, disposables });
  return {
    baseUrl,
    preset,
    client: connection.client,
    batchApi: new OpenAiBatchApi(connection.files),
    forgetKey: connection.forgetKey,
  };
}

const oneToken = { promptTokens: 1, cachedTokens: 0, completionTokens: 1 };

function requirePrices(models: readonly string[], prices: PriceTable): void {
  const unknown = models.find((model) => prices.cost(model, oneToken) === null);
  if (unknown === undefined) return;
  const problem = `TOLK_DAILY_BUDGET_USD: the price of "${unknown}" is not known`;
  const advice = 'take it over with tolk prices update, or name a file in TOLK_PRICES_FILE';
  throw new TolkError('config.invalid', `${problem}; ${advice}`);
}

async function startOwnSandbox(disposables: Disposables): Promise<string> {
  const { startSandbox } = await import('../sandbox/sandbox.ts');
  const sandbox = await startSandbox();
  disposables.push(() => sandbox.close());
  return sandbox.baseUrl;
}
