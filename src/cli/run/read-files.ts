import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { requireDutch } from '../../article/language.ts';
import { parseTextArticle } from '../../article/parse.ts';
import { tooLarge } from '../../article/prepare.ts';
import type { Article, ArticleLimits } from '../../article/schema.ts';
import { textToTranslate } from '../../article/segments.ts';
import { isTooLarge, readBoundedFile } from '../../bounded-file.ts';
import { TolkError } from '../../errors.ts';
import { systemReason } from '../../system-errors.ts';

/** A file that was asked for, and the article in it or what is wrong with it. */
export interface FileArticle {
  readonly name: string;
  readonly article: Article | TolkError;
}

/** How the articles of a command line are read. */
export interface ReadFilesOptions {
  readonly limits: ArticleLimits;
  /** `any` accepts what does not look Dutch. */
  readonly language: 'nl' | 'any';
  /** Standard input, asked for only where a name is `-`. */
  readonly stdin: () => Readable;
}

/**
 * Reads the articles of a command line, `-` being standard input. The error of a file that cannot be
 * read takes its place; nothing is thrown for it.
 */
export async function readArticleFiles(
  names: readonly string[],
  { limits, language, stdin }: ReadFilesOptions,
): Promise<FileArticle[]> {
  const files: FileArticle[] = [];
  for (const name of names) {
    const label = name === '-' ? 'standard input' : name;
    try {
      const bytes =
        name === '-'
          ? await readInput(stdin(), label, limits.maxBytes)
          : await readBytes(name, label, limits);
      const article = parseTextArticle(bytes, label, limits);
      if (language === 'nl') await requireDutch(textToTranslate(article), label);
      files.push({ name: label, article });
    } catch (error) {
      files.push({ name: label, article: TolkError.from(error) });
    }
  }
  return files;
}

async function readBytes(
  name: string,
  label: string,
  { maxBytes }: ArticleLimits,
): Promise<Uint8Array> {
  try {
    const { size, isDirectory } = await stat(name).then((found) => ({
      size: found.size,
      isDirectory: found.isDirectory(),
    }));
    if (isDirectory)
      throw new TolkError(
        'article.unreadable',
        `${label}: this is a folder; name the files in it (${label}/*.txt)`,
      );
    if (size > maxBytes) throw tooLarge(label, size, maxBytes);
    return await readBoundedFile(name, maxBytes);
  } catch (error) {
    if (TolkError.isInstance(error)) throw error;
    // What grows while it is read, or never ends, tells no size.
    if (isTooLarge(error)) throw tooLarge(label, maxBytes + 1, maxBytes);
    throw new TolkError('article.unreadable', `${label}: ${systemReason(error)}`, {
      cause: error,
    });
  }
}

async function readInput(stdin: Readable, label: string, maxBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stdin) {
    parts.push(part);
    size += part.length;
    if (size > maxBytes) throw tooLarge(label, size, maxBytes);
  }
  return Buffer.concat(parts);
}
