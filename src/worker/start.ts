import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { Disposables } from '../disposables.ts';
import { dayMs } from '../duration.ts';
import { readGlossaryFile } from '../glossary/file.ts';
import { createGlossary } from '../glossary/glossary.ts';
import { chooseModel } from '../llm/choose-provider.ts';
import { createTranslationMemory } from '../store/translation-memory.ts';
import { startArticleWorker } from './article-worker.ts';
import { startBatchApiWorker } from './batch-api/worker.ts';
import { openLlm } from './open-llm.ts';
import { watchPause } from './pause.ts';

/** Starts a worker with all it is made of: the pause it follows, the door it asks through. */
export async function startWorker(
  redis: Redis,
  config: Config,
  log: Logger,
  disposables: Disposables,
): Promise<void> {
  const clock = Date.now;
  const glossary = createGlossary(
    config.translate.glossaryFile === undefined
      ? []
      : readGlossaryFile(config.translate.glossaryFile),
  );
  const halt = await watchPause(redis, config.redis.prefix, log, clock);
  disposables.push(() => halt.close());
  const llm = await openLlm(
    config,
    { redis, pauseReason: () => halt.current(), clock },
    disposables,
  );
  const memory = createTranslationMemory(
    redis,
    config.redis.prefix,
    Math.round(config.translationMemory.days * dayMs),
    config.translationMemory.maxPairs,
  );
  const worker = await startArticleWorker({
    redis,
    llm: llm.client,
    halt,
    config,
    glossary,
    memory,
    defaultModel: chooseModel(config.llm),
    log,
    clock,
  });
  disposables.push(() => worker.stop());
  const batchApi = startBatchApiWorker({
    redis,
    llm,
    halt,
    config,
    glossary,
    memory,
    defaultModel: chooseModel(config.llm),
    log,
    clock,
  });
  disposables.push(() => batchApi.stop());
}
