import type { Command } from 'commander';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { withBatches } from '../../run/with-batches.ts';

/** `tolk batch cancel`. */
export function defineCancel(command: Command, io: CommandIo): void {
  command
    .description(
      'Ends a batch: what is queued or active is cancelled, what is done stays and can be exported.',
    )
    .argument('<batch>', 'its id')
    .addHelpText('after', '\nExamples:\n  tolk batch cancel 2026-11-24-3fa9c1');
  withSettings(command, redisSettings).action((id: string, flags: object) =>
    withBatches(flags, io, async (batches) => {
      const cancelled = await batches.cancel(id);
      const articles = `${cancelled} ${cancelled === 1 ? 'article' : 'articles'}`;
      io.say(`tolk: batch ${id} is cancelled, and with it ${articles}`);
      io.say(`tolk: what is done: tolk batch export ${id} --out FILE`);
    }),
  );
}
