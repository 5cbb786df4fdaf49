import type { Command } from 'commander';
import { type ArticleFlags, readArticleOptions, withArticleFlags } from '../flags/article.ts';
import { idsOrAll } from '../flags/ids.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** `tolk retranslate`. */
export function defineRetranslate(command: Command, io: CommandIo): void {
  command
    .description(
      'Puts done articles back in the queue. Workers translate again only the segments that a ' +
        'change of glossary (TOLK_GLOSSARY_FILE), prompt, style or model affects; the others ' +
        'stay, with their provenance.',
    )
    .argument('[id...]', 'article ids')
    .option('--all', 'every done article')
    .addHelpText(
      'after',
      `
Examples:
  tolk retranslate 7roqgnp2gsrbg7qr --model gpt-6.1-terra
  TOLK_GLOSSARY_FILE=terms.csv tolk worker & tolk retranslate --all`,
    );
  withSettings(withArticleFlags(command), [...redisSettings, 'model']).action(
    async (ids: string[], flags: ArticleFlags & { all?: true }) => {
      const { config } = readCommandConfig(flags, io);
      const options = readArticleOptions(flags);
      await withDisposables(async (disposables) => {
        const open = () => openClient(config, io, disposables);
        const { client, chosen } = await idsOrAll(ids, flags, 'done', open);
        for (const id of chosen) {
          await client.retranslate(id, options);
          io.say(`tolk: ${id}: queued; what has changed is translated again`);
        }
        if (chosen.length === 0) io.say('tolk: no article is done');
      });
    },
  );
}
