import type { Readable } from 'node:stream';
import type { Environment } from '../config/environment.ts';
import { createDisposables, type Disposables } from '../disposables.ts';
import type { TolkError } from '../errors.ts';
import { inertJson } from '../inert.ts';
import type { Line } from '../render/terminal.ts';
import { exitCodes } from './exit.ts';
import { type OutputStream, Screen } from './screen.ts';
import { wrapSaid } from './wrap-said.ts';

/** What a command line runs in; `process.ts` takes it from the process, tests make their own. */
export interface RunOptions {
  readonly env: Environment;
  readonly stdin: Readable;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborted by Ctrl-C and SIGTERM: the command ends in order. */
  readonly signal: AbortSignal;
  /** Has SIGHUP call this instead of ending the command; not where a terminal may hang up. */
  readonly onReload?: (listener: () => void) => void;
  /** Keeps the memory of a process small that feeds a corpus; only for a process of its own. */
  readonly limitMemory?: (disposables: Disposables) => void;
}

/** Long enough to close connections. */
const defaultEndingMs = 5_000;

/** What a command is given: its environment and streams, and a place for its exit code. */
export class CommandIo {
  readonly #options: RunOptions;
  /** Where results go. */
  readonly stdout: Screen;
  /** Where people are told what happens. */
  readonly stderr: Screen;
  #exitCode: number = exitCodes.ok;
  #endingMs = defaultEndingMs;
  readonly #fatal = Promise.withResolvers<never>();

  constructor(options: RunOptions) {
    this.#options = options;
    this.stdout = new Screen(options.stdout, options.env);
    this.stderr = new Screen(options.stderr, options.env);
    // Whoever runs the command waits for it; until then it is no unhandled rejection.
    this.#fatal.promise.catch(() => {});
  }

  get env(): Environment {
    return this.#options.env;
  }

  /** Read only by commands that want it: a terminal's input keeps a process alive. */
  get stdin(): Readable {
    return this.#options.stdin;
  }

  get signal(): AbortSignal {
    return this.#options.signal;
  }

  get exitCode(): number {
    return this.#exitCode;
  }

  /** Rejects when something ended that the command cannot do without. */
  get fatal(): Promise<never> {
    return this.#fatal.promise;
  }

  /** How long the command may take to end in order after {@link CommandIo.signal}. */
  get endingMs(): number {
    return this.#endingMs;
  }

  /** Lets the command take this long to end in order: it, or a worker it runs, finishes something. */
  allowEnding(ms: number): void {
    this.#endingMs = Math.max(this.#endingMs, ms);
  }

  /** Sets the exit code; 0 unless a command says otherwise. */
  exit(code: number): void {
    this.#exitCode = code;
  }

  /** Ends the command at once, whatever it waits for. */
  fail(error: TolkError): void {
    this.#fatal.reject(error);
  }

  /** A line for people; it stays one, whatever it quotes. */
  say(line: string): void {
    this.stderr.say(line);
  }

  /** Output for programs, or the result itself. */
  print(text: string): void {
    this.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Prints lines for people; a terminal has the longer ones over several. */
  printWrapped(text: string): void {
    const { columns } = this.stdout;
    const lines = text.split('\n');
    this.print(
      columns === undefined ? text : lines.map((line) => wrapSaid(line, columns)).join('\n'),
    );
  }

  /** Prints lines of which some stand out on a terminal. */
  printLines(lines: readonly Line[]): void {
    // The usual wish of people who want none (no-color.org), and of terminals that have none.
    const hasColours = !this.env['NO_COLOR'] && this.env['TERM'] !== 'dumb';
    this.stdout.writeLines(lines, { hasColours });
  }

  /** Prints one value as JSON, for programs: the exact value, all that a terminal acts on escaped. */
  printJson(value: unknown): void {
    this.print(inertJson(JSON.stringify(value, null, 2)));
  }

  /** An event for programs, one JSON line. */
  emit(event: object): void {
    this.print(inertJson(JSON.stringify(event)));
  }

  /** See {@link RunOptions.onReload}. */
  onReload(listener: () => void): void {
    this.#options.onReload?.(listener);
  }

  /** See {@link RunOptions.limitMemory}. */
  limitMemory(disposables: Disposables): void {
    this.#options.limitMemory?.(disposables);
  }
}

/** Runs `work` with a place to put what must be ended afterwards, whatever happens. */
export async function withDisposables<T>(
  work: (disposables: Disposables) => Promise<T>,
): Promise<T> {
  const disposables = createDisposables();
  try {
    return await work(disposables);
  } finally {
    await disposables[Symbol.asyncDispose]();
  }
}
