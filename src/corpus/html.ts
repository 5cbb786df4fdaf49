import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type TextBlock, toBody } from '../article/layout.ts';
import type { ArticleInput } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { isWebAddress } from '../web-address.ts';
import { readBlocks } from './html/blocks.ts';
import { type PageDocument, parseFragment } from './html/dom.ts';
import { requireReadableHtml } from './html-limits.ts';

/** Text that has an element or an entity in it. */
const markup = /<[/!]?[a-z]|&(?:#\d|#x[\da-f]|[a-z])[\w]*;?/i;

/**
 * The blocks of HTML: headings, items, rows, code, captions, footnotes and paragraphs, each with how it
 * stands on the page.
 *
 * @param name how messages call it
 * @example
 * htmlToBlocks('<h2>Kosten</h2><p>14<sup>3</sup> maanden</p>', 'brug.html');
 * @throws TolkError `corpus.malformed` where it is more than a DOM can hold
 */
export function htmlToBlocks(html: string, name: string): TextBlock[] {
  requireReadableHtml(html, name);
  return readBlocks(parseFragment(html)).map(({ text, layout }) => ({ text, layout }));
}

/**
 * The text of HTML on one line: of a title or another short field. Text without markup is the same.
 *
 * @example
 * plainText('Caf&eacute;s <em>open</em>'); // Cafés open
 * @throws TolkError `corpus.malformed` where it is more than a DOM can hold
 */
export function plainText(html: string): string {
  if (!markup.test(html)) return html;
  const texts = htmlToBlocks(html, 'field').map(({ text }) => text.replace(/\s+/g, ' '));
  return texts.join(' ');
}

/**
 * Extracts the text of HTML, a segment a block.
 *
 * @param name how messages call it
 * @throws TolkError `corpus.malformed` where it is more than a DOM can hold
 */
export function htmlToText(html: string, name: string): string {
  return toBody(htmlToBlocks(html, name)).body;
}

/**
 * Extracts the article of a web page: its text without menus and advertisements, as Readability
 * finds it.
 *
 * @throws TolkError `article.empty` where there is none, `corpus.malformed` where the page is more than
 *   a DOM can hold
 */
export function readPage(html: string, name: string): ArticleInput {
  requireReadableHtml(html, name);
  const { found, metadata } = findArticle(html, name);
  const { title: givenTitle, date, source, url } = metadata;
  const body = found?.content ? htmlToText(found.content, name) : '';
  if (body.trim() === '') throw noArticle(name);
  const title = givenTitle ?? found?.title?.trim();
  const repeatsTitle = title !== undefined && title !== '' && body.startsWith(`${title}\n`);
  return {
    title: title || null,
    body: repeatsTitle ? body.slice(title.length).trim() : body,
    ...(date ? { date: date.slice(0, 10) } : {}),
    ...(source ? { source } : {}),
    ...(url && isWebAddress(url) ? { url } : {}),
  };
}

function noArticle(name: string, cause?: unknown): TolkError {
  return new TolkError('article.empty', `${name}: no article was found in this page`, { cause });
}

/** @throws TolkError `article.empty` for what is no page at all, which Readability stumbles over */
function findArticle(html: string, name: string) {
  try {
    const { document } = parseHTML(html);
    const metadata = readMetadata(document);
    return { metadata, found: new Readability(document).parse() };
  } catch (error) {
    throw noArticle(name, error);
  }
}

interface PageMetadata {
  readonly title: string | undefined;
  readonly date: string | null | undefined;
  readonly source: string | undefined;
  readonly url: string | null | undefined;
}

/** What the head of a page says of it; to be read first, since Readability takes the page apart. */
function readMetadata(document: PageDocument): PageMetadata {
  const contentOf = (name: string) =>
    document
      .querySelector(`meta[property="${name}"], meta[name="${name}"]`)
      ?.getAttribute('content')
      ?.trim();
  const meta = (...names: readonly string[]) => names.map(contentOf).find(Boolean);
  const [heading, ...otherHeadings] = document.querySelectorAll('h1');
  const onlyHeading = otherHeadings.length === 0 ? heading?.textContent?.trim() : undefined;
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const published = meta('article:published_time', 'date', 'dcterms.date');
  const firstTime = document.querySelector('time[datetime]')?.getAttribute('datetime');
  return {
    title: meta('og:title') ?? onlyHeading,
    date: published ?? firstTime,
    source: meta('og:site_name'),
    url: canonical ?? meta('og:url'),
  };
}
