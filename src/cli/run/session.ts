import type { Batches } from '../../batch/batches.ts';
import { openBatches } from '../../batch/client.ts';
import { batchApiWatermarks, defaultWatermarks } from '../../batch/feeder.ts';
import type { Config } from '../../config/config.ts';
import type { Disposables } from '../../disposables.ts';
import { readNumber } from '../io.ts';
import { openRedisUrl } from '../open.ts';
import { keepWorkers } from './worker-processes.ts';

/** Batches as configured, and the Redis they are on; closed by the disposables. */
export interface BatchSession {
  readonly batches: Batches;
  readonly redisUrl: string;
}

/** Opens the configured Redis and the batches on it. */
export async function openBatchSession(
  config: Config,
  disposables: Disposables,
): Promise<BatchSession> {
  const redisUrl = await openRedisUrl(config, disposables);
  const { maxArticles, maxBytes } = config.feeder;
  const own = {
    ...(maxArticles === undefined ? {} : { highItems: maxArticles }),
    ...(maxBytes === undefined ? {} : { highBytes: maxBytes }),
  };
  const batches = await openBatches({
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

/** Workers that end this often at once have something to say that only they know. */
const maxDeaths = 5;

/**
 * Runs worker processes beside a batch: as many as asked, else one where none is connected.
 *
 * @param onHopeless told when they end again and again
 */
export async function startWorkersBeside(
  id: string,
  { batches, redisUrl }: BatchSession,
  config: Config,
  asked: string | undefined,
  disposables: Disposables,
  onHopeless: (code: number | null) => void,
): Promise<void> {
  const { workers } = await batches.status(id);
  const wanted =
    asked === undefined ? Number(workers === 0) : readNumber(asked, '--workers', 0, 256);
  const { provider, baseUrl, model } = config.llm;
  const { prefix } = config.redis;
  const { concurrency } = config.worker;
  let deaths = 0;
  keepWorkers(
    wanted,
    { redisUrl, prefix, provider, baseUrl, model, concurrency },
    disposables,
    (code) => {
      deaths += 1;
      if (deaths === maxDeaths) onHopeless(code);
    },
  );
}
