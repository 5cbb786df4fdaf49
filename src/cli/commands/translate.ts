import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { TolkError } from '../../errors.ts';
import { chooseProvider } from '../../llm/choose-provider.ts';
import {
  type Format,
  fileEndings,
  formats,
  glossNote,
  renderArticle,
} from '../../render/article.ts';
import { toJson } from '../../render/json.ts';
import { describeError, exitCodeOf, exitCodes, failureToError } from '../exit.ts';
import { type ArticleFlags, readArticleFlags, withArticleFlags } from '../flags/article.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, print, printJson, say } from '../io.ts';
import type { TranslatedFile } from '../run/local.ts';

interface TranslateOptions extends ArticleFlags {
  readonly format: Format;
  readonly json?: true;
  readonly out?: string;
}

/** Adds `tolk translate`. */
export function addTranslate(program: Command, host: CommandContext): void {
  const command = program
    .command('translate')
    .summary('translate and summarise articles, and show the English')
    .description(
      'Translates and summarises Dutch articles and prints the English. Starts what is missing: Redis, a worker, and without an LLM key the sandbox.',
    )
    .argument('<file...>', 'plain-text articles; - reads one from standard input')
    .option('--json', 'print JSON: an object for one file, an array for several')
    .addOption(
      new Option('--format <format>', 'how to write the English').choices(formats).default('text'),
    )
    .option('--out <dir>', 'write a file for each article into this folder instead of printing')
    .addHelpText(
      'after',
      `
Examples:
  tolk translate article.txt
  tolk translate news/*.txt --out english --format markdown
  cat article.txt | tolk translate - --json | jq .summary.tldr

Exit codes: 0 all done, 2 your mistake (a file, a setting), 3 some articles failed, 1 anything else.`,
    );
  withSettings(withArticleFlags(command), [
    ...redisSettings,
    'provider',
    'baseUrl',
    'model',
    'concurrency',
  ]).action(async (names: string[], options: TranslateOptions) => {
    const { config } = readCommandConfig({ ...options });
    const { translateFiles } = await import('../run/local.ts');
    const files = await translateFiles(names, config, readArticleFlags(options), host.signal);
    await deliver(files, options);
    if (chooseProvider(config.llm).kind === 'api' && files.some(isGloss)) say(`tolk: ${glossNote}`);
    host.exit(reportFailures(files));
  });
}

async function deliver(
  files: readonly TranslatedFile[],
  { out, json, format }: TranslateOptions,
): Promise<void> {
  if (out !== undefined) return writeResults(files, out, json ? 'json' : format);
  if (json)
    return printJson(files.length === 1 && files[0] ? fileToJson(files[0]) : files.map(fileToJson));
  const done = files.flatMap(({ outcome }) =>
    TolkError.isInstance(outcome) || outcome.status === 'failed' ? [] : [outcome],
  );
  if (done.length > 0) print(done.map((result) => renderArticle(result, format)).join('\n'));
}

function fileToJson({ name, outcome }: TranslatedFile): unknown {
  if (!TolkError.isInstance(outcome)) return toJson(outcome);
  const { code, message, retryable } = outcome;
  return { file: name, status: 'failed', error: { code, message, retryable } };
}

async function writeResults(
  files: readonly TranslatedFile[],
  folder: string,
  format: Format,
): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new TolkError('usage.invalid', `--out: cannot make the folder ${folder}`, { cause });
  });
  const taken = new Set<string>();
  for (const { name, outcome } of files) {
    if (TolkError.isInstance(outcome) || outcome.status === 'failed') continue;
    const stem =
      name === 'standard input' ? outcome.id.replaceAll('/', '_') : basename(name, extname(name));
    const base = taken.has(stem) ? `${stem}.${outcome.id.replaceAll('/', '_')}` : stem;
    taken.add(stem);
    const target = join(folder, `${base}.en.${fileEndings[format]}`);
    await writeFile(`${target}.part`, renderArticle(outcome, format));
    await rename(`${target}.part`, target);
    say(`tolk: ${name} → ${target}`);
  }
}

function isGloss({ outcome }: TranslatedFile): boolean {
  return !TolkError.isInstance(outcome) && outcome.status === 'done' && outcome.gloss;
}

/** Says what went wrong with which file, and gives the exit code for all of them together. */
export function reportFailures(files: readonly TranslatedFile[]): number {
  const codes: number[] = [];
  for (const { name, outcome } of files) {
    if (!TolkError.isInstance(outcome) && outcome.status === 'done') continue;
    const error = TolkError.isInstance(outcome) ? outcome : failureToError(outcome.error, name);
    say(describeError(error));
    // An article that failed is no failure of the program; a wrong key or file is the user's to mend.
    codes.push(
      TolkError.isInstance(outcome) || error.fault === 'user'
        ? exitCodeOf(error)
        : exitCodes.someFailed,
    );
  }
  if (codes.length === 0) return exitCodes.ok;
  return codes.length < files.length ? exitCodes.someFailed : Math.max(...codes);
}
