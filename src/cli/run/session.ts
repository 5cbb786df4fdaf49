import type { BatchClient } from '../../batch/client.ts';
import { createBatchClient } from '../../batch/create-client.ts';
import { batchApiWatermarks, defaultWatermarks } from '../../batch/feeder.ts';
import type { Config } from '../../config/config.ts';
import type { Disposables } from '../../disposables.ts';
import type { CommandIo } from '../io.ts';
import { openRedisUrl } from '../open.ts';

/** What workers hand back after that takes a moment. */
const handBackMs = 10_000;

/** Batches as configured, and the Redis they are on; closed by the disposables. */
export interface BatchSession {
  readonly batches: BatchClient;
  readonly redisUrl: string;
}

/** Opens the configured Redis and the batches on it. */
export async function openBatchSession(
  config: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<BatchSession> {
  // Workers beside a run finish what they have.
  io.allowEnding(config.worker.shutdownMs + handBackMs);
  const redisUrl = await openRedisUrl(config, io, disposables);
  const { maxArticles, maxBytes } = config.feeder;
  const own = {
    ...(maxArticles === undefined ? {} : { highItems: maxArticles }),
    ...(maxBytes === undefined ? {} : { highBytes: maxBytes }),
  };
  const batches = createBatchClient({
    redisUrl,
    prefix: config.redis.prefix,
    resultDays: config.results.days,
    limits: config.articleLimits,
    retry: config.jobs,
    watermarks: { ...defaultWatermarks, ...own },
    batchApiWatermarks: { ...batchApiWatermarks, ...own },
  });
  disposables.push(() => batches.close());
  return { batches, redisUrl };
}
