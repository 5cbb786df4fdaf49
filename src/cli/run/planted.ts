import type { Config } from '../../config/config.ts';
import { TolkError } from '../../errors.ts';
import {
  evaluatePlanted,
  type PlantedEvaluation,
} from '../../evaluate/planted/evaluate-planted.ts';
import type { RightArticle } from '../../evaluate/planted/plant-errors.ts';
import { readRightArticles } from '../../evaluate/planted/read-articles.ts';
import { createNliSource } from '../../verify/nli-model.ts';
import { NliVerifier } from '../../verify/nli-verifier.ts';
import { isVerifiedLocally } from '../../verify/options.ts';
import { Verifier } from '../../verify/verifier.ts';
import { describeError, exitCodes } from '../exit.ts';
import type { ArticleFlags } from '../flags/article.ts';
import type { CommandIo } from '../io.ts';
import { tabulatePlanted } from '../output/planted.ts';
import { tableWidth } from '../output/tables.ts';
import { readTexts } from './read-texts.ts';
import { withLlm } from './with-llm.ts';

/** The flags of `tolk evaluate` that `--planted` takes, and those that it refuses. */
export interface PlantedFlags extends Pick<ArticleFlags, 'model' | 'verify'> {
  readonly against?: string;
  readonly judge?: string;
  readonly html?: string;
  readonly json?: true;
  readonly limit?: number;
  readonly copies?: number;
}

/** `tolk evaluate --planted`: errors planted in English, and what is found of them. */
export async function evaluateInPlanted(
  names: readonly string[],
  options: PlantedFlags,
  config: Config,
  io: CommandIo,
): Promise<void> {
  const others = ['against', 'judge', 'html'] as const;
  const other = others.find((name) => options[name] !== undefined);
  if (other) {
    throw new TolkError('usage.invalid', `--planted translates nothing: leave out --${other}`);
  }
  const texts = await readTexts(names);
  const sources = texts
    .flatMap(({ name, text }) => readRightArticles(text, name, config.articleLimits))
    .slice(0, options.limit);
  for (const source of sources) if (TolkError.isInstance(source)) io.say(describeError(source));
  const articles = sources.flatMap((source) => (TolkError.isInstance(source) ? [] : [source]));
  if (articles.length === 0) return io.exit(exitCodes.users);
  const evaluation = await measurePlanted(articles, options, config, io);
  if (options.json) io.printJson(evaluation);
  else io.print(tabulatePlanted(evaluation, tableWidth(io.stdout)));
  if (articles.length < sources.length) io.exit(exitCodes.someFailed);
}

/** The same errors in the same articles. */
const plantingSeed = 1;

function measurePlanted(
  articles: readonly RightArticle[],
  { copies, verify, model }: PlantedFlags,
  config: Config,
  io: CommandIo,
): Promise<PlantedEvaluation> {
  if (!verify) {
    return evaluatePlanted(articles, { copies: copies ?? 50, seed: plantingSeed });
  }
  if (isVerifiedLocally({ verify })) {
    const source = createNliSource(config.verify.nliDir);
    return evaluatePlanted(articles, {
      copies: copies ?? 3,
      seed: plantingSeed,
      verify: (article) => new NliVerifier({ source, signal: io.signal }).verify(article),
    });
  }
  return withLlm(config, io, (client) => {
    const llm = client.forArticle({ model, onSpend: () => {} });
    const { chunkTokens, chunkConcurrency: concurrency } = config.translate;
    const verifying = typeof verify === 'string' ? verify : undefined;
    return evaluatePlanted(articles, {
      copies: copies ?? 3,
      seed: plantingSeed,
      concurrency,
      // One for each: what a model cannot answer once, it may the next time.
      verify: (article) =>
        new Verifier({ llm, model: verifying, chunkTokens, concurrency }).verify(article),
    });
  });
}
