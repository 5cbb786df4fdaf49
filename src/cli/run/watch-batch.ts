import type { BatchClient } from '../../batch/client.ts';
import { type BatchProgress, ProgressMeter } from '../../batch/progress.ts';
import type { RunPhase } from '../../batch/run.ts';
import type { Config } from '../../config/config.ts';
import type { FieldMap } from '../../corpus/entry.ts';
import { describeNotes, NoteTally } from '../../corpus/notes.ts';
import type { Disposables } from '../../disposables.ts';
import { isErrorCode, TolkError } from '../../errors.ts';
import type { Batch } from '../../store/batches.ts';
import type { SlowCalls } from '../../store/heartbeats.ts';
import type { CommandIo } from '../io.ts';
import {
  type BatchDisplay,
  describeStall,
  type OutputMode,
  showBatch,
} from '../output/batch-progress.ts';
import { describeCheckProblem } from '../output/fallback.ts';
import { HoldTeller } from '../output/holds.ts';
import { NoWorkerTeller } from '../output/no-worker-teller.ts';
import { SilenceTeller } from '../output/silence-teller.ts';
import { exitCodeFor } from './batch-end.ts';
import { sayEnd } from './say-end.ts';
import type { BatchSession } from './session.ts';
import { WorkersBeside } from './workers-beside.ts';

/** How a batch is watched. */
export interface WatchOptions {
  readonly mode: OutputMode;
  readonly io: CommandIo;
  readonly disposables: Disposables;
}

/** How a batch is watched that has workers of its own. */
export interface WatchWithWorkersOptions extends WatchOptions {
  readonly config: Config;
  /** How many workers were asked for. */
  readonly workers: number | undefined;
}

const pauseCheckMs = 2_000;
/** What is believed while Redis does not answer. */
const unknownStatus = {
  pause: 'unknown',
  workers: 1,
  holds: [],
  batchApi: { problem: null },
  slowCalls: { calls: 0, longestMs: 0 },
} as const;
const eventMs = 1_000;

/** Runs a batch to its end, with workers of its own where none are, and says how it ended. */
export async function watchToEnd(
  id: string,
  session: BatchSession,
  options: WatchWithWorkersOptions,
): Promise<void> {
  const { mode, io } = options;
  const { batch, stop } = await watchWithWorkers(id, session, options);
  const { status, reason, pauseMessage, stats } = batch;
  if (mode === 'json') io.emit({ event: 'end', batch: id, status, reason, pauseMessage, stats });
  if (stop) {
    io.say(`tolk: batch ${id} stays where it is; once that is fixed: tolk resume, then`);
    io.say(`tolk:   tolk batch resume ${id}`);
    throw stop;
  }
  sayEnd(batch, io);
  io.exit(exitCodeFor(batch, io));
}

/**
 * Runs a batch with workers beside it. A pause that an error is the reason of, or workers that cannot
 * live, stop it: `stop` is why. One that somebody asked for is waited for.
 */
export async function watchWithWorkers(
  id: string,
  session: BatchSession,
  options: WatchWithWorkersOptions,
): Promise<{ readonly batch: Batch; readonly stop: unknown }> {
  const stop = new AbortController();
  const { config, workers, io, disposables } = options;
  const beside = await WorkersBeside.start(id, session, {
    config,
    asked: workers,
    io,
    disposables,
    onHopeless: (code) => {
      const message = `workers end at once (exit code ${code}); run tolk worker to see why`;
      stop.abort(new TolkError('internal', message));
    },
  });
  const more = { until: 'complete', stop, beside } as const;
  const batch = await watchBatch(id, session.batches, { ...options, ...more });
  return { batch, stop: stop.signal.aborted ? stop.signal.reason : undefined };
}

/** Runs a batch and shows its progress; a pause of all workers ends it, unless somebody asked for it. */
export async function watchBatch(
  id: string,
  batches: BatchClient,
  options: WatchOptions & {
    readonly until: 'submitted' | 'complete';
    readonly stop?: AbortController;
    /** The workers that this process runs, or may have to. */
    readonly beside?: WorkersBeside;
  },
): Promise<Batch> {
  const { io, until, beside, stop = new AbortController() } = options;
  const status = await batches.status(id);
  const isPiped = status.definition.files.some(({ path }) => path === '-');
  const view = new BatchView(id, options, status);
  options.disposables.push(() => view.stop());
  const look = setInterval(async () => {
    view.onLook();
    const seen = await batches.status(id).catch(() => unknownStatus);
    if (seen !== unknownStatus) view.onAnswer();
    const { pause, workers, holds, batchApi } = seen;
    view.slowCalls = seen.slowCalls;
    const isStarted = beside?.look(workers) ?? false;
    view.onWorkers({ workers, isStarted, hasOwn: beside?.hasOwn ?? false });
    view.holds.tell(holds);
    if (status.definition.via !== 'direct') view.onCheckProblem(batchApi.problem);
    if (pause === 'unknown') return;
    const isAskedFor = pause?.code === 'job.paused';
    view.onPause(isAskedFor ? pause.message : null);
    if (!pause || isAskedFor) return;
    const code = isErrorCode(pause.code) ? pause.code : 'internal';
    stop.abort(new TolkError(code, pause.message));
  }, pauseCheckMs);
  options.disposables.push(() => clearInterval(look));
  const batch = await batches.run(id, {
    until,
    signal: AbortSignal.any([io.signal, stop.signal]),
    stdin: isPiped ? io.stdin : undefined,
    onPhase: (phase) => view.onPhase(phase),
    onFields: (file, fields) => view.onFields(file, fields),
    onNote: (note) => view.notes.add(note),
    onFull: (isFull) => view.onFull(isFull),
    onTrouble: (error) => view.onTrouble(error),
    onDrift: (warning) => view.onDrift(warning),
    onTick: (tick) => view.onTick(tick),
  });
  view.stop();
  view.tellNotes();
  return batch;
}

/** What was seen of workers at a look. */
interface WorkersSeen {
  /** Connected ones. */
  readonly workers: number;
  /** One has just been started for want of any. */
  readonly isStarted: boolean;
  /** This process runs some. */
  readonly hasOwn: boolean;
}

/** What people or programs see of a batch while it runs. */
class BatchView {
  readonly #id: string;
  readonly #mode: OutputMode;
  readonly #io: CommandIo;
  readonly #display: BatchDisplay;
  readonly #fullNote: string;
  readonly #meter = new ProgressMeter();
  readonly notes = new NoteTally();
  /** Calls that are waited for longer than is usual. */
  slowCalls: SlowCalls = { calls: 0, longestMs: 0 };
  readonly holds = new HoldTeller((line) => this.#tell('waits', line));
  readonly #noWorker = new NoWorkerTeller((line) => this.#tell('no-worker', line));
  readonly #silence = new SilenceTeller(() => {
    if (this.#isSilent) return;
    this.#isSilent = true;
    this.#tell('silent', 'Redis does not answer; waiting for it, nothing is lost');
  });
  #phase: RunPhase = 'working';
  #isFull = false;
  #isUnchecked = false;
  #isPaused = false;
  #isSilent = false;
  #eventAt = 0;
  #workers = 1;
  #hasOwn = false;

  constructor(id: string, { mode, io }: WatchOptions, { definition }: Batch) {
    this.#id = id;
    this.#mode = mode;
    this.#io = io;
    this.#display = showBatch(mode, io.stderr, Date.now);
    this.#fullNote = definition.out?.release
      ? 'Redis is nearly full: submitting waits until more is written and released'
      : 'Redis is nearly full: raise its maxmemory, or start again with --release';
  }

  stop(): void {
    this.#display.stop();
  }

  /** Redis is about to be asked; says when it has not answered for long. */
  onLook(): void {
    if (this.#phase === 'working') this.#silence.look();
  }

  onAnswer(): void {
    this.#silence.hear();
  }

  /** Says that Redis takes no writes; when it has not answered, {@link onLook} says so. */
  onTrouble({ code, message }: TolkError): void {
    if (code !== 'redis.cannot_write' || this.#isSilent) return;
    this.#isSilent = true;
    this.#tell('silent', `${message}; waiting for that, nothing is lost`);
  }

  /** Takes note of the workers connected; says when none is, and none of this process will be. */
  onWorkers({ workers, isStarted, hasOwn }: WorkersSeen): void {
    this.#workers = workers;
    this.#hasOwn = hasOwn;
    if (isStarted) this.#tell('worker-started', 'no worker is connected any more: starting one');
    if (!hasOwn) this.#noWorker.look(workers);
  }

  /** Says that somebody has had all workers pause, and why; and that they go on. */
  onPause(reason: string | null): void {
    if (reason !== null && !this.#isPaused)
      this.#tell('paused', `all workers are paused: ${reason}; waiting for tolk resume`, {
        reason,
      });
    if (reason === null && this.#isPaused) this.#tell('resumed', 'workers resumed');
    this.#isPaused = reason !== null;
  }

  onPhase(phase: RunPhase): void {
    this.#phase = phase;
    if (phase !== 'working') this.#tell('phase', phaseNotes[phase], { phase });
  }

  onFields(file: string, fields: FieldMap): void {
    const isGuessed = Object.entries(fields).some(([field, name]) => field !== name);
    if (this.#mode !== 'json' && !isGuessed) return;
    this.#tell('fields', `${file}: ${describeFields(fields)}`, { file, fields });
  }

  /** Says what readers guessed, repaired or left out, a line a kind. */
  tellNotes(): void {
    for (const note of this.notes.counts()) this.#tell('note', describeNotes(note), { ...note });
  }

  onFull(isFull: boolean): void {
    if (isFull && !this.#isFull) this.#tell('full', this.#fullNote);
    this.#isFull = isFull;
  }

  /** Says once that checks fail, and again when they have worked meanwhile. */
  onCheckProblem(problem: string | null): void {
    if (problem !== null && !this.#isUnchecked)
      this.#tell('unchecked', describeCheckProblem(problem));
    this.#isUnchecked = problem !== null;
  }

  onDrift(warning: string): void {
    this.#tell('drift', this.#mode === 'text' ? `warning: ${warning}` : warning);
  }

  onTick(tick: Batch): void {
    this.#silence.hear();
    this.#isSilent = false;
    const progress = this.#meter.measure(tick, Date.now());
    this.#display.update(progress, this.#note(progress));
    if (this.#mode !== 'json' || Date.now() - this.#eventAt < eventMs) return;
    this.#eventAt = Date.now();
    const { slowCalls } = this;
    const event = { event: 'progress', batch: this.#id, status: tick.status };
    this.#io.emit({ ...event, ...progress, slowCalls });
  }

  #note({ stalledSeconds }: BatchProgress): string {
    if (this.#isPaused) return 'all workers are paused';
    if (this.#isFull) return this.#fullNote;
    if (this.#workers === 0)
      return this.#hasOwn ? 'its worker is starting' : 'no worker is connected';
    return phaseNotes[this.#phase] || describeStall(this.slowCalls, stalledSeconds);
  }

  /** Something worth a line of its own, or an event. */
  #tell(event: string, message: string, more: object = {}): void {
    if (this.#mode === 'text') this.#display.say(`tolk: ${message}`);
    if (this.#mode === 'json') this.#io.emit({ event, batch: this.#id, message, ...more });
  }
}

const phaseNotes: Readonly<Record<RunPhase, string>> = {
  waiting: 'another process had this batch; waiting until it is certainly gone',
  skipping: 'skipping what is submitted already',
  working: '',
  writing: 'all done; writing the output',
};

function describeFields(fields: FieldMap): string {
  const pairs = Object.entries(fields).map(([field, name]) => `${field} from "${name}"`);
  return `fields used: ${pairs.join(', ')} (--map says otherwise, --no-guess guesses nothing)`;
}
