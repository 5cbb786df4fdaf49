import type { Config } from '../config/config.ts';
import type { Disposables } from '../disposables.ts';
import { TolkError } from '../errors.ts';
import { chooseProvider, isGloss } from '../llm/choose-provider.ts';
import { connectToServer } from '../llm/connect.ts';
import { probeModel } from '../llm/http/openai-client.ts';
import { connectRedis, maskUrl, readRedisHealth } from '../store/redis.ts';
import type { CommandIo } from './io.ts';
import { openClient, openRedisUrl } from './open.ts';

/** One thing the doctor looked at. */
export interface Diagnosis {
  readonly name: string;
  /** A `problem` keeps Tolk from working; a `warning` will hurt one day. */
  readonly state: 'ok' | 'warning' | 'problem';
  readonly message: string;
}

/** Looks at everything Tolk needs; each thing once, and all of them whatever the others say. */
export async function diagnose(
  config: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<Diagnosis[]> {
  const ok = (name: string, message: string): Diagnosis => ({ name, state: 'ok', message });
  return [
    ok('node', `version ${process.versions.node}`),
    ...(await examine('redis', () => diagnoseRedis(config, io, disposables))),
    ...(await examine('llm', () => diagnoseLlm(config, disposables))),
  ];
}

async function examine(name: string, look: () => Promise<Diagnosis[]>): Promise<Diagnosis[]> {
  try {
    return await look();
  } catch (error) {
    const { message, code } = TolkError.from(error);
    return [{ name, state: 'problem', message: `${message} [${code}]` }];
  }
}

/** Scripts that write even at `maxmemory` (`allow-oom`) came with it. */
const oldestRedis = 7;

async function diagnoseRedis(
  config: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<Diagnosis[]> {
  const url = await openRedisUrl(config, io, disposables);
  const redis = await connectRedis(url);
  disposables.push(() => redis.disconnect());
  const health = await readRedisHealth(redis);
  const { client } = await openClient(
    { ...config, redis: { ...config.redis, url } },
    io,
    disposables,
  );
  const { workers } = await client.status();
  return [
    Number.parseInt(health.version, 10) >= oldestRedis
      ? {
          name: 'redis',
          state: 'ok',
          message: `${maskUrl(url)}, version ${health.version}${config.redis.url === undefined ? `, Tolk’s own, data in ${config.redis.dataDir}` : ''}`,
        }
      : {
          name: 'redis',
          state: 'problem',
          message: `version ${health.version}; Tolk needs Redis ${oldestRedis} or newer, or Valkey`,
        },
    health.appendOnly
      ? { name: 'persistence', state: 'ok', message: 'append-only file on' }
      : {
          name: 'persistence',
          state: 'warning',
          message: 'append-only file off: a crash of Redis loses articles; set "appendonly yes"',
        },
    health.evictionPolicy === 'noeviction'
      ? { name: 'eviction', state: 'ok', message: 'noeviction' }
      : {
          name: 'eviction',
          state: 'problem',
          message: `${health.evictionPolicy}: Redis may throw queued articles away; set "maxmemory-policy noeviction"`,
        },
    {
      name: 'workers',
      state: workers > 0 ? 'ok' : 'warning',
      message: workers > 0 ? `${workers} connected` : 'none connected; start one with tolk worker',
    },
  ];
}

async function diagnoseLlm(config: Config, disposables: Disposables): Promise<Diagnosis[]> {
  const provider = chooseProvider(config.llm);
  if (provider.kind === 'none') {
    return [
      {
        name: 'llm',
        state: 'warning',
        message:
          'no LLM configured: translate uses the sandbox, workers refuse to start; set OPENAI_API_KEY or LLM_BASE_URL',
      },
    ];
  }
  if (provider.kind === 'sandbox')
    return [
      {
        name: 'llm',
        state: 'warning',
        message: 'the sandbox: glosses word by word, for practice only',
      },
    ];
  const answered = await probeModel(
    connectToServer(config.llm, { ...provider, disposables }).client,
    provider.model,
  );
  return isGloss(answered)
    ? [
        {
          name: 'llm',
          state: 'warning',
          message: `${provider.baseUrl} is the sandbox: glosses word by word, for practice only`,
        },
      ]
    : [{ name: 'llm', state: 'ok', message: `${provider.baseUrl} answered, model ${answered}` }];
}
