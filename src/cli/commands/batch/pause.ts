import type { Command } from 'commander';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { withBatches } from '../../run/with-batches.ts';

/** `tolk batch pause`. */
export function definePause(command: Command, io: CommandIo): void {
  command
    .description(
      'Stops a batch for now: nothing more is submitted or started; what is in progress is finished.',
    )
    .argument('<batch>', 'its id')
    .addHelpText('after', '\nExamples:\n  tolk batch pause 2026-11-24-3fa9c1');
  withSettings(command, redisSettings).action((id: string, flags: object) =>
    withBatches(flags, io, async (batches) => {
      await batches.pause(id);
      io.say(`tolk: batch ${id} is paused; resume it with tolk batch resume ${id}`);
    }),
  );
}
