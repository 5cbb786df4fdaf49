import type { Command } from 'commander';
import { costOf, type Estimate } from '../../../batch/estimate.ts';
import {
  type PilotResult,
  type Projection,
  project,
  selectArticles,
  stratify,
} from '../../../batch/pilot.ts';
import type { Config } from '../../../config/config.ts';
import type { Disposables } from '../../../disposables.ts';
import { TolkError } from '../../../errors.ts';
import { requireProvider } from '../../../llm/choose-provider.ts';
import { escapeInput } from '../../../llm/escape-input.ts';
import { seededRandom } from '../../../random.ts';
import { formatCost } from '../../../render/article.ts';
import type { StoredDefinition } from '../../../store/batch-definition.ts';
import { exitCodes } from '../../exit.ts';
import {
  type CorpusFlags,
  readCorpusFlags,
  readMaxCost,
  withCorpusFlags,
} from '../../flags/corpus.ts';
import { readCommandConfig, redisSettings, withSettings } from '../../flags/settings.ts';
import {
  type CommandContext,
  print,
  printJson,
  readNumber,
  say,
  withDisposables,
} from '../../io.ts';
import { formatDuration, tabulateEstimate } from '../../output/batch.ts';
import {
  type Capacity,
  capacityFor,
  describeCapacity,
  estimateFor,
  modelOf,
  openCorpus,
  pricesOf,
  quickEntries,
  secondsAt,
  tellEntries,
} from '../../run/plan.ts';
import { openBatchSession } from '../../run/session.ts';
import { attendBatch } from '../../run/watch-batch.ts';

const shownPrompts = 3;

/** Adds the commands for before a run. */
export function addBatchBefore(batch: Command, host: CommandContext): void {
  const estimate = batch
    .command('estimate')
    .summary('what a corpus will cost and take, without a call')
    .description(
      'Reads a corpus and says how many articles, words and tokens it has, what it will cost with each model, how long it takes, and what would be refused. No call is made.',
    )
    .option(
      '--quick [n]',
      `look into n entries spread over the corpus (${quickEntries}), and reckon the rest from them`,
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk batch estimate corpus.jsonl.gz\n  tolk batch estimate corpus.jsonl.gz --quick\n  tolk batch estimate corpus.jsonl.gz --limit 5000 --model gpt-4.1',
    );
  withSettings(withCorpusFlags(estimate), [
    ...redisSettings,
    'provider',
    'baseUrl',
    'model',
    'requestsPerMinute',
    'tokensPerMinute',
  ]).action(
    async (names: string[], flags: CorpusFlags & { json?: true; quick?: true | string }) => {
      const { config } = readCommandConfig({ ...flags });
      const definition = await readCorpusFlags(names, flags, null, config);
      const made = await estimateFor(definition, config, readQuick(flags.quick, names));
      const model = modelOf(definition, config);
      const capacity = await capacityFor(model, config);
      if (flags.json) printJson(describeForPrograms(made, config, capacity));
      else print(describeEstimate(made, config, capacity, model));
      host.exit(made.refused.length > 0 ? exitCodes.someFailed : exitCodes.ok);
    },
  );
  const pilot = batch
    .command('pilot')
    .summary('a few articles of every kind, and what they say of the whole')
    .description(
      'Translates a sample of the corpus by length, source and date, and says what the whole will cost and take, and how many findings it will have, with 95% intervals. A run after it takes these articles over at no cost.',
    )
    .option('--articles <n>', 'how many', '100')
    .option('--workers <n>', 'worker processes to run beside it (1 if none is connected)')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  tolk batch pilot corpus.jsonl.gz --articles 100');
  withSettings(withCorpusFlags(pilot), [
    ...redisSettings,
    'provider',
    'baseUrl',
    'model',
    'concurrency',
  ]).action(async (names: string[], flags: CorpusFlags & PilotFlags) => {
    const { config } = readCommandConfig({ ...flags });
    requireProvider(config.llm);
    if (names.includes('-'))
      throw new TolkError(
        'usage.invalid',
        'a pilot must read the corpus twice, which standard input does not allow',
      );
    const definition = await readCorpusFlags(names, flags, null, config);
    await withDisposables((disposables) => runPilot(definition, config, flags, host, disposables));
  });
}

/** @throws TolkError `usage.invalid` */
function readQuick(quick: true | string | undefined, names: readonly string[]): number | undefined {
  if (quick !== undefined && names.includes('-'))
    throw new TolkError(
      'usage.invalid',
      '--quick must read the corpus twice, which standard input does not allow',
    );
  return typeof quick === 'string' ? readNumber(quick, '--quick', 1, 1e9) : quick && quickEntries;
}

/** Adds what a run is to cost and take, and its first prompts, instead of running it. */
export async function dryRun(definition: StoredDefinition, config: Config): Promise<void> {
  const model = modelOf(definition, config);
  print(
    describeEstimate(
      await estimateFor(definition, config),
      config,
      await capacityFor(model, config),
      model,
    ),
  );
  const [{ translateInput, translateSystem }, { toSegments }, { planChunks }] = await Promise.all([
    import('../../../translate/prompt.ts'),
    import('../../../article/segments.ts'),
    import('../../../article/chunks.ts'),
  ]);
  print(`\nThe instructions:\n\n${translateSystem(definition.options.style ?? {})}`);
  let shown = 0;
  for await (const entry of openCorpus(definition, config)) {
    if (shown >= shownPrompts) break;
    const article = await entry.load().catch(() => null);
    const [chunk] = article
      ? planChunks(toSegments(article.body), config.translate.chunkTokens)
      : [];
    if (!article || !chunk) continue;
    shown += 1;
    print(
      `\nPrompt ${shown}, ${entry.place}:\n\n${escapeInput(translateInput(article.title, chunk.segments, { before: '', names: [], terms: [] }))}`,
    );
  }
}

function describeForPrograms(estimate: Estimate, config: Config, capacity: Capacity) {
  const prices = pricesOf(config);
  const models = prices.models.map((model) => ({
    model,
    lowUsd: costOf(estimate.tokens.low, model, prices, 'direct'),
    expectedUsd: costOf(estimate.tokens.expected, model, prices, 'direct'),
    highUsd: costOf(estimate.tokens.high, model, prices, 'direct'),
    batchApiUsd: costOf(estimate.tokens.expected, model, prices, 'batch-api'),
  }));
  return {
    ...estimate,
    models,
    seconds: secondsAt(estimate, capacity),
    capacity: toJson(capacity),
  };
}

const toJson = ({ requestsPerMinute, tokensPerMinute, workers, concurrency }: Capacity) => ({
  requestsPerMinute: requestsPerMinute ?? null,
  tokensPerMinute: tokensPerMinute ?? null,
  workers,
  concurrency,
});

function describeEstimate(
  estimate: Estimate,
  config: Config,
  capacity: Capacity,
  chosen: string,
): string {
  const { models } = describeForPrograms(estimate, config, capacity);
  const { lookedAt, entries, leftOut, refused } = estimate;
  const isReckoned = lookedAt < entries - (leftOut['unsampled'] ?? 0);
  return [
    ...(isReckoned
      ? [`Reckoned from ${lookedAt.toLocaleString('en-US')} entries spread over the corpus:`]
      : []),
    tabulateEstimate(estimate, models, chosen),
    `Time: about ${formatDuration(secondsAt(estimate, capacity))} directly, ${describeCapacity(capacity)}; through the Batch API within a day for each of two or three rounds.`,
    'Costs are list prices, without what prompt caches and the translation memory save; low is without mending, high with every second paragraph mended.',
    ...Object.entries(leftOut).map(
      ([why, many]) => `Left out by ${why}: ${many.toLocaleString('en-US')}`,
    ),
    ...(refused.length === 0 ? [] : ['', 'Would be refused:']),
    ...refused.map(
      ({ code, count, example }) =>
        `  ${code}: ${count.toLocaleString('en-US')}, for instance ${example}`,
    ),
  ].join('\n');
}

interface PilotFlags {
  readonly articles: string;
  readonly workers?: string;
  readonly json?: true;
  readonly seed: string;
  readonly maxCost?: string;
}

async function runPilot(
  definition: StoredDefinition,
  config: Config,
  flags: PilotFlags,
  host: CommandContext,
  disposables: Disposables,
): Promise<void> {
  const random = seededRandom(readNumber(flags.seed, '--seed', 0, 2 ** 31));
  say('tolk: reading the corpus for a sample of every kind …');
  const strata = await stratify(openCorpus(definition, config), definition, tellEntries);
  const picked = selectArticles(
    strata,
    readNumber(flags.articles, '--articles', 1, 100_000),
    random,
  );
  if (picked.length === 0)
    throw new TolkError(
      'usage.invalid',
      'nothing in this corpus can be translated; tolk batch estimate says why',
    );
  const session = await openBatchSession(config, disposables);
  const { batches } = session;
  const id = await batches.create(definition, {
    maxCostUsd: readMaxCost(flags),
    entries: picked,
  });
  say(`tolk: pilot ${id}: ${picked.length} articles of ${strata.size} kinds`);
  const { batch, stop } = await attendBatch(id, session, 'complete', {
    config,
    workers: flags.workers,
    onlooker: flags.json ? 'nobody' : 'people',
    host,
    disposables,
  });
  if (stop) throw stop;
  if (host.signal.aborted) return host.exit(exitCodes.interrupted);
  const rows = [];
  for await (const row of batches.results(id)) rows.push(row);
  const result = project(rows, strata, random);
  if (flags.json) printJson({ batch: id, ...result });
  else print(describePilot(result, config));
  host.exit(
    batch.stats.failed > 0 || batch.status === 'paused' ? exitCodes.someFailed : exitCodes.ok,
  );
}

function describePilot(
  { articles, sampled, kinds, costUsd, workSeconds, doubtfulPercent, findingsPer100 }: PilotResult,
  { worker: { concurrency } }: Config,
): string {
  const between = ({ value, low, high }: Projection, format: (value: number) => string) =>
    `${format(value)} (95%: ${format(low)} to ${format(high)})`;
  const plain = (value: number) => value.toFixed(1);
  return [
    `${sampled} articles of ${kinds} kinds say of all ${articles.toLocaleString('en-US')}:`,
    `  cost                 ${costUsd === null ? 'unknown: the model has no known price' : between(costUsd, formatCost)}`,
    `  time                 ${between(workSeconds, (value) => formatDuration(value / concurrency))} with ${concurrency} articles at a time`,
    `  doubtful articles    ${between(doubtfulPercent, (value) => `${plain(value)}%`)} have a finding of error severity`,
    `  findings             ${between(findingsPer100, plain)} for 100 articles, errors and warnings`,
  ].join('\n');
}
