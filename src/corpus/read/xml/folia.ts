import { escapeHtml, tagged } from './to-html.ts';
import { elementsIn, textOf, type XmlElement } from './tree.ts';

/*
 * FoLiA says the same text at several levels: of a paragraph, of its sentences, of their words. The
 * outermost that is there is taken, so that nothing is read twice.
 */

const blocks: Readonly<Record<string, string>> = {
  p: 'p',
  head: 'h2',
  item: 'li',
  list: 'ul',
  caption: 'figcaption',
  table: 'table',
  tablehead: 'thead',
  row: 'tr',
  cell: 'td',
  quote: 'blockquote',
  utt: 'p',
  label: 'p',
};
/** Structure: blocks, and what only holds them. */
const structure = new Set([
  ...Object.keys(blocks),
  ...['div', 'text', 'body', 'event', 'speech', 'figure', 'entry', 'example', 'note', 'part', 's'],
  ...['w', 'hiddenw', 'correction', 'new', 'current'],
]);

/** The text of FoLiA as HTML. */
export function foliaToHtml(element: XmlElement): string {
  const inner = hasBlocks(element) ? nested(element) : escapeHtml(plainText(element));
  const isParagraph = blocks[element.name] === undefined && !hasBlocks(element);
  const tag = isParagraph ? 'p' : blocks[element.name];
  return tag === undefined ? inner : tagged(tag, inner);
}

const nested = (element: XmlElement): string =>
  structured(element)
    .map((child) =>
      isLeaf(child) ? tagged('p', escapeHtml(plainText(child))) : foliaToHtml(child),
    )
    .join('');

const structured = (element: XmlElement): XmlElement[] =>
  elementsIn(element).filter(({ name }) => structure.has(name));

const isLeaf = ({ name }: XmlElement): boolean => name === 's' || name === 'w';

function hasBlocks(element: XmlElement): boolean {
  return structured(element).some(
    (child) => blocks[child.name] !== undefined || (!isLeaf(child) && hasBlocks(child)),
  );
}

/** The text of what has no blocks in it. */
function plainText(element: XmlElement): string {
  const own = ownText(element);
  if (own !== undefined) return own;
  let text = '';
  for (const child of structured(element)) {
    if (child.name === 'hiddenw') continue;
    text += plainText(child);
    if (child.attributes['space'] !== 'no') text += ' ';
  }
  return closeUp(text.replace(/\s+/g, ' ').trim());
}

/** Older files do not say which words no space follows. */
const closeUp = (text: string): string =>
  text.replace(/ ([.,;:!?)\]]+)(?= |$)/g, '$1').replace(/([([]) /g, '$1');

/** The text of the current class: others are of OCR, or before a correction. */
function ownText(element: XmlElement): string | undefined {
  const texts = elementsIn(element).filter(({ name }) => name === 't');
  const current = texts.find(({ attributes }) => (attributes['class'] ?? 'current') === 'current');
  return current && textOf(current);
}
