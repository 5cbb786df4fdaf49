import { posix } from 'node:path';
import type { TextBlock } from '../../article/layout.ts';
import { TolkError } from '../../errors.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { htmlToBlocks } from '../html.ts';
import { toArticle } from './laid-out.ts';
import { openPackage } from './package.ts';
import { decodeXml, everyElement, parseXml, valueAt, type XmlElement } from './xml/tree.ts';

/** A book, as its package says it. */
interface Book {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly date: string | undefined;
  /** The files of its chapters, in the order of reading. */
  readonly chapters: readonly string[];
}

/** Reads a book: an article a chapter, in the order of reading; the book's title is their source. */
export async function* readEpub(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let parts: ReadonlyMap<string, Buffer>;
  let book: Book;
  try {
    ({ parts } = await openPackage(source, (part) => /\.(?:xml|opf|x?html?)$/i.test(part)));
    book = readBook(parts, name);
  } catch (error) {
    return yield failedEntry(name, TolkError.from(error));
  }
  let read = 0;
  for (const chapter of book.chapters) {
    const place = `${name}/${chapter}`;
    const bytes = parts.get(chapter);
    if (bytes === undefined) {
      const problem = `${place}: the chapter is not in the book`;
      yield failedEntry(place, new TolkError('corpus.malformed', problem));
      continue;
    }
    const blocks = blocksOf(bytes, place);
    // A cover and a page with a title have no text of their own.
    if (!TolkError.isInstance(blocks) && !blocks.some(isText)) continue;
    read += 1;
    yield { place, load: () => loadChapter(blocks, book, place, options) };
  }
  if (read > 0) return;
  yield failedEntry(name, new TolkError('article.empty', `${name}: there is no text in this book`));
}

const isText = ({ layout }: TextBlock): boolean =>
  layout?.kind !== 'heading' && layout?.kind !== 'caption';

/** Too much for a page is said when the chapter is loaded. */
function blocksOf(bytes: Buffer, place: string): readonly TextBlock[] | TolkError {
  try {
    const html = decodeXml(bytes, place);
    return htmlToBlocks(bodyOf(html), place);
  } catch (error) {
    return TolkError.from(error);
  }
}

function bodyOf(html: string): string {
  const begin = /<body\b[^<>]*>/i.exec(html);
  if (!begin) return html;
  const end = [...html.matchAll(/<\/body>/gi)].at(-1)?.index ?? -1;
  const from = begin.index + begin[0].length;
  return end < from ? html : html.slice(from, end);
}

async function loadChapter(
  blocks: readonly TextBlock[] | TolkError,
  { title, author, date }: Book,
  place: string,
  options: ReadOptions,
) {
  if (TolkError.isInstance(blocks)) throw blocks;
  return toArticle({ fields: { source: title, author, date }, blocks }, place, options);
}

function readBook(parts: ReadonlyMap<string, Buffer>, name: string): Book {
  const xml = (part: string): XmlElement => {
    const bytes = parts.get(part);
    if (bytes) return parseXml(decodeXml(bytes, name), `${name}/${part}`);
    throw new TolkError('corpus.malformed', `${name}: this is no EPUB: it has no ${part}`);
  };
  if (parts.has('META-INF/encryption.xml') && hasProtectedText(xml('META-INF/encryption.xml')))
    throw new TolkError('corpus.malformed', `${name}: the book is protected against reading (DRM)`);
  const path = valueAt(xml('META-INF/container.xml'), 'rootfile@full-path') ?? 'content.opf';
  const root = xml(path);
  const every = everyElement(root);
  const files = new Map(
    every
      .filter(({ name: own }) => own === 'item')
      .map(({ attributes }) => [attributes['id'] ?? '', attributes] as const),
  );
  const chapters = every
    .filter(({ name: own, attributes }) => own === 'itemref' && attributes['linear'] !== 'no')
    .map(({ attributes }) => files.get(attributes['idref'] ?? ''))
    .filter((item) => item !== undefined && !/\bnav\b/.test(item['properties'] ?? ''))
    .map((item) => posix.join(posix.dirname(path), decodeName(item?.['href'] ?? '')));
  return {
    title: valueAt(root, 'metadata/title'),
    author: valueAt(root, 'metadata/creator'),
    date: valueAt(root, 'metadata/date'),
    chapters,
  };
}

/** Fonts are often hidden from copying; texts that are cannot be read. */
function hasProtectedText(root: XmlElement): boolean {
  return everyElement(root).some(
    ({ name, attributes }) =>
      name === 'CipherReference' && /\.(?:x?html?|xml)$/i.test(attributes['URI'] ?? ''),
  );
}

function decodeName(href: string): string {
  try {
    return decodeURIComponent(href.replace(/#[\s\S]*$/, ''));
  } catch {
    return href;
  }
}
