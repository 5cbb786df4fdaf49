import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import {
  type Batch,
  type BatchClient,
  createBatchClient,
  defineBatch,
} from '../../../src/index.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { longSentences, sentence } from '../batches.ts';
import { createRig, type Rig } from '../processes.ts';
import { temporaryFolder } from '../tolk.ts';
import { type FakeBatchApi, type Quirks, startFakeBatchApi } from './batch-api.ts';
import type { BatchCase } from './batch-api-cases.ts';

/** How a batch is run. */
interface RunAsked
  extends Partial<Pick<BatchCase, 'fallback' | 'segments' | 'cancelAfterSeconds'>> {
  readonly signal?: AbortSignal;
  /** Another corpus than in an earlier run of the case. @default 0 */
  readonly variant?: number;
}

/** A Tolk at a Batch API with quirks, one model for each. */
export interface BatchApiWorld extends AsyncDisposable {
  readonly rig: Rig;
  readonly api: FakeBatchApi;
  readonly batches: BatchClient;
  /** What a command, or a worker, needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  modelOf(name: string): string;
  /** Writes a corpus of its own for a case, and returns its path. */
  writeCorpus(name: string, asked?: Pick<RunAsked, 'segments' | 'variant'>): Promise<string>;
  /** Makes a batch for a case, and runs it until it ends or pauses. */
  run(name: string, asked: RunAsked): Promise<Batch>;
  /** US dollars that are booked on a batch's budget. */
  bookedFor(batch: string): Promise<number>;
}

/** Starts one; its workers are its caller's to start. */
export async function createBatchApiWorld(
  quirks: Readonly<Record<string, Quirks>>,
  more: Readonly<Record<string, string>> = {},
): Promise<BatchApiWorld> {
  const names = Object.keys(quirks);
  const modelOf = (name: string) => `model-${names.indexOf(name)}`;
  const rig = await createRig(inject('redisUrl'), {}, {});
  const api = await startFakeBatchApi(
    rig.sandbox.baseUrl,
    Object.fromEntries(Object.entries(quirks).map(([name, quirk]) => [modelOf(name), quirk])),
  );
  const folder = await temporaryFolder();
  const prefix = rig.env['TOLK_PREFIX'] ?? '';
  const batches = createBatchClient({ redisUrl: inject('redisUrl'), prefix });
  const redis = new Redis(inject('redisUrl'));
  const env = {
    ...rig.env,
    LLM_BASE_URL: api.baseUrl,
    TOLK_BATCH_API_POLL_MS: '50',
    TOLK_BATCH_API_LINGER_MS: '50',
    TOLK_MODEL: 'sandbox',
    TOLK_PRICES_FILE: await writePrices(folder, ['sandbox', ...names.map(modelOf)]),
    ...more,
  };
  const writeCorpus: BatchApiWorld['writeCorpus'] = async (
    name,
    { segments = [1, 1, 1, 1], variant = 0 } = {},
  ) => {
    const path = join(folder, `${modelOf(name)}-${variant}.jsonl`);
    const first = 1_000 + names.indexOf(name) * 100 + variant * 10;
    const bodyOf = (count: number, at: number) =>
      count === 1 ? sentence(first + at) : longSentences(first + at * count, count);
    const rows = segments.map((count, at) => JSON.stringify({ body: bodyOf(count, at) }));
    await writeFile(path, rows.map((row) => `${row}\n`).join(''));
    return path;
  };
  return {
    rig,
    api,
    batches,
    env,
    modelOf,
    writeCorpus,
    async run(name, { fallback, cancelAfterSeconds = null, signal, ...corpus }) {
      const definition = await defineBatch({
        corpus: await writeCorpus(name, corpus),
        via: 'batch-api',
        fallback,
        options: { model: modelOf(name), summary: 'none', memory: undefined },
      });
      const plan = { via: 'batch-api', directShare: 0, cancelAfterSeconds } as const;
      const id = await batches.create(definition, { plan, maxCostUsd: 100 });
      return batches.run(id, signal ? { signal } : {});
    },
    bookedFor: async (batch) =>
      Number((await redis.get(createKeys(prefix).spend(`articles:batch-${batch}`))) ?? 0),
    async [Symbol.asyncDispose]() {
      redis.disconnect();
      await batches.close();
      await rig[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}

async function writePrices(folder: string, models: readonly string[]): Promise<string> {
  const path = join(folder, 'prices.json');
  const price = { input: 10, cachedInput: 10, output: 30, batchFactor: 0.5, source: 'made up' };
  await writeFile(path, JSON.stringify(models.map((model) => ({ model, ...price }))));
  return path;
}
