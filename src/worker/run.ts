import { once } from 'node:events';
import type { Config } from '../config/config.ts';
import { createDisposables } from '../disposables.ts';
import { requireProvider } from '../llm/choose-provider.ts';
import { maskUrl } from '../redis-address.ts';
import { openRedis } from '../store/open-redis.ts';
import { describeWorker } from './heartbeat.ts';
import { createProcessLogger } from './process-logger.ts';
import { startWorker } from './start.ts';

/** What a worker process lives in. */
export interface WorkerProcessContext {
  /** Asked only once the configuration is known to be good. */
  readonly redisUrl: () => Promise<string>;
  /** Ends the worker. */
  readonly signal: AbortSignal;
  /** Whether a person reads its log. */
  readonly isTerminal: boolean;
  /** Its number, where it is one of several processes that write to one log. */
  readonly process?: number | undefined;
  /** Calls its listener when the user says that a key was changed (SIGHUP). */
  readonly onReload: (listener: () => void) => void;
}

/**
 * Runs one worker until its signal is aborted: builds what it needs, starts it, stops it
 * gracefully. Logs go to standard error, a line an event.
 *
 * @throws TolkError `config.no_provider`, `redis.unreachable`
 */
export async function runArticleWorker(
  config: Config,
  { redisUrl, signal, isTerminal, process, onReload }: WorkerProcessContext,
): Promise<void> {
  const disposables = createDisposables();
  try {
    requireProvider(config.llm);
    const start = async () => {
      const url = await redisUrl();
      const log = createProcessLogger(config.worker, isTerminal, process);
      const { prefix } = config.redis;
      log.info({
        event: 'worker.starting',
        ...describeWorker(config),
        redis: maskUrl(url),
        prefix,
      });
      const redis = await openRedis(url, prefix);
      disposables.push(() => redis.disconnect());
      const worker = await startWorker({ redis, config, log }, disposables);
      onReload(() => {
        worker.forgetKey();
        log.info({ event: 'worker.reloaded' });
      });
    };
    // A start may wait for Redis; the end does not wait for the start.
    const ended = signal.aborted ? Promise.resolve() : once(signal, 'abort');
    await Promise.race([start(), ended]);
    await ended;
  } finally {
    await disposables[Symbol.asyncDispose]();
  }
}
