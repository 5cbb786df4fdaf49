import type { Readable } from 'node:stream';
import { requireDutch } from '../../article/language.ts';
import type { Article, ArticleLimits } from '../../article/schema.ts';
import { textToTranslate } from '../../article/segments.ts';
import type { CorpusEntry } from '../../corpus/entry.ts';
import { NoteTally } from '../../corpus/notes.ts';
import { listCorpus, readCorpus } from '../../corpus/read-corpus.ts';
import { TolkError } from '../../errors.ts';
import type { Reading } from '../flags/reading.ts';
import type { CommandIo } from '../io.ts';

/** An article that was asked for, by the place it stands in, or what is wrong with it. */
export interface FileArticle {
  /** The file, with line or row where it has several articles. */
  readonly name: string;
  readonly article: Article | TolkError;
}

/** How the articles of a command line are read. */
export interface ReadFilesOptions {
  readonly limits: ArticleLimits;
  /** `any` accepts what does not look Dutch. */
  readonly language: 'nl' | 'any';
  /** What flags say of it. @default what names, first bytes and fields tell */
  readonly reading?: Reading | undefined;
}

/**
 * Reads the articles of a command line, `-` being standard input, as a corpus is read. The error of
 * what cannot be read takes its place; nothing is thrown for it. Says what was guessed or left out.
 */
export async function readArticleFiles(
  names: readonly string[],
  options: ReadFilesOptions,
  io: CommandIo,
): Promise<FileArticle[]> {
  const notes = new NoteTally();
  const files: FileArticle[] = [];
  for (const name of names) files.push(...(await readName(name, options, notes, io)));
  for (const line of notes.lines()) io.say(`tolk: ${line}`);
  return files;
}

async function readName(
  name: string,
  { limits, language, reading }: ReadFilesOptions,
  notes: NoteTally,
  { stdin }: CommandIo,
): Promise<FileArticle[]> {
  const files: FileArticle[] = [];
  const onNote = (note: Parameters<NoteTally['add']>[0]) => notes.add(note);
  try {
    const listed = await listCorpus([name], reading?.format, onNote);
    const { map = {}, ...others } = reading ?? {};
    const options = { ...others, map, limits, onNote, stdin: stdin as Readable };
    for await (const entry of readCorpus(listed, options))
      files.push({ name: entry.place, article: await load(entry, language) });
  } catch (error) {
    files.push({ name, article: TolkError.from(error) });
  }
  if (files.length > 0) return files;
  const problem = `${name}: there is no article in it`;
  return [{ name, article: new TolkError('article.empty', problem) }];
}

async function load(entry: CorpusEntry, language: 'nl' | 'any'): Promise<Article | TolkError> {
  try {
    const article = await entry.load();
    if (language === 'nl') await requireDutch(textToTranslate(article), entry.place);
    return article;
  } catch (error) {
    return TolkError.from(error);
  }
}
