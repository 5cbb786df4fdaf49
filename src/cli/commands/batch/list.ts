import type { Command } from 'commander';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { tabulateBatches } from '../../output/batch.ts';
import { tableWidth } from '../../output/tables.ts';
import { withBatches } from '../../run/with-batches.ts';

/** `tolk batch list`. */
export function defineList(command: Command, io: CommandIo): void {
  command
    .description('Lists all batches, newest first.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  tolk batch list');
  withSettings(command, redisSettings).action((flags: { json?: true }) =>
    withBatches(flags, io, async (batches) => {
      const all = await batches.list();
      if (flags.json) io.printJson(all);
      else if (all.length === 0) io.print('no batches; start one with tolk batch run');
      else io.print(tabulateBatches(all, tableWidth(io.stdout)));
    }),
  );
}
