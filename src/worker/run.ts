import { once } from 'node:events';
import pino from 'pino';
import type { Config } from '../config/config.ts';
import { createDisposables } from '../disposables.ts';
import { inertJson } from '../inert.ts';
import { requireProvider } from '../llm/choose-provider.ts';
import { openRedis } from '../store/open-redis.ts';
import { startWorker } from './start.ts';

/**
 * Runs one worker until `signal` is aborted: builds what it needs, starts it, stops it gracefully.
 * Logs go to standard error, one JSON line an event.
 *
 * @param redisUrl asked only once the configuration is known to be good
 * @param onReload calls its listener when the user says that a key was changed (SIGHUP)
 * @throws TolkError `config.no_provider`, `redis.unreachable`
 */
export async function runArticleWorker(
  config: Config,
  redisUrl: () => Promise<string>,
  signal: AbortSignal,
  onReload: (listener: () => void) => void = () => {},
): Promise<void> {
  const disposables = createDisposables();
  try {
    requireProvider(config.llm);
    const start = async () => {
      const redis = await openRedis(await redisUrl(), config.redis.prefix);
      disposables.push(() => redis.disconnect());
      const log = createProcessLogger(config.worker.logLevel);
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

/** Writes synchronously, so that the last events before an exit are not lost. */
function createProcessLogger(level: Config['worker']['logLevel']): pino.Logger {
  const destination = pino.destination({ dest: 2, sync: true });
  // JSON escapes line ends and escape sequences, but not all that a terminal acts on.
  const write = (line: string) => void destination.write(inertJson(line));
  return pino({ level, base: { pid: process.pid } }, { write });
}
