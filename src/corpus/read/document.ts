import { setImmediate } from 'node:timers/promises';
import { dateInPath } from '../../article/date.ts';
import { parseText } from '../../article/parse.ts';
import { prepareArticle, tooLarge } from '../../article/prepare.ts';
import type { ArticleInput } from '../../article/schema.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { peek, readWhole, unreadable } from '../byte-source.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { readPage } from '../html/page.ts';
import { isNexis, readNexis } from './nexis.ts';

/** A web page is many times its article. */
const pageFactor = 25;

/**
 * Reads a file that is one article: plain text, Markdown or a web page; of an export of Nexis in plain text, each
 * of its articles. Where it does not tell its date, its
 * name may (`2024-06-13-brug.md`).
 */
export async function* readDocument(
  source: ByteSource,
  format: 'text' | 'markdown' | 'html',
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  if (format !== 'text') return yield* readOne(source, format, options);
  const { head, source: whole } = await peek(source, nexisHead);
  if (isNexis(head)) yield* readNexis(whole, options);
  else yield* readOne(whole, format, options);
}

/** So much shows whether a text is many articles of Nexis. */
const nexisHead = 400;

async function* readOne(
  source: ByteSource,
  format: 'text' | 'markdown' | 'html',
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  const { limits } = options;
  yield {
    place: name,
    async load() {
      const bytes = await readWhole(
        source,
        limits.maxBytes * (format === 'html' ? pageFactor : 1),
      ).catch((error: unknown) => {
        if (!TolkError.isInstance(error)) throw unreadable(name, error);
        throw error.code === 'corpus.too_large' && format !== 'html'
          ? tooLarge(name, 'more', limits.maxBytes)
          : error;
      });
      const input = await readInput(bytes, format, name, options);
      // Both halves of a long text take a while: between them others have their turn.
      if (bytes.byteLength > longBytes) await setImmediate();
      const article = prepareArticle(input, name, limits);
      return { ...article, date: article.date ?? dateInPath(name) ?? null };
    },
  };
}

const longBytes = 20_000;

async function readInput(
  bytes: Uint8Array,
  format: 'text' | 'markdown' | 'html',
  name: string,
  options: ReadOptions,
): Promise<ArticleInput> {
  if (format === 'text') return parseText(bytes, name, options.limits);
  const text = withoutMark(decodeText(bytes, name, options.onNote));
  if (format === 'html') return readPage(text, name, options.onNote);
  const { readMarkdown } = await import('./markdown.ts');
  return readMarkdown(text, name, options);
}

const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');
