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

/** Runs worker processes beside a batch. */
export async function startWorkersBeside(
  id: string,
  { batches, redisUrl }: BatchSession,
  { config, asked, io, disposables, onHopeless }: WorkersBesideOptions,
): Promise<void> {
  const { workers } = await batches.status(id);
  const { provider, baseUrl, model } = config.llm;
  const { prefix, url, dataDir } = config.redis;
  // Of the embedded Redis they take a lease of their own: it stays until they have stored what they
  // are at, also when this process is gone.
  const redis = url === undefined ? { dataDir: resolve(dataDir) } : { redisUrl };
  const { concurrency } = config.worker;
  let deaths = 0;
  const processes = new WorkerProcesses(
    {
      count: countWorkers(asked, workers).started,
      flags: { ...redis, prefix, provider, baseUrl, model, concurrency },
      onDeath: (exitCode) => {
        deaths += 1;
        if (deaths === maxDeaths) onHopeless(exitCode);
      },
    },
    io,
  );
  disposables.push(() => processes[Symbol.asyncDispose]());
}
