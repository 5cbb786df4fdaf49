import type { Command } from 'commander';
import { TolkError } from '../../errors.ts';
import { exitCodes } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, say, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** Adds `tolk cancel`. */
export function addCancel(program: Command, host: CommandContext): void {
  const command = program
    .command('cancel')
    .summary('end queued or active articles')
    .description('Ends queued or active articles; they become failed with job.cancelled.')
    .argument('<id...>', 'article ids');
  withSettings(command, redisSettings).action(async (ids: string[], flags: object) => {
    await withDisposables(async (disposables) => {
      const { client } = await openClient(readCommandConfig({ ...flags }).config, disposables);
      for (const id of ids)
        say(
          `tolk: ${id}: ${(await client.cancel(id)) ? 'cancelled' : 'finished already, nothing to cancel'}`,
        );
    });
    host.exit(exitCodes.ok);
  });
}

/** Adds `tolk retranslate`. */
export function addRetranslate(program: Command, host: CommandContext): void {
  const command = program
    .command('retranslate')
    .summary('redo what a change of glossary, prompt, style or model touches')
    .description(
      'Puts done articles back in the queue. Workers translate anew only the paragraphs that a change of glossary (TOLK_GLOSSARY_FILE), prompt, style or model touches; the others stay, with all that is known of how they came about.',
    )
    .argument('[id...]', 'article ids')
    .option('--all', 'every done article')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk retranslate 7roqgnp2gsrbg7qr --model gpt-4.1\n  TOLK_GLOSSARY_FILE=terms.csv tolk worker & tolk retranslate --all',
    );
  withSettings(withArticleFlags(command), [...redisSettings, 'model']).action(
    async (ids: string[], flags: ArticleFlags & { all?: true }) => {
      if (ids.length === 0 && !flags.all)
        throw new TolkError('usage.invalid', 'name the articles to retranslate, or give --all');
      const { reuse: _, onConflict: __, budget: ___, ...options } = readArticleFlags(flags);
      await withDisposables(async (disposables) => {
        const { client } = await openClient(readCommandConfig({ ...flags }).config, disposables);
        const done = flags.all
          ? (await client.list({ status: 'done', limit: 1e6 })).map(({ id }) => id)
          : ids;
        for (const id of done) {
          await client.retranslate(
            id,
            Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
          );
          say(`tolk: ${id}: queued; what has changed is done anew`);
        }
        if (done.length === 0) say('tolk: no article is done');
      });
      host.exit(exitCodes.ok);
    },
  );
}

/** Adds `tolk retry`. */
export function addRetry(program: Command, host: CommandContext): void {
  const command = program
    .command('retry')
    .summary('give failed articles new attempts')
    .description('Puts failed articles back in the queue with all their attempts.')
    .argument('[id...]', 'article ids')
    .option('--all', 'every failed article')
    .addHelpText('after', '\nExamples:\n  tolk retry 7roqgnp2gsrbg7qr\n  tolk retry --all');
  withSettings(command, redisSettings).action(async (ids: string[], flags: { all?: true }) => {
    if (ids.length === 0 && !flags.all)
      throw new TolkError('usage.invalid', 'name the articles to retry, or give --all');
    await withDisposables(async (disposables) => {
      const { client } = await openClient(readCommandConfig({ ...flags }).config, disposables);
      const failed = flags.all
        ? (await client.list({ status: 'failed', limit: 1e6 })).map(({ id }) => id)
        : ids;
      for (const id of failed) {
        await client.retry(id);
        say(`tolk: ${id}: queued again`);
      }
      if (failed.length === 0) say('tolk: no article has failed');
    });
    host.exit(exitCodes.ok);
  });
}
