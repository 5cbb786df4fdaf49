import type { Article } from '../../article/schema.ts';
import type { Config } from '../../config/config.ts';
import type { FinishedResult } from '../../contract.ts';
import { TolkError } from '../../errors.ts';
import { chooseProvider } from '../../llm/choose-provider.ts';
import { connectToServer } from '../../llm/connect.ts';
import { isSandbox } from '../../llm/http/openai-client.ts';
import type { Client } from '../../queue/client.ts';
import type { AcceptOptions } from '../../store/articles.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { type ProgressDisplay, showProgress } from '../output/progress.ts';
import type { LocalRun } from './local-llm.ts';
import { type FileArticle, type ReadFilesOptions, readArticleFiles } from './read-files.ts';
import { WorkerKeeper } from './worker-keeper.ts';

/** A file and what became of it. */
export interface TranslatedFile {
  readonly name: string;
  readonly outcome: FinishedResult | TolkError;
}

/** How files are submitted; `language: 'any'` accepts those that do not look Dutch. */
export type SubmitOptions = Omit<AcceptOptions, 'reuse'> & { readonly reuse: 'always' | 'never' };

/**
 * Takes files all the way to their English, starting whatever is missing: Redis, a worker, and
 * without an LLM the sandbox. Errors of single files stand in their place.
 */
export async function translateFiles(
  names: readonly string[],
  accept: SubmitOptions & Pick<ReadFilesOptions, 'reading' | 'filter'>,
  run: LocalRun,
  io: CommandIo,
): Promise<TranslatedFile[]> {
  const { reading, filter, ...submit } = accept;
  const language = submit.language ?? 'nl';
  const options = { limits: run.config.articleLimits, language, reading, filter } as const;
  const files = await Array.fromAsync(readArticleFiles(names, options, io));
  return translateArticles(files, submit, run, io);
}

/** Takes articles, however they were read, all the way to their English; see {@link translateFiles}. */
export async function translateArticles(
  read: readonly FileArticle[],
  accept: SubmitOptions,
  { config, note }: LocalRun,
  io: CommandIo,
): Promise<TranslatedFile[]> {
  const refused = read.flatMap(({ name, article }) =>
    TolkError.isInstance(article) ? [{ name, outcome: article }] : [],
  );
  if (refused.length === read.length) return refused;
  return withDisposables(async (disposables) => {
    const { client, redisUrl } = await openClient(config, io, disposables);
    const stop = new AbortController();
    const keeper = new WorkerKeeper({ client, config, note, redisUrl, io, stop });
    disposables.push(() => keeper[Symbol.asyncDispose]());
    const progress = showProgress(read.length, io.stderr);
    disposables.push(() => progress.stop());
    const articleRun: ArticleRun = {
      client,
      accept,
      progress,
      io,
      signal: AbortSignal.any([io.signal, stop.signal]),
      ensureWorker: () => keeper.ensure(),
      mayKeepGloss: glossPolicy(config),
    };
    return Promise.all(
      read.map(async ({ name, article }): Promise<TranslatedFile> => {
        const outcome = TolkError.isInstance(article)
          ? article
          : await translateArticle(name, article, articleRun);
        progress.finish(
          name,
          TolkError.isInstance(outcome) ? `refused [${outcome.code}]` : outcome.status,
        );
        return { name, outcome };
      }),
    );
  });
}

interface ArticleRun {
  readonly client: Client;
  readonly accept: SubmitOptions;
  readonly io: CommandIo;
  readonly progress: ProgressDisplay;
  readonly signal: AbortSignal;
  readonly ensureWorker: () => Promise<void>;
  readonly mayKeepGloss: () => Promise<boolean>;
}

async function translateArticle(
  name: string,
  article: Article,
  articleRun: ArticleRun,
): Promise<FinishedResult | TolkError> {
  const { client, accept, progress, io, signal, ensureWorker, mayKeepGloss } = articleRun;
  const { contentHash: _, ...input } = article;
  const enqueueAndWait = async (reuse: AcceptOptions['reuse']) => {
    const receipt = await client.enqueue(input, { ...accept, reuse });
    const waiting = client.wait(receipt.id, {
      signal,
      onProgress: (step) => progress.update(name, step),
      onDraft: progress.draft && (({ en }) => progress.draft?.(name, en)),
    });
    // Watched before a worker takes it up: an answer that nobody watches is not streamed.
    const [result] = await Promise.all([
      waiting,
      receipt.status === 'done' ? undefined : ensureWorker(),
    ]);
    return { result, reused: !receipt.accepted && receipt.status === 'done' };
  };
  try {
    const { result, reused } = await enqueueAndWait(accept.reuse);
    if (!reused) return result;
    if (result.status === 'done' && result.gloss && !(await mayKeepGloss()))
      return (await enqueueAndWait('unless-gloss')).result;
    io.say(`tolk: ${name}: done before, taken from Redis; --again translates it again`);
    return result;
  } catch (error) {
    // An interrupt, or a Redis that is gone, ends the command; an error of one article takes its place.
    if (signal.aborted || !TolkError.isInstance(error) || !error.code.startsWith('article.'))
      throw error;
    return error;
  }
}

/** A gloss that lies in Redis is good enough only for those who would get a gloss again. */
function glossPolicy(config: Config): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined;
  return () => {
    const provider = chooseProvider(config.llm);
    answer ??=
      provider.kind === 'api'
        ? withDisposables((disposables) =>
            isSandbox(connectToServer(config.llm, { ...provider, disposables }).client),
          )
        : Promise.resolve(true);
    return answer;
  };
}
