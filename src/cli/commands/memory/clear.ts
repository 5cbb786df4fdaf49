import type { Command } from 'commander';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { withTranslationMemory } from '../../run/translation-memory.ts';

/** `tolk memory clear`. */
export function defineClear(command: Command, io: CommandIo): void {
  command
    .description('Forgets all pairs.')
    .addHelpText('after', '\nExamples:\n  tolk memory clear');
  withSettings(command, redisSettings).action((flags: object) =>
    withTranslationMemory(flags, io, async (memory) =>
      io.say(`tolk: ${await memory.clear()} segments forgotten`),
    ),
  );
}
