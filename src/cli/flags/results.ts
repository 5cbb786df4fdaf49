import { type Command, Option } from 'commander';
import type { ArticleResult } from '../../contract.ts';
import { articleLines, type Format, formats, renderArticle } from '../../render/article.ts';
import { toJson } from '../../render/json.ts';
import { exitCodes } from '../exit.ts';
import type { CommandIo } from '../io.ts';

/** The flags of commands that show articles by id. */
export interface ResultFlags {
  readonly json?: true;
  readonly format: Format;
}

/** Lets a command take article ids and {@link ResultFlags}. */
export function withResultFlags(command: Command): Command {
  return command
    .argument('<id...>', 'article ids, as enqueue prints them')
    .option('--json', 'print JSON: an object for one id, an array for several')
    .addOption(
      new Option('--format <format>', 'how to write the English').choices(formats).default('text'),
    );
}

/** Shows articles as asked; the exit code says whether one has failed. */
export function showResults(
  results: readonly ArticleResult[],
  { json, format }: ResultFlags,
  io: CommandIo,
): void {
  if (json) io.printJson(oneOrAll(results.map(toJson)));
  else printArticles(results, format, io);
  for (const line of results.flatMap(describeNewer)) io.say(`tolk: ${line}`);
  const isAnyFailed = results.some(({ status }) => status === 'failed');
  io.exit(isAnyFailed ? exitCodes.someFailed : exitCodes.ok);
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

/** Prints articles one after the other. */
export function printArticles(
  results: readonly ArticleResult[],
  format: Format,
  io: CommandIo,
): void {
  if (format === 'text') io.printLines(results.flatMap(articleLines));
  else io.print(results.map((result) => renderArticle(result, format)).join('\n'));
}

/** What `--json` prints: an object for one, an array for several. */
export function oneOrAll<T>(values: readonly T[]): T | readonly T[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
