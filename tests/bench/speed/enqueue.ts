import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Queue } from 'bullmq';
import { createKeys } from '../../../src/store/keys.ts';
import { connectServer } from '../../support/redis.ts';
import type { Extent } from './calls.ts';
import { makeArticles } from './corpus.ts';
import type { Figure } from './figures.ts';
import { peakUntilExit, SpeedRig } from './rig.ts';

/** What it took to put articles in the queue. */
interface Enqueued {
  readonly perSecond: number;
  /** At most. */
  readonly rssMb: number;
}

/** Articles put in the queue, from a file and by the client, beside BullMQ alone. */
export async function measureEnqueue({ pairs, isQuick }: Extent): Promise<Figure[]> {
  const count = isQuick ? 2_000 : 20_000;
  const rawRate = await enqueueRaw(pairs, count);
  const byClient = await enqueueByClient(count);
  const fromFile = await enqueueFile(pairs, count);
  const peer = { what: 'addBulk alone', value: rawRate };
  const unit = 'articles/s';
  return [
    { what: 'enqueueMany beside BullMQ', value: byClient.perSecond, unit, peer },
    { what: 'enqueueMany', value: byClient.perSecond, unit, goal: atLeast(8_000) },
    { what: '… memory of its process', value: byClient.rssMb, unit: 'MB' },
    {
      what: 'tolk enqueue FILE.jsonl',
      value: fromFile.perSecond,
      unit,
      goal: atLeast(10_000),
    },
    { what: '… memory of its process', value: fromFile.rssMb, unit: 'MB' },
  ];
}

const atLeast = (value: number) => ({ is: 'at least' as const, value });
const pageSize = 500;

async function enqueueRaw(pairs: Extent['pairs'], count: number): Promise<number> {
  await using rig = await SpeedRig.start(0);
  const articles = makeArticles(pairs, { count, seed: 4 });
  const queue = new Queue('raw', { connection: { url: rig.redis.url } });
  await queue.waitUntilReady();
  const began = performance.now();
  for (let at = 0; at < count; at += pageSize) {
    const page = articles.slice(at, at + pageSize);
    await queue.addBulk(page.map((data) => ({ name: 'article', data, opts: { jobId: data.id } })));
  }
  const seconds = (performance.now() - began) / 1_000;
  await queue.close();
  return count / seconds;
}

/** The client, in pages of 500 and in a process of its own. */
async function enqueueByClient(count: number): Promise<Enqueued> {
  await using rig = await SpeedRig.start(0);
  const script = resolve('tests/bench/speed/enqueue-client.ts');
  const printed = execFileSync(process.execPath, [script, String(count)], {
    env: { ...process.env, REDIS_URL: rig.redis.url },
    encoding: 'utf8',
  });
  return JSON.parse(printed);
}

/** The command from its start to its end, Node's own start included. */
async function enqueueFile(pairs: Extent['pairs'], count: number): Promise<Enqueued> {
  await using rig = await SpeedRig.start(0);
  const folder = mkdtempSync(join(tmpdir(), 'tolk-enqueue-'));
  try {
    const file = join(folder, 'articles.jsonl');
    const articles = makeArticles(pairs, { count, seed: 4 });
    writeFileSync(file, articles.map((article) => JSON.stringify(article)).join('\n'));
    const began = performance.now();
    const args = [resolve('src/cli/main.ts'), 'enqueue', file, '--json'];
    const command = spawn(process.execPath, args, {
      env: { ...process.env, REDIS_URL: rig.redis.url },
      stdio: 'ignore',
    });
    const rssMb = await peakUntilExit(command);
    return { perSecond: count / ((performance.now() - began) / 1_000), rssMb };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an article takes in Redis, and asks of it, beside its plain JSON. */
export async function measureRecords({ pairs, isQuick }: Extent): Promise<Figure[]> {
  await using rig = await SpeedRig.start(0);
  const redis = await connectServer(rig.redis.url);
  const keys = createKeys('{tolk}');
  const articles = makeArticles(pairs, { count: isQuick ? 100 : 1_000, seed: 6 });
  const sizeOf = async (id: string) => {
    const sizes = [keys.article(id), keys.result(id)].map((key) => redis.memory('USAGE', key));
    return (await Promise.all(sizes)).reduce<number>((sum, size) => sum + (size ?? 0), 0);
  };
  const meanSize = async () => {
    const sizes = await Promise.all(articles.slice(0, 50).map(({ id }) => sizeOf(id)));
    return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  };
  await rig.client.enqueueMany(articles);
  const queued = await meanSize();
  const before = await callsOf(redis);
  rig.startWorker(32);
  await Promise.all(articles.map(({ id }) => rig.client.wait(id)));
  const after = await callsOf(redis);
  const done = await meanSize();
  const results = await Promise.all(articles.slice(0, 50).map(({ id }) => rig.client.get(id)));
  const meanJson = (values: readonly unknown[]) =>
    values.reduce<number>((sum, value) => sum + Buffer.byteLength(JSON.stringify(value)), 0) /
    values.length;
  redis.disconnect();
  return [
    {
      what: 'an article in Redis, queued',
      value: queued,
      unit: 'bytes',
      peer: { what: 'JSON', value: meanJson(articles.slice(0, 50)) },
    },
    {
      what: 'an article in Redis, done',
      value: done,
      unit: 'bytes',
      peer: { what: 'JSON', value: meanJson(results) },
      goal: { is: 'at most', value: 0.45 },
    },
    {
      what: 'commands of Redis for an article, those in scripts included',
      value: (after.all - before.all) / articles.length,
      unit: '',
    },
    {
      what: 'scripts for an article',
      value: (after.scripts - before.scripts) / articles.length,
      unit: '',
    },
  ];
}

async function callsOf(redis: Awaited<ReturnType<typeof connectServer>>) {
  const text = await redis.info('commandstats');
  const calls = [...text.matchAll(/cmdstat_([^:]+):calls=(\d+)/g)].map(
    ([, name = '', count]) => [name, Number(count)] as const,
  );
  const sum = (of: typeof calls) => of.reduce((total, [, count]) => total + count, 0);
  return { all: sum(calls), scripts: sum(calls.filter(([name]) => name.startsWith('eval'))) };
}
