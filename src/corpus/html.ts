import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ArticleInput } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { isWebAddress } from '../web-address.ts';
import { requireReadableHtml } from './html-limits.ts';

/** Elements that begin and end a line. */
const blocks =
  'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, figcaption, dt, dd, div, section';

/**
 * Extracts the text of HTML, a segment a block.
 *
 * @param name how messages call it
 * @throws TolkError `corpus.malformed` where it is more than a DOM can hold
 */
export function htmlToText(html: string, name: string): string {
  requireReadableHtml(html, name);
  return readText(html);
}

function readText(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return textOf(document.body);
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
  const body = found?.content ? readText(found.content) : '';
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

/** What this file uses of the DOM; linkedom's own types need those of a browser. */
interface PageDocument {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** An element of a page. */
interface PageElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  remove(): void;
  replaceWith(text: string): void;
  append(text: string): void;
  prepend(text: string): void;
}

function textOf(root: PageElement): string {
  for (const hidden of root.querySelectorAll('script, style, noscript, template')) hidden.remove();
  for (const line of root.querySelectorAll('br')) line.replaceWith('\n');
  for (const block of root.querySelectorAll(blocks)) block.append('\n\n');
  for (const block of root.querySelectorAll(blocks)) block.prepend('\n\n');
  return (root.textContent ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .split(/\n\s*\n/)
    .map((block) => block.trim().replace(/\s*\n\s*/g, ' '))
    .filter((block) => block !== '')
    .join('\n\n');
}
