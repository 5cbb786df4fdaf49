import { type Command, Option } from 'commander';
import { type ArticleResult, statuses } from '../../contract.ts';
import { notFound } from '../../queue/enqueue.ts';
import { type Format, formats, renderArticle } from '../../render/article.ts';
import { toJson } from '../../render/json.ts';
import { exitCodes } from '../exit.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, print, printJson, readNumber, say, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { showProgress } from '../output/progress.ts';
import { tabulateResults } from '../output/tables.ts';

interface ShowFlags {
  readonly json?: true;
  readonly format: Format;
  readonly timeout?: string;
}

function showResults(results: readonly ArticleResult[], { json, format }: ShowFlags): void {
  if (json)
    printJson(results.length === 1 && results[0] ? toJson(results[0]) : results.map(toJson));
  else print(results.map((result) => renderArticle(result, format)).join('\n'));
}

function exitCodeFor(results: readonly ArticleResult[]): number {
  return results.some((result) => result.status === 'failed') ? exitCodes.someFailed : exitCodes.ok;
}

function showing(command: Command): Command {
  return command
    .argument('<id...>', 'article ids, as enqueue prints them')
    .option('--json', 'print JSON: an object for one id, an array for several')
    .addOption(
      new Option('--format <format>', 'how to write the English').choices(formats).default('text'),
    );
}

/** Adds `tolk get`. */
export function addGet(program: Command, host: CommandContext): void {
  const command = showing(
    program
      .command('get')
      .summary('show what is known of articles')
      .description(
        'Shows articles by id: the English when done, else where they stand. Exit code 3 when one has failed.',
      ),
  );
  withSettings(command, redisSettings).action(async (ids: string[], flags: ShowFlags) => {
    const results = await withDisposables(async (disposables) => {
      const { client } = await openClient(readCommandConfig({ ...flags }).config, disposables);
      return Promise.all(
        ids.map(async (id) => (await client.get(id)) ?? Promise.reject(notFound(id))),
      );
    });
    showResults(results, flags);
    host.exit(exitCodeFor(results));
  });
}

/** Adds `tolk wait`. */
export function addWait(program: Command, host: CommandContext): void {
  const command = showing(
    program
      .command('wait')
      .summary('wait for articles and show them')
      .description('Waits until articles are done or failed, then shows them as get does.'),
  ).option('--timeout <seconds>', 'give up waiting after this long; the work goes on');
  withSettings(command, redisSettings).action(async (ids: string[], flags: ShowFlags) => {
    const timeout =
      flags.timeout === undefined
        ? undefined
        : readNumber(flags.timeout, '--timeout', 0, 1e6) * 1_000;
    const results = await withDisposables(async (disposables) => {
      const { client } = await openClient(readCommandConfig({ ...flags }).config, disposables);
      const progress = showProgress(ids.length);
      disposables.push(() => progress.stop());
      return Promise.all(
        ids.map(async (id) => {
          const result = await client.wait(id, {
            timeout,
            signal: host.signal,
            onProgress: (step) => progress.update(id, step),
          });
          progress.finish(id, result.status);
          return result;
        }),
      );
    });
    showResults(results, flags);
    host.exit(exitCodeFor(results));
  });
}

/** Adds `tolk list`. */
export function addList(program: Command, host: CommandContext): void {
  const command = program
    .command('list')
    .summary('list articles, last changed first')
    .description('Lists articles, last changed first.')
    .option('--json', 'print a JSON array')
    .addOption(new Option('--status <status>', 'only these').choices(statuses))
    .option('--limit <n>', 'at most this many', '50')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk list --status failed\n  tolk list --json --limit 1000 | jq -r .[].id',
    );
  withSettings(command, redisSettings).action(
    async (flags: { json?: true; status?: ArticleResult['status']; limit: string }) => {
      const limit = readNumber(flags.limit, '--limit', 1, 100_000);
      const results = await withDisposables(async (disposables) => {
        const { client } = await openClient(readCommandConfig({ ...flags }).config, disposables);
        return client.list({ limit, ...(flags.status ? { status: flags.status } : {}) });
      });
      if (flags.json) printJson(results.map(toJson));
      else if (results.length === 0) say('tolk: no articles; hand some in with tolk enqueue FILE');
      else print(tabulateResults(results.map((result) => ({ name: result.id, result }))));
      host.exit(exitCodes.ok);
    },
  );
}
