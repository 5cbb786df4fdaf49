import { once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Flags } from '../../config/settings.ts';
import type { Disposables } from '../../disposables.ts';
import { TolkError } from '../../errors.ts';
import { requireProvider } from '../../llm/choose-provider.ts';
import { HealthFile } from '../../worker/health-file.ts';
import type { Logger } from '../../worker/logger.ts';
import { createProcessLogger } from '../../worker/process-logger.ts';
import { exitCodes } from '../exit.ts';
import type { CommandIo } from '../io.ts';
import { WorkerProcesses } from './worker-processes.ts';

/** What a supervisor of workers is given. */
export interface SupervisorContext {
  /** How many processes. */
  readonly count: number;
  /** The settings of the command line, which are the processes', too. */
  readonly flags: Flags;
  readonly io: CommandIo;
  readonly disposables: Disposables;
}

/** As often as workers write theirs. */
const healthMs = 2_000;
/** A file that is older is of a worker that is frozen or gone. */
const staleMs = 10_000;
/** When all have ended in their first seconds so often, the next will, too. */
const maxTriesEach = 3;

/**
 * Keeps worker processes until the command is told to end: what one of them cannot survive ends that
 * one. Their log is on this process's standard error, `process` saying whose a line is.
 *
 * @throws TolkError `config.no_provider`; `config.invalid` where they refuse to start, `internal`
 *   where they end again and again
 */
export async function superviseWorkers(
  config: Config,
  { count, flags, io, disposables }: SupervisorContext,
): Promise<void> {
  requireProvider(config.llm);
  const { healthFile } = config.worker;
  const log = createProcessLogger(config.worker, io.stderr.isTTY === true);
  log.info({ event: 'workers.starting', processes: count });
  const hopeless = Promise.withResolvers<never>();
  // Released after the workers: as long as they finish what they have, it says so.
  if (healthFile !== undefined) keepHealthFile(healthFile, { count, log, disposables });
  const fileOf = (process: number) => healthFile && `${healthFile}.${process}`;
  const own = { ...flags, dataDir: resolve(config.redis.dataDir) };
  const workers = new WorkerProcesses(
    {
      count,
      flags: own,
      flagsOf: (process) => ({ healthFile: fileOf(process) }),
      log: 'seen',
      onDeath: ({ soonInARow, isAnySteady, ...death }) => {
        log.error({ event: 'worker.died', ...death });
        const triesEach = isAnySteady ? 0 : Math.floor(soonInARow / count);
        if (death.exitCode === exitCodes.users && triesEach > 0)
          hopeless.reject(new TolkError('config.invalid', 'no worker starts; see above why'));
        if (triesEach < maxTriesEach) return;
        const message = `workers end at once (exit code ${death.exitCode}); see above why`;
        hopeless.reject(new TolkError('internal', message));
      },
    },
    io,
  );
  disposables.push(() => workers[Symbol.asyncDispose]());
  io.onReload(() => workers.signal('SIGHUP'));
  const ended = io.signal.aborted ? Promise.resolve() : once(io.signal, 'abort');
  await Promise.race([ended, hopeless.promise]);
}

interface HealthContext {
  readonly count: number;
  readonly log: Logger;
  readonly disposables: Disposables;
}

/** Writes now and then how the workers are, by the files that they write. */
function keepHealthFile(path: string, { count, log, disposables }: HealthContext): void {
  const files = Array.from({ length: count }, (_, at) => `${path}.${at + 1}`);
  const health = new HealthFile(path, log);
  const look = setInterval(() => {
    const word = healthOf(files);
    // Where nobody says anything, the file grows old, as that of one worker would.
    if (word !== undefined) health.write(word);
  }, healthMs);
  disposables.push(() => {
    clearInterval(look);
    health.remove();
    for (const file of files) rmSync(file, { force: true });
  });
}

/** The best comes first: while one works, work is done. */
const words = ['running', 'paused', 'cut-off', 'stopping'];

/** What the healthiest worker says; undefined where none has said anything lately. */
function healthOf(files: readonly string[]): string | undefined {
  const said = files.flatMap((file) => {
    try {
      return Date.now() - statSync(file).mtimeMs > staleMs
        ? []
        : [readFileSync(file, 'utf8').trim()];
    } catch {
      // It has not started yet, or is being started again.
      return [];
    }
  });
  return words.find((word) => said.includes(word));
}
