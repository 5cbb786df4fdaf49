import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { importMemory } from '../../../batch/tmx-memory.ts';
import { TolkError } from '../../../errors.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { type GlossFlags, readGlossFlags, sayLeftOut } from '../../run/glosses.ts';
import { withTranslationMemory } from '../../run/translation-memory.ts';

/** `tolk memory import`. */
export function defineImport(command: Command, io: CommandIo): void {
  command
    .description(
      'Adds the pairs of a TMX file; they are used whatever the model and style. Glosses by the ' +
        'sandbox are left out: they are no translation.',
    )
    .argument('<file>', '.tmx, or .tmx.gz, .tmx.zst')
    .option('--glosses', 'take them all the same; what is made of them is marked as a gloss')
    .addHelpText('after', '\nExamples:\n  tolk memory import house.tmx');
  withSettings(command, redisSettings).action(async (file: string, flags: GlossFlags) => {
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) throw new TolkError('corpus.unreadable', `${file}: no such file`);
    await withTranslationMemory(flags, io, async (memory) => {
      const { taken, glosses } = await importMemory(file, memory, readGlossFlags(flags));
      io.say(`tolk: ${taken} segments taken from ${file}`);
      sayLeftOut(glosses, io);
    });
  });
}
