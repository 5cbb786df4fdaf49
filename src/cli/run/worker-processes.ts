import { type ChildProcess, spawn } from 'node:child_process';
import { environmentWith, processEnvironment } from '../../config/environment.ts';
import type { Flags } from '../../config/settings.ts';
import type { Disposables } from '../../disposables.ts';
import { say } from '../io.ts';

/** A worker that ends is started again, after this. */
const restartMs = 1_000;
/** Waiting longer for their end is told. */
const patientMs = 1_000;

/**
 * Keeps `count` worker processes running until the disposables run. They end with this process, however
 * it ends: their standard input does.
 *
 * @param onDeath told when one had to be started again
 */
export function keepWorkers(
  count: number,
  flags: Flags,
  disposables: Disposables,
  onDeath: (code: number | null) => void,
): void {
  let stopping = false;
  const children = new Set<ChildProcess>();
  const start = () => {
    // Flags go by the environment: an address may hold a password, and arguments can be seen.
    const child = spawn(
      process.execPath,
      [...process.execArgv, process.argv[1] ?? '', 'worker', '--ward'],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
        // Out of the terminal's reach: a Ctrl-C there is for this process, which ends them in order.
        detached: true,
        env: environmentWith(processEnvironment(), flags),
      },
    );
    children.add(child);
    child.once('exit', (code) => {
      children.delete(child);
      if (stopping) return;
      onDeath(code);
      setTimeout(() => {
        if (!stopping) start();
      }, restartMs);
    });
  };
  for (let started = 0; started < count; started += 1) start();
  disposables.push(async () => {
    stopping = true;
    const ends = [...children].map(
      (child) => new Promise<void>((resolve) => child.once('exit', () => resolve())),
    );
    for (const child of children) child.kill('SIGTERM');
    const telling = setTimeout(
      () => say('tolk: the workers finish what they are at; Ctrl-C again leaves them to it'),
      patientMs,
    );
    await Promise.all(ends);
    clearTimeout(telling);
  });
}
