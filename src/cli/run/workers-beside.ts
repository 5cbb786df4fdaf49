import { resolve } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Disposables } from '../../disposables.ts';
import type { CommandIo } from '../io.ts';
import type { BatchSession } from './session.ts';
import { WorkerProcesses } from './worker-processes.ts';

/** The workers a run has: those it starts, and those that are connected already. */
export interface WorkerCount {
  readonly started: number;
  readonly connected: number;
}

/**
 * How many workers a run has: as many as asked for beside those that are connected, or, where
 * nothing was asked, one where none is connected. The planner counts by the same rule.
 */
export function countWorkers(asked: number | undefined, connected: number): WorkerCount {
  return { started: asked ?? (connected === 0 ? 1 : 0), connected };
}

/** Workers that end this often have something to say that only they know. */
const maxDeaths = 5;

/** What workers beside a batch need. */
export interface WorkersBesideOptions {
  readonly config: Config;
  /** How many were asked for; see {@link countWorkers}. */
  readonly asked: number | undefined;
  readonly io: CommandIo;
  readonly disposables: Disposables;
  /** Called when they end again and again. */
  readonly onHopeless: (exitCode: number | null) => void;
}

/** The next look must see it too: a Redis that was restarted knows no worker for a moment. */
const looksWithoutWorker = 2;

/**
 * The workers beside a batch: as many processes as were asked for. Where nothing was asked, one is
 * started as soon as no worker is connected, at the beginning or when the last one has left, and
 * kept from then on.
 */
export class WorkersBeside implements AsyncDisposable {
  readonly #options: WorkersBesideOptions;
  readonly #session: BatchSession;
  #processes: WorkerProcesses | undefined;
  #looksWithout = 0;
  #isDisposed = false;

  private constructor(session: BatchSession, options: WorkersBesideOptions) {
    this.#session = session;
    this.#options = options;
  }

  static async start(
    id: string,
    session: BatchSession,
    options: WorkersBesideOptions,
  ): Promise<WorkersBeside> {
    const { workers } = await session.batches.status(id);
    const beside = new WorkersBeside(session, options);
    const { started } = countWorkers(options.asked, workers);
    if (started > 0) beside.#start(started);
    options.disposables.push(() => beside[Symbol.asyncDispose]());
    return beside;
  }

  /** True when this process has workers, connected or about to be. */
  get hasOwn(): boolean {
    return this.#processes !== undefined;
  }

  /**
   * Takes note of how many workers are connected.
   *
   * @returns true when one had to be started for that
   */
  look(connected: number): boolean {
    this.#looksWithout = connected === 0 ? this.#looksWithout + 1 : 0;
    const isAlone = this.#looksWithout >= looksWithoutWorker;
    if (!isAlone || this.hasOwn || this.#isDisposed || this.#options.asked !== undefined)
      return false;
    this.#start(1);
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    await this.#processes?.[Symbol.asyncDispose]();
  }

  #start(count: number): void {
    const { config, io, onHopeless } = this.#options;
    const { provider, baseUrl, model } = config.llm;
    const { prefix, url, dataDir } = config.redis;
    // Of the embedded Redis they take a lease of their own: it stays until they have stored what
    // they are at, also when this process is gone.
    const redis =
      url === undefined ? { dataDir: resolve(dataDir) } : { redisUrl: this.#session.redisUrl };
    const { concurrency } = config.worker;
    let deaths = 0;
    this.#processes = new WorkerProcesses(
      {
        count,
        flags: { ...redis, prefix, provider, baseUrl, model, concurrency },
        onDeath: ({ exitCode }) => {
          deaths += 1;
          if (deaths === maxDeaths) onHopeless(exitCode);
        },
      },
      io,
    );
  }
}
