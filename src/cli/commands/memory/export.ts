import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportMemory } from '../../../batch/tmx-memory.ts';
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
      // Another export at the same time writes a file of its own; the last one to end stays.
      const temporary = `${file}.${randomUUID()}.tmp`;
      await pipeline(Readable.from(units()), createWriteStream(temporary));
      await rename(temporary, file);
      io.say(`tolk: ${counts.taken} segments written to ${file}`);
      sayLeftOut(counts.glosses, io);
    }),
  );
}
