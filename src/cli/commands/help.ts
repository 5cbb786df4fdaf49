import type { Command } from 'commander';
import { TolkError } from '../../errors.ts';
import type { DefineCommand } from '../command.ts';
import type { CommandIo } from '../io.ts';
import { errorsTable, providersTable, settingsTable } from '../output/reference.ts';

const topics: Readonly<Record<string, () => string>> = {
  providers: providersTable,
  settings: settingsTable,
  errors: errorsTable,
};

/** Makes the program that some words name. */
type LoadProgram = (io: CommandIo, words: readonly string[]) => Promise<Command>;

/** `tolk help`. */
export function createHelp(loadProgram: LoadProgram): DefineCommand {
  return (command, io) =>
    void command
      .description(
        'Shows how a command is used, every known LLM server, every setting, or every error code.',
      )
      .argument('[topic...]', 'a command, providers, settings or errors')
      .addHelpText(
        'after',
        '\nExamples:\n  tolk help providers\n  tolk help settings\n  tolk help errors\n  tolk help batch run',
      )
      .action(async (words: string[]) => {
        const table = topics[words.join(' ')];
        if (table) return io.print(table());
        const program = await loadProgram(io, words);
        const named = find(program, words);
        if (named === undefined) {
          const there = topicsBeside(program, words).join(', ');
          const message = `no help on "${words.join(' ')}"; there is help on ${there}`;
          throw new TolkError('usage.invalid', message);
        }
        named.outputHelp();
      });
}

function find(program: Command, words: readonly string[]): Command | undefined {
  let command: Command | undefined = program;
  for (const word of words) command = command?.commands.find((known) => known.name() === word);
  return command;
}

/** What there is help on instead: the commands beside the one that was meant. */
function topicsBeside(program: Command, words: readonly string[]): string[] {
  const above = words.slice(0, -1);
  const group = find(program, above);
  if (above.length > 0 && group) {
    return group.commands.map((command) => [...above, command.name()].join(' '));
  }
  return [...Object.keys(topics), ...program.commands.map((command) => command.name())];
}
