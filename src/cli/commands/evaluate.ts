import { access, readFile, rename, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Config } from '../../config/config.ts';
import { TolkError } from '../../errors.ts';
import {
  compareEvaluations,
  type Evaluation,
  type EvaluationComparison,
  evaluateResults,
  evaluationSchema,
} from '../../evaluate/evaluate.ts';
import { judge } from '../../evaluate/judge.ts';
import { type ReferenceArticle, readReferenceArticles } from '../../evaluate/references.ts';
import { glossNote } from '../../render/article.ts';
import { describeError, exitCodes, failureToError } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, print, printJson, readNumber, say, withDisposables } from '../io.ts';
import { describeComparison, renderEvaluation, tabulateEvaluation } from '../output/evaluation.ts';

interface EvaluateOptions extends ArticleFlags {
  readonly against?: string;
  readonly judge?: string;
  readonly html?: string;
  readonly json?: true;
  readonly limit?: string;
}

/** Resampling starts here, so that the same evaluation gives the same figures. */
const bootstrapSeed = 1;

/** Adds `tolk evaluate`. */
export function addEvaluate(program: Command, host: CommandContext): void {
  const command = program
    .command('evaluate')
    .summary('measure the English against references')
    .description(
      'Translates articles that have a reference translation and measures the English against it: chrF2 and BLEU as sacrebleu computes them, length, alignment, findings, cost and time.',
    )
    .argument(
      '<file...>',
      'JSON lines (or one JSON array) of {id, title, body, reference: {title, paragraphs}}',
    )
    .option(
      '--against <model|file>',
      'compare with another model, or with an evaluation saved by --json, by paired bootstrap',
    )
    .option(
      '--judge <model>',
      'have a model mark errors too (MQM); its opinion is shown apart from the scores',
    )
    .option('--html <file>', 'write a report with the worst segments side by side')
    .option('--limit <n>', 'evaluate the first n articles only')
    .option('--json', 'print JSON, segments included')
    .addHelpText(
      'after',
      `
Examples:
  tolk evaluate references.jsonl --html report.html
  tolk evaluate references.jsonl --model gpt-4.1-mini --against gpt-4.1
  tolk evaluate references.jsonl --json > before.json; tolk evaluate references.jsonl --against before.json`,
    );
  withSettings(withArticleFlags(command), [
    ...redisSettings,
    'provider',
    'baseUrl',
    'model',
    'concurrency',
  ]).action(async (names: string[], options: EvaluateOptions) => {
    const { config } = readCommandConfig({ ...options });
    const sources = await readSources(names, config, options.limit);
    const good = sources.flatMap((one) => (TolkError.isInstance(one) ? [] : [one]));
    if (good.length === 0) return host.exit(exitCodes.users);
    const before = options.against === undefined ? null : await readSaved(options.against);
    const { evaluation: measured, gloss } = await run(good, config, options, host.signal);
    const evaluation =
      options.judge === undefined ? measured : await askJudge(measured, options.judge, config);
    const other =
      before ??
      (options.against === undefined
        ? null
        : (await run(good, config, { ...options, model: options.against }, host.signal))
            .evaluation);
    const { seededRandom } = await import('../../random.ts');
    const comparison =
      other === null ? null : compareEvaluations(evaluation, other, seededRandom(bootstrapSeed));
    await deliver(evaluation, comparison, options);
    if (gloss) say(`tolk: ${glossNote}`);
    if (evaluation.overall.failed > 0 || good.length < sources.length)
      host.exit(exitCodes.someFailed);
  });
}

async function readSources(
  names: readonly string[],
  config: Config,
  limit: string | undefined,
): Promise<Array<ReferenceArticle | TolkError>> {
  const sources: Array<ReferenceArticle | TolkError> = [];
  for (const name of names) {
    const text = await readFile(name, 'utf8').catch((cause: unknown) => {
      throw new TolkError('article.unreadable', `${name}: cannot be read; is the path right?`, {
        cause,
      });
    });
    sources.push(...readReferenceArticles(text, name, config.articleLimits));
  }
  for (const one of sources) if (TolkError.isInstance(one)) say(describeError(one));
  return limit === undefined ? sources : sources.slice(0, readNumber(limit, '--limit', 1, 1e9));
}

/** An evaluation saved before; null when that is no file, and so the name of a model. */
async function readSaved(name: string): Promise<Evaluation | null> {
  const isFile = await access(name).then(
    () => true,
    () => false,
  );
  if (!isFile) return null;
  try {
    return evaluationSchema.parse(JSON.parse(await readFile(name, 'utf8')));
  } catch (cause) {
    throw new TolkError(
      'usage.invalid',
      `--against: ${name} is no evaluation saved by tolk evaluate --json`,
      { cause },
    );
  }
}

async function run(
  sources: readonly ReferenceArticle[],
  config: Config,
  options: EvaluateOptions,
  signal: AbortSignal,
) {
  const { translateArticles } = await import('../run/local.ts');
  const accept = { ...readArticleFlags(options), summary: options.summary ?? 'none' } as const;
  const named = new Map(sources.map((source) => [source.article.id, source]));
  // Measured apart from what is translated in earnest: by model, under ids of its own.
  const files = sources.map(({ article }) => ({
    name: article.id,
    article: { ...article, id: evaluationId(article.id, options.model ?? '') },
  }));
  const outcomes = await translateArticles(
    files,
    config,
    { ...accept, onConflict: 'replace', reuse: 'never' },
    signal,
  );
  const results = outcomes.flatMap(({ name, outcome }) => {
    const source = named.get(name);
    if (source && !TolkError.isInstance(outcome) && outcome.status === 'done')
      return [{ source, result: outcome }];
    const error = TolkError.isInstance(outcome)
      ? outcome
      : outcome.status === 'failed'
        ? failureToError(outcome.error, name)
        : null;
    if (error) say(describeError(error));
    return [];
  });
  return {
    evaluation: evaluateResults(results, sources.length - results.length),
    gloss: results.some(({ result }) => result.gloss),
  };
}

const maxIdLength = 128;

function evaluationId(id: string, model: string): string {
  return `evaluate.${model.replace(/[^\w.-]/g, '_').slice(0, 40)}.${id}`.slice(0, maxIdLength);
}

async function askJudge(
  evaluation: Evaluation,
  model: string,
  config: Config,
): Promise<Evaluation> {
  const [{ openLlm }, { openClient }, { connectRedis }, { chooseProvider }] = await Promise.all([
    import('../../worker/open-llm.ts'),
    import('../open.ts'),
    import('../../store/redis.ts'),
    import('../../llm/choose-provider.ts'),
  ]);
  return withDisposables(async (disposables) => {
    const { redisUrl } = await openClient(config, disposables);
    const redis = await connectRedis(redisUrl);
    disposables.push(() => redis.disconnect());
    const own: Config =
      chooseProvider(config.llm).kind === 'none'
        ? { ...config, llm: { ...config.llm, provider: 'sandbox' as const } }
        : config;
    const { client: llm } = await openLlm(
      own,
      { redis, pauseReason: () => undefined, clock: Date.now },
      disposables,
    );
    return judge(evaluation, llm.forArticle({ model, onSpend: () => {} }));
  });
}

async function deliver(
  evaluation: Evaluation,
  comparison: EvaluationComparison | null,
  { json, html }: EvaluateOptions,
): Promise<void> {
  if (json) printJson(comparison === null ? evaluation : { ...evaluation, comparison });
  else {
    print(tabulateEvaluation(evaluation));
    if (comparison) print(describeComparison(comparison));
  }
  if (html === undefined) return;
  await writeFile(`${html}.part`, renderEvaluation(evaluation, comparison)).catch(
    (cause: unknown) => {
      throw new TolkError('usage.invalid', `--html: cannot write ${html}`, { cause });
    },
  );
  await rename(`${html}.part`, html);
  say(`tolk: report → ${html}`);
}
