import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environmentWith, type Flags } from '../../config/settings.ts';
import type { CommandIo } from '../io.ts';

/** A worker that ends is started again after this, and after twice as long each time it ends soon. */
const restartMs = 1_000;
const longestRestartMs = 30_000;
/** One that has lived so long did not end for what it found at its start. */
const soonMs = 30_000;
/** Waiting longer for their end is worth a line. */
const patientMs = 1_000;

/** The program of a worker: from source a `.ts` file, in the package a `.js`. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const program = fileURLToPath(import.meta.resolve(`../../../workers/article.${ending}`));

/** The end of a worker that nobody asked for. */
interface WorkerDeath {
  /** Which of the processes, from 1. */
  readonly process: number;
  /** Its exit code; null where a signal ended it, or it could not be started. */
  readonly exitCode: number | null;
  /** When the next one is started in its place. */
  readonly restartMs: number;
  /** How many have ended in a row within their first seconds, all processes together. */
  readonly soonInARow: number;
  /** Whether another has lived for longer than that. */
  readonly isAnySteady: boolean;
}

/** Which worker processes to keep. */
export interface WorkerProcessesOptions {
  readonly count: number;
  /** Their settings, over the environment. */
  readonly flags: Flags;
  /** Settings that each has for itself, by its number from 1. @default none */
  readonly flagsOf?: (process: number) => Flags;
  /** Whether their log is seen, on this process's standard error. @default 'unseen' */
  readonly log?: 'seen' | 'unseen';
  /** Called when one has to be started again. */
  readonly onDeath: (death: WorkerDeath) => void;
}

/**
 * Worker processes that are kept running until they are disposed of. They end with this process,
 * however it ends: their standard input does.
 *
 *   started ─► running ─► ended ─► (after a while) started
 *
 * - running → ended: it crashed, was killed, or could not be started.
 * - ended → started: after {@link restartMs}, or longer where it ends soon again and again. Not when
 *   all are being stopped.
 */
export class WorkerProcesses implements AsyncDisposable {
  readonly #options: WorkerProcessesOptions;
  readonly #io: CommandIo;
  /** When each was started. */
  readonly #children = new Map<ChildProcess, number>();
  readonly #restarts = new Set<NodeJS.Timeout>();
  #soonInARow = 0;
  #isStopping = false;

  constructor(options: WorkerProcessesOptions, io: CommandIo) {
    this.#options = options;
    this.#io = io;
    for (let number = 1; number <= options.count; number += 1) this.#start(number, 0);
  }

  /** Sends a signal to all of them. */
  signal(name: NodeJS.Signals): void {
    for (const child of this.#children.keys()) child.kill(name);
  }

  /** @param before how often in a row this one has ended soon */
  #start(number: number, before: number): void {
    const { flags, flagsOf, log, count } = this.#options;
    const mark = log === 'seen' && count > 1 ? [`--process=${number}`] : [];
    // Settings go by the environment: an address may hold a password, and arguments can be seen.
    const child = spawn(process.execPath, [program, '--exit-with-parent', ...mark], {
      stdio: ['pipe', 'ignore', log === 'seen' ? 'inherit' : 'ignore'],
      // Out of the terminal's reach: a Ctrl-C there is for this process, which ends them in order.
      detached: true,
      env: environmentWith(this.#io.env, { ...flags, ...flagsOf?.(number), processes: 1 }),
    });
    const startedAt = performance.now();
    this.#children.set(child, startedAt);
    const onEnd = (exitCode: number | null) => {
      if (!this.#children.delete(child) || this.#isStopping) return;
      this.#restart(number, { exitCode, soon: isSteady(startedAt) ? 0 : before + 1 });
    };
    // The system may refuse to start it.
    child.once('error', () => onEnd(null)).once('exit', onEnd);
    // It may be gone before it is written to.
    child.stdin?.on('error', () => {});
  }

  #restart(
    number: number,
    { exitCode, soon }: { readonly exitCode: number | null; readonly soon: number },
  ): void {
    this.#soonInARow = soon === 0 ? 0 : this.#soonInARow + 1;
    const afterMs = Math.min(longestRestartMs, restartMs * 2 ** Math.max(0, soon - 1));
    const restart = setTimeout(() => {
      this.#restarts.delete(restart);
      this.#start(number, soon);
    }, afterMs);
    this.#restarts.add(restart);
    this.#options.onDeath({
      process: number,
      exitCode,
      restartMs: afterMs,
      soonInARow: this.#soonInARow,
      isAnySteady: this.#children.values().some(isSteady),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true;
    for (const restart of this.#restarts) clearTimeout(restart);
    const children = [...this.#children.keys()];
    const ends = children.map((child) => once(child, 'exit'));
    this.signal('SIGTERM');
    const note = 'tolk: the workers finish what they have; Ctrl-C again leaves them to it';
    const telling = setTimeout(() => this.#io.say(note), patientMs);
    await Promise.all(ends);
    clearTimeout(telling);
  }
}

function isSteady(startedAt: number): boolean {
  return performance.now() - startedAt >= soonMs;
}
