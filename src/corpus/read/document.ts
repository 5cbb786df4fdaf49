import { dateInPath } from '../../article/date.ts';
import { parseTextArticle } from '../../article/parse.ts';
import { prepareArticle, tooLarge } from '../../article/prepare.ts';
import type { Article } from '../../article/schema.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { readWhole, unreadable } from '../byte-source.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { readPage } from '../html/page.ts';

/** A web page is many times its article. */
const pageFactor = 25;

/**
 * Reads a file that is one article: plain text, Markdown or a web page. Where it does not tell its date, its
 * name may (`2024-06-13-brug.md`).
 */
export async function* readDocument(
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
      const article = await readArticle(bytes, format, name, options);
      return { ...article, date: article.date ?? dateInPath(name) ?? null };
    },
  };
}

async function readArticle(
  bytes: Uint8Array,
  format: 'text' | 'markdown' | 'html',
  name: string,
  options: ReadOptions,
): Promise<Article> {
  const { limits } = options;
  if (format === 'text') return parseTextArticle(bytes, name, limits);
  const text = withoutMark(decodeText(bytes, name, options.onNote));
  if (format === 'html') return prepareArticle(readPage(text, name, options.onNote), name, limits);
  const { readMarkdown } = await import('./markdown.ts');
  return prepareArticle(await readMarkdown(text, name, options), name, limits);
}

const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');
