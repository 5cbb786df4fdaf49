import type { Command } from 'commander';
import { TolkError } from '../../../errors.ts';
import { requireProvider } from '../../../llm/choose-provider.ts';
import {
  type CorpusFlags,
  type OutputFlags,
  readCorpusFlags,
  withCorpusFlags,
  withOutputFlags,
} from '../../flags/corpus.ts';
import { readCommandConfig, withSettings, workerSettings } from '../../flags/settings.ts';
import {
  modeOf,
  type PlanFlags,
  readRouteFlags,
  type WatchFlags,
  withDeadline,
  withWatchFlags,
} from '../../flags/watch.ts';
import { type CommandIo, withDisposables } from '../../io.ts';
import { showDryRun } from '../../run/dry-run.ts';
import { chooseRoute } from '../../run/plan.ts';
import { type BatchSession, openBatchSession } from '../../run/session.ts';
import { watchToEnd } from '../../run/watch-batch.ts';

type RunFlags = CorpusFlags & OutputFlags & WatchFlags & PlanFlags & { readonly dryRun?: true };

/** `tolk batch run`. */
export function defineRun(command: Command, io: CommandIo): void {
  command
    .description(
      'Translates a corpus and writes the English. ' +
        'Ctrl-C, a crash or an empty account leave it to be resumed.',
    )
    .option(
      '--dry-run',
      'say what it would cost and take, show the first three prompts, and do nothing',
    )
    .addHelpText(
      'after',
      `
Examples:
  tolk batch run corpus.jsonl.gz --out english.jsonl
  tolk batch run news.zip --out english.csv --sample 200 --max-cost 2
  tolk batch run corpus.jsonl.gz --out english.parquet --deadline 08:00 --max-cost 50
  zcat corpus.jsonl.gz | tolk batch run - --format jsonl --out english.parquet`,
    );
  const flagged = withWatchFlags(withDeadline(withOutputFlags(withCorpusFlags(command))));
  withSettings(flagged, workerSettings).action((names: string[], flags: RunFlags) =>
    runBatch(names, flags, io),
  );
}

async function runBatch(names: readonly string[], flags: RunFlags, io: CommandIo): Promise<void> {
  const { config } = readCommandConfig(flags, io);
  if (flags.out === undefined && !flags.dryRun) {
    const message = 'say where the English goes with --out, or use tolk batch submit';
    throw new TolkError('usage.invalid', message);
  }
  if (flags.workers !== 0 && !flags.dryRun) requireProvider(config.llm);
  const asked = await readCorpusFlags({ names, flags, output: flags }, config, io);
  const route = readRouteFlags(flags);
  if (flags.dryRun) return showDryRun(asked, config, io);
  await withDisposables(async (disposables) => {
    io.limitMemory(disposables);
    const session = await openBatchSession(config, io, disposables);
    const plan = await chooseRoute(asked, config, io, route);
    const id = await session.batches.create(asked, { maxCostUsd: flags.maxCost, plan });
    io.say(`tolk: batch ${id}; Ctrl-C leaves it to be resumed: tolk batch resume ${id}`);
    if (flags.json) io.emit({ event: 'begin', batch: id });
    const { workers } = flags;
    const options = { config, workers, mode: modeOf(flags), io, disposables };
    await watchToEnd(id, session, options).catch((error) => forgetUnbegun(id, error, session));
  });
}

/** A batch whose output is another's has done nothing yet: nothing is left of it. */
async function forgetUnbegun(id: string, error: unknown, session: BatchSession): Promise<never> {
  const { batches } = session;
  if (TolkError.isInstance(error) && error.code === 'output.taken') {
    const { position } = await batches.status(id);
    if (position === 0) {
      await batches.cancel(id);
      await batches.remove(id);
    }
  }
  throw error;
}
