import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchAudit } from '../../src/index.ts';
import { seededRandom } from '../../src/random.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { BatchBed } from './batches.ts';
import { writeMadeCorpus } from './made-corpus.ts';
import { createRig, type Rig } from './processes.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { atMost, exactly, type Measure } from './scenarios.ts';
import { type SilentLine, startSilentLine } from './silent-line.ts';
import { type Running, runTolk } from './tolk.ts';
import { until } from './until.ts';

/*
 * A corpus is run while everything around it breaks, in an order that the seed decides; then Tolk's own
 * audit and the sandbox's count are held against each other.
 */

/** How outages are tried. */
export interface OutageOptions {
  readonly articles: number;
  readonly seed: number;
  /** How long Redis is away or frozen, in milliseconds. */
  readonly downMs: number;
  /** How often each outage happens. */
  readonly rounds: number;
}

/** What outages are made with. */
interface OutageBed {
  readonly options: OutageOptions;
  readonly redis: TestRedis;
  readonly rig: Rig;
  /** Between one of the workers and Redis. */
  readonly line: SilentLine;
  readonly bed: BatchBed;
  readonly workers: Running[];
  readonly random: () => number;
  run: Running;
  /** Calls in flight at each of the last looks, about 200 ms. */
  recent: number[];
  /** Calls in flight when a worker was killed or cut off, summed up. */
  inFlight: number;
}

const recentLooks = 20;

type Outage = (scene: OutageBed) => Promise<void>;

/** What milliseconds a process's clock is off by: no machine's is right, and some are put right. */
const clocks = {
  /** An hour slow. */
  feeder: '-3_600_000',
  /** A day fast. */
  worker: '86_400_000',
  /** An hour forth, back, and further back, every few seconds. */
  stepping: '3_600_000 * [0, 1, 0, -1][Math.floor(performance.now() / 4_000) % 4]',
} as const;

const outages: ReadonlyMap<string, Outage> = new Map<string, Outage>([
  [
    'a worker killed',
    async (scene) => {
      const victim = Math.floor(scene.random() * scene.workers.length);
      countInFlight(scene);
      scene.workers[victim]?.child.kill('SIGKILL');
      scene.workers[victim] = await scene.rig.startWorkerProcess();
    },
  ],
  [
    'the feeder killed',
    async (scene) => {
      scene.run.child.kill('SIGKILL');
      await scene.run.finished;
      scene.run = scene.bed.start('resume', await scene.bed.newestId());
      // Without Redis it would not begin, and say so.
      await scene.run.until(/"event"/);
    },
  ],
  [
    'Redis killed',
    async ({ redis, options }) => {
      await redis.restart(options.downMs);
    },
  ],
  [
    'Redis frozen',
    async ({ redis, options }) => {
      redis.signal('SIGSTOP');
      await sleep(options.downMs);
      redis.signal('SIGCONT');
    },
  ],
  ['Redis full', (scene) => fillRedis(scene)],
  [
    'the line of a worker silent',
    async (scene) => {
      // What it is answered it can write to no Redis.
      countInFlight(scene);
      scene.line.goSilent('present');
    },
  ],
]);

/** What was answered just now may not have reached its worker: it counts as in flight too. */
function countInFlight(scene: OutageBed): void {
  scene.inFlight += Math.max(...scene.recent, scene.rig.sandbox.stats().inFlight);
}

/** Leaves Redis no room for a while. */
async function fillRedis({ redis, options }: OutageBed): Promise<void> {
  const client = await connectRedis(redis.url);
  const used = Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
  await client.config('SET', 'maxmemory', String(used));
  await sleep(options.downMs);
  await client.config('SET', 'maxmemory', '0');
  client.disconnect();
}

/** Runs a corpus through all outages, in an order that the seed decides. */
export async function runOutages(options: OutageOptions): Promise<Measure[]> {
  const redis = await startRedis(['--appendonly', 'yes']);
  try {
    await using line = await startSilentLine(redis.port);
    await using rig = await createRig(redis.url, { latencyMs: 500, seed: options.seed }, steady);
    const scene = await openScene({ options, redis, rig, line });
    const names = Array.from({ length: options.rounds }, () => [...outages.keys()]).flat();
    for (const [at, name] of shuffled(names, scene.random).entries()) {
      const wanted = (options.articles * (at + 1)) / (names.length + 2);
      await until(() => hasProgressed(scene, wanted));
      await outages.get(name)?.(scene);
    }
    const { code, stderr } = await scene.run.finished;
    if (code !== 0) process.stderr.write(stderr);
    return [exactly('exit code of the run', code ?? -1, 0), ...(await measure(scene))];
  } finally {
    await redis.stop();
  }
}

/** Workers with few calls in flight, whose articles others take soon. */
export const steady = { TOLK_CONCURRENCY: '2', TOLK_LOCK_MS: '10000' };

async function openScene(
  given: Pick<OutageBed, 'options' | 'redis' | 'rig' | 'line'>,
): Promise<OutageBed> {
  const { options, rig, line } = given;
  const bed = await BatchBed.create(rig);
  const corpus = `${bed.corpus}.gz`;
  await writeMadeCorpus(corpus, options.articles, options.seed);
  const early = await withClock(bed.folder, clocks.feeder);
  const late = await withClock(bed.folder, clocks.worker);
  const stepping = await withClock(bed.folder, clocks.stepping);
  const workers = [
    await rig.startWorkerProcess(stepping),
    await rig.startWorkerProcess({ ...late, REDIS_URL: `redis://127.0.0.1:${line.port}` }),
  ];
  const run = bed.startWith(early, 'run', corpus, '--out', bed.out, '--summary', 'none');
  const random = seededRandom(options.seed);
  return { ...given, bed, workers, run, random, recent: [0], inFlight: 0 };
}

/** The environment of a process whose clock is off by so many milliseconds, an expression. */
async function withClock(folder: string, ms: string): Promise<Readonly<Record<string, string>>> {
  const file = join(folder, `clock-${createHash('md5').update(ms).digest('hex')}.mjs`);
  await writeFile(
    file,
    [
      'const Machine = globalThis.Date;',
      `const now = () => Machine.now() + ${ms};`,
      'globalThis.Date = class Date extends Machine {',
      '  constructor(...args) { super(...(args.length === 0 ? [now()] : args)); }',
      '  static now() { return now(); }',
      '};',
    ].join('\n'),
  );
  return { NODE_OPTIONS: `--import=${file}` };
}

function hasProgressed(scene: OutageBed, wanted: number): boolean {
  const { completions, inFlight } = scene.rig.sandbox.stats();
  scene.recent = [...scene.recent, inFlight].slice(-recentLooks);
  return completions >= wanted || scene.run.child.exitCode !== null;
}

async function measure({ rig, bed, options, inFlight }: OutageBed): Promise<Measure[]> {
  const { stdout } = await runTolk(['audit', await bed.newestId(), '--json'], { env: bed.env });
  const { counts, stored, written, paid }: BatchAudit = JSON.parse(stdout);
  const { repeated } = rig.sandbox.stats();
  return [
    exactly('articles done', stored.done, options.articles),
    exactly('rows written', written?.rows ?? 0, options.articles),
    exactly('lost', counts.lost, 0),
    exactly('duplicated', counts.duplicated, 0),
    exactly('wrong', counts.wrong, 0),
    atMost('answers paid for twice (limit: calls in flight at kills and cuts)', repeated, inFlight),
    atMost('answers paid for twice (limit: what the audit says)', repeated, paid.repeated),
  ];
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
