import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '../../../src/index.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

/** What the LLM server of a rig has done so far. */
export interface ServerStats {
  readonly calls: number;
  readonly inFlight: number;
  /** Paragraphs that it was asked and has no English of. */
  readonly unknown: number;
}

/** What a loop of the `openai` client took, or one of another library. */
export interface LoopFigures {
  readonly calls: number;
  readonly seconds: number;
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** How a loop is run. */
interface LoopRun {
  readonly articles: number;
  readonly atATime: number;
  readonly packages?: string | undefined;
}

/** What workers took, in the middle of their work. */
export interface WorkFigures {
  readonly callsPerSecond: number;
  /** Of all workers together. */
  readonly cpuMsPerCall: number;
  /** Of the largest. */
  readonly peakMb: number;
}

/** What work is measured. */
export interface WorkOptions {
  /** Calls that must be answered. */
  readonly calls: number;
  readonly workers: number;
  /** Calls at a time, of each worker. */
  readonly atATime: number;
  /** Where CPU profiles are written. */
  readonly profile?: string | undefined;
}

/** Clock ticks a second in /proc. */
const ticks = 100;
const lookMs = 50;

/** The part of the work that is measured: neither the start nor the end, when some have nothing to do. */
const from = 0.3;
const to = 0.9;

/** A Redis, an LLM server and a client, as processes of their own; workers on request. */
export class SpeedRig implements AsyncDisposable {
  readonly address: string;
  readonly redis: TestRedis;
  readonly client: Client;
  readonly #server: ChildProcess;
  readonly #workers: ChildProcess[] = [];

  private constructor(address: string, redis: TestRedis, server: ChildProcess) {
    this.address = address;
    this.redis = redis;
    this.#server = server;
    this.client = createClient({ redisUrl: redis.url });
  }

  /** @param latencyMs mean of the time until an answer; 0: at once */
  static async start(latencyMs: number): Promise<SpeedRig> {
    const server = spawn(process.execPath, [scriptOf('llm-server')], {
      env: { ...process.env, BENCH_LATENCY_MS: String(latencyMs) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(server.stdout, 'data');
    return new SpeedRig(String(line).trim(), await startRedis(), server);
  }

  /** What the LLM server has done. */
  async stats(): Promise<ServerStats> {
    const answer = await fetch(new URL('/stats', this.address));
    return (await answer.json()) as ServerStats;
  }

  /** What was asked so far, and answered; the first hundreds. */
  async asked(): Promise<ReadonlyArray<{ readonly prompt: string; readonly completion: string }>> {
    const answer = await fetch(new URL('/asked', this.address));
    return (await answer.json()) as Array<{ prompt: string; completion: string }>;
  }

  /** Runs a loop that a user would write instead, to its end; with packages of its own in a folder. */
  runLoop(name: string, { articles, atATime, packages = '' }: LoopRun): LoopFigures {
    const args = [this.address, String(articles), String(atATime), packages];
    const script = scriptOf(`loops/${name}`);
    return JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' }));
  }

  /** Starts workers, has them make calls for what is queued, and stops them. */
  async measureWork(options: WorkOptions): Promise<WorkFigures> {
    const before = await this.stats();
    const workers = Array.from({ length: options.workers }, () => this.#startWorker(options));
    try {
      return await this.#watch(workers, options.calls, before.calls);
    } finally {
      await stop(workers);
    }
  }

  /** A worker that runs until the rig is disposed of. */
  startWorker(atATime: number, env: NodeJS.ProcessEnv = {}): void {
    this.#workers.push(this.#startWorker({ atATime }, env));
  }

  #startWorker(
    { atATime, profile }: Pick<WorkOptions, 'atATime' | 'profile'>,
    env: NodeJS.ProcessEnv = {},
  ): ChildProcess {
    const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
    return spawn(process.execPath, [...flags, resolve('src/cli/main.ts'), 'worker'], {
      env: {
        ...process.env,
        REDIS_URL: this.redis.url,
        LLM_BASE_URL: this.address,
        TOLK_MODEL: 'bench',
        TOLK_LOCAL_SERVERS: 'none',
        TOLK_LOG_LEVEL: 'error',
        TOLK_PROCESSES: '1',
        // While one article is checked another one calls.
        TOLK_CONCURRENCY: String(Math.ceil(atATime * 1.25)),
        TOLK_MAX_CALLS: String(atATime),
        // Calls are held against those of a loop, which makes two an article.
        TOLK_CALLS: 'two',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  async #watch(
    workers: readonly ChildProcess[],
    calls: number,
    before: number,
  ): Promise<WorkFigures> {
    let first: { readonly at: number; readonly done: number; readonly cpuMs: number } | undefined;
    let peakMb = 0;
    for (;;) {
      await sleep(lookMs);
      const done = (await this.stats()).calls - before;
      const used = workers.map(({ pid = 0 }) => usedBy(pid));
      peakMb = Math.max(peakMb, ...used.map(({ rssMb }) => rssMb));
      const cpuMs = used.reduce((sum, each) => sum + each.cpuMs, 0);
      const mark = { at: performance.now(), done, cpuMs };
      if (done > calls * from) first ??= mark;
      if (first === undefined || done < calls * to) continue;
      const made = mark.done - first.done;
      return {
        callsPerSecond: (made / (mark.at - first.at)) * 1_000,
        cpuMsPerCall: (mark.cpuMs - first.cpuMs) / made,
        peakMb,
      };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await stop(this.#workers);
    await this.client.close();
    await stop([this.#server]);
    await this.redis.stop();
  }
}

async function stop(workers: readonly ChildProcess[]): Promise<void> {
  for (const worker of workers) worker.kill('SIGTERM');
  const running = workers.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  );
  await Promise.all(running.map((worker) => once(worker, 'exit')));
}

/** The most memory (MB) that a process had, once it has ended. */
export async function peakUntilExit(child: ChildProcess): Promise<number> {
  let peakMb = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
    await sleep(lookMs);
  }
  if (child.exitCode !== 0) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
  return peakMb;
}

/** CPU (ms) and memory of a process so far. */
function usedBy(pid: number): { readonly cpuMs: number; readonly rssMb: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const used = Number(fields[11]) + Number(fields[12]);
  return {
    cpuMs: (used * 1_000) / ticks,
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024,
  };
}

/** CPU (s) of a command that is run to its end: the median of some runs. */
export function cpuOfCommand(args: readonly string[], runs = 5): number {
  const shell = '"$0" "$@" >/dev/null 2>&1; times';
  const seconds = Array.from({ length: runs }, () => {
    const output = execFileSync('sh', ['-c', shell, process.execPath, ...args], {
      encoding: 'utf8',
    });
    // The second line is of what the shell has started: minutes and seconds, of the user and the system.
    const ofChildren = output.trim().split('\n').at(-1) ?? '';
    return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
      (sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest),
      0,
    );
  });
  return seconds.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

/** A folder for profiles, which goes unless it was named, and what is in the newest of them. */
export function profileFolder(named?: string): {
  readonly path: string;
  read(): string;
  [Symbol.dispose](): void;
} {
  const path = named ?? mkdtempSync(join(tmpdir(), 'tolk-profile-'));
  mkdirSync(path, { recursive: true });
  return {
    path,
    read() {
      const [newest = ''] = readdirSync(path).toSorted().toReversed();
      return readFileSync(join(path, newest), 'utf8');
    },
    [Symbol.dispose]() {
      if (named === undefined) rmSync(path, { recursive: true, force: true });
    },
  };
}

function scriptOf(name: string): string {
  return resolve('tests/bench/speed', `${name}.ts`);
}
