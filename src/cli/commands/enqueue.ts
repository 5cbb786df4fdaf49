import type { Command } from 'commander';
import type { Article } from '../../article/schema.ts';
import { TolkError } from '../../errors.ts';
import type { Receipt } from '../../store/articles.ts';
import { describeError, exitCodeOf, exitCodes } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, print, printJson, say, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { type FileArticle, readArticleFiles } from '../run/read-files.ts';

/** Adds `tolk enqueue`. */
export function addEnqueue(program: Command, host: CommandContext): void {
  const command = program
    .command('enqueue')
    .summary('hand articles to the workers and print their ids')
    .description(
      'Hands articles to the workers and prints their ids, without waiting. The same article twice is one job.',
    )
    .argument('<file...>', 'plain-text articles; - reads one from standard input')
    .option('--json', 'print JSON: an object for one file, an array for several')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk enqueue news/*.txt\n  tolk wait $(tolk enqueue article.txt)',
    );
  withSettings(withArticleFlags(command), [...redisSettings, 'model']).action(
    async (names: string[], flags: ArticleFlags & { json?: true }) => {
      const { config } = readCommandConfig({ ...flags });
      const accept = readArticleFlags(flags);
      const files = await readArticleFiles(names, config.articleLimits, accept.language ?? 'nl');
      const rows = await withDisposables(async (disposables) => {
        const articles = files.flatMap(({ article }) =>
          TolkError.isInstance(article) ? [] : [article],
        );
        if (articles.length === 0) return matchReceipts(files, []);
        const { client } = await openClient(config, disposables);
        return matchReceipts(files, await client.enqueueMany(articles.map(toInput), accept));
      });
      if (flags.json)
        printJson(rows.length === 1 && rows[0] ? rowToJson(rows[0]) : rows.map(rowToJson));
      for (const row of rows) report(row, flags.json === true ? 'quiet' : 'ids');
      host.exit(exitCodeFor(rows));
    },
  );
}

interface Row {
  readonly name: string;
  readonly receipt: Receipt | TolkError;
}

const toInput = ({ contentHash: _, ...input }: Article) => input;

/** Each file with its own error, or the next receipt. */
function matchReceipts(
  files: readonly FileArticle[],
  receipts: ReadonlyArray<Receipt | TolkError>,
): Row[] {
  const next = receipts.values();
  return files.map(({ name, article }) => ({
    name,
    receipt: TolkError.isInstance(article)
      ? article
      : (next.next().value ?? new TolkError('internal', `${name}: no receipt`)),
  }));
}

function rowToJson({ name, receipt }: Row): unknown {
  if (!TolkError.isInstance(receipt)) return { file: name, ...receipt };
  return {
    file: name,
    status: 'failed',
    error: { code: receipt.code, message: receipt.message, retryable: receipt.retryable },
  };
}

function report({ name, receipt }: Row, mode: 'ids' | 'quiet'): void {
  if (TolkError.isInstance(receipt)) {
    say(describeError(receipt));
    return;
  }
  if (mode === 'ids') print(receipt.id);
  if (!receipt.accepted)
    say(
      `tolk: ${name}: ${receipt.status} already${receipt.status === 'done' ? '; --again translates it anew' : ''}`,
    );
}

function exitCodeFor(rows: readonly Row[]): number {
  const codes = rows.flatMap(({ receipt }) =>
    TolkError.isInstance(receipt) ? [exitCodeOf(receipt)] : [],
  );
  if (codes.length === 0) return exitCodes.ok;
  return codes.length < rows.length ? exitCodes.someFailed : Math.max(...codes);
}
