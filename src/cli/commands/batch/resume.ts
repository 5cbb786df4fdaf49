import type { Command } from 'commander';
import { requireProvider } from '../../../llm/choose-provider.ts';
import type { Fallback } from '../../../store/batch-definition.ts';
import { fallbackOption } from '../../flags/corpus.ts';
import { readCommandConfig, withSettings, workerSettings } from '../../flags/settings.ts';
import { modeOf, type WatchFlags, withMaxCost, withWatchFlags } from '../../flags/watch.ts';
import { type CommandIo, withDisposables } from '../../io.ts';
import { openBatchSession } from '../../run/session.ts';
import { watchToEnd } from '../../run/watch-batch.ts';

type ResumeFlags = WatchFlags & { readonly fallback?: Fallback };

/** `tolk batch resume`. */
export function defineResume(command: Command, io: CommandIo): void {
  command
    .description(
      'Resumes a batch where it was: after Ctrl-C, a crash, a pause a spent budget, or what ' +
        'the Batch API refused.',
    )
    .argument('<batch>', 'its id, as tolk batch list shows it')
    .addHelpText(
      'after',
      `
Examples:
  tolk batch resume 2026-11-24-3fa9c1
  tolk batch resume 2026-11-24-3fa9c1 --max-cost 20
  tolk batch resume 2026-11-24-3fa9c1 --fallback direct`,
    )
    .addOption(fallbackOption());
  const flagged = withMaxCost(withWatchFlags(command), 'what it may cost altogether from now on');
  withSettings(flagged, workerSettings).action(async (id: string, flags: ResumeFlags) => {
    const { config } = readCommandConfig(flags, io);
    const { workers } = flags;
    await withDisposables(async (disposables) => {
      io.limitMemory(disposables);
      const session = await openBatchSession(config, io, disposables);
      const { status } = await session.batches.status(id);
      // What is complete only says so.
      if (workers !== 0 && status !== 'complete') requireProvider(config.llm);
      const { maxCost: maxCostUsd, fallback } = flags;
      await session.batches.resume(id, { maxCostUsd, fallback });
      await watchToEnd(id, session, { config, workers, mode: modeOf(flags), io, disposables });
    });
  });
}
