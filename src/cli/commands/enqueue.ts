import type { Command } from 'commander';
import type { Article } from '../../article/schema.ts';
import type { CorpusFormat } from '../../corpus/formats.ts';
import { TolkError } from '../../errors.ts';
import type { EnqueueResult, OwnClient } from '../../queue/client.ts';
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
    const files = readArticleFiles(names, options, io);
    const rows: Row[] = [];
    await withDisposables(async (disposables) => {
      let client: Promise<OwnClient> | undefined;
      const open = async () => (await openClient(config, io, disposables)).client;
      const enqueue = (articles: readonly Article[]) => {
        client ??= open();
        return client.then((opened) => opened.enqueuePrepared(articles, accept));
      };
      for await (const page of enqueuePages(files, enqueue)) {
        rows.push(...page);
        report(page, flags.json === true ? 'quiet' : 'ids', io);
      }
      if (client && rows.some(isWaiting)) await sayIfNoWorker(await client, io);
    });
    if (flags.json) io.printJson(oneOrAll(rows.map(rowToJson)));
    io.exit(exitCodeFor(rows));
  });
}

/** Articles that are read while those before them are enqueued. */
const pageSize = 500;

/** Reads files and enqueues their articles, a page after the other; each file with its result. */
async function* enqueuePages(
  files: AsyncIterable<FileArticle>,
  enqueue: (articles: readonly Article[]) => Promise<EnqueueResult[]>,
): AsyncGenerator<Row[]> {
  const send = async (page: readonly FileArticle[]): Promise<Row[]> => {
    const articles = page.flatMap(({ article }) =>
      TolkError.isInstance(article) ? [] : [article],
    );
    return matchResults(page, articles.length === 0 ? [] : await enqueue(articles));
  };
  let page: FileArticle[] = [];
  let sent: Promise<Row[]> | undefined;
  for await (const file of files) {
    page.push(file);
    if (page.length < pageSize) continue;
    if (sent) yield await sent;
    sent = send(page);
    // It is awaited after the next page is read.
    sent.catch(() => {});
    page = [];
  }
  if (sent) yield await sent;
  if (page.length > 0) yield await send(page);
}

interface Row {
  readonly name: string;
  readonly result: EnqueueResult;
}

/** Is there anything for a worker to do? */
const isWaiting = ({ result }: Row): boolean =>
  result.status === 'received' && result.receipt.status !== 'done';

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

function report(rows: readonly Row[], mode: 'ids' | 'quiet', io: CommandIo): void {
  const received = rows.flatMap(({ name, result }) =>
    result.status === 'received' ? [{ name, ...result.receipt }] : [],
  );
  if (mode === 'ids' && received.length > 0) io.print(received.map(({ id }) => id).join('\n'));
  for (const { result } of rows)
    if (result.status === 'rejected') io.say(describeError(result.error));
  for (const { name, accepted, status } of received) {
    const hint = status === 'done' ? '; --again translates it again' : '';
    if (!accepted) io.say(`tolk: ${name}: already ${status}${hint}`);
  }
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
