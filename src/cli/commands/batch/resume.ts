import type { Command } from 'commander';
import { requireProvider } from '../../../llm/choose-provider.ts';
import { readCommandConfig, withSettings, workerSettings } from '../../flags/settings.ts';
import { modeOf, type WatchFlags, withMaxCost, withWatchFlags } from '../../flags/watch.ts';
import { type CommandIo, withDisposables } from '../../io.ts';
import { openBatchSession } from '../../run/session.ts';
import { watchToEnd } from '../../run/watch-batch.ts';

/** `tolk batch resume`. */
export function defineResume(command: Command, io: CommandIo): void {
  command
    .description('Resumes a batch where it was: after Ctrl-C, a crash, a pause or a spent budget.')
    .argument('<batch>', 'its id, as tolk batch list shows it')
    .addHelpText(
      'after',
      `
Examples:
  tolk batch resume 2026-11-24-3fa9c1
  tolk batch resume 2026-11-24-3fa9c1 --max-cost 20`,
    );
  const flagged = withMaxCost(withWatchFlags(command), 'what it may cost altogether from now on');
  withSettings(flagged, workerSettings).action(async (id: string, flags: WatchFlags) => {
    const { config } = readCommandConfig(flags, io);
    const { workers } = flags;
    await withDisposables(async (disposables) => {
      io.limitMemory(disposables);
      const session = await openBatchSession(config, io, disposables);
      const { status } = await session.batches.status(id);
      // What is complete only says so.
      if (workers !== 0 && status !== 'complete') requireProvider(config.llm);
      await session.batches.resume(id, { maxCostUsd: flags.maxCost });
      await watchToEnd(id, session, { config, workers, mode: modeOf(flags), io, disposables });
    });
  });
}
