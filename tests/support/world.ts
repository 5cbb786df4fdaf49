import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { inject } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { type CallerContext, createCaller } from '../../src/llm/caller.ts';
import { createLlmClient } from '../../src/llm/client.ts';
import { createDoor, type LlmDoor } from '../../src/llm/door.ts';
import { presets } from '../../src/llm/presets.ts';
import { createPriceTable } from '../../src/llm/price.ts';
import { type Client, createClient } from '../../src/queue/client.ts';
import { createReleasers } from '../../src/release.ts';
import { type Sandbox, type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { type ArticleWorker, startArticleWorker } from '../../workers/article.ts';
import { followHalt } from '../../workers/halt.ts';
import { openLlm } from '../../workers/llm.ts';
import { createMemoryDoorStore } from './memory-door-store.ts';

/** Everything an integration test needs, real, and ended with it. */
export interface World extends AsyncDisposable {
  readonly prefix: string;
  readonly redisUrl: string;
  readonly client: Client;
  readonly sandbox: Sandbox;
  /** What a command needs in its environment to live in this world. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a worker in this process; `llm` stands in for the sandbox. */
  startWorker(env?: Readonly<Record<string, string>>, llm?: LlmDoor): Promise<ArticleWorker>;
}

const silent = pino({ level: 'silent' });

/** Timings that let a test see in a second what takes a minute in earnest. */
const quick = { TOLK_LOCK_MS: '1000', TOLK_STALLED_CHECK_MS: '500', TOLK_RETRY_DELAY_MS: '50' };

/** A world of its own: keys under a prefix nobody else has, and a sandbox. */
export async function createWorld(options: ServerOptions = {}): Promise<World> {
  const prefix = `{test-${randomUUID().slice(0, 8)}}`;
  const redisUrl = inject('redisUrl');
  const releasers = createReleasers();
  const sandbox = await startSandbox(options);
  releasers.push(() => sandbox.close());
  const client = createClient({ redisUrl, prefix, retry: { attempts: 3, retryDelayMs: 50 } });
  releasers.push(() => client.close());
  const env = { REDIS_URL: redisUrl, TOLK_PREFIX: prefix, LLM_BASE_URL: sandbox.baseUrl, ...quick };
  return {
    prefix,
    redisUrl,
    client,
    sandbox,
    env,
    async startWorker(extra = {}, llm) {
      const { config } = loadConfig({ ...env, ...extra });
      const redis = await connectRedis(redisUrl);
      releasers.push(() => redis.disconnect());
      const halt = await followHalt(redis, prefix, silent, Date.now);
      releasers.push(() => halt.close());
      const door = llm ?? (await openLlm(config, { redis, halted: () => halt.current(), clock: Date.now }, releasers)).door;
      const worker = await startArticleWorker({ redis, llm: door, halt, config, log: silent, clock: Date.now });
      releasers.push(() => worker.stop());
      return worker;
    },
    [Symbol.asyncDispose]: () => releasers[Symbol.asyncDispose](),
  };
}

/** What a door of a test is made with, beside the usual. */
export interface DoorOptions {
  readonly models?: readonly [string, ...string[]];
  readonly callTimeoutMs?: number;
  readonly caller?: Partial<CallerContext>;
}

/** A door to the server at `baseUrl`, with its store in memory, without limits, that tries again at once. */
export function doorTo(baseUrl: string, { models = ['test-model'], callTimeoutMs = 5_000, caller = {} }: DoorOptions = {}): LlmDoor {
  const store = createMemoryDoorStore();
  return createDoor({
    models,
    store,
    caller: createCaller({
      client: createLlmClient({ baseUrl, callTimeoutMs }),
      server: baseUrl,
      traits: { ...presets.openai.traits, cacheKey: false },
      store,
      limits: undefined,
      prices: createPriceTable(),
      budgets: () => [],
      cacheTtlMs: 60_000,
      maxConcurrency: 64,
      timing: { baseMs: 1, capMs: 5, maxTries: 3, patienceMs: 5_000 },
      halted: () => undefined,
      clock: Date.now,
      random: Math.random,
      ...caller,
    }),
  });
}
