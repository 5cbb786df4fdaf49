import type { Command } from 'commander';
import type { Article } from '../../article/schema.ts';
import { TolkError } from '../../errors.ts';
import type { Receipt } from '../../store/articles.ts';
import { describeError, exitCodeOf, exitCodes } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { oneOrAll } from '../flags/results.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { type FileArticle, readArticleFiles } from '../run/read-files.ts';

/** `tolk enqueue`. */
export function defineEnqueue(command: Command, io: CommandIo): void {
  command
    .description(
      'Submits articles to the workers and prints their ids, without waiting. ' +
        'The same article twice is one job.',
    )
    .argument('<file...>', 'plain-text articles; - reads one from standard input')
    .option('--json', 'print JSON: an object for one file, an array for several')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk enqueue news/*.txt\n  tolk wait $(tolk enqueue article.txt)',
    );
  withSettings(withArticleFlags(command), [...redisSettings, 'model']).action(
    async (names: string[], flags: ArticleFlags & { json?: true }) => {
      const { config } = readCommandConfig(flags, io);
      const accept = readArticleFlags(flags);
      const files = await readArticleFiles(names, {
        limits: config.articleLimits,
        language: accept.language ?? 'nl',
        stdin: () => io.stdin,
      });
      const rows = await withDisposables(async (disposables) => {
        const articles = files.flatMap(({ article }) =>
          TolkError.isInstance(article) ? [] : [article],
        );
        if (articles.length === 0) return matchReceipts(files, []);
        const { client } = await openClient(config, io, disposables);
        return matchReceipts(files, await client.enqueueMany(articles.map(toInput), accept));
      });
      if (flags.json) io.printJson(oneOrAll(rows.map(rowToJson)));
      for (const row of rows) report(row, flags.json === true ? 'quiet' : 'ids', io);
      io.exit(exitCodeFor(rows));
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

function report({ name, receipt }: Row, mode: 'ids' | 'quiet', io: CommandIo): void {
  if (TolkError.isInstance(receipt)) {
    io.say(describeError(receipt));
    return;
  }
  if (mode === 'ids') io.print(receipt.id);
  if (receipt.accepted) return;
  const hint = receipt.status === 'done' ? '; --again translates it again' : '';
  io.say(`tolk: ${name}: already ${receipt.status}${hint}`);
}

function exitCodeFor(rows: readonly Row[]): number {
  const codes = rows.flatMap(({ receipt }) =>
    TolkError.isInstance(receipt) ? [exitCodeOf(receipt)] : [],
  );
  if (codes.length === 0) return exitCodes.ok;
  return codes.length < rows.length ? exitCodes.someFailed : Math.max(...codes);
}
