import { createDisposables, type Disposables } from '../disposables.ts';
import { TolkError } from '../errors.ts';
import { describeError, exitCodeOf } from './exit.ts';

/** What `program.ts` gives every command. */
export interface CommandContext {
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** Sets the exit code; 0 unless a command says otherwise. */
  exit(code: number): void;
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

/** Ends the process at once, with one line: for what no command can go on without. */
export function endProcess(error: TolkError): never {
  say(describeError(error));
  process.exit(exitCodeOf(error));
}

/** A line for people. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Output for programs, or the result itself. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Prints one value as JSON, for programs. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/**
 * A whole number from the command line.
 *
 * @throws TolkError `usage.invalid`
 */
export function readNumber(text: string, name: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= min && value <= max) return value;
  throw new TolkError(
    'usage.invalid',
    `${name} must be a number from ${min} to ${max}, not "${text}"`,
  );
}
