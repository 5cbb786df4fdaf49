import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportMemory } from '../../../batch/tmx-memory.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { withTranslationMemory } from '../../run/translation-memory.ts';

/** `tolk memory export`. */
export function defineExport(command: Command, io: CommandIo): void {
  command
    .description('Writes all pairs as TMX, for translators’ tools.')
    .argument('<file>', 'where to')
    .addHelpText('after', '\nExamples:\n  tolk memory export memory.tmx');
  withSettings(command, redisSettings).action((file: string, flags: object) =>
    withTranslationMemory(flags, io, async (memory) => {
      await pipeline(Readable.from(exportMemory(memory)), createWriteStream(`${file}.tmp`));
      await rename(`${file}.tmp`, file);
      io.say(`tolk: ${await memory.count()} segments written to ${file}`);
    }),
  );
}
