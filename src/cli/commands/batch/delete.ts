import type { Command } from 'commander';
import { plural } from '../../../plural.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { type ConfirmFlags, confirm, withConfirmation } from '../../run/confirm.ts';
import { withBatches } from '../../run/with-batches.ts';

/** `tolk batch delete`. */
export function defineDelete(command: Command, io: CommandIo): void {
  command
    .description(
      'Forgets a batch, for good; asks first. Its articles stay in Redis until they expire.',
    )
    .argument('<batch>', 'its id')
    .addHelpText(
      'after',
      `
Examples:
  tolk batch delete 2026-11-24-3fa9c1
  tolk batch delete 2026-11-24-3fa9c1 --yes`,
    );
  withSettings(withConfirmation(command), redisSettings).action((id: string, flags: ConfirmFlags) =>
    withBatches(flags, io, async (batches) => {
      const { stats } = await batches.status(id);
      const articles = plural(stats.done, 'article');
      const what = `batch ${id} will be forgotten, with its counters and its list of ${articles}`;
      if (!(await confirm({ what, command: `tolk batch delete ${id} --yes` }, flags, io))) return;
      await batches.remove(id);
      io.say(`tolk: batch ${id} is forgotten`);
    }),
  );
}
