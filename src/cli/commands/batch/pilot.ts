import type { Command } from 'commander';
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
import { seededRandom } from '../../../random.ts';
import { formatCost } from '../../../render/article.ts';
import type { BatchDefinition } from '../../../store/batch-definition.ts';
import { exitCodes } from '../../exit.ts';
import { type CorpusFlags, readCorpusFlags, withCorpusFlags } from '../../flags/corpus.ts';
import { integer } from '../../flags/numbers.ts';
import { readCommandConfig, withSettings, workerSettings } from '../../flags/settings.ts';
import { withWorkersFlag } from '../../flags/watch.ts';
import { type CommandIo, withDisposables } from '../../io.ts';
import { formatDuration } from '../../output/duration.ts';
import { openCorpus, sayEntries } from '../../run/plan.ts';
import { openBatchSession } from '../../run/session.ts';
import { watchWithWorkers } from '../../run/watch-batch.ts';

type PilotFlags = CorpusFlags & {
  readonly articles: number;
  readonly workers?: number;
  readonly json?: true;
};

/** `tolk batch pilot`. */
export function definePilot(command: Command, io: CommandIo): void {
  command
    .description(
      'Translates a sample of the corpus by length, source and date, and projects what the whole ' +
        'will cost and take, and how many findings it will have, with 95% intervals. A run after it ' +
        'takes these articles over at no cost.',
    )
    .option('--articles <n>', 'how many', integer('--articles', { min: 1, max: 100_000 }), 100)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  tolk batch pilot corpus.jsonl.gz --articles 100');
  const workers = 'worker processes to run beside those connected (1 if none is connected)';
  withSettings(withWorkersFlag(withCorpusFlags(command), workers), workerSettings).action(
    async (names: string[], flags: PilotFlags) => {
      const { config } = readCommandConfig(flags, io);
      requireProvider(config.llm);
      if (names.includes('-')) {
        const message = 'a pilot must read the corpus twice, which standard input does not allow';
        throw new TolkError('usage.invalid', message);
      }
      const definition = await readCorpusFlags({ names, flags, output: null }, config, io);
      await withDisposables((disposables) =>
        runPilot({ definition, config, flags, io, disposables }),
      );
    },
  );
}

interface Pilot {
  readonly definition: BatchDefinition;
  readonly config: Config;
  readonly flags: PilotFlags;
  readonly io: CommandIo;
  readonly disposables: Disposables;
}

async function runPilot({ definition, config, flags, io, disposables }: Pilot): Promise<void> {
  const random = seededRandom(flags.seed);
  io.say('tolk: reading the corpus for a sample of every kind …');
  const strata = await stratify(openCorpus(definition, config), definition, sayEntries(io));
  const picked = selectArticles(strata, flags.articles, random);
  if (picked.length === 0) {
    const message = 'nothing in this corpus can be translated; tolk batch estimate says why';
    throw new TolkError('usage.invalid', message);
  }
  const session = await openBatchSession(config, io, disposables);
  const { batches } = session;
  const id = await batches.create(definition, {
    maxCostUsd: flags.maxCost,
    entries: picked,
  });
  io.say(`tolk: pilot ${id}: ${picked.length} articles of ${strata.size} kinds`);
  const { batch, stop } = await watchWithWorkers(id, session, {
    config,
    workers: flags.workers,
    mode: flags.json ? 'silent' : 'text',
    io,
    disposables,
  });
  if (stop) throw stop;
  if (io.signal.aborted) return io.exit(exitCodes.interrupted);
  const rows = await Array.fromAsync(batches.results(id));
  const result = project(rows, strata, random);
  if (flags.json) io.printJson({ batch: id, ...result });
  else io.printWrapped(describePilot(result, config.worker.concurrency));
  const isWhole = batch.stats.failed === 0 && batch.status !== 'paused';
  io.exit(isWhole ? exitCodes.ok : exitCodes.someFailed);
}

function describePilot(result: PilotResult, concurrency: number): string {
  const { articles, sampled, kinds, costUsd, workSeconds, doubtfulPercent, findingsPer100 } =
    result;
  const cost =
    costUsd === null ? 'unknown: the model has no known price' : between(costUsd, formatCost);
  const time = between(workSeconds, (value) => formatDuration(value / concurrency));
  const doubtful = between(doubtfulPercent, (value) => `${value.toFixed(1)}%`);
  const findings = between(findingsPer100, (value) => value.toFixed(1));
  const all = articles.toLocaleString('en-US');
  return [
    `${sampled} articles of ${kinds} kinds, projected to all ${all}:`,
    `  cost                 ${cost}`,
    `  time                 ${time} with ${concurrency} articles at a time`,
    `  doubtful articles    ${doubtful} have a finding of error severity`,
    `  findings             ${findings} for 100 articles, errors and warnings`,
  ].join('\n');
}

function between({ value, low, high }: Projection, format: (value: number) => string): string {
  return `${format(value)} (95%: ${format(low)} to ${format(high)})`;
}
