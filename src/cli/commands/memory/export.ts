import type { Command } from 'commander';
import { exportMemory } from '../../../batch/tmx-memory.ts';
import { writeWholeFile } from '../../../whole-file.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { type GlossFlags, readGlossFlags, sayLeftOut } from '../../run/glosses.ts';
import { withTranslationMemory } from '../../run/translation-memory.ts';

/** `tolk memory export`. */
export function defineExport(command: Command, io: CommandIo): void {
  command
    .description(
      'Writes all pairs as TMX, for translators’ tools; but for glosses by the sandbox, which are no ' +
        'translation.',
    )
    .argument('<file>', 'where to')
    .option('--glosses', 'write them too, marked as what they are (x-gloss)')
    .addHelpText('after', '\nExamples:\n  tolk memory export memory.tmx');
  withSettings(command, redisSettings).action((file: string, flags: GlossFlags) =>
    withTranslationMemory(flags, io, async (memory) => {
      const counts = { taken: 0, glosses: 0 };
      async function* units() {
        Object.assign(counts, yield* exportMemory(memory, readGlossFlags(flags)));
      }
      await writeWholeFile(file, units());
      io.say(`tolk: ${counts.taken} segments written to ${file}`);
      sayLeftOut(counts.glosses, io);
    }),
  );
}
