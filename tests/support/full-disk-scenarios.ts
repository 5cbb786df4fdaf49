import { execFileSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchAudit } from '../../src/index.ts';
import { BatchBed } from './batches.ts';
import { steady } from './outage-scenarios.ts';
import { createRig } from './processes.ts';
import { connectServer, startRedis } from './redis.ts';
import { atMost, exactly, type Measure } from './scenarios.ts';
import { runTolk, temporaryFolder } from './tolk.ts';
import { until } from './until.ts';

/*
 * A disk that is full in the middle of a run. It takes the right to mount a small file system; without
 * that they say so, and measure nothing.
 */

/** The disk of the output is full; after that there is room, and the run is resumed. */
export async function runFullDisk(redisUrl: string, articles: number): Promise<Measure[]> {
  const folder = join(await temporaryFolder(), 'small');
  await mkdir(folder);
  const what = 'the output’s disk full';
  if (!mount(folder, '16k')) return [notTried(what)];
  try {
    await using rig = await createRig(redisUrl, {}, steady);
    const bed = await BatchBed.create(rig);
    await bed.writeSentences(articles);
    await rig.startWorkerProcess();
    const out = join(folder, 'english.jsonl');
    const run = await bed.batch('run', bed.corpus, '--out', out, '--summary', 'none');
    mount(folder, '20m', 'remount,');
    const id = await bed.newestId();
    await bed.batch('resume', id);
    const { stdout } = await runTolk(['audit', id, '--json'], { env: bed.env });
    const { counts, written }: BatchAudit = JSON.parse(stdout);
    const isNamed = /no space left|disk is full/i.test(run.stderr) && !/a bug/.test(run.stderr);
    return [
      { what, value: isNamed ? 'said' : 'not said', limit: 'said', holds: isNamed },
      exactly('rows after there was room', written?.rows ?? 0, articles),
      exactly('lost, duplicated or wrong', counts.lost + counts.duplicated + counts.wrong, 0),
      exactly('answers paid for twice', rig.sandbox.stats().repeated, 0),
    ];
  } finally {
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  }
}

/** How the disk of Redis is tried. */
interface FullAofOptions {
  readonly articles: number;
  /** How long it stays full, in milliseconds. */
  readonly fullMs: number;
}

/**
 * The disk of Redis's append-only file is full, so that Redis takes no writes; after that there is
 * room, and the run ends by itself.
 */
export async function runFullAof({ articles, fullMs }: FullAofOptions): Promise<Measure[]> {
  const folder = join(await temporaryFolder(), 'small');
  await mkdir(folder);
  const what = 'the disk of Redis full';
  if (!mount(folder, '192k')) return [notTried(what)];
  const redis = await startRedis(['--appendonly', 'yes', '--dir', folder]);
  const watch = await connectServer(redis.url);
  try {
    await using rig = await createRig(redis.url, { latencyMs: 100 }, steady);
    const bed = await BatchBed.create(rig);
    await bed.writeSentences(articles);
    const workers = [await rig.startWorkerProcess(), await rig.startWorkerProcess()];
    const run = bed.start('run', bed.corpus, '--out', bed.out, '--summary', 'none');
    const answered = () => rig.sandbox.stats().completions;
    let before = 0;
    await until(async () => {
      if (/aof_last_write_status:err/.test(await watch.info('persistence'))) return true;
      before = answered();
      return false;
    });
    await sleep(fullMs);
    const status = await runTolk(['status'], { env: rig.env });
    const inFlight = answered() - before + rig.sandbox.stats().inFlight;
    mount(folder, '64m', 'remount,');
    const { code, stderr } = await run.finished;
    if (code !== 0) process.stderr.write(stderr);
    for (const { child } of workers) child.kill('SIGTERM');
    const logs = await Promise.all(workers.map(({ finished }) => finished));
    const said = [...logs.map((log) => log.stderr), stderr, status.stderr].join('\n');
    const isNamed = /cannot save its data|No space left/.test(said) && !/a bug in Tolk/.test(said);
    const audited = await runTolk(['audit', await bed.newestId(), '--json'], { env: bed.env });
    const { counts, written }: BatchAudit = JSON.parse(audited.stdout);
    return [
      { what, value: isNamed ? 'said' : 'not said', limit: 'said', holds: isNamed },
      exactly('exit code of the run', code ?? -1, 0),
      exactly('rows written', written?.rows ?? 0, articles),
      exactly('lost, duplicated or wrong', counts.lost + counts.duplicated + counts.wrong, 0),
      atMost(
        'answers paid for twice (limit: calls in flight)',
        rig.sandbox.stats().repeated,
        inFlight,
      ),
    ];
  } finally {
    watch.disconnect();
    await redis.stop().catch(() => {});
    execFileSync('umount', [folder]);
  }
}

const notTried = (what: string): Measure => ({
  what,
  value: 'not tried: no right to mount',
  limit: '-',
  holds: true,
});

/** True where {@link runFullAof} and {@link runFullDisk} can be tried. */
export async function canMount(): Promise<boolean> {
  const folder = await temporaryFolder();
  const isMounted = mount(folder, '16k');
  if (isMounted) execFileSync('umount', [folder]);
  await rm(folder, { recursive: true });
  return isMounted;
}

function mount(folder: string, size: string, how = ''): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `${how}size=${size}`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
