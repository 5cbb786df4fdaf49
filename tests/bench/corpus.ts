/*
 * `npm run bench:corpus`: a made corpus of a million short Dutch articles, read from .jsonl.gz
 * against a sandbox without latency until 100,000 are done; its feeder is killed twice with -9 and
 * resumed. Prints memory and rate; checks that the output contains each finished article exactly
 * once. About 15 minutes on two cores. `-- --short` does 2,000 of 20,000; `-- --done N --of N
 * --workers N` says otherwise.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createBatchClient } from '../../src/batch/create-client.ts';
import { readSpool } from '../../src/batch/spool.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { readRedisHealth } from '../../src/store/redis-health.ts';
import { writeMadeCorpus } from '../support/made-corpus.ts';
import { startRedis } from '../support/redis.ts';
import { exactly, type Measure } from '../support/scenarios.ts';
import { type Running, startTolk } from '../support/tolk.ts';
import { Measures } from './measures.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    done: { type: 'string' },
    of: { type: 'string' },
    workers: { type: 'string', default: '2' },
  },
});
const of = Number(values.of ?? (values.short ? 20_000 : 1_000_000));
const wanted = Number(values.done ?? (values.short ? 2_000 : 100_000));
const seed = 7;
const cachedCalls = 20_000;
const feederLimitMb = 250;
/**
 * What is in flight (4,000 records, items and jobs), the cache of calls and the translation memory,
 * at what each was measured to take.
 */
const redisLimitMb = 100;

const folder = await mkdtemp(join(tmpdir(), 'tolk-bench-'));
const corpus = join(folder, 'corpus.jsonl.gz');
const out = join(folder, 'english.jsonl');
process.stderr.write(`bench: making ${of.toLocaleString('en-US')} articles …\n`);
await writeMadeCorpus(corpus, of, seed);
const server = await startRedis();
const redis = await connectRedis(server.url);
const sandbox = startTolk(['sandbox', '--port', '0']);
const address = /http:\/\/[\d.]+:\d+\/v1/.exec(await sandbox.until(/http:\/\/\S+\/v1/))?.[0] ?? '';
const env = {
  REDIS_URL: server.url,
  LLM_BASE_URL: address,
  TOLK_MODEL: 'sandbox',
  TOLK_CACHE_MAX_CALLS: String(cachedCalls),
  TOLK_MEMORY_MAX_PAIRS: String(cachedCalls),
  TOLK_CONCURRENCY: '32',
};
const workers = Array.from({ length: Number(values.workers) }, () =>
  startTolk(['worker'], { env }),
);
await Promise.all(workers.map((worker) => worker.until(/worker.started/)));
const batches = createBatchClient({ redisUrl: server.url });

/** Of the last feeder alone: each begins small. */
let rss: number[] = [];
let peak = 0;
let peakRedis = 0;
let feeder: Running | undefined;
const samples = setInterval(async () => {
  const status = feeder?.child.pid === undefined ? '' : readStatus(feeder.child.pid);
  const kb = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  if (kb) rss.push(Number(kb) / 1_024);
  peak = Math.max(peak, rss.at(-1) ?? 0);
  peakRedis = Math.max(peakRedis, (await readRedisHealth(redis, '{tolk}')).usedMemoryBytes / 1e6);
}, 500);

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

async function untilDone(id: string, count: number): Promise<void> {
  for (;;) {
    const { stats } = await batches.status(id);
    if (stats.delivered >= count) return;
    await sleep(250);
  }
}

const began = performance.now();
feeder = startTolk(
  [
    'batch',
    'run',
    corpus,
    '--out',
    out,
    '--release',
    '--summary',
    'none',
    '--workers',
    '0',
    '--json',
  ],
  { env },
);
await feeder.until(/"progress"/);
const id = (await batches.list())[0]?.id ?? '';
for (const share of [0.3, 0.6]) {
  await untilDone(id, wanted * share);
  process.stderr.write(
    `bench: ${Math.round(wanted * share).toLocaleString('en-US')} done, kill -9\n`,
  );
  feeder.child.kill('SIGKILL');
  await feeder.finished;
  feeder = startTolk(['batch', 'resume', id, '--workers', '0', '--json'], { env });
  await feeder.until(/"progress"/);
  rss = [];
}
await untilDone(id, wanted);
const seconds = (performance.now() - began) / 1_000;
feeder.child.kill('SIGINT');
await feeder.finished;
clearInterval(samples);
const batch = await batches.status(id);
const delivered = batch.stats.delivered;

// The output so far, each article by its number.
const seen = new Map<number, number>();
let disorder = 0;
let before = 0;
const path = `${out}.part`;
const spool = { path, offsets: [0], bytes: (await stat(path)).size };
for await (const { seq } of readSpool(spool, 'finished')) {
  seen.set(seq, (seen.get(seq) ?? 0) + 1);
  if (seq <= before) disorder += 1;
  before = seq;
}
const twice = [...seen.values()].filter((times) => times > 1).length;
const missing = Array.from({ length: delivered }, (_, at) => at + 1).filter(
  (seq) => !seen.has(seq),
).length;
const late = rss.slice(Math.floor(rss.length * 0.8));
const middle = rss.slice(Math.floor(rss.length * 0.4), Math.floor(rss.length * 0.6));
const mean = (of: readonly number[]) =>
  of.reduce((sum, value) => sum + value, 0) / Math.max(1, of.length);

const measures = new Measures();
measures.add(
  {
    what: 'articles done and written',
    value: delivered.toLocaleString('en-US'),
    limit: `at least ${wanted.toLocaleString('en-US')}`,
    holds: delivered >= wanted,
  },
  exactly('in the output twice', twice, 0),
  exactly('finished, not in the output', missing, 0),
  exactly('out of order', disorder, 0),
  under('feeder, peak RSS', { value: peak, limit: feederLimitMb, unit: 'MB' }),
);
if (values.short !== true) {
  const growth = mean(late) / mean(middle);
  measures.add({
    what: 'feeder, late over middle RSS',
    value: growth.toFixed(2),
    limit: 'under 1.25',
    holds: growth < 1.25,
  });
}
measures.add(under('Redis, peak memory', { value: peakRedis, limit: redisLimitMb, unit: 'MB' }), {
  what: 'rate, with the two kills',
  value: `${(delivered / seconds).toFixed(0)} articles/s`,
  limit: 'none',
  holds: true,
});
const sample = `${of.toLocaleString('en-US')} articles, seed ${seed}, ${values.workers} workers`;
process.exitCode = measures.print(sample);

for (const { child } of [...workers, sandbox]) child.kill('SIGKILL');
await batches.close();
redis.disconnect();
await server.stop();
await rm(folder, { recursive: true, force: true });

function under(
  what: string,
  { value, limit, unit }: { readonly value: number; readonly limit: number; readonly unit: string },
): Measure {
  return {
    what,
    value: `${value.toFixed(0)} ${unit}`,
    limit: `under ${limit} ${unit}`,
    holds: value < limit,
  };
}
