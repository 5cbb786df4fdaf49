import type OpenAI from 'openai';
import type { Disposables } from '../../disposables.ts';
import { CachedCalls } from '../call.ts';
import { extrasOf, type LlmConfig, type Provider } from '../choose-provider.ts';
import { createLlmClient, type LlmClient } from '../client.ts';
import { connectToServer } from '../connect.ts';
import { createPriceTable, type PriceTable } from '../cost/price.ts';
import { readPriceFile } from '../cost/price-file.ts';
import type { Capabilities } from '../http/capabilities.ts';
import type { RequestExtras } from '../http/request.ts';
import { createInMemoryLlmStore } from '../in-memory-store.ts';
import type { Preset } from '../providers.ts';

/** A server that is looked at: asked as workers ask it, but nothing is cached, limited or shared. */
export interface ExaminedServer {
  readonly baseUrl: string;
  readonly model: string;
  readonly preset: Preset;
  readonly prices: PriceTable;
  readonly extras: RequestExtras;
  readonly client: OpenAI;
  /** For files, which stream both ways. */
  readonly files: OpenAI;
  readonly llm: LlmClient;
  /** What is known of the server by now, what it has refused included. */
  capabilities(): Promise<Capabilities>;
}

/** Somebody waits in front of it: a fault that passes is tried twice more, and no long waits. */
const timing = { baseMs: 300, capMs: 2_000, maxTries: 3, maxWaitMs: 20_000 };

/** Opens a server to look at it. */
export function openExaminedServer(
  config: LlmConfig,
  { baseUrl, model, preset }: Extract<Provider, { readonly kind: 'api' }>,
  disposables: Disposables,
): ExaminedServer {
  const { client, files } = connectToServer(config, { baseUrl, preset, disposables });
  const { pricesFile } = config;
  const rows = pricesFile === undefined ? [] : readPriceFile(pricesFile);
  const prices = createPriceTable(rows, { host: new URL(baseUrl).hostname });
  const store = createInMemoryLlmStore();
  const extras = extrasOf(config);
  const calls = new CachedCalls({
    client,
    server: baseUrl,
    capabilities: preset.capabilities,
    store,
    prices,
    limits: undefined,
    budgets: () => [],
    cacheTtlMs: 0,
    maxConcurrency: 1,
    timing,
    pauseReason: () => undefined,
    clock: Date.now,
    random: Math.random,
  });
  return {
    baseUrl,
    model,
    preset,
    prices,
    extras,
    client,
    files,
    llm: createLlmClient({ calls, store, models: [model], extras }),
    async capabilities() {
      return { ...preset.capabilities, ...(await store.readCapabilities(`${baseUrl} ${model}`)) };
    },
  };
}
