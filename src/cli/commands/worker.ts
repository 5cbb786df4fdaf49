import { availableParallelism } from 'node:os';
import type { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import { integer } from '../flags/numbers.ts';
import {
  readCommandConfig,
  settingsAmong,
  withSettings,
  workerSettings,
} from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openRedisUrl } from '../open.ts';

/** The settings of a worker process, beside those of all that run workers. */
const processSettings = ['calls', 'processes', 'logLevel', 'logFormat', 'healthFile'] as const;

/** Time to hand articles back after TOLK_SHUTDOWN_MS. */
const handBackMs = 5_000;

interface WorkerFlags {
  readonly sandbox?: true;
  readonly exitWithParent?: true;
  readonly process?: number;
}

/** `tolk worker`; `workers/article.ts` is the same as a program of its own. */
export function defineWorker(command: Command, io: CommandIo): void {
  command
    .description(
      'Takes articles from the queue until stopped (Ctrl-C or SIGTERM: finishes what it has, hands ' +
        'the rest back). Start as many as you like, on any machine that reaches Redis and the LLM API.',
    )
    .option('--sandbox', 'the same as --provider sandbox: gloss word by word, for practice')
    .addOption(
      new Option(
        '--exit-with-parent',
        'stop when standard input ends: the process that started this one is gone',
      ).hideHelp(),
    )
    .addOption(
      new Option('--process <n>', 'its number, where it is one of several')
        .argParser(integer('--process', { min: 1, max: 256 }))
        .hideHelp(),
    )
    .addHelpText(
      'after',
      `
Examples:
  OPENAI_API_KEY=… REDIS_URL=redis://redis:6379 tolk worker --concurrency 50
  tolk worker --processes 4
  tolk worker --sandbox`,
    );
  withSettings(command, [...workerSettings, ...processSettings]).action(
    async (flags: WorkerFlags) => {
      const provider = flags.sandbox ? { provider: 'sandbox' } : {};
      const { config } = readCommandConfig({ ...flags, ...provider }, io);
      await withDisposables(async (disposables) => {
        const count = config.worker.processes ?? defaultProcesses(availableParallelism());
        // It ends in its own time; this is for what hangs all the same.
        io.allowEnding(config.worker.shutdownMs + (count > 1 ? 3 : 2) * handBackMs);
        if (count > 1) {
          const { superviseWorkers } = await import('../run/supervise-workers.ts');
          const own = settingsAmong({ ...flags, ...provider });
          await superviseWorkers(config, { count, flags: own, io, disposables });
          return;
        }
        io.limitMemory(disposables);
        const { runArticleWorker } = await import('../../worker/run.ts');
        const signals = [io.signal];
        if (flags.exitWithParent) {
          signals.push(endOfInput(io.stdin));
          // Otherwise its standard input would keep the process alive.
          disposables.push(() => void io.stdin.destroy());
        }
        const redisUrl = () => openRedisUrl(config, io, disposables);
        await runArticleWorker(config, {
          redisUrl,
          signal: AbortSignal.any(signals),
          isTerminal: io.stderr.isTTY === true,
          process: flags.process,
          onReload: (listener) => io.onReload(listener),
        });
      });
    },
  );
}

/** One process works on what one core can; a core is left to Redis and whatever else there is. */
function defaultProcesses(cores: number): number {
  return cores < 4 ? 1 : cores - 1;
}

/** Aborted when standard input ends. */
function endOfInput(stdin: Readable): AbortSignal {
  const ended = new AbortController();
  const end = () => ended.abort();
  stdin.once('end', end).once('close', end).resume();
  return ended.signal;
}
