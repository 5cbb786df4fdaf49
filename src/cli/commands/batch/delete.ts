import type { Command } from 'commander';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { withBatches } from '../../run/with-batches.ts';

/** `tolk batch delete`. */
export function defineDelete(command: Command, io: CommandIo): void {
  command
    .description('Forgets a batch. Its articles stay in Redis until they expire.')
    .argument('<batch>', 'its id')
    .addHelpText('after', '\nExamples:\n  tolk batch delete 2026-11-24-3fa9c1');
  withSettings(command, redisSettings).action((id: string, flags: object) =>
    withBatches(flags, io, async (batches) => {
      await batches.remove(id);
      io.say(`tolk: batch ${id} is forgotten`);
    }),
  );
}
