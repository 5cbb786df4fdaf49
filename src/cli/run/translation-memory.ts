import { dayMs } from '../../duration.ts';
import { connectRedis } from '../../store/redis.ts';
import { createTranslationMemory } from '../../store/translation-memory.ts';
import { readCommandConfig } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openRedisUrl } from '../open.ts';

/** Opens the configured translation memory for as long as `work` takes. */
export async function withTranslationMemory(
  flags: object,
  io: CommandIo,
  work: (memory: ReturnType<typeof createTranslationMemory>) => Promise<void>,
): Promise<void> {
  const { config } = readCommandConfig(flags, io);
  const { days, maxPairs } = config.translationMemory;
  await withDisposables(async (disposables) => {
    const redis = await connectRedis(await openRedisUrl(config, io, disposables));
    disposables.push(() => redis.disconnect());
    const ttlMs = Math.round(days * dayMs);
    await work(createTranslationMemory(redis, config.redis.prefix, ttlMs, maxPairs));
  });
}
