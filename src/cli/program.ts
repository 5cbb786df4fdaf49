import { Command } from 'commander';
import { packageVersion } from '../package-root.ts';
import type { CommandEntry, CommandGroup } from './command.ts';
import { commands } from './commands/index.ts';
import type { CommandIo } from './io.ts';

const examples = `
Examples:
  tolk demo                            five Dutch articles, all the way
  tolk translate article.txt           English and summary on the screen
  tolk worker                          take articles from the queue, as a service
  tolk doctor                          what is missing on this machine?
  tolk help settings                   every setting; tolk help errors: every error code`;

/**
 * The program that `args` ask for. Only the commands they name are loaded whole; of the others it
 * knows name and summary, so that `tolk --help` loads none.
 *
 * @param args `all` loads every command
 */
export async function createProgram(
  io: CommandIo,
  args: readonly string[] | 'all',
): Promise<Command> {
  const program = new Command('tolk')
    .description('Dutch articles in, English translations and summaries out.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns || defaultWidth,
      getErrHelpWidth: () => io.stderr.columns || defaultWidth,
      getOutHasColors: () => io.stdout.isTTY,
      getErrHasColors: () => io.stderr.isTTY,
    })
    .showHelpAfterError('(add --help for how it is used)')
    .helpCommand(false)
    .addHelpText('after', examples);
  for (const entry of commands) await addEntry(program, entry, io, args);
  await addEntry(program, helpEntry, io, args);
  return program;
}

const defaultWidth = 80;

/** Shows the help of any command, and so loads this program for others than its own. */
const helpEntry: CommandEntry = {
  name: 'help',
  summary: 'how a command is used; also: help settings, help errors',
  load: async () => (await import('./commands/help.ts')).createHelp(createProgram),
};

async function addEntry(
  parent: Command,
  entry: CommandEntry | CommandGroup,
  io: CommandIo,
  args: readonly string[] | 'all',
): Promise<void> {
  const command = parent.command(entry.name).summary(entry.summary);
  const isWanted = args === 'all' || args.includes(entry.name);
  if ('load' in entry) {
    if (isWanted) (await entry.load())(command, io);
    return;
  }
  command
    .description(entry.description)
    .helpCommand(false)
    .addHelpText('after', `\nExamples:\n${entry.examples}`);
  if (!isWanted) return;
  for (const member of entry.commands) await addEntry(command, member, io, args);
}
