import pino from 'pino';
import type { Article } from '../../article/schema.ts';
import type { Config } from '../../config/config.ts';
import type { FinishedResult } from '../../contract.ts';
import type { Disposables } from '../../disposables.ts';
import { isErrorCode, TolkError } from '../../errors.ts';
import { chooseProvider, endpointOf } from '../../llm/choose-provider.ts';
import { createOpenAiClient, isSandbox } from '../../llm/http/openai-client.ts';
import type { Client } from '../../queue/client.ts';
import type { AcceptOptions } from '../../store/articles.ts';
import { connectRedis } from '../../store/redis.ts';
import { startWorker } from '../../worker/start.ts';
import { say, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { type ProgressDisplay, showProgress } from '../output/progress.ts';
import { type FileArticle, readArticleFiles } from './read-files.ts';

/** A file and what became of it. */
export interface TranslatedFile {
  readonly name: string;
  readonly outcome: FinishedResult | TolkError;
}

/** A worker may die, or all may pause, while they are waited for; this often that is looked at. */
const workerCheckMs = 1_000;

/** How files are taken through; `language: 'any'` takes those that do not look Dutch. */
export type TakeOptions = Omit<AcceptOptions, 'reuse'> & { readonly reuse: 'always' | 'never' };

/**
 * Takes files all the way to their English, starting whatever is missing: Redis, a worker, and
 * without an LLM the sandbox. Errors of single files stand in their place.
 */
export async function translateFiles(
  names: readonly string[],
  config: Config,
  accept: TakeOptions,
  signal: AbortSignal,
): Promise<TranslatedFile[]> {
  return translateArticles(
    await readArticleFiles(names, config.articleLimits, accept.language ?? 'nl'),
    config,
    accept,
    signal,
  );
}

/** Takes articles, however they were read, all the way to their English; see {@link translateFiles}. */
export async function translateArticles(
  read: readonly FileArticle[],
  config: Config,
  accept: TakeOptions,
  signal: AbortSignal,
): Promise<TranslatedFile[]> {
  const refused = read.flatMap(({ name, article }) =>
    TolkError.isInstance(article) ? [{ name, outcome: article }] : [],
  );
  if (refused.length === read.length) return refused;
  return withDisposables(async (disposables) => {
    const { client, redisUrl } = await openClient(config, disposables);
    const stop = new AbortController();
    const ensureWorker = keepWorker(client, config, redisUrl, disposables, stop);
    const progress = showProgress(read.length);
    disposables.push(() => progress.stop());
    const passage: Passage = {
      client,
      accept,
      progress,
      signal: AbortSignal.any([signal, stop.signal]),
      ensureWorker,
      mayKeepGloss: glossPolicy(config),
    };
    return Promise.all(
      read.map(async ({ name, article }): Promise<TranslatedFile> => {
        const outcome = TolkError.isInstance(article)
          ? article
          : await takeThrough(name, article, passage);
        progress.finish(
          name,
          TolkError.isInstance(outcome) ? `refused [${outcome.code}]` : outcome.status,
        );
        return { name, outcome };
      }),
    );
  });
}

interface Passage {
  readonly client: Client;
  readonly accept: TakeOptions;
  readonly progress: ProgressDisplay;
  readonly signal: AbortSignal;
  readonly ensureWorker: () => Promise<void>;
  readonly mayKeepGloss: () => Promise<boolean>;
}

async function takeThrough(
  name: string,
  article: Article,
  passage: Passage,
): Promise<FinishedResult | TolkError> {
  const { client, accept, progress, signal, ensureWorker, mayKeepGloss } = passage;
  const { contentHash: _, ...input } = article;
  const enqueueAndWait = async (reuse: AcceptOptions['reuse']) => {
    const receipt = await client.enqueue(input, { ...accept, reuse });
    if (receipt.status !== 'done') await ensureWorker();
    const result = await client.wait(receipt.id, {
      signal,
      onProgress: (step) => progress.update(name, step),
    });
    return { result, reused: !receipt.accepted && receipt.status === 'done' };
  };
  try {
    const { result, reused } = await enqueueAndWait(accept.reuse);
    if (!reused) return result;
    if (result.status === 'done' && result.gloss && !(await mayKeepGloss()))
      return (await enqueueAndWait('unless-gloss')).result;
    say(`tolk: ${name}: done before, taken from Redis; --again translates it anew`);
    return result;
  } catch (error) {
    // An interrupt, or a Redis that is gone, ends the command; what concerns one article stands in its place.
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
        ? isSandbox(
            createOpenAiClient({
              ...endpointOf(provider, config.llm),
            }),
          )
        : Promise.resolve(true);
    return answer;
  };
}

/**
 * Gives a function that sees to it that a worker is alive: another process's, or else one in this
 * process. From its first call on it goes on looking, since another's may die; when all workers pause,
 * it aborts `stop` with the reason.
 */
function keepWorker(
  client: Client,
  config: Config,
  redisUrl: string,
  disposables: Disposables,
  stop: AbortController,
): () => Promise<void> {
  let started: Promise<void> | undefined;
  const start = async () => {
    const provider = chooseProvider(config.llm);
    if (provider.kind === 'none')
      say(
        'tolk: no OPENAI_API_KEY and no LLM_BASE_URL: using the sandbox, which glosses word by word and is free',
      );
    else if (provider.kind === 'sandbox')
      say('tolk: using the sandbox, which glosses word by word and is free');
    // A pause that nobody but this worker would be in: whoever calls this has mended it, or will see it again.
    await client.resume();
    const redis = await connectRedis(redisUrl);
    disposables.push(() => redis.disconnect());
    const own: Config = {
      ...config,
      worker: { ...config.worker, shutdownMs: 0 },
      llm: provider.kind === 'none' ? { ...config.llm, provider: 'sandbox' } : config.llm,
    };
    await startWorker(redis, own, pino({ level: 'silent' }), disposables);
  };
  let watch: NodeJS.Timeout | undefined;
  const ensure = async () => {
    const { workers, halt } = await client.status();
    if (halt && (started !== undefined || workers > 0)) {
      stop.abort(new TolkError(isErrorCode(halt.code) ? halt.code : 'internal', halt.message));
      return;
    }
    if (started === undefined && workers > 0) return;
    started ??= start();
    await started;
  };
  return async () => {
    await ensure();
    if (watch !== undefined) return;
    // What goes wrong in between is tried again at the next look.
    watch = setInterval(() => void ensure().catch(() => {}), workerCheckMs);
    disposables.push(() => clearInterval(watch));
  };
}
