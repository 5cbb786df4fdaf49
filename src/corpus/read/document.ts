import { parse as parseYaml } from 'yaml';
import { parseTextArticle } from '../../article/parse.ts';
import { prepareArticle, tooLarge } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { readWhole, unreadable } from '../byte-source.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { readPage } from '../html.ts';

/** A web page is many times its article. */
const pageFactor = 25;

/** Reads a file that is one article: plain text, Markdown or a web page. */
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
      if (format === 'text') return parseTextArticle(bytes, name, limits);
      const text = decodeText(bytes, name);
      if (format === 'html') return prepareArticle(readPage(withoutMark(text), name), name, limits);
      const { matter, rest } = takeFrontMatter(withoutMark(text), name);
      const heading = /^\s*# +(.+)\n/.exec(rest);
      const body = heading === null ? rest : rest.slice(heading[0].length);
      const record = { ...(heading ? { title: heading[1] } : {}), ...matter, body };
      return prepareArticle(
        await createFieldReader(name, { ...options, map: {}, onFields: () => {} })(record, name),
        name,
        limits,
      );
    },
  };
}

const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');

function takeFrontMatter(
  text: string,
  name: string,
): { matter: Record<string, unknown>; rest: string } {
  const found = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) return { matter: {}, rest: text };
  try {
    const matter: unknown = parseYaml(found[1] ?? '');
    return {
      matter: typeof matter === 'object' && matter !== null ? { ...matter } : {},
      rest: text.slice(found[0].length),
    };
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    throw new TolkError(
      'corpus.malformed',
      `${name}: its front matter is not valid YAML (${why})`,
      { cause },
    );
  }
}
