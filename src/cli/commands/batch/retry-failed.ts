import type { Command } from 'commander';
import { failureTypeNames, isOfType } from '../../../batch/failure-types.ts';
import { errorCodes, TolkError } from '../../../errors.ts';
import { requireProvider } from '../../../llm/choose-provider.ts';
import { type ArticleFlags, readArticleOptions, withArticleFlags } from '../../flags/article.ts';
import { readCommandConfig, withSettings, workerSettings } from '../../flags/settings.ts';
import { modeOf, type WatchFlags, withWatchFlags } from '../../flags/watch.ts';
import { type CommandIo, withDisposables } from '../../io.ts';
import { openBatchSession } from '../../run/session.ts';
import { watchToEnd } from '../../run/watch-batch.ts';

type RetryFlags = ArticleFlags & WatchFlags & { readonly type?: string };

/** `tolk batch retry-failed`. */
export function defineRetryFailed(command: Command, io: CommandIo): void {
  command
    .description(
      'Tries again what failed in a batch, or only failures of some kinds, with other options if ' +
        'given; then writes the output again.',
    )
    .argument('<batch>', 'its id')
    .option(
      '--type <types>',
      `only these, separated by commas: ${failureTypeNames.join(', ')}, or error codes`,
    )
    .addHelpText(
      'after',
      `
Examples:
  tolk batch retry-failed 2026-11-24-3fa9c1
  tolk batch retry-failed 2026-11-24-3fa9c1 --type refusal --model gpt-6.1-terra`,
    );
  withSettings(withWatchFlags(withArticleFlags(command)), workerSettings).action(
    (id: string, flags: RetryFlags) => retryFailed(id, flags, io),
  );
}

async function retryFailed(id: string, flags: RetryFlags, io: CommandIo): Promise<void> {
  const { config } = readCommandConfig(flags, io);
  const { workers } = flags;
  const types = readTypes(flags.type);
  const isMeant = ({ failure: { code } }: { failure: { code: string } }) =>
    types?.some((type) => isOfType(code, type)) ?? true;
  await withDisposables(async (disposables) => {
    io.limitMemory(disposables);
    const session = await openBatchSession(config, io, disposables);
    const failed = await session.batches.failed(id);
    // Where nothing is tried again, nothing is asked.
    if (workers !== 0 && failed.some(isMeant)) requireProvider(config.llm);
    const queued = await session.batches.retryFailed(id, isMeant, readArticleOptions(flags));
    io.say(`tolk: batch ${id}: ${queued} queued again`);
    if (queued === 0) return;
    await watchToEnd(id, session, { config, workers, mode: modeOf(flags), io, disposables });
  });
}

/** @throws TolkError `usage.invalid` */
function readTypes(text: string | undefined): string[] | undefined {
  const types = text?.split(',').map((type) => type.trim());
  const unknown = types?.find((type) => !isKnownType(type));
  if (unknown === undefined) return types;
  throw new TolkError(
    'usage.invalid',
    `--type: "${unknown}" is neither one of ${failureTypeNames.join(', ')} nor an error code`,
  );
}

function isKnownType(type: string): boolean {
  if (failureTypeNames.includes(type)) return true;
  return Object.keys(errorCodes).some((code) => isOfType(code, type));
}
