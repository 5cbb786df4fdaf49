import { type Command, Option } from 'commander';
import type { Config } from '../../config.ts';
import { type Batches, openBatches } from '../../corpus/batches.ts';
import type { FieldMap } from '../../corpus/entry.ts';
import { failureTypeNames, isOfType } from '../../corpus/failure-types.ts';
import { createProgressMeter } from '../../corpus/progress.ts';
import { errorCodes, isErrorCode, TolkError } from '../../errors.ts';
import { requireProvider } from '../../llm/provider.ts';
import type { Releasers } from '../../release.ts';
import { formatCost } from '../../render/article.ts';
import type { Batch, BatchDefinition } from '../../store/batch.ts';
import { type AcceptFlags, readAcceptFlags, withAcceptFlags } from '../accept-options.ts';
import { readCommandConfig, redisSettings, withSettings } from '../context.ts';
import { type CorpusFlags, type OutputFlags, readCorpusFlags, withCorpusFlags, withOutputFlags } from '../corpus-options.ts';
import { exitCodes } from '../exit.ts';
import { type Host, print, readNumber, say, withReleasers } from '../host.ts';
import { stayLean } from '../lean.ts';
import { type BatchDisplay, showBatch } from '../output/batch.ts';
import { openRedisUrl } from '../runtime.ts';
import { keepWorkers } from '../worker-processes.ts';
import { dryRun, planRun, readDeadline, withPlanFlags } from './batch-before.ts';

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
const haltCheckMs = 2_000;
/** Workers that end this often at once have something to say that only they know. */
const maxDeaths = 5;

/** Adds the commands that feed a batch or stay with it. */
export function addBatchRun(batch: Command, host: Host): void {
  addRun(batch, host);
  addSubmit(batch, host);
  addResume(batch, host);
  addRetryFailed(batch, host);
  addWatch(batch, host);
}

function addRun(batch: Command, host: Host): void {
  const command = batch
    .command('run')
    .summary('hand a corpus in, wait, and write the English')
    .description('Hands a corpus in, works on it, and writes the English. Ctrl-C, a crash or an empty account leave it to be resumed.')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk batch run corpus.jsonl.gz --out english.jsonl\n  tolk batch run news.zip --out english.csv --sample 200 --max-cost 2\n  zcat corpus.jsonl.gz | tolk batch run - --format jsonl --out english.parquet',
    );
  withSettings(withPlanFlags(withStayFlags(withOutputFlags(withCorpusFlags(command)))), [...staySettings]).action(
    async (names: string[], flags: CorpusFlags & OutputFlags & StayFlags & PlanFlags) => {
      if (flags.out === undefined && !flags.dryRun)
        throw new TolkError('usage.invalid', 'say where the English goes with --out, or use tolk batch submit');
      const { config } = readCommandConfig({ ...flags });
      if (flags.workers !== '0' && !flags.dryRun) requireProvider(config);
      const asked = await readCorpusFlags(names, flags, flags, config);
      if (flags.dryRun) return dryRun(asked, config);
      const definition = await chooseWay(asked, config, flags);
      await withReleasers(async (releasers) => {
        const { batches, redisUrl } = await open(config, releasers);
        const id = await batches.create(definition, readMaxCost(flags));
        say(`tolk: batch ${id}; Ctrl-C leaves it to be resumed: tolk batch resume ${id}`);
        await stay(id, batches, { config, redisUrl, flags, host, releasers });
      });
    },
  );
}

/** Direct calls, the Batch API or both: as asked, or by deadline and money. */
async function chooseWay(
  definition: BatchDefinition,
  config: Config,
  flags: PlanFlags & StayFlags & CorpusFlags,
): Promise<BatchDefinition> {
  if (flags.deadline === undefined || flags.via !== undefined) return definition;
  const plan = await planRun(definition, config, readDeadline(flags.deadline, new Date()), readMaxCost(flags) ?? null);
  const share = plan.via === 'mix' ? ` (${Math.round(plan.directShare * 100)}% directly)` : '';
  say(`tolk: ${plan.via}${share}: ${plan.reason}; about ${plan.expectedUsd === null ? 'an unknown cost' : formatCost(plan.expectedUsd)}`);
  if (!plan.fits) say('tolk: warning: it may not be done in the time or for the money given');
  return { ...definition, via: plan.via, directShare: plan.directShare };
}

function addSubmit(batch: Command, host: Host): void {
  const command = batch
    .command('submit')
    .summary('hand a corpus in for the workers, and return')
    .description(
      'Hands a corpus in for workers that run elsewhere, no faster than they work, and returns; tolk batch export writes it later.',
    )
    .addHelpText('after', '\nExamples:\n  tolk batch submit corpus.jsonl.gz\n  tolk batch watch $(tolk batch submit corpus.jsonl.gz)');
  withSettings(withCorpusFlags(command).option('--rejects <file>', 'where entries go that cannot be taken'), [
    ...redisSettings,
    'model',
  ]).action(async (names: string[], flags: CorpusFlags & { rejects?: string }) => {
    const { config } = readCommandConfig({ ...flags });
    const definition = await readCorpusFlags(names, flags, { order: 'finished', ...flags }, config);
    await withReleasers(async (releasers) => {
      const { batches } = await open(config, releasers);
      const id = await batches.create(definition, readMaxCost(flags));
      const { batch: fed } = await follow(id, batches, 'fed', 'people', host, releasers);
      say(`tolk: batch ${id}: ${host.signal.aborted ? 'interrupted; hand in the rest with tolk batch resume' : 'all handed in'}`);
      print(id);
      host.exit(exitCodeFor(fed, host));
    });
  });
}

function addResume(batch: Command, host: Host): void {
  const command = batch
    .command('resume')
    .summary('go on with a batch that was stopped or paused')
    .description('Goes on with a batch where it was: after Ctrl-C, a crash, a pause or a spent budget.')
    .argument('<batch>', 'its id, as tolk batch list shows it')
    .option('--max-cost <usd>', 'what it may cost altogether from now on')
    .addHelpText('after', '\nExamples:\n  tolk batch resume 2026-11-24-3fa9c1\n  tolk batch resume 2026-11-24-3fa9c1 --max-cost 20');
  withSettings(withStayFlags(command), [...staySettings]).action(async (id: string, flags: StayFlags) => {
    const { config } = readCommandConfig({ ...flags });
    if (flags.workers !== '0') requireProvider(config);
    await withReleasers(async (releasers) => {
      const { batches, redisUrl } = await open(config, releasers);
      await batches.resume(id, readMaxCost(flags));
      await stay(id, batches, { config, redisUrl, flags, host, releasers });
    });
  });
}

function addRetryFailed(batch: Command, host: Host): void {
  const command = withAcceptFlags(
    batch
      .command('retry-failed')
      .summary('try again what failed, or a kind of it')
      .description(
        'Tries again what failed in a batch, or only failures of some kinds, with other options if given; then writes the output anew.',
      )
      .argument('<batch>', 'its id')
      .option('--type <types>', `only these, separated by commas: ${failureTypeNames.join(', ')}, or error codes`),
  ).addHelpText(
    'after',
    '\nExamples:\n  tolk batch retry-failed 2026-11-24-3fa9c1\n  tolk batch retry-failed 2026-11-24-3fa9c1 --type refusal --model gpt-4.1',
  );
  withSettings(withStayFlags(command), [...staySettings]).action(async (id: string, flags: AcceptFlags & StayFlags & { type?: string }) => {
    const { config } = readCommandConfig({ ...flags });
    if (flags.workers !== '0') requireProvider(config);
    const types = flags.type?.split(',').map((type) => type.trim());
    const unknown = types?.find(
      (type) => !failureTypeNames.includes(type) && !Object.keys(errorCodes).some((code) => isOfType(code, type)),
    );
    if (unknown !== undefined)
      throw new TolkError('usage.invalid', `--type: "${unknown}" is none of ${failureTypeNames.join(', ')}, and no error code`);
    const { reuse: _, onConflict: __, budget: ___, ...options } = readAcceptFlags(flags);
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    await withReleasers(async (releasers) => {
      const { batches, redisUrl } = await open(config, releasers);
      const isMeant = ({ failure: { code } }: { failure: { code: string } }) =>
        types === undefined || types.some((type) => isOfType(code, type));
      const queued = await batches.retryFailed(id, isMeant, given);
      say(`tolk: batch ${id}: ${queued} queued again`);
      if (queued > 0) await stay(id, batches, { config, redisUrl, flags, host, releasers });
    });
  });
}

function addWatch(batch: Command, host: Host): void {
  const command = batch
    .command('watch')
    .summary('look on while a batch runs')
    .description('Shows how a batch goes, until it ends; the batch does not care.')
    .argument('<batch>', 'its id')
    .option('--json', 'a JSON line every second')
    .addHelpText('after', '\nExamples:\n  tolk batch watch 2026-11-24-3fa9c1');
  withSettings(command, [...redisSettings]).action(async (id: string, flags: StayFlags) => {
    await withReleasers(async (releasers) => {
      const { batches } = await open(readCommandConfig({ ...flags }).config, releasers);
      const display = showBatch(flags.json ? 'quiet' : 'people', Date.now);
      releasers.push(() => display.stop());
      const meter = createProgressMeter(0);
      for (;;) {
        const status = await batches.status(id);
        const progress = meter(status, 0, Date.now());
        if (flags.json) print(JSON.stringify({ event: 'progress', batch: id, state: status.state, ...progress }));
        else display.update(progress, noteOn(status.state, status.workers, status.halt?.message));
        const isOver = status.state !== 'running' || (status.definition.out === null && status.fedAll && status.open === 0);
        if (isOver || host.signal.aborted) return;
        await pause(1_000, host.signal);
      }
    });
  });
}

function withStayFlags(command: Command): Command {
  return command
    .addOption(new Option('--workers <n>', 'worker processes to run beside it (1 if none is connected; 0: they run elsewhere)'))
    .option('--json', 'events for programs, a JSON line each, on standard output');
}

function readMaxCost({ maxCost }: { readonly maxCost?: string }): number | undefined {
  return maxCost === undefined ? undefined : readNumber(maxCost, '--max-cost', 0, 1e9);
}

async function open(config: Config, releasers: Releasers): Promise<{ batches: Batches; redisUrl: string }> {
  stayLean(releasers);
  const redisUrl = await openRedisUrl(config, releasers);
  const batches = await openBatches({ redisUrl, prefix: config.prefix, limits: config, retry: config, resultDays: config.resultDays });
  releasers.push(() => batches.close());
  return { batches, redisUrl };
}

interface Stay {
  readonly config: Config;
  readonly redisUrl: string;
  readonly flags: StayFlags;
  readonly host: Host;
  readonly releasers: Releasers;
}

/** Runs a batch to its end, with workers of its own where none are, and says how it ended. */
async function stay(id: string, batches: Batches, { config, redisUrl, flags, host, releasers }: Stay): Promise<void> {
  const stop = new AbortController();
  const { workers: connected } = await batches.status(id);
  const wanted = flags.workers === undefined ? (connected === 0 ? 1 : 0) : readNumber(flags.workers, '--workers', 0, 256);
  let deaths = 0;
  const { prefix, provider, baseUrl, model, concurrency } = config;
  keepWorkers(wanted, { redisUrl, prefix, provider, baseUrl, model, concurrency }, releasers, (code) => {
    deaths += 1;
    if (deaths >= maxDeaths) stop.abort(new TolkError('internal', `workers end at once (exit code ${code}); run tolk worker to see why`));
  });
  const { batch, display } = await follow(id, batches, 'whole', flags.json ? 'quiet' : 'people', host, releasers, stop);
  display.stop();
  if (flags.json) print(JSON.stringify({ event: 'end', batch: id, state: batch.state, reason: batch.reason, stats: batch.stats }));
  if (stop.signal.aborted) {
    say(`tolk: batch ${id} is left where it is; mend that, then: tolk resume; tolk batch resume ${id}`);
    throw stop.signal.reason;
  }
  sayEnd(batch, host);
  host.exit(exitCodeFor(batch, host));
}

/** Takes a batch on and shows how it goes; a pause of all workers ends it. */
async function follow(
  id: string,
  batches: Batches,
  until: 'fed' | 'whole',
  mode: 'people' | 'quiet',
  host: Host,
  releasers: Releasers,
  stop = new AbortController(),
): Promise<{ batch: Batch; display: BatchDisplay }> {
  const display = showBatch(mode, Date.now);
  releasers.push(() => display.stop());
  const { definition } = await batches.status(id);
  const meter = createProgressMeter(definition.files.reduce((sum, { bytes }) => sum + bytes, 0));
  let bytesRead = 0;
  let note = '';
  let told = 0;
  let full = false;
  const fullNote = definition.out?.release
    ? 'Redis is nearly full: handing in waits until more is written and released'
    : 'Redis is nearly full: raise its maxmemory, or begin again with --release';
  const look = setInterval(async () => {
    const { halt, workers } = await batches.status(id).catch(() => ({ halt: null, workers: 1 }));
    note = full ? fullNote : workers === 0 ? 'no worker is connected' : '';
    if (halt) stop.abort(new TolkError(isErrorCode(halt.code) ? halt.code : 'internal', halt.message));
  }, haltCheckMs);
  releasers.push(() => clearInterval(look));
  const batch = await batches.run(id, {
    until,
    signal: AbortSignal.any([host.signal, stop.signal]),
    onBytes: (bytes) => {
      bytesRead += bytes;
    },
    onFields: (file, fields) => {
      if (Object.entries(fields).some(([field, name]) => field !== name)) display.say(`tolk: ${file}: ${describeFields(fields)}`);
    },
    onFull: (isFull) => {
      if (isFull && !full) display.say(`tolk: ${fullNote}`);
      full = isFull;
    },
    onDrift: (warning) => {
      if (mode === 'people') display.say(`tolk: warning: ${warning}`);
      else print(JSON.stringify({ event: 'drift', batch: id, message: warning }));
    },
    onTick: (now) => {
      const progress = meter(now, bytesRead, Date.now());
      display.update(progress, note);
      if (mode === 'people' || Date.now() - told < 1_000) return;
      told = Date.now();
      print(JSON.stringify({ event: 'progress', batch: id, state: now.state, ...progress }));
    },
  });
  return { batch, display };
}

function describeFields(fields: FieldMap): string {
  return `fields taken: ${Object.entries(fields)
    .map(([field, name]) => `${field} from "${name}"`)
    .join(', ')} (--map says otherwise, --no-guess guesses nothing)`;
}

function sayEnd({ id, state, reason, stats, definition }: Batch, host: Host): void {
  const count = (name: string) => (stats[name] ?? 0).toLocaleString('en-US');
  const { out, rejects } = definition;
  if (state === 'complete') {
    say(
      `tolk: batch ${id}: ${count('done')} done, ${count('failed')} failed, ${count('rejected')} rejected; ${out ? `written to ${out.path}` : 'in Redis'}`,
    );
    if ((stats['failed'] ?? 0) > 0) say(`tolk: why: tolk batch status ${id}; again: tolk batch retry-failed ${id}`);
    if ((stats['rejected'] ?? 0) > 0 && rejects !== null) say(`tolk: what could not be taken, and why: ${rejects}`);
    say(`tolk: the whole story: tolk batch report ${id} --html report.html`);
    return;
  }
  if (state === 'paused' && reason === 'budget')
    say(`tolk: batch ${id}: its money is spent; go on with tolk batch resume ${id} --max-cost MORE`);
  else if (host.signal.aborted || state === 'paused') say(`tolk: batch ${id}: ${count('done')} done; go on with tolk batch resume ${id}`);
  else say(`tolk: batch ${id} is ${state}`);
}

function exitCodeFor({ stats, state }: Batch, host: Host): number {
  if (host.signal.aborted) return exitCodes.interrupted;
  if (state === 'cancelled') return exitCodes.users;
  return (stats['failed'] ?? 0) + (stats['rejected'] ?? 0) > 0 || state === 'paused' ? exitCodes.someFailed : exitCodes.ok;
}

function noteOn(state: Batch['state'], workers: number, halt: string | undefined): string {
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
