import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import { readBoundedFile } from '../../bounded-file.ts';
import type { Config } from '../../config/config.ts';
import { TolkError } from '../../errors.ts';
import { compareEvaluations, type EvaluationComparison } from '../../evaluate/compare.ts';
import { evaluateResults } from '../../evaluate/evaluate.ts';
import { type Evaluation, evaluationSchema } from '../../evaluate/evaluation.ts';
import { judge } from '../../evaluate/judge.ts';
import { type ReferenceArticle, readReferenceArticles } from '../../evaluate/references.ts';
import { seededRandom } from '../../random.ts';
import { glossNote } from '../../render/article.ts';
import { writeWholeFile } from '../../whole-file.ts';
import { describeError, exitCodes, failureToError } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { integer } from '../flags/numbers.ts';
import { readCommandConfig, withSettings, workerSettings } from '../flags/settings.ts';
import type { CommandIo } from '../io.ts';
import { describeComparison, renderEvaluation, tabulateEvaluation } from '../output/evaluation.ts';
import { tableWidth } from '../output/tables.ts';
import { translateArticles } from '../run/local.ts';
import { evaluateInPlanted, type PlantedFlags } from '../run/planted.ts';
import { readTexts } from '../run/read-texts.ts';
import { withLlm } from '../run/with-llm.ts';

interface EvaluateOptions extends ArticleFlags, PlantedFlags {
  readonly planted?: true;
}

/** How the baseline is asked. */
interface Asked {
  readonly prompt?: typeof bare;
}

/** What `--against` calls the baseline. */
const bare = 'bare';

/** Resampling starts here, so that the same evaluation gives the same figures. */
const bootstrapSeed = 1;

/** `tolk evaluate`. */
export function defineEvaluate(command: Command, io: CommandIo): void {
  command
    .description(
      'Translates articles that have a reference translation and measures the English against it: ' +
        'chrF2 and BLEU as sacrebleu computes them, length, alignment, findings, cost and time.',
    )
    .argument(
      '<file...>',
      'JSON lines (or one JSON array) of {id, title, body, reference: {title, paragraphs}}',
    )
    .option(
      '--against <model|file|bare>',
      'compare by paired bootstrap with another model, an evaluation saved by --json, or `bare`: ' +
        'the same model asked in one line, text by text, without anything that Tolk adds',
    )
    .option(
      '--judge <model>',
      'have a model mark errors too (MQM); its opinion is shown apart from the scores',
    )
    .option('--html <file>', 'write a report with the worst segments side by side')
    .option(
      '--limit <n>',
      'evaluate the first n articles only',
      integer('--limit', { min: 1, max: 1e9 }),
    )
    .option(
      '--planted',
      'translate nothing: plant errors of ninety kinds in the references (or in results of Tolk), ' +
        'and count what the checks find of them, and the verifier with --verify',
    )
    .option(
      '--copies <n>',
      'errors of each kind, at most, with --planted (50; 3 with --verify)',
      integer('--copies', { min: 1, max: 10_000 }),
    )
    .option('--json', 'print JSON, segments included')
    .addHelpText(
      'after',
      `
Examples:
  tolk evaluate references.jsonl --html report.html
  tolk evaluate references.jsonl --model gpt-6-luna --against gpt-6.1-terra
  tolk evaluate references.jsonl --against bare
  tolk evaluate --planted references.jsonl
  tolk evaluate --planted references.jsonl --limit 20 --verify gpt-6.1-terra
  tolk evaluate references.jsonl --json > before.json; tolk evaluate references.jsonl --against before.json`,
    );
  withSettings(withArticleFlags(command), workerSettings).action(
    (names: string[], options: EvaluateOptions) => evaluate(names, options, io),
  );
}

async function evaluate(
  names: readonly string[],
  options: EvaluateOptions,
  io: CommandIo,
): Promise<void> {
  const { config } = readCommandConfig(options, io);
  if (options.planted) return evaluateInPlanted(names, options, config, io);
  if (options.copies !== undefined) {
    throw new TolkError('usage.invalid', '--copies goes with --planted');
  }
  const sources = await readSources(names, config, options.limit);
  for (const source of sources) if (TolkError.isInstance(source)) io.say(describeError(source));
  const good = sources.flatMap((source) => (TolkError.isInstance(source) ? [] : [source]));
  if (good.length === 0) return io.exit(exitCodes.users);
  const { against } = options;
  const isNamed = against !== undefined && against !== bare;
  const saved = isNamed ? await readSaved(against) : null;
  const { evaluation: measured, gloss } = await measure(good, options, config, io);
  const evaluation =
    options.judge === undefined ? measured : await askJudge(measured, options.judge, config, io);
  const other = saved ?? (await measureOther(good, options, config, io));
  const random = seededRandom(bootstrapSeed);
  const comparison = other === null ? null : compareEvaluations(evaluation, other, random);
  await deliver(evaluation, comparison, options, io);
  if (gloss) io.say(`tolk: ${glossNote}`);
  if (evaluation.overall.failed > 0 || good.length < sources.length) io.exit(exitCodes.someFailed);
}

/** The evaluation of the model given with `--against`; null without one. */
async function measureOther(
  sources: readonly ReferenceArticle[],
  options: EvaluateOptions,
  config: Config,
  io: CommandIo,
): Promise<Evaluation | null> {
  const { against } = options;
  if (against === undefined) return null;
  const other: EvaluateOptions & Asked =
    against === bare ? { ...options, prompt: bare } : { ...options, model: against };
  const { evaluation } = await measure(sources, other, config, io);
  return against === bare ? { ...evaluation, promptVersion: bare } : evaluation;
}

async function readSources(
  names: readonly string[],
  config: Config,
  limit: number | undefined,
): Promise<Array<ReferenceArticle | TolkError>> {
  const texts = await readTexts(names);
  return texts
    .flatMap(({ name, text }) => readReferenceArticles(text, name, config.articleLimits))
    .slice(0, limit);
}

const maxSavedBytes = 500_000_000;

/** An evaluation saved before; null when that is no file, and so the name of a model. */
async function readSaved(name: string): Promise<Evaluation | null> {
  const isFile = await access(name).then(
    () => true,
    () => false,
  );
  if (!isFile) return null;
  try {
    return evaluationSchema.parse(
      JSON.parse((await readBoundedFile(name, maxSavedBytes)).toString()),
    );
  } catch (cause) {
    throw new TolkError(
      'usage.invalid',
      `--against: ${name} is no evaluation saved by tolk evaluate --json`,
      { cause },
    );
  }
}

async function measure(
  sources: readonly ReferenceArticle[],
  options: EvaluateOptions & Asked,
  config: Config,
  io: CommandIo,
): Promise<{ readonly evaluation: Evaluation; readonly gloss: boolean }> {
  const accept = {
    ...readArticleFlags(options),
    ...(options.prompt === undefined ? {} : { prompt: options.prompt }),
    summary: options.summary ?? 'none',
    onConflict: 'replace',
    reuse: 'never',
  } as const;
  const named = new Map(sources.map((source) => [source.article.id, source]));
  // Measured apart from real translations: by model, under ids of its own.
  const files = sources.map(({ article }) => ({
    name: article.id,
    article: { ...article, id: evaluationId(article.id, options.model ?? '', options.prompt) },
  }));
  const outcomes = await translateArticles(files, accept, { config }, io);
  const results = outcomes.flatMap(({ name, outcome }) => {
    const source = named.get(name);
    const isDone = !TolkError.isInstance(outcome) && outcome.status === 'done';
    if (source && isDone) return [{ source, result: outcome }];
    if (TolkError.isInstance(outcome)) io.say(describeError(outcome));
    else if (outcome.status === 'failed') {
      io.say(describeError(failureToError(outcome.error, name)));
    }
    return [];
  });
  return {
    evaluation: evaluateResults(results, sources.length - results.length),
    gloss: results.some(({ result }) => result.gloss),
  };
}

const maxIdLength = 128;

function evaluationId(id: string, model: string, prompt = ''): string {
  return `evaluate.${prompt}${model.replace(/[^\w.-]/g, '_').slice(0, 40)}.${id}`.slice(
    0,
    maxIdLength,
  );
}

async function askJudge(
  evaluation: Evaluation,
  model: string,
  config: Config,
  io: CommandIo,
): Promise<Evaluation> {
  return withLlm(config, io, (llm) =>
    judge(evaluation, llm.forArticle({ model, onSpend: () => {} })),
  );
}

async function deliver(
  evaluation: Evaluation,
  comparison: EvaluationComparison | null,
  { json, html }: EvaluateOptions,
  io: CommandIo,
): Promise<void> {
  if (json) io.printJson(comparison === null ? evaluation : { ...evaluation, comparison });
  else {
    io.print(tabulateEvaluation(evaluation, tableWidth(io.stdout)));
    if (comparison) io.printWrapped(describeComparison(comparison));
  }
  if (html === undefined) return;
  await writeWholeFile(html, renderEvaluation(evaluation, comparison));
  io.say(`tolk: report → ${html}`);
}
