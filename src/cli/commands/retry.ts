import type { Command } from 'commander';
import { plural } from '../../plural.ts';
import { idsOrAll } from '../flags/ids.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { sayIfNoWorker } from '../run/no-worker.ts';

/** `tolk retry`. */
export function defineRetry(command: Command, io: CommandIo): void {
  command
    .description('Puts failed articles back in the queue with all their attempts.')
    .argument('[id...]', 'article ids')
    .option('--all', 'every failed article')
    .addHelpText('after', '\nExamples:\n  tolk retry 7roqgnp2gsrbg7qr\n  tolk retry --all');
  withSettings(command, redisSettings).action(async (ids: string[], flags: { all?: true }) => {
    const { config } = readCommandConfig(flags, io);
    await withDisposables(async (disposables) => {
      const open = () => openClient(config, io, disposables);
      const { client, chosen } = await idsOrAll(ids, flags, 'failed', open);
      for (const id of chosen) {
        await client.retry(id);
      }
      if (chosen.length === 0) return io.say('tolk: no article has failed');
      const [only] = chosen;
      const what = chosen.length === 1 ? `${only}:` : plural(chosen.length, 'article');
      io.say(`tolk: ${what} queued again`);
      await sayIfNoWorker(client, io);
    });
  });
}
