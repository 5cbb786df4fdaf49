import type { SegmentLayout, TextBlock } from '../article/layout.ts';
import type { LeftOut } from './html/surroundings.ts';
import { isFields } from './paths.ts';
import { blockTextNames, documentBlocks, isDocument } from './text-values.ts';

/*
 * The text of a field, block by block. It may be plain, HTML as a content system keeps it, a list of
 * paragraphs, or a document of an editor.
 */

type Fields = Readonly<Record<string, unknown>>;

const blockTags =
  'p|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|table|tr|figure|section|article|header|aside';
const inlineTags =
  'br|hr|img|a|b|i|u|s|em|strong|span|sup|sub|small|big|mark|cite|q|code|del|ins|strike|font|abbr|' +
  'figcaption|iframe|video|picture|source|td|th|thead|tbody|wbr|script|style|tt|center|main|o:p';
const attributes = String.raw`(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*`;
const tag = new RegExp(`<(?:${blockTags}|${inlineTags})(?:${attributes})\\s*/?>`, 'i');
const closing = new RegExp(`</(?:${blockTags}|${inlineTags})\\s*>`, 'i');
const blockTag = new RegExp(`^<(?:${blockTags}|hr|script|style|iframe)\\b`, 'i');
const entity =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}(?:\d{1,2})?|(?:[aeiouyn](?:acute|grave|uml|circ|tilde)));/i;

/** True for HTML: a tag that there is, and closed or empty; not `a < b` or `List<String>`. */
function hasMarkup(text: string): boolean {
  return text.includes('<') && (closing.test(text) || tag.test(text));
}

/** Reads text of a field on one line, such as a title: without tags and entities. */
export async function readLine(text: string): Promise<string> {
  if (!hasMarkup(text) && !entity.test(text)) return text;
  const { plainText } = await import('./html.ts');
  return plainText(text).trim();
}

/**
 * Reads the text of a field block by block.
 *
 * @param place how messages call it
 * @param leftOut receives the reason for each part of the HTML that is no article and left out
 * @throws TolkError `corpus.malformed` for HTML that is more than a DOM can hold
 */
export async function readBlocks(
  value: unknown,
  place: string,
  leftOut?: LeftOut,
): Promise<TextBlock[]> {
  const blocks = isFields(value) && isDocument(value) ? documentBlocks(value) : value;
  const { htmlToBlocks, ownBlocks } = await import('./html.ts');
  const readHtml = (html: string): TextBlock[] =>
    leftOut === undefined ? htmlToBlocks(html, place) : ownBlocks(html, place, leftOut);
  return new BlockReader(readHtml).read(blocks);
}

/** True for a whole web page, of which the article is wanted. */
export function isPage(value: unknown): value is string {
  return typeof value === 'string' && /^\s*<(?:!doctype html|html)\b/i.test(value);
}

/** True for text that is no HTML: it is read as a plain text file is. */
export function isPlain(value: unknown): value is string {
  return typeof value === 'string' && !hasMarkup(value) && !entity.test(value);
}

/** Escaped once too often, as feeds within feeds are. */
function unescaped(text: string): string {
  if (!/^\s*&lt;(?:p|div|h\d|article|section|ul|blockquote|span|strong|figure)\b/i.test(text))
    return text;
  const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => signs[name] ?? '');
}

/** Classic WordPress has no tags for paragraphs: a blank line ends one. */
function withParagraphs(html: string): string {
  if (/<p\b/i.test(html) || !/\n[^\S\n]*\n/.test(html)) return html;
  return html
    .split(/\n[^\S\n]*\n/)
    .map((part) => part.trim())
    .map((part) => (blockTag.test(part) || part === '' ? part : paragraph(part)))
    .join('\n');
}

const paragraph = (part: string): string => `<p>${part.replaceAll('\n', '<br>')}</p>`;

/** Blocks in blocks, deeper than any editor makes them. */
const maxDepth = 20;

/** Reads the blocks of one field. */
class BlockReader {
  readonly #readHtml: (html: string) => TextBlock[];

  constructor(readHtml: (html: string) => TextBlock[]) {
    this.#readHtml = readHtml;
  }

  read(value: unknown, layout: SegmentLayout | null = null, depth = 0): TextBlock[] {
    if (typeof value === 'string') return this.#readText(value, layout);
    if (depth > maxDepth || value === null || value === undefined) return [];
    if (Array.isArray(value)) {
      if (isInline(value)) return this.#readText(joinInline(value), layout);
      return value.flatMap((part: unknown) => this.read(part, layout, depth + 1));
    }
    return isFields(value) ? this.#readBlock(value, layout, depth) : [];
  }

  #readText(given: string, layout: SegmentLayout | null): TextBlock[] {
    const text = unescaped(given);
    if (layout?.kind === 'code') return [{ text, layout }];
    const isMarkup = hasMarkup(text) || entity.test(text);
    const blocks = isMarkup ? this.#readHtml(withParagraphs(text)) : plainBlocks(text);
    return blocks.map((block) => (block.layout === null ? { ...block, layout } : block));
  }

  #readBlock(block: Fields, around: SegmentLayout | null, depth: number): TextBlock[] {
    const kind = kindOf(block);
    // Editor.js has what a block contains in its `data`.
    const fields = isFields(block['data']) ? { ...block, ...block['data'] } : block;
    if (kind === 'skip') return [];
    if (kind === 'list') return this.#readList(fields, 0);
    if (kind === 'table') return this.#readTable(fields);
    const layout = layoutOf(kind, fields) ?? around;
    const name = textNameOf(fields, kind);
    const texts = name === undefined ? [] : this.read(fields[name], layout, depth + 1);
    return [...(kind === undefined ? this.#readHeading(fields, name) : []), ...texts];
  }

  /** A section as an object has its heading beside its text. */
  #readHeading(fields: Fields, textName: string | undefined): TextBlock[] {
    const name = headingNames.find((known) => typeof fields[known] === 'string');
    if (name === undefined || textName === undefined) return [];
    return this.#readText(String(fields[name]), { kind: 'heading', level: 2 });
  }

  #readList(fields: Fields, depth: number): TextBlock[] {
    const name = ['items', 'content', 'children'].find((known) => Array.isArray(fields[known]));
    const items = name === undefined ? [] : (fields[name] as readonly unknown[]);
    const isOrdered = /^o|number/i.test(String(fields['style'] ?? fields['listType'] ?? ''));
    const isNumbered =
      isOrdered || /ordered_?list$|^ol$/i.test(typeOf(fields).replace(/^un/i, 'x'));
    return items.flatMap((item, at) => {
      const mark = isNumbered ? `${at + 1}.` : '-';
      const layout = { kind: 'item', mark, depth: Math.min(depth, maxDepth) } as const;
      const text = isFields(item) && typeof item['content'] === 'string' ? item['content'] : item;
      const [first, ...others] = this.read(text, layout, depth + 1);
      const inner = isFields(item) && Array.isArray(item['items']) && typeof text === 'string';
      const below = inner && depth < maxDepth ? this.#readList(item, depth + 1) : [];
      return [...(first === undefined ? [] : [first]), ...others, ...below];
    });
  }

  #readTable(fields: Fields): TextBlock[] {
    const rows = Array.isArray(fields['content']) ? fields['content'] : fields['rows'];
    if (!Array.isArray(rows)) return [];
    return rows.flatMap((row: unknown, at) => {
      const cells = isFields(row) ? (row['cells'] ?? row['content']) : row;
      if (!Array.isArray(cells)) return [];
      const texts = cells.map((cell) => this.read(cell).map(({ text }) => text));
      const isHead = at === 0 && fields['withHeadings'] === true;
      const text = texts.map((cell) => cell.join(' ').replaceAll('|', '¦')).join(' | ');
      return [{ text, layout: { kind: 'row', isHead } }];
    });
  }
}

function plainBlocks(text: string): TextBlock[] {
  return text.split(/\n[^\S\n]*\n/).map((part) => ({ text: part.trim(), layout: null }));
}

const headingNames = ['kop', 'titel', 'title', 'heading', 'header', 'tussenkop', 'subtitle'];

/** Parts of one line, as Portable Text, Slate and ProseMirror keep them. */
function isInline(list: readonly unknown[]): boolean {
  const isPart = (part: unknown) =>
    isFields(part) &&
    typeof part['text'] === 'string' &&
    (/^(?:text|span|link)$/.test(typeOf(part)) ||
      (typeOf(part) === '' && Object.keys(part).every(isMark)));
  return (
    list.length > 0 && list.every(isPart) && list.some((part) => isFields(part) && isMarked(part))
  );
}

const isMark = (key: string): boolean =>
  /^(?:text|bold|italic|underline|code|marks|_key)$/.test(key);
const isMarked = (part: Fields): boolean =>
  typeOf(part) !== '' || Object.keys(part).some((key) => key !== 'text');

function joinInline(list: readonly unknown[]): string {
  return list.map((part) => (isFields(part) ? String(part['text']) : '')).join('');
}

function typeOf(block: Fields): string {
  const type =
    block['type'] ?? block['_type'] ?? block['tag'] ?? block['nodeType'] ?? block['kind'];
  return typeof type === 'string' ? type : '';
}

type BlockKind = 'heading' | 'list' | 'table' | 'quote' | 'code' | 'caption' | 'lead' | 'skip';

const kinds: readonly (readonly [BlockKind, RegExp])[] = [
  [
    'heading',
    /^(?:h[1-6]|head(?:er|ing)?(?:[-_]?\d)?|(?:tussen|sub)?kop(?:je)?|(?:sub)?(?:title|titel|heading))$/i,
  ],
  [
    'list',
    /^(?:list|ul|ol|(?:un)?ordered[-_]?list|bullet(?:ed)?[-_]?list|numbered[-_]?list|opsomming)$/i,
  ],
  ['table', /^(?:table|tabel)$/i],
  ['quote', /^(?:(?:block|pull)?[-_]?quote|citaat)$/i],
  ['code', /^(?:code(?:[-_]?block)?|pre)$/i],
  [
    'caption',
    /^(?:image|picture|figure|figcaption|caption|foto|photo|afbeelding|bijschrift|video|gallery)$/i,
  ],
  ['lead', /^(?:lead|intro|inleiding|standfirst|chapeau)$/i],
  [
    'skip',
    /^(?:delimiter|divider|hr|separator|ad|ads|advertisement|advertentie|embed|script|linktool|related|newsletter)$/i,
  ],
];

function kindOf(block: Fields): BlockKind | undefined {
  const style = typeof block['style'] === 'string' && /^h[1-6]$/i.test(block['style']);
  if (style) return 'heading';
  return kinds.find(([, pattern]) => pattern.test(typeOf(block)))?.[0];
}

function layoutOf(kind: BlockKind | undefined, fields: Fields): SegmentLayout | null {
  switch (kind) {
    case 'heading':
      return { kind, level: levelOf(fields) };
    case 'quote':
      return { kind, depth: 0 };
    case 'code': {
      const language = fields['language'];
      return { kind, language: typeof language === 'string' ? language.slice(0, 40) : null };
    }
    case 'caption':
    case 'lead':
      return { kind };
    default:
      return null;
  }
}

function levelOf(fields: Fields): number {
  const attributes = isFields(fields['attrs']) ? fields['attrs'] : {};
  const given = fields['level'] ?? attributes['level'];
  const written = /[1-6]$/.exec(`${String(fields['style'] ?? '')} ${typeOf(fields)}`)?.[0];
  const level = Number(given ?? written ?? 2);
  return Number.isInteger(level) && level >= 1 && level <= 6 ? level : 2;
}

/** A picture has its caption, anything else the first name with something in it. */
function textNameOf(fields: Fields, kind: BlockKind | undefined): string | undefined {
  const own = kind === 'caption' ? ['caption', 'bijschrift', 'text', 'content'] : blockTextNames;
  const names = kind === 'code' ? ['code', 'text', 'content'] : own;
  return names.find((name) => {
    const value = fields[name];
    return typeof value === 'string'
      ? value.trim() !== ''
      : Array.isArray(value) || isFields(value);
  });
}
