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
  let reload: (() => void) | undefined;
  const onHangUp = () => (reload ?? onSignal)();
  for (const name of signals) process.on(name, name === 'SIGHUP' ? onHangUp : onSignal);
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
    onReload(listener) {
      // Where there is a terminal the signal says that it is gone.
      if (process.stdin.isTTY !== true) reload = listener;
    },
    limitMemory,
  });
  for (const name of signals) process.removeAllListeners(name);
  process.exitCode = code;
  // What a command that failed or was ended still waits for must not keep the process; what it wrote
  // goes out first.
  if (code === exitCodes.ours || stop.signal.aborted)
    setTimeout(() => process.exit(code), lingerMs).unref();
}

const lingerMs = 500;
