import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { TolkError } from '../../errors.ts';
import { inertLine } from '../../inert.ts';
import type { CommandIo } from '../io.ts';

/** The flag of commands that destroy something. */
export interface ConfirmFlags {
  readonly yes?: true;
}

/** Lets a command take {@link ConfirmFlags}. */
export function withConfirmation(command: Command): Command {
  return command.option('--yes', 'do not ask; needed where there is no terminal to ask on');
}

/** What is to be destroyed. */
interface Destruction {
  /** What is lost for good, as a sentence without its full stop. */
  readonly what: string;
  /** The command that does it without asking. */
  readonly command: string;
}

/**
 * Asks on a terminal whether to destroy something; `--yes` has answered already.
 *
 * @returns false where the user does not want it
 * @throws TolkError `usage.invalid` where nobody can be asked
 */
export async function confirm(
  { what, command }: Destruction,
  { yes }: ConfirmFlags,
  io: CommandIo,
): Promise<boolean> {
  if (yes) return true;
  const { stdin } = io;
  const output = 'isTTY' in stdin && stdin.isTTY === true ? io.stderr.terminal : undefined;
  if (output === undefined)
    throw new TolkError('usage.invalid', `${what}; to do that, give --yes: ${command}`);
  const lines = createInterface({ input: stdin, output });
  try {
    const question = inertLine(`tolk: ${what}. Continue? [y/N] `);
    const answer = await lines.question(question, { signal: io.signal });
    const isWanted = /^(?:y|yes)$/i.test(answer.trim());
    if (!isWanted) io.say('tolk: nothing was done');
    return isWanted;
  } finally {
    lines.close();
  }
}
