import type { Readable } from 'node:stream';
import type { Environment } from '../config/environment.ts';
import { createDisposables, type Disposables } from '../disposables.ts';
import type { TolkError } from '../errors.ts';
import { exitCodes } from './exit.ts';

/** A stream that may be a terminal, as `process.stdout` may. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** The terminal's width; 0 where it does not know. */
  readonly columns?: number;
}

/** What a command line runs in; `process.ts` takes it from the process, tests make their own. */
export interface RunOptions {
  readonly env: Environment;
  readonly stdin: Readable;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborted by Ctrl-C and SIGTERM: the command ends in order. */
  readonly signal: AbortSignal;
  /** Keeps the memory of a process small that feeds a corpus; only for a process of its own. */
  readonly limitMemory?: (disposables: Disposables) => void;
}

/** What a command is given: its environment and streams, and a place for its exit code. */
export class CommandIo {
  readonly #options: RunOptions;
  #exitCode: number = exitCodes.ok;
  readonly #fatal = Promise.withResolvers<never>();

  constructor(options: RunOptions) {
    this.#options = options;
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

  get stdout(): OutputStream {
    return this.#options.stdout;
  }

  get stderr(): OutputStream {
    return this.#options.stderr;
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

  /** Sets the exit code; 0 unless a command says otherwise. */
  exit(code: number): void {
    this.#exitCode = code;
  }

  /** Ends the command at once, whatever it waits for. */
  fail(error: TolkError): void {
    this.#fatal.reject(error);
  }

  /** A line for people. */
  say(line: string): void {
    this.stderr.write(`${line}\n`);
  }

  /** Output for programs, or the result itself. */
  print(text: string): void {
    this.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Prints one value as JSON, for programs. */
  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2));
  }

  /** An event for programs, one JSON line. */
  emit(event: object): void {
    this.print(JSON.stringify(event));
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
