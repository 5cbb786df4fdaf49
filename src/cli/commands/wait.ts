import type { Command } from 'commander';
import type { ArticleResult } from '../../contract.ts';
import type { Disposables } from '../../disposables.ts';
import { TolkError } from '../../errors.ts';
import type { Client } from '../../queue/client.ts';
import type { WaitWarning } from '../../queue/worker-watch.ts';
import { describeError, exitCodeOf, exitCodes } from '../exit.ts';
import { seconds } from '../flags/numbers.ts';
import { type ResultFlags, showResults, withResultFlags } from '../flags/results.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { requireShowable } from '../flags/view.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { showProgress } from '../output/progress.ts';

interface WaitFlags extends ResultFlags {
  /** Milliseconds. */
  readonly timeout?: number;
}

/** `tolk wait`. */
export function defineWait(command: Command, io: CommandIo): void {
  command.description(
    'Waits until articles are done or failed, then shows them as get does. Where a newer version of ' +
      'one is on its way it waits for that; when the time is up, it shows what there is. ' +
      'Exit code 3 also when a retranslation failed.',
  );
  withSettings(withResultFlags(command), redisSettings)
    .option(
      '--timeout <seconds>',
      'give up waiting after this long; the work continues',
      seconds('--timeout', { min: 0, max: 1e6 }),
    )
    .action(async (ids: string[], flags: WaitFlags) => {
      requireShowable(flags);
      const { config } = readCommandConfig(flags, io);
      const ends = await withDisposables(async (disposables) => {
        const { client } = await openClient(config, io, disposables);
        return waitForAll(ids, flags, { client, io, disposables });
      });
      const results = ends.map(({ result }) => result);
      await showResults(results, flags, io);
      if (results.some(hasFailedNewer)) io.exit(exitCodes.someFailed);
      for (const late of ends.flatMap(({ late }) => late ?? [])) {
        io.say(describeError(late));
        io.exit(exitCodeOf(late));
      }
    });
}

interface WaitContext {
  readonly client: Client;
  readonly io: CommandIo;
  readonly disposables: Disposables;
}

/** What there is of an article, and why that is not what was waited for. */
interface End {
  readonly result: ArticleResult;
  readonly late?: TolkError;
}

function waitForAll(
  ids: readonly string[],
  { timeout }: WaitFlags,
  { client, io, disposables }: WaitContext,
): Promise<End[]> {
  const progress = showProgress(ids.length, io.stderr);
  disposables.push(() => progress.stop());
  const told = new Set<string>();
  const onWarning = ({ code, message }: WaitWarning) => {
    if (!told.has(code)) io.say(`tolk: ${message}`);
    told.add(code);
  };
  const waitFor = async (id: string): Promise<End> => {
    const result = await client.wait(id, {
      timeoutMs: timeout,
      signal: io.signal,
      onWarning,
      onProgress: (step) => progress.update(id, step),
    });
    progress.finish(id, result.status);
    return { result };
  };
  return Promise.all(ids.map((id) => waitFor(id).catch((error) => readWhatIs(id, error, client))));
}

/** A newer version that takes too long does not hide the English there is. */
async function readWhatIs(id: string, error: unknown, client: Client): Promise<End> {
  if (!TolkError.isInstance(error) || error.code !== 'wait.timeout') throw error;
  const result = await client.get(id);
  if (result?.status !== 'done') throw error;
  return { result, late: error };
}

function hasFailedNewer(result: ArticleResult): boolean {
  return result.status === 'done' && result.retranslation?.status === 'failed';
}
