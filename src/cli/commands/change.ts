import type { Command } from 'commander';
import { TolkError } from '../../errors.ts';
import { readCommandConfig, redisSettings, withSettings } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { type Host, say, withReleasers } from '../host.ts';
import { openClient } from '../runtime.ts';

/** Adds `tolk cancel`. */
export function addCancel(program: Command, host: Host): void {
  const command = program
    .command('cancel')
    .summary('end queued or active articles')
    .description('Ends queued or active articles; they become failed with job.cancelled.')
    .argument('<id...>', 'article ids');
  withSettings(command, redisSettings).action(async (ids: string[], flags: object) => {
    await withReleasers(async (releasers) => {
      const { client } = await openClient(readCommandConfig({ ...flags }).config, releasers);
      for (const id of ids) say(`tolk: ${id}: ${(await client.cancel(id)) ? 'cancelled' : 'finished already, nothing to cancel'}`);
    });
    host.exit(exitCodes.ok);
  });
}

/** Adds `tolk retry`. */
export function addRetry(program: Command, host: Host): void {
  const command = program
    .command('retry')
    .summary('give failed articles new attempts')
    .description('Puts failed articles back in the queue with all their attempts.')
    .argument('[id...]', 'article ids')
    .option('--all', 'every failed article')
    .addHelpText('after', '\nExamples:\n  tolk retry 7roqgnp2gsrbg7qr\n  tolk retry --all');
  withSettings(command, redisSettings).action(async (ids: string[], flags: { all?: true }) => {
    if (ids.length === 0 && !flags.all) throw new TolkError('usage.invalid', 'name the articles to retry, or give --all');
    await withReleasers(async (releasers) => {
      const { client } = await openClient(readCommandConfig({ ...flags }).config, releasers);
      const failed = flags.all ? (await client.list({ status: 'failed', limit: 1e6 })).map(({ id }) => id) : ids;
      for (const id of failed) {
        await client.retry(id);
        say(`tolk: ${id}: queued again`);
      }
      if (failed.length === 0) say('tolk: no article has failed');
    });
    host.exit(exitCodes.ok);
  });
}
