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
    await Promise.race([program.parseAsync(args, { from: 'user' }), io.fatal]);
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
