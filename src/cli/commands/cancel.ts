import type { Command } from 'commander';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** `tolk cancel`. */
export function defineCancel(command: Command, io: CommandIo): void {
  command
    .description('Ends queued or active articles; they become failed with job.cancelled.')
    .argument('<id...>', 'article ids')
    .addHelpText('after', '\nExamples:\n  tolk cancel 7roqgnp2gsrbg7qr');
  withSettings(command, redisSettings).action(async (ids: string[], flags: object) => {
    const { config } = readCommandConfig(flags, io);
    await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      for (const id of ids) {
        const isCancelled = await client.cancel(id);
        io.say(`tolk: ${id}: ${isCancelled ? 'cancelled' : 'already finished, nothing to cancel'}`);
      }
    });
  });
}
