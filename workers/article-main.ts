import { once } from 'node:events';
import pino from 'pino';
import type { Config } from '../src/config.ts';
import { requireProvider } from '../src/llm/provider.ts';
import { createReleasers } from '../src/release.ts';
import { connectRedis } from '../src/store/redis.ts';
import { startWholeWorker } from './whole.ts';

/**
 * Runs one worker until `signal` is aborted: builds what it needs, starts it, stops it gracefully.
 * Logs go to standard error, one JSON line an event.
 *
 * @param redisUrl asked only when the configuration is found good
 * @throws TolkError `config.no_provider`, `redis.unreachable`
 */
export async function runArticleWorker(config: Config, redisUrl: () => Promise<string>, signal: AbortSignal): Promise<void> {
  const releasers = createReleasers();
  try {
    requireProvider(config);
    const redis = await connectRedis(await redisUrl());
    releasers.push(() => redis.disconnect());
    const log = pino({ level: config.logLevel, base: { pid: process.pid } }, pino.destination({ dest: 2, sync: true }));
    await startWholeWorker(redis, config, log, releasers);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await releasers[Symbol.asyncDispose]();
  }
}
