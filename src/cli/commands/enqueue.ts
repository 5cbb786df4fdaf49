import type { Command } from 'commander';
import type { Article } from '../../article/schema.ts';
import type { CorpusFormat } from '../../corpus/formats.ts';
import { TolkError } from '../../errors.ts';
import type { EnqueueResult } from '../../queue/client.ts';
import { describeError, exitCodeOf, exitCodes } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { type MatchFlags, withFieldFilter } from '../flags/matching.ts';
import { type ReadingFlags, readReadingFlags, withReadingFlags } from '../flags/reading.ts';
import { oneOrAll } from '../flags/results.ts';
import {
  readCommandConfig,
  readingSettings,
  redisSettings,
  withSettings,
} from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { sayIfNoWorker } from '../run/no-worker.ts';
import { type FileArticle, readArticleFiles } from '../run/read-files.ts';

interface EnqueueFlags extends ArticleFlags, ReadingFlags, Pick<MatchFlags, 'filter'> {
  readonly json?: true;
  readonly format?: CorpusFormat;
}

/** `tolk enqueue`. */
export function defineEnqueue(command: Command, io: CommandIo): void {
  command
    .description(
      'Submits articles to the workers and prints their ids, without waiting. ' +
        'The same article twice is one job.',
    )
    .argument('<file...>', 'articles in any format that a corpus may have; - reads standard input')
    .option('--json', 'print JSON: an object for one file, an array for several')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk enqueue news/*.txt\n  tolk wait $(tolk enqueue article.txt)',
    );
  withSettings(withFieldFilter(withReadingFlags(withArticleFlags(command), '--format')), [
    ...redisSettings,
    ...readingSettings,
    'model',
  ]).action(async (names: string[], flags: EnqueueFlags) => {
    const { config } = readCommandConfig(flags, io);
    const accept = readArticleFlags(flags);
    const language = accept.language ?? 'nl';
    const reading = readReadingFlags(flags, flags.format);
    const { filter } = flags;
    const options = { limits: config.articleLimits, language, reading, filter } as const;
    const files = await readArticleFiles(names, options, io);
    const rows = await withDisposables(async (disposables) => {
      const articles = files.flatMap(({ article }) =>
        TolkError.isInstance(article) ? [] : [article],
      );
      if (articles.length === 0) return matchResults(files, []);
      const { client } = await openClient(config, io, disposables);
      const results = await client.enqueueMany(articles.map(toInput), accept);
      if (results.some(isWaiting)) await sayIfNoWorker(client, io);
      return matchResults(files, results);
    });
    if (flags.json) io.printJson(oneOrAll(rows.map(rowToJson)));
    for (const row of rows) report(row, flags.json === true ? 'quiet' : 'ids', io);
    io.exit(exitCodeFor(rows));
  });
}

interface Row {
  readonly name: string;
  readonly result: EnqueueResult;
}

/** Is there anything for a worker to do? */
const isWaiting = (result: EnqueueResult): boolean =>
  result.status === 'received' && result.receipt.status !== 'done';

const toInput = ({ contentHash: _, ...input }: Article) => input;

/** Each file with its own error, or the next result. */
function matchResults(files: readonly FileArticle[], results: readonly EnqueueResult[]): Row[] {
  const next = results.values();
  return files.map(({ name, article }) => {
    if (TolkError.isInstance(article)) return { name, result: rejected(article) };
    return { name, result: next.next().value ?? rejected(noResult(name)) };
  });
}

function rejected(error: TolkError): EnqueueResult {
  return { status: 'rejected', error };
}

function noResult(name: string): TolkError {
  return new TolkError('internal', `${name}: nothing is known of what became of it`);
}

function rowToJson({ name, result }: Row): unknown {
  if (result.status === 'received') return { file: name, ...result.receipt };
  const { code, message, retryable } = result.error;
  return { file: name, status: 'failed', error: { code, message, retryable } };
}

function report({ name, result }: Row, mode: 'ids' | 'quiet', io: CommandIo): void {
  if (result.status === 'rejected') {
    io.say(describeError(result.error));
    return;
  }
  const { id, accepted, status } = result.receipt;
  if (mode === 'ids') io.print(id);
  if (accepted) return;
  const hint = status === 'done' ? '; --again translates it again' : '';
  io.say(`tolk: ${name}: already ${status}${hint}`);
}

function exitCodeFor(rows: readonly Row[]): number {
  const codes = rows.flatMap(({ result }) =>
    result.status === 'rejected' ? [exitCodeOf(result.error)] : [],
  );
  // Scripts must notice that nothing was left to do (--filter).
  if (rows.length === 0) return exitCodes.someFailed;
  if (codes.length === 0) return exitCodes.ok;
  return codes.length < rows.length ? exitCodes.someFailed : Math.max(...codes);
}
