import { createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportMemory, importMemory } from '../../corpus/tmx-memory.ts';
import { dayMs } from '../../duration.ts';
import { TolkError } from '../../errors.ts';
import { connectRedis } from '../../store/redis.ts';
import { createTranslationMemory } from '../../store/translation-memory.ts';
import { exitCodes } from '../exit.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, say, withDisposables } from '../io.ts';
import { openRedisUrl } from '../open.ts';

/** Adds `tolk memory …`. */
export function addMemory(program: Command, host: CommandContext): void {
  const memory = program
    .command('memory')
    .summary('the translation memory: paragraphs that need not be translated again')
    .description(
      'The translation memory holds paragraphs that batches have translated; they reuse them. It can be filled from, and written as, TMX.',
    );
  const add = (name: string, description: string, example: string) =>
    withSettings(
      memory
        .command(name)
        .description(description)
        .addHelpText('after', `\nExamples:\n  ${example}`),
      [...redisSettings],
    );
  const withMemory = async (
    flags: object,
    work: (store: ReturnType<typeof createTranslationMemory>) => Promise<void>,
  ) => {
    const { config } = readCommandConfig({ ...flags });
    await withDisposables(async (disposables) => {
      const redis = await connectRedis(await openRedisUrl(config, disposables));
      disposables.push(() => redis.disconnect());
      await work(
        createTranslationMemory(
          redis,
          config.redis.prefix,
          Math.round(config.translationMemory.days * dayMs),
          config.translationMemory.maxPairs,
        ),
      );
    });
    host.exit(exitCodes.ok);
  };
  add(
    'import',
    'Puts the pairs of a TMX file in; they are used whatever the model and style.',
    'tolk memory import house.tmx',
  )
    .argument('<file>', '.tmx, or .tmx.gz, .tmx.zst')
    .action(async (file: string, flags: object) => {
      if (!(await stat(file).catch(() => null))?.isFile())
        throw new TolkError('corpus.unreadable', `${file}: no such file`);
      await withMemory(flags, async (store) =>
        say(`tolk: ${await importMemory(file, store)} paragraphs taken from ${file}`),
      );
    });
  add('export', 'Writes all pairs as TMX, for translators’ tools.', 'tolk memory export memory.tmx')
    .argument('<file>', 'where to')
    .action((file: string, flags: object) =>
      withMemory(flags, async (store) => {
        await pipeline(Readable.from(exportMemory(store)), createWriteStream(`${file}.tmp`));
        await rename(`${file}.tmp`, file);
        say(`tolk: ${await store.count()} paragraphs written to ${file}`);
      }),
    );
  add('clear', 'Forgets all pairs.', 'tolk memory clear').action((flags: object) =>
    withMemory(flags, async (store) => say(`tolk: ${await store.clear()} paragraphs forgotten`)),
  );
}
