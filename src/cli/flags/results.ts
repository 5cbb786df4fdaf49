import type { Command } from 'commander';
import type { ArticleResult } from '../../contract.ts';
import { toJson } from '../../render/json.ts';
import { exitCodes } from '../exit.ts';
import type { CommandIo } from '../io.ts';
import {
  type NamedResult,
  printArticles,
  type ViewFlags,
  withViewFlags,
  writeArticles,
} from './view.ts';

/** The flags of commands that show articles by id. */
export type ResultFlags = ViewFlags;

/** Lets a command take article ids and {@link ResultFlags}. */
export function withResultFlags(command: Command): Command {
  return withViewFlags(
    command
      .argument('<id...>', 'article ids, as enqueue prints them')
      .option('--json', 'print JSON: an object for one id, an array for several'),
  );
}

/** Shows articles as asked; the exit code says whether one has failed. */
export async function showResults(
  results: readonly ArticleResult[],
  flags: ResultFlags,
  io: CommandIo,
): Promise<void> {
  if (flags.out !== undefined) await writeArticles(results.flatMap(toNamed), flags.out, flags, io);
  else if (flags.json) io.printJson(oneOrAll(results.map(toJson)));
  else await printArticles(results, flags, io);
  for (const line of results.flatMap(describeNewer)) io.say(`tolk: ${line}`);
  const isAnyFailed = results.some(({ status }) => status === 'failed');
  io.exit(isAnyFailed ? exitCodes.someFailed : exitCodes.ok);
}

/** Only what is done becomes a file. */
function toNamed(result: ArticleResult): NamedResult[] {
  return result.status === 'done' ? [{ name: result.id, stem: result.id, result }] : [];
}

/** That a newer version is on its way, or came to nothing. */
function describeNewer(result: ArticleResult): string[] {
  const newer = result.status === 'done' ? result.retranslation : null;
  switch (newer?.status) {
    case 'queued':
      return [`${result.id}: a newer version is queued; this is what there is until then`];
    case 'active':
      return [`${result.id}: a newer version is in progress; this is what there is until then`];
    case 'failed': {
      const why = `${newer.error.message} [${newer.error.code}]`;
      return [`${result.id}: its retranslation failed, and this is as it was: ${why}`];
    }
    case undefined:
      return [];
  }
}

/** What `--json` prints: an object for one, an array for several. */
export function oneOrAll<T>(values: readonly T[]): T | readonly T[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
