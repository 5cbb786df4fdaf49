import { type Command, Option } from 'commander';
import { failureTypeNames, isOfType } from '../../../batch/failure-types.ts';
import { ProgressMeter } from '../../../batch/progress.ts';
import { errorCodes, TolkError } from '../../../errors.ts';
import { requireProvider } from '../../../llm/choose-provider.ts';
import type { Batch } from '../../../store/batches.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../../flags/article.ts';
import {
  type CorpusFlags,
  type OutputFlags,
  readCorpusFlags,
  readMaxCost,
  withCorpusFlags,
  withOutputFlags,
} from '../../flags/corpus.ts';
import { readCommandConfig, redisSettings, withSettings } from '../../flags/settings.ts';
import { type CommandContext, print, readNumber, say, withDisposables } from '../../io.ts';
import { showBatch } from '../../output/batch.ts';
import { limitMemory } from '../../run/limit-memory.ts';
import { chooseRoute, readDeadline } from '../../run/plan.ts';
import { openBatchSession } from '../../run/session.ts';
import { emit, exitCodeFor, followBatch, stayWithBatch } from '../../run/watch-batch.ts';
import { dryRun } from './estimate.ts';

/** The flags of commands that stay with a batch. */
interface StayFlags {
  readonly workers?: string;
  readonly json?: true;
  readonly maxCost?: string;
}

interface PlanFlags {
  readonly deadline?: string;
  readonly dryRun?: true;
}

const staySettings = [...redisSettings, 'provider', 'baseUrl', 'model', 'concurrency'] as const;
const onlookerOf = ({ json }: StayFlags) => (json ? 'program' : 'people');

/** Adds the commands that feed a batch or stay with it. */
export function addBatchRun(batch: Command, host: CommandContext): void {
  addRun(batch, host);
  addSubmit(batch, host);
  addResume(batch, host);
  addRetryFailed(batch, host);
  addWatch(batch, host);
}

function addRun(batch: Command, host: CommandContext): void {
  const command = batch
    .command('run')
    .summary('hand a corpus in, wait, and write the English')
    .description(
      'Hands a corpus in, works on it, and writes the English. Ctrl-C, a crash or an empty account leave it to be resumed.',
    )
    .option(
      '--dry-run',
      'say what it would cost and take, show the first three prompts, and do nothing',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  tolk batch run corpus.jsonl.gz --out english.jsonl\n  tolk batch run news.zip --out english.csv --sample 200 --max-cost 2\n  tolk batch run corpus.jsonl.gz --out english.parquet --deadline 08:00 --max-cost 50\n  zcat corpus.jsonl.gz | tolk batch run - --format jsonl --out english.parquet',
    );
  withSettings(withStayFlags(withDeadline(withOutputFlags(withCorpusFlags(command)))), [
    ...staySettings,
  ]).action(async (names: string[], flags: CorpusFlags & OutputFlags & StayFlags & PlanFlags) => {
    if (flags.out === undefined && !flags.dryRun)
      throw new TolkError(
        'usage.invalid',
        'say where the English goes with --out, or use tolk batch submit',
      );
    const { config } = readCommandConfig({ ...flags });
    if (flags.workers !== '0' && !flags.dryRun) requireProvider(config.llm);
    const asked = await readCorpusFlags(names, flags, flags, config);
    const way = readWay(flags);
    if (flags.dryRun) return dryRun(asked, config);
    await withDisposables(async (disposables) => {
      limitMemory(disposables);
      const session = await openBatchSession(config, disposables);
      const id = await session.batches.create(await chooseRoute(asked, config, way), {
        maxCostUsd: readMaxCost(flags),
      });
      say(`tolk: batch ${id}; Ctrl-C leaves it to be resumed: tolk batch resume ${id}`);
      if (flags.json) emit({ event: 'begin', batch: id });
      await stayWithBatch(id, session, {
        config,
        workers: flags.workers,
        onlooker: onlookerOf(flags),
        host,
        disposables,
      });
    });
  });
}

function addSubmit(batch: Command, host: CommandContext): void {
  const command = batch
    .command('submit')
    .summary('hand a corpus in for the workers, and return')
    .description(
      'Hands a corpus in for workers that run elsewhere, no faster than they work, and returns; tolk batch export writes it later.',
    )
    .option('--rejects <file>', 'where entries go that cannot be taken')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk batch submit corpus.jsonl.gz\n  tolk batch watch $(tolk batch submit corpus.jsonl.gz)',
    );
  withSettings(withDeadline(withCorpusFlags(command)), [
    ...redisSettings,
    'provider',
    'baseUrl',
    'model',
  ]).action(async (names: string[], flags: CorpusFlags & PlanFlags & { rejects?: string }) => {
    if (flags.gold !== undefined)
      throw new TolkError(
        'usage.invalid',
        'gold articles are measured as a run writes its output; use tolk batch run with --gold',
      );
    const { config } = readCommandConfig({ ...flags });
    const asked = await readCorpusFlags(names, flags, { order: 'finished', ...flags }, config);
    const way = readWay(flags);
    await withDisposables(async (disposables) => {
      limitMemory(disposables);
      const { batches } = await openBatchSession(config, disposables);
      const id = await batches.create(await chooseRoute(asked, config, way), {
        maxCostUsd: readMaxCost(flags),
      });
      const fed = await followBatch(id, batches, 'submitted', {
        onlooker: 'people',
        host,
        disposables,
      });
      say(
        `tolk: batch ${id}: ${host.signal.aborted ? 'interrupted; hand in the rest with tolk batch resume' : 'all handed in'}`,
      );
      print(id);
      host.exit(exitCodeFor(fed, host));
    });
  });
}

function addResume(batch: Command, host: CommandContext): void {
  const command = batch
    .command('resume')
    .summary('go on with a batch that was stopped or paused')
    .description(
      'Goes on with a batch where it was: after Ctrl-C, a crash, a pause or a spent budget.',
    )
    .argument('<batch>', 'its id, as tolk batch list shows it')
    .option('--max-cost <usd>', 'what it may cost altogether from now on')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk batch resume 2026-11-24-3fa9c1\n  tolk batch resume 2026-11-24-3fa9c1 --max-cost 20',
    );
  withSettings(withStayFlags(command), [...staySettings]).action(
    async (id: string, flags: StayFlags) => {
      const { config } = readCommandConfig({ ...flags });
      if (flags.workers !== '0') requireProvider(config.llm);
      await withDisposables(async (disposables) => {
        limitMemory(disposables);
        const session = await openBatchSession(config, disposables);
        await session.batches.resume(id, { maxCostUsd: readMaxCost(flags) });
        await stayWithBatch(id, session, {
          config,
          workers: flags.workers,
          onlooker: onlookerOf(flags),
          host,
          disposables,
        });
      });
    },
  );
}

function addRetryFailed(batch: Command, host: CommandContext): void {
  const command = withArticleFlags(
    batch
      .command('retry-failed')
      .summary('try again what failed, or a kind of it')
      .description(
        'Tries again what failed in a batch, or only failures of some kinds, with other options if given; then writes the output anew.',
      )
      .argument('<batch>', 'its id')
      .option(
        '--type <types>',
        `only these, separated by commas: ${failureTypeNames.join(', ')}, or error codes`,
      ),
  ).addHelpText(
    'after',
    '\nExamples:\n  tolk batch retry-failed 2026-11-24-3fa9c1\n  tolk batch retry-failed 2026-11-24-3fa9c1 --type refusal --model gpt-4.1',
  );
  withSettings(withStayFlags(command), [...staySettings]).action(
    async (id: string, flags: ArticleFlags & StayFlags & { type?: string }) => {
      const { config } = readCommandConfig({ ...flags });
      if (flags.workers !== '0') requireProvider(config.llm);
      const types = readTypes(flags.type);
      const { reuse: _, onConflict: __, budget: ___, ...options } = readArticleFlags(flags);
      const given = Object.fromEntries(
        Object.entries(options).filter(([, value]) => value !== undefined),
      );
      await withDisposables(async (disposables) => {
        limitMemory(disposables);
        const session = await openBatchSession(config, disposables);
        const isMeant = ({ failure: { code } }: { failure: { code: string } }) =>
          types?.some((type) => isOfType(code, type)) ?? true;
        const queued = await session.batches.retryFailed(id, isMeant, given);
        say(`tolk: batch ${id}: ${queued} queued again`);
        if (queued > 0)
          await stayWithBatch(id, session, {
            config,
            workers: flags.workers,
            onlooker: onlookerOf(flags),
            host,
            disposables,
          });
      });
    },
  );
}

/** @throws TolkError `usage.invalid` */
function readTypes(text: string | undefined): string[] | undefined {
  const types = text?.split(',').map((type) => type.trim());
  const unknown = types?.find(
    (type) =>
      !failureTypeNames.includes(type) &&
      !Object.keys(errorCodes).some((code) => isOfType(code, type)),
  );
  if (unknown === undefined) return types;
  throw new TolkError(
    'usage.invalid',
    `--type: "${unknown}" is none of ${failureTypeNames.join(', ')}, and no error code`,
  );
}

function addWatch(batch: Command, host: CommandContext): void {
  const command = batch
    .command('watch')
    .summary('look on while a batch runs')
    .description('Shows how a batch goes, until it ends; the batch does not care.')
    .argument('<batch>', 'its id')
    .option('--json', 'a JSON line every second')
    .addHelpText('after', '\nExamples:\n  tolk batch watch 2026-11-24-3fa9c1');
  withSettings(command, [...redisSettings]).action(async (id: string, flags: StayFlags) => {
    await withDisposables(async (disposables) => {
      const { batches } = await openBatchSession(
        readCommandConfig({ ...flags }).config,
        disposables,
      );
      const display = showBatch(flags.json ? 'quiet' : 'people', Date.now);
      disposables.push(() => display.stop());
      const meter = new ProgressMeter();
      for (;;) {
        const status = await batches.status(id);
        const progress = meter.measure(status, Date.now());
        if (flags.json) emit({ event: 'progress', batch: id, status: status.status, ...progress });
        else display.update(progress, noteOn(status.status, status.workers, status.pause?.message));
        if (status.status !== 'running' || host.signal.aborted) return;
        await pause(1_000, host.signal);
      }
    });
  });
}

function withStayFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--workers <n>',
        'worker processes to run beside it (1 if none is connected; 0: they run elsewhere)',
      ),
    )
    .option('--json', 'events for programs, a JSON line each, on standard output');
}

function withDeadline(command: Command): Command {
  return command.option(
    '--deadline <when>',
    'when it must be done: 6h, 08:00, 2026-12-01T08:00; chooses between direct calls and the Batch API',
  );
}

function readWay(
  flags: Pick<CorpusFlags, 'via' | 'maxCost'> & PlanFlags & Pick<StayFlags, 'workers'>,
) {
  return {
    ...(flags.via === undefined ? {} : { via: flags.via }),
    deadlineSeconds: flags.deadline === undefined ? null : readDeadline(flags.deadline, new Date()),
    maxCostUsd: readMaxCost(flags) ?? null,
    workers:
      flags.workers === undefined ? undefined : readNumber(flags.workers, '--workers', 0, 256),
  };
}

function noteOn(state: Batch['status'], workers: number, halt: string | undefined): string {
  if (halt !== undefined) return `all workers pause: ${halt}`;
  if (state !== 'running') return state;
  return workers === 0 ? 'no worker is connected' : '';
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
