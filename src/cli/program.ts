import { Command, CommanderError } from 'commander';
import { TolkError } from '../errors.ts';
import { addBatch } from './commands/batch/index.ts';
import { addCancel, addRetranslate, addRetry } from './commands/change.ts';
import { addDemo } from './commands/demo.ts';
import { addEnqueue } from './commands/enqueue.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addMemory } from './commands/memory.ts';
import { addOperateCommands } from './commands/operate.ts';
import { addSandbox } from './commands/sandbox.ts';
import { addGet, addList, addWait } from './commands/show.ts';
import { addTranslate } from './commands/translate.ts';
import { addWorker } from './commands/worker.ts';
import { describeError, exitCodeOf, exitCodes } from './exit.ts';
import { type CommandContext, say } from './io.ts';
import { packageVersion } from './package-root.ts';

/**
 * Runs one command line and gives its exit code. Errors become one line on standard error here and
 * nowhere else.
 */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const stop = new AbortController();
  const host: CommandContext = {
    signal: stop.signal,
    exit: (code) => {
      exitCode = code;
    },
  };
  let signalledAt = 0;
  const onSignal = () => {
    // One Ctrl-C may come twice: from the terminal, and from npm or whoever else passes it on.
    if (stop.signal.aborted && Date.now() - signalledAt > sameSignalMs)
      process.exit(exitCodes.interrupted);
    signalledAt ||= Date.now();
    stop.abort(new TolkError('job.interrupted', 'interrupted'));
  };
  for (const name of signals) process.on(name, onSignal);
  // The reader of a pipe (head, less) may leave early; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.ours),
  );
  try {
    await createProgram(host).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.users;
    if (stop.signal.aborted) return exitCodes.interrupted;
    const problem = TolkError.from(error);
    say(describeError(problem));
    return exitCodeOf(problem);
  } finally {
    for (const name of signals) process.off(name, onSignal);
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const sameSignalMs = 500;

function createProgram(host: CommandContext): Command {
  const program = new Command('tolk')
    .description('Dutch articles in, English translations and summaries out.')
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError('(add --help for how it is used)')
    .addHelpText(
      'after',
      `
Examples:
  tolk demo                            five Dutch articles, all the way
  tolk translate article.txt           English and summary on the screen
  tolk worker                          take articles from the queue, as a service
  tolk doctor                          what is missing on this machine?`,
    );
  addTranslate(program, host);
  addEnqueue(program, host);
  addGet(program, host);
  addWait(program, host);
  addList(program, host);
  addCancel(program, host);
  addRetry(program, host);
  addRetranslate(program, host);
  addBatch(program, host);
  addMemory(program, host);
  addEvaluate(program, host);
  addWorker(program, host);
  addSandbox(program, host);
  addOperateCommands(program, host);
  addDemo(program, host);
  return program;
}
