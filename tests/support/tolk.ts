import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../../src/cli/run.ts';

/** The command line's source. */
const main = resolve('src/cli/main.ts');

/** What a finished command left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** A process group of its own, as a terminal gives a command: what goes to the group goes to what it starts too. */
  readonly group?: 'own';
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves with the whole output so far when `pattern` has shown up on either stream. */
  until(pattern: RegExp): Promise<string>;
}

/** Variables that would make the command line of a test differ from machine to machine. */
const unset = [
  'REDIS_URL',
  'OPENAI_API_KEY',
  'OPENAI_API_KEY_FILE',
  'LLM_BASE_URL',
  'NO_COLOR',
  'FORCE_COLOR',
];

/** Starts `tolk ARGS` from source in a process of its own, with none of this machine's configuration. */
export function startTolk(
  args: readonly string[],
  { env = {}, input, group }: RunOptions = {},
): Running {
  const child = spawn(process.execPath, [main, ...args], {
    env: environment(env),
    stdio: 'pipe',
    detached: group === 'own',
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const heard = () => {
    for (const listener of listeners) listener();
  };
  // A character may come in two pieces.
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  child.stdout.on('data', (data) => {
    stdout += data;
    heard();
  });
  child.stderr.on('data', (data) => {
    stderr += data;
    heard();
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const finished = once(child, 'close').then(
    ([code]): Finished => ({ code: code as number | null, stdout, stderr }),
  );
  return {
    child,
    finished,
    until(pattern) {
      return new Promise((found, reject) => {
        const look = () => {
          if (!pattern.test(stdout) && !pattern.test(stderr)) return;
          listeners.delete(look);
          found(stdout + stderr);
        };
        listeners.add(look);
        look();
        void finished.then(() =>
          reject(new Error(`tolk ${args.join(' ')} ended without ${pattern}: ${stdout}${stderr}`)),
        );
      });
    },
  };
}

function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !unset.includes(name) && !name.startsWith('TOLK_'),
  );
  // What listens on this machine is none of a test's business, nor how many cores it has.
  const same = { TOLK_LOCAL_SERVERS: 'none', TOLK_PROCESSES: '1' };
  return { ...Object.fromEntries(inherited), ...same, ...env };
}

/**
 * Runs `tolk ARGS` to its end, in this process: what it does is the same, and it starts in no time.
 * What needs a process (signals, a kill, a process group) takes {@link startTolk}.
 */
export async function runTolk(
  args: readonly string[],
  { env = {}, input = '' }: Pick<RunOptions, 'env' | 'input'> = {},
): Promise<Finished> {
  const stdout = new Captured();
  const stderr = new Captured();
  const code = await run(args, {
    env: environment(env),
    stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    stdout,
    stderr,
    signal: new AbortController().signal,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** Keeps what is written to it. */
class Captured extends Writable {
  readonly #parts: Buffer[] = [];

  override _write(part: Buffer, _encoding: string, done: () => void): void {
    this.#parts.push(part);
    done();
  }

  text(): string {
    return Buffer.concat(this.#parts).toString();
  }
}

/** A new empty folder. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tolk-test-'));
}
