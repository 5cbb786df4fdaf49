import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { ArticleResult } from '../../contract.ts';
import { TolkError } from '../../errors.ts';
import { fileError } from '../../file-error.ts';
import { articleLines } from '../../render/article.ts';
import { type Format, fileEndings, formats, renderArticle } from '../../render/file.ts';
import { FileNames } from '../../render/file-name.ts';
import type { View } from '../../render/view.ts';
import { writeWholeFile } from '../../whole-file.ts';
import type { CommandIo } from '../io.ts';

/** The flags of commands that show articles: in which format, how, and where to. */
export interface ViewFlags {
  readonly format: Format;
  readonly json?: true;
  readonly numbers?: boolean;
  readonly sideBySide?: true;
  readonly out?: string;
}

/** Lets a command take {@link ViewFlags} but for `--json`, whose words differ. */
export function withViewFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'how to write the English').choices(formats).default('text'),
    )
    .option('--numbers', 'the number of each segment before it; text has them where it is cited')
    .option('--no-numbers', 'no numbers')
    .option('--side-by-side', 'the Dutch beside the English')
    .option('--out <dir>', 'write a file for each article into this folder instead of printing');
}

/**
 * Makes sure that what is asked for can be shown, before anything is done for it.
 *
 * @throws TolkError `usage.invalid`
 */
export function requireShowable({ format, json, out }: ViewFlags): void {
  if (format !== 'docx' || json || out !== undefined) return;
  throw new TolkError(
    'usage.invalid',
    '--format docx is not for a terminal: name a folder for it with --out DIR',
  );
}

/** Wider lines are hard to read. */
const maxColumns = 100;

/** Prints articles one after the other; on a terminal no wider than it is. */
export async function printArticles(
  results: readonly ArticleResult[],
  flags: ViewFlags,
  io: CommandIo,
): Promise<void> {
  const view = viewOf(flags);
  const { columns } = io.stdout;
  const width = columns === undefined ? undefined : Math.min(columns, maxColumns);
  if (flags.format === 'text')
    return io.printLines(results.flatMap((result) => articleLines(result, { ...view, width })));
  const texts: string[] = [];
  for (const result of results) {
    const made = await renderArticle(result, flags.format, view);
    if (typeof made === 'string') texts.push(made);
  }
  io.print(texts.join('\n'));
}

/** An article, and what its file is called. */
export interface NamedResult {
  /** How messages call it. */
  readonly name: string;
  /** The name of its file, without an ending. */
  readonly stem: string;
  readonly result: ArticleResult;
}

/**
 * Writes a file for each article into a folder, and says where it is.
 *
 * @throws TolkError `disk.full`, `file.*`
 */
export async function writeArticles(
  articles: readonly NamedResult[],
  folder: string,
  flags: ViewFlags,
  io: CommandIo,
): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw fileError(cause, folder);
  });
  const format = flags.json ? 'json' : flags.format;
  const fileNames = new FileNames();
  for (const { name, stem, result } of articles) {
    const base = fileNames.take(stem, result.id);
    const target = join(folder, `${base}.en.${fileEndings[format]}`);
    await writeWholeFile(target, await renderArticle(result, format, viewOf(flags)));
    io.say(`tolk: ${name} → ${target}`);
  }
}

function viewOf({ numbers, sideBySide }: ViewFlags): View {
  return { numbers, sideBySide };
}
