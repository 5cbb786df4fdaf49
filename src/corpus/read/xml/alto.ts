import { escapeHtml, tagged } from './to-html.ts';
import { elementsIn, everyElement, findAll, type XmlElement } from './tree.ts';

/** The text of ALTO as HTML: a block a paragraph, its lines joined and broken words made whole. */
export function altoToHtml(root: XmlElement): string {
  return findAll(root, 'TextBlock')
    .map((block) => tagged('p', escapeHtml(joinLines(findAll(block, 'TextLine')))))
    .join('');
}

function joinLines(lines: readonly XmlElement[]): string {
  let text = '';
  for (const line of lines) {
    const words = elementsIn(line).flatMap(wordOf).join(' ');
    const isBroken = elementsIn(line).at(-1)?.name === 'HYP';
    text += isBroken ? words : `${words} `;
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** A word broken at the end of a line is written whole at its first part. */
function wordOf({ name, attributes }: XmlElement): string[] {
  if (name !== 'String') return [];
  const { CONTENT = '', SUBS_TYPE: part, SUBS_CONTENT: whole } = attributes;
  if (part === 'HypPart1' && whole) return [`${whole} `];
  return part === 'HypPart2' && whole ? [] : [CONTENT];
}

/** The text of PAGE XML as HTML: a region a paragraph. */
export function pageToHtml(root: XmlElement): string {
  return findAll(root, 'TextRegion')
    .map((region) => {
      const lines = findAll(region, 'TextLine').map(unicodeOf).filter(Boolean);
      return tagged('p', escapeHtml(joinBroken(lines) || unicodeOf(region)));
    })
    .join('');
}

function unicodeOf(element: XmlElement): string {
  const own = elementsIn(element).filter(({ name }) => name === 'TextEquiv');
  const [text] = own.flatMap(everyElement).filter(({ name }) => name === 'Unicode');
  return (text?.children ?? []).filter((child) => typeof child === 'string').join('');
}

/** Lines of print as one: a word broken at a line's end is one word. */
function joinBroken(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/(\p{Ll})[-¬⸗=\u00ad]\n(?=\p{Ll})/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
