import { type Command, Option } from 'commander';
import type { Config } from '../../config.ts';
import { openBatches } from '../../corpus/batches.ts';
import { costOf, type Estimate, estimateCorpus, scaleEstimate, secondsFor } from '../../corpus/estimate.ts';
import { chooseArticles, type PilotResult, type Projection, project, stratify } from '../../corpus/pilot.ts';
import { type Plan, planBatch } from '../../corpus/plan.ts';
import { readCorpus } from '../../corpus/read-corpus.ts';
import { TolkError } from '../../errors.ts';
import { toData } from '../../llm/data.ts';
import { createPriceTable, type PriceTable, readPriceFile } from '../../llm/price.ts';
import { chooseModel, chooseProvider, requireProvider } from '../../llm/provider.ts';
import { seededRandom } from '../../random.ts';
import { formatCost } from '../../render/article.ts';
import type { BatchDefinition } from '../../store/batch.ts';
import { readCommandConfig, redisSettings, withSettings } from '../context.ts';
import { type CorpusFlags, readCorpusFlags, withCorpusFlags } from '../corpus-options.ts';
import { exitCodes } from '../exit.ts';
import { type Host, print, printJson, readNumber, say, withReleasers } from '../host.ts';
import { formatDuration, showBatch, tabulateEstimate } from '../output/batch.ts';
import { openRedisUrl } from '../runtime.ts';
import { keepWorkers } from '../worker-processes.ts';

/** Where no limit is known: so many calls at a time and so long a call are taken for granted, and said. */
const guess = { atATime: 64, secondsPerCall: 6 } as const;
/** The planner looks at this many entries, not at millions. */
const plannedEntries = 2_000;
const shownPrompts = 3;
const toldEvery = 10_000;

/** Adds the commands for before a run. */
export function addBatchBefore(batch: Command, host: Host): void {
  const estimate = batch
    .command('estimate')
    .summary('what a corpus will cost and take, without a call')
    .description(
      'Reads a corpus and says how many articles, words and tokens it has, what it will cost with each model, how long it takes, and what would be refused. No call is made.',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk batch estimate corpus.jsonl.gz\n  tolk batch estimate corpus.jsonl.gz --limit 5000 --model gpt-4.1',
    );
  withSettings(withCorpusFlags(estimate), [
    ...redisSettings,
    'provider',
    'baseUrl',
    'model',
    'requestsPerMinute',
    'tokensPerMinute',
  ]).action(async (names: string[], flags: CorpusFlags & { json?: true }) => {
    const { config } = readCommandConfig({ ...flags });
    const definition = await readCorpusFlags(names, flags, null, config);
    const made = await estimateFor(definition, config);
    if (flags.json) printJson(describeForPrograms(made, config));
    else print(describeEstimate(made, config));
    host.exit(made.refused.length > 0 ? exitCodes.someFailed : exitCodes.ok);
  });
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
  withSettings(withCorpusFlags(pilot), [...redisSettings, 'provider', 'baseUrl', 'model', 'concurrency']).action(
    async (names: string[], flags: CorpusFlags & { articles: string; workers?: string; json?: true }) => {
      const { config } = readCommandConfig({ ...flags });
      requireProvider(config);
      if (names.includes('-'))
        throw new TolkError('usage.invalid', 'a pilot must read the corpus twice, which standard input does not allow');
      const definition = await readCorpusFlags(names, flags, null, config);
      await withReleasers((releasers) => runPilot(definition, config, flags, host, releasers));
    },
  );
}

/** Adds what a run is to cost and take, and its first prompts, instead of running it. */
export async function dryRun(definition: BatchDefinition, config: Config): Promise<void> {
  print(describeEstimate(await estimateFor(definition, config), config));
  const [{ translateInput, translateSystem }, { toSegments }, { planChunks }] = await Promise.all([
    import('../../translate/prompt.ts'),
    import('../../article/segments.ts'),
    import('../../article/chunks.ts'),
  ]);
  print(`\nThe instructions:\n\n${translateSystem(definition.options.style ?? {})}`);
  let shown = 0;
  for await (const entry of openCorpus(definition, config)) {
    if (shown >= shownPrompts) break;
    const article = await entry.load().catch(() => null);
    const [chunk] = article ? planChunks(toSegments(article.body), config.chunkTokens) : [];
    if (!article || !chunk) continue;
    shown += 1;
    print(
      `\nPrompt ${shown}, ${entry.place}:\n\n${toData(translateInput(article.title, chunk.segments, { before: '', names: [], terms: [] }))}`,
    );
  }
}

/** Chooses the way of a run by its deadline and its money. */
export async function planRun(
  definition: BatchDefinition,
  config: Config,
  deadlineSeconds: number | null,
  maxCostUsd: number | null,
): Promise<Plan> {
  const sample = await estimateFor(definition, config, plannedEntries);
  const read = sample.entries;
  const all = read < plannedEntries ? sample : scaleEstimate(sample, (await countEntries(definition, config)) / read);
  const prices = pricesOf(config);
  const model = definition.options.model ?? chooseModel(config) ?? 'gpt-4.1-mini';
  const provider = chooseProvider(config);
  return planBatch({
    directUsd: costOf(all.tokens.expected, model, prices, 'direct'),
    batchUsd: costOf(all.tokens.expected, model, prices, 'batch-api'),
    directSeconds: secondsFor(all, { requestsPerMinute: config.requestsPerMinute, tokensPerMinute: config.tokensPerMinute, ...guess }),
    deadlineSeconds,
    maxCostUsd,
    hasBatchApi:
      provider.kind === 'sandbox' || (provider.kind === 'api' && (provider.preset.batchApi === true || !provider.preset.needsKey)),
  });
}

/**
 * Seconds until a deadline: `6h`, `90m`, `08:00` (the next one, local time), or a date and time.
 *
 * @throws TolkError `usage.invalid`
 */
export function readDeadline(text: string, now: Date): number {
  const span = /^(\d+(?:\.\d+)?)\s*(m|h|d)$/.exec(text);
  if (span) return Number(span[1]) * { m: 60, h: 3_600, d: 86_400 }[span[2] as 'm' | 'h' | 'd'];
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  const at = clock ? new Date(now) : new Date(text);
  if (clock) at.setHours(Number(clock[1]), Number(clock[2]), 0, 0);
  if (clock && at <= now) at.setDate(at.getDate() + 1);
  const seconds = (at.getTime() - now.getTime()) / 1_000;
  if (seconds > 0) return seconds;
  throw new TolkError('usage.invalid', `--deadline: "${text}" is no time to come; give 6h, 90m, 08:00 or 2026-12-01T08:00`);
}

function openCorpus(definition: BatchDefinition, config: Config) {
  const { files, map, guess: guessing } = definition;
  // The format was checked with the flags.
  const format = (definition.format ?? undefined) as CorpusFlags['format'];
  return readCorpus(files, { limits: config, map, guess: guessing, format, onFields: () => {} });
}

function estimateFor(definition: BatchDefinition, config: Config, maxEntries?: number): Promise<Estimate> {
  return estimateCorpus(openCorpus(definition, config), {
    definition,
    model: definition.options.model ?? chooseModel(config) ?? 'gpt-4.1-mini',
    chunkTokens: config.chunkTokens,
    maxEntries,
    onEntry: (entries) => {
      if (entries % toldEvery === 0) say(`tolk: ${entries.toLocaleString('en-US')} entries read …`);
    },
  });
}

async function countEntries(definition: BatchDefinition, config: Config): Promise<number> {
  let entries = 0;
  for await (const _ of openCorpus(definition, config)) entries += 1;
  return Math.min(entries, definition.limit ?? entries);
}

function pricesOf(config: Config): PriceTable {
  return createPriceTable(config.pricesFile === undefined ? [] : readPriceFile(config.pricesFile));
}

function describeForPrograms(estimate: Estimate, config: Config) {
  const prices = pricesOf(config);
  const models = prices.models.map((model) => ({
    model,
    lowUsd: costOf(estimate.tokens.low, model, prices, 'direct'),
    expectedUsd: costOf(estimate.tokens.expected, model, prices, 'direct'),
    highUsd: costOf(estimate.tokens.high, model, prices, 'direct'),
    batchApiUsd: costOf(estimate.tokens.expected, model, prices, 'batch-api'),
  }));
  return { ...estimate, models, seconds: secondsAt(estimate, config) };
}

const secondsAt = (estimate: Estimate, { requestsPerMinute, tokensPerMinute }: Config): number =>
  secondsFor(estimate, { requestsPerMinute, tokensPerMinute, ...guess });

function describeEstimate(estimate: Estimate, config: Config): string {
  const { models } = describeForPrograms(estimate, config);
  const known = config.requestsPerMinute !== undefined || config.tokensPerMinute !== undefined;
  const basis = known
    ? 'at TOLK_RPM and TOLK_TPM'
    : `if ${guess.atATime} calls run at a time and one takes ${guess.secondsPerCall} s; give TOLK_RPM and TOLK_TPM for a better figure`;
  return [
    tabulateEstimate(estimate, models, chooseModel(config)),
    `Time: about ${formatDuration(secondsAt(estimate, config))} directly, ${basis}; through the Batch API within a day for each of two or three rounds.`,
    'Costs are list prices, without what prompt caches and the translation memory save; low is without mending, high with every second paragraph mended.',
    ...Object.entries(estimate.leftOut).map(([why, many]) => `Left out by ${why}: ${many.toLocaleString('en-US')}`),
    ...(estimate.refused.length === 0 ? [] : ['', 'Would be refused:']),
    ...estimate.refused.map(({ code, count, example }) => `  ${code}: ${count.toLocaleString('en-US')}, for instance ${example}`),
  ].join('\n');
}

async function runPilot(
  definition: BatchDefinition,
  config: Config,
  flags: { articles: string; workers?: string; json?: true; seed: string },
  host: Host,
  releasers: Parameters<Parameters<typeof withReleasers>[0]>[0],
): Promise<void> {
  const random = seededRandom(readNumber(flags.seed, '--seed', 0, 2 ** 31));
  say('tolk: reading the corpus for a sample of every kind …');
  const strata = await stratify(openCorpus(definition, config), definition, (entries) => {
    if (entries % toldEvery === 0) say(`tolk: ${entries.toLocaleString('en-US')} entries read …`);
  });
  const picked = chooseArticles(strata, readNumber(flags.articles, '--articles', 1, 100_000), random);
  if (picked.length === 0) throw new TolkError('usage.invalid', 'nothing in this corpus can be translated; tolk batch estimate says why');
  const redisUrl = await openRedisUrl(config, releasers);
  const batches = await openBatches({ redisUrl, prefix: config.prefix, limits: config, retry: config, resultDays: config.resultDays });
  releasers.push(() => batches.close());
  const id = await batches.create({ ...definition, picked });
  say(`tolk: pilot ${id}: ${picked.length} articles of ${strata.size} kinds`);
  const { workers } = await batches.status(id);
  const { prefix, provider, baseUrl, model, concurrency } = config;
  const wanted = flags.workers === undefined ? Number(workers === 0) : readNumber(flags.workers, '--workers', 0, 256);
  keepWorkers(wanted, { redisUrl, prefix, provider, baseUrl, model, concurrency }, releasers, () => {});
  const display = showBatch(flags.json ? 'quiet' : 'people', Date.now);
  releasers.push(() => display.stop());
  const batch = await batches.run(id, { until: 'whole', signal: host.signal });
  display.stop();
  if (host.signal.aborted) return host.exit(exitCodes.interrupted);
  const rows = [];
  for await (const row of batches.results(id)) rows.push(row);
  const result = project(rows, strata, random);
  if (flags.json) printJson({ batch: id, ...result });
  else print(describePilot(result, config));
  host.exit((batch.stats['failed'] ?? 0) > 0 ? exitCodes.someFailed : exitCodes.ok);
}

function describePilot(
  { articles, sampled, kinds, costUsd, workSeconds, doubtfulPercent, findingsPer100 }: PilotResult,
  { concurrency }: Config,
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

/** `--deadline`, `--dry-run`: what a run takes beside the rest. */
export function withPlanFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--deadline <when>', 'when it must be done: 6h, 08:00, 2026-12-01T08:00; chooses between direct calls and the Batch API'),
    )
    .option('--dry-run', 'say what it would cost and take, show the first three prompts, and do nothing');
}
