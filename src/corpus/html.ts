import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ArticleInput } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { isWebAddress } from '../web-address.ts';

/** Elements that begin and end a line. */
const blocks =
  'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, figcaption, dt, dd, div, section';

/** Extracts the text of HTML, a segment a block. */
export function htmlToText(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return textOf(document.body);
}

/**
 * Extracts the article of a web page: its text without menus and advertisements, as Readability
 * finds it.
 *
 * @throws TolkError `article.empty` where there is none
 */
export function readPage(html: string, name: string): ArticleInput {
  const { document } = parseHTML(html);
  const { title: givenTitle, date, source, url } = readMetadata(document);
  const found = new Readability(document).parse();
  const body = found?.content ? htmlToText(found.content) : '';
  if (body.trim() === '')
    throw new TolkError('article.empty', `${name}: no article was found in this page`);
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
