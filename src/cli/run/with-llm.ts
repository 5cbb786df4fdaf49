import type { Config } from '../../config/config.ts';
import { chooseProvider } from '../../llm/choose-provider.ts';
import type { LlmClient } from '../../llm/client.ts';
import { openRedis } from '../../store/open-redis.ts';
import { openLlm } from '../../worker/open-llm.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** Something done with the configured LLM; without one, with the sandbox. */
export async function withLlm<T>(
  config: Config,
  io: CommandIo,
  run: (llm: LlmClient) => Promise<T>,
): Promise<T> {
  return withDisposables(async (disposables) => {
    const { redisUrl } = await openClient(config, io, disposables);
    const redis = await openRedis(redisUrl, config.redis.prefix);
    disposables.push(() => redis.disconnect());
    const isConfigured = chooseProvider(config.llm).kind !== 'none';
    const own: Config = isConfigured
      ? config
      : { ...config, llm: { ...config.llm, provider: 'sandbox' } };
    const context = { redis, pauseReason: () => undefined, clock: Date.now };
    const { client } = await openLlm(own, context, disposables);
    return run(client);
  });
}
