import { type TextBlock, toBody } from '../article/layout.ts';
import { readBlocks } from './html/blocks.ts';
import { parseFragment } from './html/dom.ts';
import { keepApart } from './html/keep-apart.ts';
import type { LeftOut, Reason } from './html/surroundings.ts';
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
 * The blocks of a message or newsletter in HTML, without its ways to unsubscribe, to
 * share, and lists of links.
 *
 * @param told receives the kind of each part that is left out
 * @throws TolkError `corpus.malformed` where it is more than a DOM can hold
 */
export function messageToBlocks(html: string, name: string, told: LeftOut): TextBlock[] {
  requireReadableHtml(html, name);
  const { blocks } = keepApart(readBlocks(parseFragment(html)), '', told);
  return blocks.map(({ text, layout }) => ({ text, layout }));
}

/**
 * The blocks of a text in HTML, without what is not the article, unless there is nothing else.
 *
 * @param told receives the kind of each part that is left out
 * @throws TolkError `corpus.malformed` where it is more than a DOM can hold
 */
export function ownBlocks(html: string, name: string, told: LeftOut): TextBlock[] {
  const reasons: Reason[] = [];
  const own = messageToBlocks(html, name, (reason) => void reasons.push(reason));
  if (own.length === 0) return htmlToBlocks(html, name);
  for (const reason of reasons) told(reason);
  return own;
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
