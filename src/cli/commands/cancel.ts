import type { Command } from 'commander';
import type { Status } from '../../contract.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** `tolk cancel`. */
export function defineCancel(command: Command, io: CommandIo): void {
  command
    .description(
      'Ends queued or active articles; they become failed with job.cancelled. One that was being ' +
        'retranslated stays done, with the English it had.',
    )
    .argument('<id...>', 'article ids')
    .addHelpText('after', '\nExamples:\n  tolk cancel 7roqgnp2gsrbg7qr');
  withSettings(command, redisSettings).action(async (ids: string[], flags: object) => {
    const { config } = readCommandConfig(flags, io);
    await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      for (const id of ids) {
        const isCancelled = await client.cancel(id);
        const result = isCancelled ? await client.get(id) : null;
        io.say(`tolk: ${id}: ${describeEnd(isCancelled, result?.status)}`);
      }
    });
  });
}

function describeEnd(isCancelled: boolean, status: Status | undefined): string {
  if (!isCancelled) return 'already finished, nothing to cancel';
  return status === 'done'
    ? 'its retranslation is cancelled; it is done, with the English it had'
    : 'cancelled';
}
