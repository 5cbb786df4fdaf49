import { processEnvironment } from '../config/environment.ts';
import { TolkError } from '../errors.ts';
import { exitCodes } from './exit.ts';
import { limitMemory } from './run/limit-memory.ts';
import { run } from './run.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C may come twice: from the terminal, and from npm or whoever else passes it on. */
const sameSignalMs = 500;

/**
 * Runs a command line as this process: its environment, streams and signals. The first signal ends
 * the command in order, the next one at once.
 */
export async function runProcess(args: readonly string[]): Promise<void> {
  const stop = new AbortController();
  let signalledAt = 0;
  const onSignal = () => {
    if (stop.signal.aborted && Date.now() - signalledAt > sameSignalMs) {
      process.exit(exitCodes.interrupted);
    }
    signalledAt ||= Date.now();
    stop.abort(new TolkError('job.interrupted', 'interrupted'));
  };
  for (const name of signals) process.on(name, onSignal);
  // The reader of a pipe (head, less) may leave early; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.ours),
  );
  const code = await run(args, {
    env: processEnvironment(),
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    signal: stop.signal,
    limitMemory,
  });
  for (const name of signals) process.off(name, onSignal);
  process.exitCode = code;
  // What a command that failed still waits for must not keep the process; what it wrote goes out first.
  if (code === exitCodes.ours) setTimeout(() => process.exit(code), lingerMs).unref();
}

const lingerMs = 500;
