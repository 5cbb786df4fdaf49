import type { Redis } from 'ioredis';
import type { Config } from '../src/config.ts';
import { TolkError } from '../src/errors.ts';
import { rawAnswerSchema } from '../src/llm/answer.ts';
import { type BatchApi, createBatchApi } from '../src/llm/batch-api.ts';
import { createCaller } from '../src/llm/caller.ts';
import { createLlmClient } from '../src/llm/client.ts';
import { createDoor, type LlmDoor } from '../src/llm/door.ts';
import { createLimits } from '../src/llm/limits.ts';
import type { Budget, DoorStore } from '../src/llm/ports.ts';
import { presetFor } from '../src/llm/presets.ts';
import { createPriceTable, type PriceTable, readPriceFile } from '../src/llm/price.ts';
import { chooseProvider, noProvider } from '../src/llm/provider.ts';
import { defaultTiming } from '../src/llm/retry.ts';
import { type Traits, traitsSchema } from '../src/llm/traits.ts';
import { createTransport } from '../src/llm/transport.ts';
import type { Releasers } from '../src/release.ts';
import { createDoorStore } from '../src/store/door-store.ts';
import { dayBudgetName } from '../src/store/spend.ts';

/** What the door shares with the worker around it. */
export interface LlmContext {
  readonly redis: Redis;
  /** Why no call may be made at present, if so. */
  readonly halted: () => TolkError | undefined;
  readonly clock: () => number;
}

/** The LLM, opened: the door for calls at once, and what calls through the Batch API are made of. */
export interface OpenLlm {
  readonly door: LlmDoor;
  readonly batchApi: BatchApi;
  readonly store: DoorStore;
  readonly prices: PriceTable;
  readonly models: readonly [string, ...string[]];
  readonly traits: Traits;
  readonly cacheTtlMs: number;
  readonly budgets: () => readonly Budget[];
}

const dayMs = 24 * 3_600_000;
/** Spend is kept beyond its day, so that `tolk status` can show it. */
const spendDays = 8;

/**
 * The door to the configured LLM, with cache, limits and budgets in Redis. For the sandbox one is
 * started in this process and ends with it.
 *
 * @throws TolkError `config.no_provider` when none is configured (nobody shall find a million glosses
 *   in the morning), `config.invalid` for a budget with a model whose price is unknown
 */
export async function openLlm(config: Config, context: LlmContext, releasers: Releasers): Promise<OpenLlm> {
  const provider = chooseProvider(config);
  if (provider.kind === 'none') throw noProvider();
  const prices = createPriceTable(config.pricesFile === undefined ? [] : readPriceFile(config.pricesFile));
  const models = [provider.model, ...(config.fallbackModels ?? [])] as const;
  if (config.dailyBudgetUsd !== undefined) requirePrices(models, prices);
  const baseUrl = provider.kind === 'api' ? provider.baseUrl : await startOwnSandbox(releasers);
  const preset = provider.kind === 'api' ? provider.preset : presetFor(undefined, baseUrl);
  const transport = createTransport({ ...config, maxConnections: config.maxCalls });
  releasers.push(() => transport.close());
  const store = createDoorStore(context.redis, config.prefix, rawAnswerSchema, traitsSchema, config.cacheMaxCalls);
  const caller = createCaller({
    ...context,
    client: createLlmClient({ ...config, baseUrl, keyHeader: preset.keyHeader, fetch: transport.fetch }),
    server: baseUrl,
    traits: preset.traits,
    store,
    limits: createLimits(context.redis, config.prefix, config, context.clock),
    prices,
    budgets: () => dailyBudget(config.dailyBudgetUsd, context.clock()),
    cacheTtlMs: Math.round(config.cacheDays * dayMs),
    maxConcurrency: config.maxCalls,
    timing: { ...defaultTiming, patienceMs: config.patienceMs },
    random: Math.random,
  });
  return {
    door: createDoor({ caller, store, models }),
    batchApi: createBatchApi(createLlmClient({ ...config, baseUrl, keyHeader: preset.keyHeader, fetch: transport.stream })),
    store,
    prices,
    models,
    traits: preset.traits,
    cacheTtlMs: Math.round(config.cacheDays * dayMs),
    budgets: () => dailyBudget(config.dailyBudgetUsd, context.clock()),
  };
}

function dailyBudget(limitUsd: number | undefined, now: number): Budget[] {
  return limitUsd === undefined ? [] : [{ name: dayBudgetName(now), limitUsd, expiresInMs: spendDays * dayMs }];
}

function requirePrices(models: readonly string[], prices: ReturnType<typeof createPriceTable>): void {
  const unknown = models.find((model) => prices.cost(model, { promptTokens: 1, cachedTokens: 0, completionTokens: 1 }) === null);
  if (unknown === undefined) return;
  throw new TolkError(
    'config.invalid',
    `TOLK_DAILY_BUDGET_USD: the price of "${unknown}" is not known; add it to a file and name that in TOLK_PRICES_FILE`,
  );
}

async function startOwnSandbox(releasers: Releasers): Promise<string> {
  const { startSandbox } = await import('../src/sandbox/sandbox.ts');
  const sandbox = await startSandbox();
  releasers.push(() => sandbox.close());
  return sandbox.baseUrl;
}
