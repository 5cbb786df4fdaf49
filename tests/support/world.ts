import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { inject } from 'vitest';
import { type Config, loadConfig } from '../../src/config.ts';
import { createLlmClient } from '../../src/llm/client.ts';
import { createDoor, type LlmDoor } from '../../src/llm/door.ts';
import { type Client, createClient } from '../../src/queue/client.ts';
import { createReleasers } from '../../src/release.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { type ArticleWorker, startArticleWorker } from '../../workers/article.ts';

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

/** Timings that let a test see in a second what takes a minute in earnest. */
const quick = { TOLK_LOCK_MS: '1000', TOLK_STALLED_CHECK_MS: '500', TOLK_RETRY_DELAY_MS: '50' };

/** A world of its own: keys under a prefix nobody else has, and a sandbox. */
export async function createWorld(options: SandboxOptions = {}): Promise<World> {
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
    async startWorker(extra = {}, llm = doorTo(sandbox.baseUrl)) {
      const { config } = loadConfig({ ...env, ...extra });
      const redis = await connectRedis(redisUrl);
      releasers.push(() => redis.disconnect());
      const worker = await startArticleWorker({ redis, llm, config, log: pino({ level: 'silent' }), clock: Date.now });
      releasers.push(() => worker.stop());
      return worker;
    },
    [Symbol.asyncDispose]: () => releasers[Symbol.asyncDispose](),
  };
}

/** A door to the server at `baseUrl`. */
export function doorTo(baseUrl: string, callTimeoutMs = 5_000, config: Partial<Config> = {}): LlmDoor {
  return createDoor(createLlmClient({ baseUrl, apiKey: config.apiKey, callTimeoutMs }), config.model ?? 'test-model');
}
