import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Disposables } from '../disposables.ts';
import { dayMs } from '../duration.ts';
import { readGlossaryFile } from '../glossary/file.ts';
import { createGlossary } from '../glossary/glossary.ts';
import type { Retry } from '../llm/call-attempts.ts';
import { chooseModel } from '../llm/choose-provider.ts';
import { endWarnings } from '../llm/cost/price-warnings.ts';
import { preparePipeline } from '../pipeline.ts';
import { createKeys } from '../store/keys.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { createTranslationMemory } from '../store/translation-memory.ts';
import { createNliSource } from '../verify/nli-model.ts';
import { ArticleWorker } from './article-worker.ts';
import { BatchApiWorker } from './batch-api/worker.ts';
import type { BullMqObservers } from './context.ts';
import { answerOf, type Logger } from './logger.ts';
import { openLlm } from './open-llm.ts';
import { PauseSwitch } from './pause.ts';
import { memoryWithoutGlosses } from './practice.ts';
import { ServerClock } from './server-clock.ts';

/** What a worker is started with; the connection stays its caller's. */
export interface StartContext extends BullMqObservers {
  readonly redis: RedisConnection;
  readonly config: Config;
  readonly log: Logger;
}

/** A worker that has started. */
export interface StartedWorker {
  /** Has a key that comes from a file or a command read again before the next request. */
  forgetKey(): void;
}

/**
 * Starts a worker with all it is made of: the pause it follows, the LLM, the glossary and the
 * translation memory. It takes articles from the queue and looks after the Batch API.
 *
 * @param disposables what ends it, in the right order
 * @throws TolkError `config.no_provider`, `config.invalid`
 */
export async function startWorker(
  { redis, config, log, telemetry, metrics }: StartContext,
  disposables: Disposables,
): Promise<StartedWorker> {
  const id = randomUUID();
  const keys = createKeys(config.redis.prefix);
  const serverClock = await ServerClock.start({ redis, keys, log });
  disposables.push(() => serverClock.close());
  const clock = serverClock.now;
  const { days, maxPairs } = config.translationMemory;
  const { glossaryFile } = config.translate;
  const glossary = createGlossary(glossaryFile === undefined ? [] : readGlossaryFile(glossaryFile));
  const pause = await PauseSwitch.watch({ redis, keys, log, clock });
  disposables.push(() => pause.close());
  const llmContext = {
    redis,
    worker: id,
    pauseReason: () => pause.reason,
    onRetry: (retry: Retry) => logRetry(log, retry),
    clock,
  };
  const llm = await openLlm(config, llmContext, disposables);
  for (const model of llm.models)
    for (const reason of endWarnings(model, llm.prices, { now: clock() }))
      log.warn({ event: 'llm.model_ends', model, reason });
  const pairs = createTranslationMemory(redis, keys, { ttlMs: Math.round(days * dayMs), maxPairs });
  const memory = memoryWithoutGlosses(pairs, llm.isPractice);
  const defaultModel = chooseModel(config.llm);
  const nli = createNliSource(config.verify.nliDir);
  const common = { redis, pause, config, glossary, memory, nli, defaultModel, log, clock };
  preparePipeline();
  const worker = await ArticleWorker.start({
    ...common,
    id,
    llm: llm.client,
    modelSizes: llm.modelSizes,
    telemetry,
    metrics,
  });
  disposables.push(() => worker.stop());
  const batchApi = BatchApiWorker.start({ ...common, llm, telemetry });
  // Both at the same time: what they have left is one limit.
  disposables.push(async () => {
    await Promise.all([batchApi.stop(), worker.stop()]);
  });
  return { forgetKey: llm.forgetKey };
}

/** The first failure is usually the last: it says nothing yet. */
function logRetry(log: Logger, { model, error, tries, delayMs }: Retry): void {
  if (tries < 2) return;
  const { code, message: reason } = error;
  log.warn({ event: 'llm.retry', model, code, reason, tries, delayMs, ...answerOf(error) });
}
