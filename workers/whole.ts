import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Config } from '../src/config.ts';
import { createGlossary } from '../src/lexicon/glossary.ts';
import { chooseModel } from '../src/llm/provider.ts';
import type { Releasers } from '../src/release.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';
import { readGlossaryFile } from '../src/translate/glossary-file.ts';
import { startArticleWorker } from './article.ts';
import { startBatchApiWorker } from './batch-api.ts';
import { followHalt } from './halt.ts';
import { openLlm } from './llm.ts';

const dayMs = 24 * 3_600_000;

/** Starts a worker with all it is made of: the pause it follows, the door it asks through. */
export async function startWholeWorker(redis: Redis, config: Config, log: Logger, releasers: Releasers): Promise<void> {
  const clock = Date.now;
  const glossary = createGlossary(config.glossaryFile === undefined ? [] : readGlossaryFile(config.glossaryFile));
  const halt = await followHalt(redis, config.prefix, log, clock);
  releasers.push(() => halt.close());
  const llm = await openLlm(config, { redis, halted: () => halt.current(), clock }, releasers);
  const memory = createMemoryStore(redis, config.prefix, Math.round(config.memoryDays * dayMs), config.memoryMaxPairs);
  const worker = await startArticleWorker({
    redis,
    llm: llm.door,
    halt,
    config,
    glossary,
    memory,
    defaultModel: chooseModel(config),
    log,
    clock,
  });
  releasers.push(() => worker.stop());
  const batchApi = startBatchApiWorker({ redis, llm, halt, config, glossary, memory, defaultModel: chooseModel(config), log, clock });
  releasers.push(() => batchApi.stop());
}
