import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environmentWith, type Flags } from '../../config/settings.ts';
import type { CommandIo } from '../io.ts';

/** A worker that ends is started again, after this. */
const restartMs = 1_000;
/** Waiting longer for their end is worth a line. */
const patientMs = 1_000;

/** The program of a worker: from source a `.ts` file, in the package a `.js`. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const program = fileURLToPath(import.meta.resolve(`../../../workers/article.${ending}`));

/** Which worker processes to keep. */
export interface WorkerProcessesOptions {
  readonly count: number;
  /** Their settings, over the environment. */
  readonly flags: Flags;
  /** Called when one had to be started again. */
  readonly onDeath: (exitCode: number | null) => void;
}

/**
 * Worker processes that are kept running until they are disposed of. They end with this process,
 * however it ends: their standard input does.
 */
export class WorkerProcesses implements AsyncDisposable {
  readonly #options: WorkerProcessesOptions;
  readonly #io: CommandIo;
  readonly #children = new Set<ChildProcess>();
  #isStopping = false;

  constructor(options: WorkerProcessesOptions, io: CommandIo) {
    this.#options = options;
    this.#io = io;
    for (let started = 0; started < options.count; started += 1) this.#start();
  }

  #start(): void {
    // Settings go by the environment: an address may hold a password, and arguments can be seen.
    const child = spawn(process.execPath, [program, '--exit-with-parent'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      // Out of the terminal's reach: a Ctrl-C there is for this process, which ends them in order.
      detached: true,
      env: environmentWith(this.#io.env, this.#options.flags),
    });
    this.#children.add(child);
    child.once('exit', (exitCode) => {
      this.#children.delete(child);
      if (this.#isStopping) return;
      this.#options.onDeath(exitCode);
      setTimeout(() => {
        if (!this.#isStopping) this.#start();
      }, restartMs);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true;
    const children = [...this.#children];
    const ends = children.map((child) => once(child, 'exit'));
    for (const child of children) child.kill('SIGTERM');
    const note = 'tolk: the workers finish what they have; Ctrl-C again leaves them to it';
    const telling = setTimeout(() => this.#io.say(note), patientMs);
    await Promise.all(ends);
    clearTimeout(telling);
  }
}
