import type { Command } from 'commander';
import { TolkError } from '../../../errors.ts';
import { noWorker } from '../../../queue/worker-watch.ts';
import { type CorpusFlags, readCorpusFlags, withCorpusFlags } from '../../flags/corpus.ts';
import { llmSettings, readCommandConfig, withSettings } from '../../flags/settings.ts';
import { type PlanFlags, readRouteFlags, withDeadline } from '../../flags/watch.ts';
import { type CommandIo, withDisposables } from '../../io.ts';
import { exitCodeFor } from '../../run/batch-end.ts';
import { chooseRoute } from '../../run/plan.ts';
import { openBatchSession } from '../../run/session.ts';
import { watchBatch } from '../../run/watch-batch.ts';

type SubmitFlags = CorpusFlags & PlanFlags & { readonly rejects?: string };

/** `tolk batch submit`. */
export function defineSubmit(command: Command, io: CommandIo): void {
  command
    .description(
      'Submits a corpus to workers that run elsewhere, no faster than they work, and returns; ' +
        'tolk batch export writes it later.',
    )
    .option('--rejects <file>', 'where entries go that cannot be used')
    .addHelpText(
      'after',
      `
Examples:
  tolk batch submit corpus.jsonl.gz
  tolk batch watch $(tolk batch submit corpus.jsonl.gz)`,
    );
  withSettings(withDeadline(withCorpusFlags(command)), llmSettings).action(
    (names: string[], flags: SubmitFlags) => submitBatch(names, flags, io),
  );
}

async function submitBatch(
  names: readonly string[],
  flags: SubmitFlags,
  io: CommandIo,
): Promise<void> {
  if (flags.gold !== undefined) {
    const message =
      'gold articles are measured as a run writes its output; use tolk batch run with --gold';
    throw new TolkError('usage.invalid', message);
  }
  const { config } = readCommandConfig(flags, io);
  const output = { order: 'finished', ...flags } as const;
  const asked = await readCorpusFlags({ names, flags, output }, config, io);
  const route = readRouteFlags(flags);
  await withDisposables(async (disposables) => {
    io.limitMemory(disposables);
    const { batches } = await openBatchSession(config, io, disposables);
    const plan = await chooseRoute(asked, config, io, route);
    const id = await batches.create(asked, { maxCostUsd: flags.maxCost, plan });
    const batch = await watchBatch(id, batches, {
      until: 'submitted',
      mode: 'text',
      io,
      disposables,
    });
    const end = io.signal.aborted
      ? 'interrupted; submit the rest with tolk batch resume'
      : 'all submitted';
    io.say(`tolk: batch ${id}: ${end}`);
    const { workers, unfinished } = await batches.status(id);
    if (workers === 0 && unfinished > 0) io.say(`tolk: ${noWorker.message}`);
    io.print(id);
    io.exit(exitCodeFor(batch, io));
  });
}
