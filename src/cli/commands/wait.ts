import type { Command } from 'commander';
import { seconds } from '../flags/numbers.ts';
import { type ResultFlags, showResults, withResultFlags } from '../flags/results.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { showProgress } from '../output/progress.ts';

interface WaitFlags extends ResultFlags {
  /** Milliseconds. */
  readonly timeout?: number;
}

/** `tolk wait`. */
export function defineWait(command: Command, io: CommandIo): void {
  command.description('Waits until articles are done or failed, then shows them as get does.');
  withSettings(withResultFlags(command), redisSettings)
    .option(
      '--timeout <seconds>',
      'give up waiting after this long; the work continues',
      seconds('--timeout', { min: 0, max: 1e6 }),
    )
    .action(async (ids: string[], flags: WaitFlags) => {
      const { config } = readCommandConfig(flags, io);
      const results = await withDisposables(async (disposables) => {
        const { client } = await openClient(config, io, disposables);
        const progress = showProgress(ids.length, io.stderr);
        disposables.push(() => progress.stop());
        const waitFor = async (id: string) => {
          const result = await client.wait(id, {
            timeoutMs: flags.timeout,
            signal: io.signal,
            onProgress: (step) => progress.update(id, step),
          });
          progress.finish(id, result.status);
          return result;
        };
        return Promise.all(ids.map(waitFor));
      });
      showResults(results, flags, io);
    });
}
