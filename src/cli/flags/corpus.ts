import { type Command, Option } from 'commander';
import { defineBatch } from '../../batch/define.ts';
import type { Config } from '../../config/config.ts';
import type { CorpusFormat } from '../../corpus/formats.ts';
import { NoteTally } from '../../corpus/notes.ts';
import { type RowKind, rowKinds } from '../../corpus/write/columns.ts';
import { type OutputFormat, outputFormats } from '../../corpus/write/output.ts';
import { TolkError } from '../../errors.ts';
import {
  type BatchDefinition,
  type Fallback,
  fallbackSchema,
} from '../../store/batch-definition.ts';
import type { CommandIo } from '../io.ts';
import { type ArticleFlags, readArticleOptions, withArticleFlags } from './article.ts';
import { readFilter } from './filter.ts';
import { integer } from './numbers.ts';
import { type ReadingFlags, readReadingFlags, withReadingFlags } from './reading.ts';
import { readingSettings, withSettings } from './settings.ts';

/** The flags that say what a corpus is and which of it is wanted. */
export interface CorpusFlags extends ArticleFlags, ReadingFlags {
  readonly format?: CorpusFormat;
  readonly limit?: number;
  readonly sample?: number;
  readonly seed: number;
  readonly filter?: BatchDefinition['filter'];
  readonly skipExisting?: true;
  readonly memory?: false;
  readonly priority: number;
  readonly via?: 'direct' | 'batch-api' | 'auto';
  readonly fallback?: Fallback;
  readonly gold?: string;
  readonly pilot?: string;
}

/** The flags that say where the English goes. */
export interface OutputFlags {
  readonly out?: string;
  readonly outFormat?: OutputFormat;
  readonly order: 'input' | 'finished';
  readonly release?: true;
  readonly rejects?: string;
  readonly overwrite?: true;
  readonly rows?: RowKind;
  readonly columns?: readonly string[] | 'all';
}

/** Lets a command take {@link CorpusFlags}. */
export function withCorpusFlags(command: Command): Command {
  return withSettings(withReadingFlags(withArticleFlags(command), '--format'), readingSettings)
    .argument(
      '<corpus...>',
      'files, folders or globs: text, Markdown, HTML, JSONL, JSON, CSV, TSV, Parquet, RSS, tar, ' +
        'zip; .gz and .zst of each; - for standard input',
    )
    .option('--limit <n>', 'only the first n entries', integer('--limit', { min: 0, max: 1e12 }))
    .option(
      '--sample <n>',
      'n entries chosen at random',
      integer('--sample', { min: 1, max: 1e12 }),
    )
    .option(
      '--seed <n>',
      'another choice of the sample',
      integer('--seed', { min: 0, max: 2 ** 31 }),
      1,
    )
    .option(
      '--filter <rules>',
      'only articles of this length, date and fields: ' +
        '"words>=100,date>=2020,date<2020-08,source=Trouw|NRC,rubriek!=sport"; ~ contains',
      readFilter,
    )
    .option(
      '--skip-existing',
      'leave out what an earlier run has done; without it that is written again, at no cost',
    )
    .option('--no-memory', 'send every segment, also those that were translated before')
    .addOption(
      new Option(
        '--via <route>',
        'batch-api costs half and takes up to a day for each round, where the provider has one; ' +
          'auto chooses, and is the default where a deadline or a maximum cost is given',
      ).choices(['direct', 'batch-api', 'auto']),
    )
    .addOption(fallbackOption())
    .option(
      '--gold <file>',
      'articles with a translator’s English (JSON lines), injected to see whether quality holds',
    )
    .option('--pilot <batch>', 'the pilot that gold articles are compared with')
    .option(
      '--priority <n>',
      'lower goes first among batches; single articles go before all of them',
      integer('--priority', { min: 1, max: 2_000_000 }),
      100,
    );
}

/** The option `--fallback`. */
export function fallbackOption(): Option {
  return new Option(
    '--fallback <action>',
    'where the Batch API refuses or loses requests, or has no time for them: pause the batch, or ' +
      'ask them directly, at full price (unless given: those that expired directly, else pause)',
  ).choices(fallbackSchema.options);
}

/** Lets a command take {@link OutputFlags}. */
export function withOutputFlags(command: Command): Command {
  return withTableFlags(command)
    .option(
      '--out <file>',
      'where the English goes: .jsonl, .csv, .parquet, .sqlite, .tmx, .xlf (.gz and .zst after text), ' +
        'or a folder',
    )
    .addOption(
      new Option(
        '--out-format <format>',
        'what to write; markdown, html and docx make a folder',
      ).choices(outputFormats),
    )
    .addOption(
      new Option('--order <order>', 'as in the corpus, or as articles are finished')
        .choices(['input', 'finished'])
        .default('input'),
    )
    .option(
      '--release',
      'delete from Redis what is written: its memory then does not grow with the corpus',
    )
    .option(
      '--rejects <file>',
      'where entries go that cannot be taken (beside --out, ending in .rejects.jsonl)',
    )
    .option('--overwrite', 'let --out take the place of what is there');
}

/** The flags that shape a table. */
export function withTableFlags(command: Command): Command {
  return command
    .option(
      '--columns <names>',
      'fields of the source that are columns of a table, too: rubriek,auteur, or all',
      readColumns,
    )
    .addOption(
      new Option(
        '--rows <kind>',
        'what a row of a table stands for; segments have Dutch, English, layout, findings and origin',
      ).choices(rowKinds),
    );
}

/** Names of fields, or all of them. @throws TolkError `usage.invalid` */
function readColumns(text: string): readonly string[] | 'all' {
  if (text.trim() === 'all') return 'all';
  const names = text.split(',').map((name) => name.trim());
  if (names.every(Boolean)) return [...new Set(names)];
  throw new TolkError(
    'usage.invalid',
    `--columns: "${text}" is no list of fields like rubriek,auteur`,
  );
}

/** What a command line says of a corpus, and where its English goes. */
export interface AskedCorpus {
  readonly names: readonly string[];
  readonly flags: CorpusFlags;
  /** Null where nothing is written. */
  readonly output: Partial<OutputFlags> | null;
}

/**
 * The batch that the flags ask for, checked before anything begins.
 *
 * @throws TolkError `usage.invalid`, `corpus.unreadable`, `corpus.unknown_format`
 */
export async function readCorpusFlags(
  { names, flags, output }: AskedCorpus,
  config: Config,
  io: CommandIo,
): Promise<BatchDefinition> {
  const { sample, seed } = flags;
  if (sample !== undefined) io.say('tolk: counting the corpus for the sample …');
  const notes = new NoteTally();
  const definition = await defineBatch(
    {
      corpus: names,
      ...readReadingFlags(flags, flags.format),
      filter: flags.filter,
      limit: flags.limit,
      sample: sample === undefined ? undefined : { size: sample, seed },
      existing: existingOf(flags),
      options: {
        ...readArticleOptions(flags),
        // Said even when undefined: what is left out would be added.
        memory: flags.memory === false ? undefined : 'use',
      },
      priority: flags.priority,
      // Settled by `chooseRoute` where there is something to choose.
      via: flags.via === 'batch-api' ? 'batch-api' : 'direct',
      fallback: flags.fallback,
      out: outputOf(output),
      rejects: output?.rejects,
      gold: flags.gold,
      pilot: flags.pilot,
    },
    config.articleLimits,
    (note) => notes.add(note),
  );
  for (const line of notes.lines()) io.say(`tolk: ${line}`);
  return definition;
}

function existingOf({ skipExisting, again }: CorpusFlags): BatchDefinition['existing'] {
  if (skipExisting) return 'skip';
  return again ? 'again' : 'use';
}

function outputOf(output: Partial<OutputFlags> | null) {
  if (output?.out === undefined) return undefined;
  return { ...output, path: output.out, format: output.outFormat };
}
