import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import type { CorpusFormat } from '../../corpus/formats.ts';
import { TolkError } from '../../errors.ts';
import { chooseProvider } from '../../llm/choose-provider.ts';
import { glossNote } from '../../render/article.ts';
import { toJson } from '../../render/json.ts';
import { describeError, exitCodeOf, exitCodes, failureToError } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { type MatchFlags, withFieldFilter } from '../flags/matching.ts';
import { type ReadingFlags, readReadingFlags, withReadingFlags } from '../flags/reading.ts';
import { oneOrAll } from '../flags/results.ts';
import {
  readCommandConfig,
  readingSettings,
  withSettings,
  workerSettings,
} from '../flags/settings.ts';
import {
  type NamedResult,
  printArticles,
  requireShowable,
  type ViewFlags,
  withViewFlags,
  writeArticles,
} from '../flags/view.ts';
import type { CommandIo } from '../io.ts';
import type { TranslatedFile } from '../run/local.ts';
import { withLocalLlm } from '../run/local-llm.ts';

interface TranslateOptions
  extends ArticleFlags,
    ViewFlags,
    ReadingFlags,
    Pick<MatchFlags, 'filter'> {
  readonly inputFormat?: CorpusFormat;
}

/** `tolk translate`. */
export function defineTranslate(command: Command, io: CommandIo): void {
  command
    .description(
      'Translates and summarises Dutch articles and prints the English. Starts what is missing: ' +
        'Redis, a worker; without an LLM key it asks a server on this machine, or else the sandbox.',
    )
    .argument('<file...>', 'articles in any format that a corpus may have; - reads standard input')
    .option('--json', 'print JSON: an object for one file, an array for several')
    .addHelpText(
      'after',
      `
Examples:
  tolk translate article.txt
  tolk translate news/*.txt --out english --format markdown
  tolk translate rapport.md --out english --format docx
  tolk translate article.txt --side-by-side
  cat article.txt | tolk translate - --json | jq .summary.tldr

Exit codes: 0 all done, 2 your mistake (a file, a setting), 3 some articles failed, 1 anything else.`,
    );
  const flagged = withReadingFlags(withArticleFlags(withViewFlags(command)), '--input-format');
  withSettings(withFieldFilter(flagged), [...workerSettings, ...readingSettings]).action(
    async (names: string[], options: TranslateOptions) => {
      requireShowable(options);
      const run = await withLocalLlm(readCommandConfig(options, io).config, io);
      const { translateFiles } = await import('../run/local.ts');
      const reading = readReadingFlags(options, options.inputFormat);
      const { filter } = options;
      const asked = { ...readArticleFlags(options), reading, filter };
      const files = await translateFiles(names, asked, run, io);
      await deliver(files, options, io);
      const isRealServer = chooseProvider(run.config.llm).kind === 'api';
      if (isRealServer && files.some(isGloss)) io.say(`tolk: ${glossNote}`);
      // Scripts must notice that nothing was left to do (--filter).
      io.exit(files.length === 0 ? exitCodes.someFailed : reportFailures(files, io));
    },
  );
}

async function deliver(
  files: readonly TranslatedFile[],
  options: TranslateOptions,
  io: CommandIo,
): Promise<void> {
  const { out, json } = options;
  if (json && out === undefined) return io.printJson(oneOrAll(files.map(fileToJson)));
  const done = files.flatMap(toNamed);
  if (out !== undefined) return writeArticles(done, out, options, io);
  if (done.length > 0)
    await printArticles(
      done.map(({ result }) => result),
      options,
      io,
    );
}

function toNamed({ name, outcome }: TranslatedFile): NamedResult[] {
  if (TolkError.isInstance(outcome) || outcome.status === 'failed') return [];
  const stem = name === 'standard input' ? outcome.id : basename(name, extname(name));
  return [{ name, stem, result: outcome }];
}

function fileToJson({ name, outcome }: TranslatedFile): unknown {
  if (!TolkError.isInstance(outcome)) return toJson(outcome);
  const { code, message, retryable } = outcome;
  return { file: name, status: 'failed', error: { code, message, retryable } };
}

function isGloss({ outcome }: TranslatedFile): boolean {
  return !TolkError.isInstance(outcome) && outcome.status === 'done' && outcome.gloss;
}

/** Says what went wrong with which file; returns the exit code for all of them together. */
export function reportFailures(files: readonly TranslatedFile[], io: CommandIo): number {
  const codes: number[] = [];
  for (const { name, outcome } of files) {
    if (!TolkError.isInstance(outcome) && outcome.status === 'done') continue;
    const error = TolkError.isInstance(outcome) ? outcome : failureToError(outcome.error, name);
    io.say(describeError(error));
    // An article that failed is no failure of the program; a wrong key or file is the user's to fix.
    codes.push(
      TolkError.isInstance(outcome) || error.fault === 'user'
        ? exitCodeOf(error)
        : exitCodes.someFailed,
    );
  }
  if (codes.length === 0) return exitCodes.ok;
  return codes.length < files.length ? exitCodes.someFailed : Math.max(...codes);
}
