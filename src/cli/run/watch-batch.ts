import type { Batches } from '../../batch/batches.ts';
import { ProgressMeter } from '../../batch/progress.ts';
import type { RunPhase } from '../../batch/run.ts';
import type { Config } from '../../config/config.ts';
import type { FieldMap } from '../../corpus/entry.ts';
import type { Disposables } from '../../disposables.ts';
import { isErrorCode, TolkError } from '../../errors.ts';
import type { Batch } from '../../store/batches.ts';
import { exitCodes } from '../exit.ts';
import { type CommandContext, print, say } from '../io.ts';
import { showBatch } from '../output/batch.ts';
import { type BatchSession, startWorkersBeside } from './session.ts';

/** Who looks on: people at a terminal, a program that reads events, or nobody. */
type Onlooker = 'people' | 'program' | 'nobody';

interface Stay {
  readonly config: Config;
  /** How many workers were asked for. */
  readonly workers: string | undefined;
  readonly onlooker: Onlooker;
  readonly host: CommandContext;
  readonly disposables: Disposables;
}

const haltCheckMs = 2_000;
const eventMs = 1_000;
/** So long without an answer from Redis is told. */
const silentMs = 4_000;

/** Runs a batch to its end, with workers of its own where none are, and says how it ended. */
export async function stayWithBatch(id: string, session: BatchSession, stay: Stay): Promise<void> {
  const { batch, stop } = await attendBatch(id, session, 'complete', stay);
  if (stay.onlooker === 'program')
    emit({
      event: 'end',
      batch: id,
      status: batch.status,
      reason: batch.reason,
      stats: batch.stats,
    });
  if (stop) {
    say(
      `tolk: batch ${id} is left where it is; mend that, then: tolk resume; tolk batch resume ${id}`,
    );
    throw stop;
  }
  sayEnd(batch, stay.host);
  stay.host.exit(exitCodeFor(batch, stay.host));
}

/** Takes a batch on, with workers beside it; a pause of all workers, or workers that cannot live, stop it and are why. */
export async function attendBatch(
  id: string,
  session: BatchSession,
  until: 'submitted' | 'complete',
  stay: Stay,
): Promise<{ readonly batch: Batch; readonly stop: unknown }> {
  const stop = new AbortController();
  const { config, workers, disposables } = stay;
  await startWorkersBeside(id, session, config, workers, disposables, (code) =>
    stop.abort(
      new TolkError(
        'internal',
        `workers end at once (exit code ${code}); run tolk worker to see why`,
      ),
    ),
  );
  const batch = await followBatch(id, session.batches, until, stay, stop);
  return { batch, stop: stop.signal.aborted ? stop.signal.reason : undefined };
}

/** Takes a batch on and shows how it goes; a pause of all workers ends it. */
export async function followBatch(
  id: string,
  batches: Batches,
  until: 'submitted' | 'complete',
  { onlooker, host, disposables }: Pick<Stay, 'onlooker' | 'host' | 'disposables'>,
  stop = new AbortController(),
): Promise<Batch> {
  const display = showBatch(onlooker === 'people' ? 'people' : 'quiet', Date.now);
  disposables.push(() => display.stop());
  /** Something worth a line of its own, or an event. */
  const tell = (event: string, message: string, more: object = {}) => {
    if (onlooker === 'people') display.say(`tolk: ${message}`);
    else if (onlooker === 'program') emit({ event, batch: id, message, ...more });
  };
  const { definition } = await batches.status(id);
  const meter = new ProgressMeter();
  const now = {
    phase: 'working' as RunPhase,
    full: false,
    silent: false,
    workers: 1,
    toldAt: 0,
    tickAt: Date.now(),
  };
  const look = setInterval(async () => {
    if (now.phase === 'working' && !now.silent && Date.now() - now.tickAt > silentMs) {
      now.silent = true;
      tell('silent', 'Redis does not answer; waiting for it, nothing is lost');
    }
    const { pause, workers } = await batches.status(id).catch(() => ({ pause: null, workers: 1 }));
    now.workers = workers;
    if (pause)
      stop.abort(new TolkError(isErrorCode(pause.code) ? pause.code : 'internal', pause.message));
  }, haltCheckMs);
  disposables.push(() => clearInterval(look));
  const fullNote = definition.out?.release
    ? 'Redis is nearly full: handing in waits until more is written and released'
    : 'Redis is nearly full: raise its maxmemory, or begin again with --release';
  const note = () =>
    now.full ? fullNote : now.workers === 0 ? 'no worker is connected' : phaseNotes[now.phase];
  const batch = await batches.run(id, {
    until,
    signal: AbortSignal.any([host.signal, stop.signal]),
    onPhase: (phase) => {
      now.phase = phase;
      if (phase !== 'working') tell('phase', phaseNotes[phase], { phase });
    },
    onFields: (file, fields) => {
      if (onlooker === 'program' || Object.entries(fields).some(([field, name]) => field !== name))
        tell('fields', `${file}: ${describeFields(fields)}`, { file, fields });
    },
    onFull: (isFull) => {
      if (isFull && !now.full) tell('full', fullNote);
      now.full = isFull;
    },
    onDrift: (warning) => tell('drift', onlooker === 'people' ? `warning: ${warning}` : warning),
    onTick: (tick) => {
      now.tickAt = Date.now();
      now.silent = false;
      const progress = meter.measure(tick, Date.now());
      display.update(progress, note());
      if (onlooker !== 'program' || Date.now() - now.toldAt < eventMs) return;
      now.toldAt = Date.now();
      emit({ event: 'progress', batch: id, status: tick.status, ...progress });
    },
  });
  display.stop();
  return batch;
}

const phaseNotes: Readonly<Record<RunPhase, string>> = {
  waiting: 'another process had this batch; waiting until it is certain that it is gone',
  skipping: 'skipping what is submitted already',
  working: '',
  writing: 'all done; writing the output',
};

/** An event for programs, one JSON line. */
export function emit(event: object): void {
  print(JSON.stringify(event));
}

function describeFields(fields: FieldMap): string {
  return `fields taken: ${Object.entries(fields)
    .map(([field, name]) => `${field} from "${name}"`)
    .join(', ')} (--map says otherwise, --no-guess guesses nothing)`;
}

function sayEnd(
  { id, status: state, reason, stats, definition }: Batch,
  host: CommandContext,
): void {
  const count = (name: 'done' | 'failed' | 'rejected') => stats[name].toLocaleString('en-US');
  const { out, rejects } = definition;
  if (state === 'complete') {
    say(
      `tolk: batch ${id}: ${count('done')} done, ${count('failed')} failed, ${count('rejected')} rejected; ${out ? `written to ${out.path}` : 'in Redis'}`,
    );
    if (stats.failed > 0)
      say(`tolk: why: tolk batch status ${id}; again: tolk batch retry-failed ${id}`);
    if (stats.rejected > 0 && rejects !== null)
      say(`tolk: what could not be taken, and why: ${rejects}`);
    say(`tolk: the whole story: tolk batch report ${id} --html report.html`);
    return;
  }
  if (state === 'paused' && reason === 'budget')
    say(
      `tolk: batch ${id}: its money is spent; go on with tolk batch resume ${id} --max-cost MORE`,
    );
  else if (host.signal.aborted || state === 'paused')
    say(`tolk: batch ${id}: ${count('done')} done; go on with tolk batch resume ${id}`);
  else say(`tolk: batch ${id} is ${state}`);
}

/** How a command ends that has left a batch as it stands. */
export function exitCodeFor({ stats, status: state }: Batch, host: CommandContext): number {
  if (host.signal.aborted) return exitCodes.interrupted;
  if (state === 'cancelled') return exitCodes.users;
  return (stats['failed'] ?? 0) + stats.rejected > 0 || state === 'paused'
    ? exitCodes.someFailed
    : exitCodes.ok;
}
