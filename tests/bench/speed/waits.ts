import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKeys } from '../../../src/store/keys.ts';
import { connectServer } from '../../support/redis.ts';
import type { Extent } from './calls.ts';
import { makeArticles } from './corpus.ts';
import type { Figure } from './figures.ts';
import { cpuOfCommand, SpeedRig } from './rig.ts';

const perSecond = 50;

/** How soon a worker takes an article, and a waiter and a reader have it, at 50 articles a second. */
export async function measureWaits({ pairs, isQuick }: Extent): Promise<Figure[]> {
  await using rig = await SpeedRig.start(0);
  rig.startWorker(64);
  const [first, ...articles] = makeArticles(pairs, { count: isQuick ? 150 : 600, seed: 7 });
  // The first of a worker waits for what it loads.
  if (first) {
    await rig.client.enqueue(first);
    await rig.client.wait(first.id);
  }
  const told = new Map<string, number>();
  await Promise.all(
    articles.map(async (article, at) => {
      await sleep((at * 1_000) / perSecond);
      await rig.client.enqueue(article);
      await rig.client.wait(article.id);
      told.set(article.id, Date.now());
    }),
  );
  const times = await readTimes(rig, [...told.keys()]);
  const ids = [...told.keys()];
  const reads = await measureReads(rig, ids, isQuick ? 2 : 10);
  const pickUp = times.map(({ queuedAt, activeAt }) => activeAt - queuedAt);
  const waits = times.map(({ id, finishedAt }) => (told.get(id) ?? 0) - finishedAt);
  return [
    milliseconds('pick-up, 50 articles a second, p50', pickUp, 0.5),
    { ...milliseconds('pick-up, p99', pickUp, 0.99), goal: { is: 'at most', value: 20 } },
    milliseconds('finish → wait(), p50', waits, 0.5),
    { ...milliseconds('finish → wait(), p99', waits, 0.99), goal: { is: 'at most', value: 20 } },
    milliseconds('get(), 500 a second, p50', reads, 0.5),
    milliseconds('get(), p99', reads, 0.99),
  ];
}

/** When each was queued, taken and finished (ms since 1970), as its record says. */
async function readTimes(rig: SpeedRig, ids: readonly string[]) {
  const redis = await connectServer(rig.redis.url);
  const keys = createKeys('{tolk}');
  const times = await Promise.all(
    ids.map(async (id) => {
      const fields = ['queuedAt', 'activeAt', 'finishedAt'] as const;
      const [queuedAt, activeAt, finishedAt] = await redis.hmget(keys.result(id), ...fields);
      return {
        id,
        queuedAt: Number(queuedAt),
        activeAt: Number(activeAt),
        finishedAt: Number(finishedAt),
      };
    }),
  );
  redis.disconnect();
  return times;
}

async function measureReads(
  rig: SpeedRig,
  ids: readonly string[],
  seconds: number,
): Promise<number[]> {
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: seconds * 500 }, async (_, at) => {
      await sleep(at * 2);
      const began = performance.now();
      await rig.client.get(ids[at % ids.length] ?? '');
      took.push(performance.now() - began);
    }),
  );
  return took;
}

function milliseconds(what: string, values: readonly number[], part: number): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { what, value: sorted[Math.floor(part * (sorted.length - 1))] ?? 0, unit: 'ms' };
}

/** An article of 5,000 words: its chunks at once, then its summary; sections of a long one first. */
export async function measureLongArticle({ pairs }: Extent): Promise<Figure[]> {
  const latencyMs = 1_000;
  await using rig = await SpeedRig.start(latencyMs);
  rig.startWorker(64);
  const [short] = makeArticles(pairs, { count: 1, seed: 8 });
  if (short) {
    await rig.client.enqueue(short);
    await rig.client.wait(short.id);
  }
  const paragraphs = pairs.slice(0, 100).map(({ nl }) => nl);
  const body = paragraphs.join('\n\n');
  const began = performance.now();
  const { id } = await rig.client.enqueue({ title: 'Overzicht 9', body });
  await rig.client.wait(id);
  const seconds = (performance.now() - began) / 1_000;
  return [
    {
      what: `an article of ${body.split(/\s+/).length} words, calls of 1 s`,
      value: seconds,
      unit: 's',
      peer: { what: 'two calls', value: (2 * latencyMs) / 1_000 },
    },
  ];
}

/** What it takes to start the command line. */
export async function measureCommand(): Promise<Figure[]> {
  const program = resolve('src/cli/main.ts');
  const node = cpuOfCommand(['-e', '0']);
  return [
    {
      what: 'tolk --help, CPU',
      value: cpuOfCommand([program, '--help']),
      unit: 's',
      goal: { is: 'at most', value: 0.25 },
    },
    {
      what: 'node -e 0, CPU',
      value: node,
      unit: 's',
    },
  ];
}
