import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { inject } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { createDisposables } from '../../src/disposables.ts';
import { CachedCalls, type CallsContext } from '../../src/llm/call.ts';
import { createLlmClient, type LlmClient } from '../../src/llm/client.ts';
import { createPriceTable } from '../../src/llm/cost/price.ts';
import { createOpenAiClient } from '../../src/llm/http/openai-client.ts';
import type { RequestExtras } from '../../src/llm/http/request.ts';
import { createTransport, timeLimitsOf } from '../../src/llm/http/transport.ts';
import { createInMemoryLlmStore } from '../../src/llm/in-memory-store.ts';
import { presets } from '../../src/llm/providers.ts';
import type { Client } from '../../src/queue/client.ts';
import { createClient } from '../../src/queue/create-client.ts';
import { type Sandbox, type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createKeys } from '../../src/store/keys.ts';
import { openRedis } from '../../src/store/open-redis.ts';
import { ArticleWorker } from '../../src/worker/article-worker.ts';
import { openLlm } from '../../src/worker/open-llm.ts';
import { PauseSwitch } from '../../src/worker/pause.ts';
import { patientLocks } from './locks.ts';

/** Everything an integration test needs, real, and ended with it. */
export interface World extends AsyncDisposable {
  readonly prefix: string;
  readonly redisUrl: string;
  readonly client: Client;
  readonly sandbox: Sandbox;
  /** What a command needs in its environment to live in this world. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a worker in this process; `llm` stands in for the sandbox. */
  startWorker(env?: Readonly<Record<string, string>>, llm?: LlmClient): Promise<ArticleWorker>;
}

/** How the clients of tests connect. */
const transport = { connectTimeoutMs: 1_000, maxConnections: 64 };

const silent = pino({ level: 'silent' });

/** Timings that let a test see in a second what takes a minute in earnest. */
const quick = { ...patientLocks, TOLK_STALLED_CHECK_MS: '500', TOLK_RETRY_DELAY_MS: '50' };

/** A world of its own: keys under a prefix nobody else has, and a sandbox. */
export async function createWorld(options: ServerOptions = {}): Promise<World> {
  const prefix = `{test-${randomUUID().slice(0, 8)}}`;
  const redisUrl = inject('redisUrl');
  const disposables = createDisposables();
  const sandbox = await startSandbox(options);
  disposables.push(() => sandbox.close());
  const client = createClient({ redisUrl, prefix, retry: { attempts: 3, retryDelayMs: 50 } });
  disposables.push(() => client.close());
  const env = { REDIS_URL: redisUrl, TOLK_PREFIX: prefix, LLM_BASE_URL: sandbox.baseUrl, ...quick };
  return {
    prefix,
    redisUrl,
    client,
    sandbox,
    env,
    async startWorker(extra = {}, llm) {
      const { config } = loadConfig({ ...env, ...extra });
      const redis = await openRedis(redisUrl, prefix);
      disposables.push(() => redis.disconnect());
      const pause = await PauseSwitch.watch({
        redis,
        keys: createKeys(prefix),
        log: silent,
        clock: Date.now,
      });
      disposables.push(() => pause.close());
      const client =
        llm ??
        (
          await openLlm(
            config,
            { redis, pauseReason: () => pause.reason, clock: Date.now },
            disposables,
          )
        ).client;
      const worker = await ArticleWorker.start({
        redis,
        llm: client,
        pause,
        config,
        log: silent,
        clock: Date.now,
      });
      disposables.push(() => worker.stop());
      return worker;
    },
    [Symbol.asyncDispose]: () => disposables[Symbol.asyncDispose](),
  };
}

/** What a test's LLM client is made with, besides the usual. */
export interface LlmClientOptions {
  readonly models?: readonly [string, ...string[]];
  readonly callTimeoutMs?: number;
  readonly extras?: RequestExtras;
  readonly calls?: Partial<CallsContext>;
}

/** An LLM client for the server at `baseUrl`, with its store in memory, without limits, that tries again at once. */
export function llmClientTo(
  baseUrl: string,
  { models = ['test-model'], callTimeoutMs = 5_000, extras, calls = {} }: LlmClientOptions = {},
): LlmClient {
  const store = createInMemoryLlmStore();
  return createLlmClient({
    models,
    store,
    extras,
    calls: new CachedCalls({
      client: createOpenAiClient({
        baseUrl,
        fetch: createTransport({ ...transport, callTimeoutMs }).fetch,
      }),
      server: baseUrl,
      capabilities: { ...presets.openai.capabilities, cacheKey: false },
      timeLimits: timeLimitsOf({ callTimeoutMs }),
      store,
      limits: undefined,
      prices: createPriceTable(),
      budgets: () => [],
      cacheTtlMs: 60_000,
      maxConcurrency: 64,
      timing: { baseMs: 1, capMs: 5, maxTries: 3, maxWaitMs: 5_000 },
      pauseReason: () => undefined,
      clock: Date.now,
      random: Math.random,
      ...calls,
    }),
  });
}
