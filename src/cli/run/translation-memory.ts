import { dayMs } from '../../duration.ts';
import { createKeys } from '../../store/keys.ts';
import { openRedis } from '../../store/open-redis.ts';
import {
  createTranslationMemory,
  type TranslationMemoryStore,
} from '../../store/translation-memory.ts';
import { readCommandConfig } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openRedisUrl } from '../open.ts';

/** Opens the configured translation memory for as long as `work` takes. */
export async function withTranslationMemory(
  flags: object,
  io: CommandIo,
  work: (memory: TranslationMemoryStore) => Promise<void>,
): Promise<void> {
  const { config } = readCommandConfig(flags, io);
  const { days, maxPairs } = config.translationMemory;
  await withDisposables(async (disposables) => {
    const url = await openRedisUrl(config, io, disposables);
    const redis = await openRedis(url, config.redis.prefix);
    disposables.push(() => redis.disconnect());
    const ttlMs = Math.round(days * dayMs);
    const keys = createKeys(config.redis.prefix);
    await work(createTranslationMemory(redis, keys, { ttlMs, maxPairs }));
  });
}
