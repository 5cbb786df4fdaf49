import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { TolkError } from '../errors.ts';
import { describeError, exitCodeOf, exitCodes } from './exit.ts';
import { CommandIo, type RunOptions } from './io.ts';
import { createProgram } from './program.ts';

/**
 * Runs one command line. Errors become one line on standard error here and nowhere else.
 *
 * @returns the exit code; see {@link exitCodes}
 *
 * @example
 * const code = await run(['list', '--json'], { env, stdin, stdout, stderr, signal });
 */
export async function run(args: readonly string[], options: RunOptions): Promise<number> {
  const io = new CommandIo(options);
  try {
    const program = await createProgram(io, args);
    const command = program.parseAsync(args, { from: 'user' });
    await Promise.race([command, io.fatal, tooLate(io)]);
    return io.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.users;
    }
    if (io.signal.aborted) return exitCodes.interrupted;
    const problem = TolkError.from(error);
    io.say(describeError(problem));
    return exitCodeOf(problem);
  }
}

/**
 * Rejects when the command was told to end and has not, in the time it has for that: what it waits
 * for (a Redis that is stopped or cut off) does not answer. What it leaves undone, others take over.
 */
async function tooLate(io: CommandIo): Promise<never> {
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await sleep(io.endingMs, undefined, { ref: false });
  throw new TolkError('job.interrupted', 'it did not end in time');
}
