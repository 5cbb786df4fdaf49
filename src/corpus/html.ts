import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ArticleInput } from '../article/schema.ts';
import { TolkError } from '../errors.ts';

/** Elements that stand on lines of their own. */
const blocks =
  'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, figcaption, dt, dd, div, section';

/** The text of HTML, a paragraph a block. */
export function htmlToText(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return textOf(document.body);
}

/**
 * The article of a web page: its text without menus and advertisements, as Readability finds it.
 *
 * @throws TolkError `article.empty` where there is none
 */
export function readPage(html: string, name: string): ArticleInput {
  const { document } = parseHTML(html);
  const meta = (...names: string[]) =>
    names
      .map((one) =>
        document
          .querySelector(`meta[property="${one}"], meta[name="${one}"]`)
          ?.getAttribute('content')
          ?.trim(),
      )
      .find((value) => value);
  const heading =
    document.querySelectorAll('h1').length === 1
      ? document.querySelector('h1')?.textContent?.trim()
      : undefined;
  const url =
    document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url');
  const date =
    meta('article:published_time', 'date', 'dcterms.date') ??
    document.querySelector('time[datetime]')?.getAttribute('datetime');
  const source = meta('og:site_name');
  const found = new Readability(document).parse();
  const body = found?.content ? htmlToText(found.content) : '';
  if (body.trim() === '')
    throw new TolkError('article.empty', `${name}: no article was found in this page`);
  const title = meta('og:title') ?? heading ?? found?.title?.trim();
  return {
    title: title || null,
    body: title && body.startsWith(`${title}\n`) ? body.slice(title.length).trim() : body,
    ...(date ? { date: date.slice(0, 10) } : {}),
    ...(source ? { source } : {}),
    ...(url && URL.canParse(url) ? { url } : {}),
  };
}

/** The little of the DOM that is used here; linkedom's types take a browser's for granted. */
interface PageElement {
  readonly textContent: string | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  remove(): void;
  replaceWith(text: string): void;
  append(text: string): void;
  prepend(text: string): void;
}

function textOf(root: PageElement): string {
  for (const gone of root.querySelectorAll('script, style, noscript, template')) gone.remove();
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
