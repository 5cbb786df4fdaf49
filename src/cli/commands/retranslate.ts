import type { Command } from 'commander';
import type { ArticleOptions } from '../../contract.ts';
import { TolkError } from '../../errors.ts';
import { pages } from '../../pages.ts';
import { plural } from '../../plural.ts';
import type { Client } from '../../queue/client.ts';
import { describeError, exitCodeOf, exitCodes } from '../exit.ts';
import { type ArticleFlags, readArticleOptions, withArticleFlags } from '../flags/article.ts';
import { idsOrAll } from '../flags/ids.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { sayIfNoWorker } from '../run/no-worker.ts';

/** Articles put back in the queue at a time. */
const together = 20;

type RetranslateFlags = ArticleFlags & { readonly all?: true; readonly dryRun?: true };

/** `tolk retranslate`. */
export function defineRetranslate(command: Command, io: CommandIo): void {
  command
    .description(
      'Puts done articles back in the queue. Workers translate again only the segments that a ' +
        'change of glossary (TOLK_GLOSSARY_FILE), prompt, style or model affects; the others ' +
        'stay, with their provenance. Until that is done, an article stays readable as it is; ' +
        'tolk cancel drops the newer version, and nothing has changed.',
    )
    .argument('[id...]', 'article ids')
    .option('--all', 'every done article')
    .option('--dry-run', 'say how many segments are affected and what that costs, and do nothing')
    .addHelpText(
      'after',
      `
Examples:
  tolk retranslate 7roqgnp2gsrbg7qr --model gpt-6.1-terra
  tolk retranslate --all --spelling american --dry-run
  TOLK_GLOSSARY_FILE=terms.csv tolk worker & tolk retranslate --all`,
    );
  withSettings(withArticleFlags(command), [...redisSettings, 'model']).action(
    async (ids: string[], flags: RetranslateFlags) => {
      const { config } = readCommandConfig(flags, io);
      const options = readArticleOptions(flags);
      await withDisposables(async (disposables) => {
        const open = () => openClient(config, io, disposables);
        const { client, redisUrl, chosen } = await idsOrAll(ids, flags, 'done', open);
        if (chosen.length === 0) return io.say('tolk: no article is done');
        if (flags.dryRun) {
          const { estimateRetranslation } = await import('../run/estimate-retranslation.ts');
          const on = { redisUrl, config, disposables };
          return io.printWrapped(await estimateRetranslation(chosen, options, on));
        }
        await retranslateAll(chosen, { client, options, isAll: flags.all === true, io });
      });
    },
  );
}

interface RetranslateContext {
  readonly client: Client;
  readonly options: ArticleOptions;
  /** All that are done were asked for: one that is on its way already is no mistake. */
  readonly isAll: boolean;
  readonly io: CommandIo;
}

async function retranslateAll(
  ids: readonly string[],
  { client, options, isAll, io }: RetranslateContext,
): Promise<void> {
  const errors: TolkError[] = [];
  for (const page of pages(ids, together)) {
    const found = await Promise.allSettled(page.map((id) => client.retranslate(id, options)));
    for (const result of found)
      if (result.status === 'rejected') errors.push(errorOfOne(result.reason));
  }
  const isUnderWay = ({ code }: TolkError) => isAll && code === 'job.not_done';
  const underWay = errors.filter(isUnderWay).length;
  const mistakes = errors.filter((error) => !isUnderWay(error));
  for (const mistake of mistakes) io.say(describeError(mistake));
  const queued = ids.length - errors.length;
  const [first] = ids;
  const what = ids.length === 1 ? `${first}:` : plural(queued, 'article');
  if (queued > 0)
    io.say(`tolk: ${what} queued; what has changed is translated again, and until then it stays`);
  if (underWay > 0) io.say(`tolk: ${plural(underWay, 'article')} on the way already, left alone`);
  if (queued > 0) await sayIfNoWorker(client, io);
  if (mistakes.length > 0)
    io.exit(queued > 0 ? exitCodes.someFailed : Math.max(...mistakes.map(exitCodeOf)));
}

/** An error of one article; any other ends the command. */
function errorOfOne(error: unknown): TolkError {
  if (TolkError.isInstance(error) && /^(?:article|job)\./.test(error.code)) return error;
  throw error;
}
