import type { Command } from 'commander';
import { plural } from '../../../plural.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { type ConfirmFlags, confirm, withConfirmation } from '../../run/confirm.ts';
import { withTranslationMemory } from '../../run/translation-memory.ts';

/** `tolk memory clear`. */
export function defineClear(command: Command, io: CommandIo): void {
  command
    .description('Forgets all pairs, for good; asks first. tolk memory export keeps a copy.')
    .addHelpText('after', '\nExamples:\n  tolk memory clear\n  tolk memory clear --yes');
  withSettings(withConfirmation(command), redisSettings).action((flags: ConfirmFlags) =>
    withTranslationMemory(flags, io, async (memory) => {
      const segments = plural(await memory.count(), 'segment');
      const what = `${segments} of the translation memory will be forgotten, for good`;
      if (!(await confirm({ what, command: 'tolk memory clear --yes' }, flags, io))) return;
      io.say(`tolk: ${await memory.clear()} segments forgotten`);
    }),
  );
}
