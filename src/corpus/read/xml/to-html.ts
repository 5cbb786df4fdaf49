import { elementsIn, everyElement, type XmlElement, type XmlNode } from './tree.ts';

/*
 * An article in XML is written as HTML, whose reader knows lists, tables, quotes and notes already.
 */

/** What an element becomes: a tag of HTML, nothing (null), or what a function writes of it. */
export type Rendering = string | null | ((element: XmlElement, write: WriteHtml) => string);

/** Writes what is in an element as HTML. */
export type WriteHtml = (element: XmlElement) => string;

/** What each element becomes, by name; of those that are not in it only what they hold is written. */
export type Renderings = ReadonlyMap<string, Rendering>;

/** Makes a table of renderings, each for several names: `{ 'p al': 'p', 'meta fw': null }`. */
export function renderings(table: Readonly<Record<string, Rendering>>): Renderings {
  return new Map(
    Object.entries(table).flatMap(([names, rendering]) =>
      names.split(' ').map((name) => [name, rendering] as const),
    ),
  );
}

/** Tags of HTML that mean in all of XML what they mean there. */
export const htmlRenderings: Renderings = renderings({
  p: 'p',
  h1: 'h1',
  h2: 'h2',
  h3: 'h3',
  h4: 'h4',
  h5: 'h5',
  h6: 'h6',
  'ul dl': 'ul',
  ol: 'ol',
  'li dt dd': 'li',
  table: 'table',
  thead: 'thead',
  tr: 'tr',
  td: 'td',
  th: 'th',
  blockquote: 'blockquote',
  pre: 'pre',
  figcaption: 'figcaption',
  sup: 'sup',
  br: () => '<br>',
  'script style head': null,
});

/** Writes what is in an element as HTML. */
export function toHtml(element: XmlElement, table: Renderings): string {
  const write = (node: XmlNode): string => {
    if (typeof node === 'string') return escapeHtml(node);
    const rendering = table.get(node.name);
    if (rendering === null) return '';
    if (typeof rendering === 'function') return rendering(node, inside);
    const inner = inside(node);
    return rendering === undefined ? inner : tagged(rendering, inner);
  };
  const inside = ({ children }: XmlElement): string => children.map(write).join('');
  return inside(element);
}

/** HTML of one element; what is empty is no element. */
export function tagged(tag: string, inner: string): string {
  return inner.trim() === '' ? inner : `<${tag}>${inner}</${/^\w+/.exec(tag)?.[0]}>`;
}

/** Text as HTML writes it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text, or HTML within text, as feeds of agencies carry it: its paragraphs. */
export function textToHtml(element: XmlElement): string {
  const text = element.children.filter((child) => typeof child === 'string').join('');
  if (elementsIn(element).length > 0 || text.trim() === '') return '';
  if (/<(?:p|br|div|h[1-6]|ul|table)\b[^<>]*>/i.test(text)) return text;
  const hasBlankLines = /\S[^\S\n]*\n[^\S\n]*\n\s*\S/.test(text);
  return text
    .split(hasBlankLines ? /\n\s*\n/ : /\n/)
    .map((part) => tagged('p', /<\w[^<>]*>/.test(part) ? part : escapeHtml(part)))
    .join('');
}

/** Where the footnotes of an article are, and what is in them. */
export interface NoteRules {
  /** The name of their elements. */
  readonly names: readonly string[];
  /** False for what only has such a name. */
  readonly isNote: (element: XmlElement) => boolean;
  /** Its mark, where it has one. */
  readonly markOf: (element: XmlElement) => string | undefined;
  /** What is in it, without its mark. */
  readonly write: WriteHtml;
}

/** Writes an element as HTML whose footnotes come last, with a link to each where it stood. */
export function toHtmlWithNotes(element: XmlElement, table: Renderings, rules: NoteRules): string {
  const isNote = (own: XmlElement) => rules.names.includes(own.name) && rules.isNote(own);
  const notes = everyElement(element).filter(isNote);
  const marks = new Map(notes.map((note, at) => [note, { at, mark: goodMark(rules, note, at) }]));
  const link = (own: XmlElement, write: WriteHtml): string => {
    const found = marks.get(own);
    if (found) return `<sup><a href="#note-${found.at}">${found.mark}</a></sup>`;
    const otherwise = table.get(own.name);
    return typeof otherwise === 'function' ? otherwise(own, write) : write(own);
  };
  const linked = new Map([...table, ...rules.names.map((name) => [name, link] as const)]);
  const texts = notes.map((note, at) => `<div id="note-${at}">${rules.write(note)}</div>`);
  return toHtml(element, linked) + texts.join('');
}

function goodMark({ markOf }: NoteRules, note: XmlElement, at: number): string {
  const mark = markOf(note)?.trim() ?? '';
  return /^(?:\d{1,3}|[a-z*†‡§])$/i.test(mark) ? mark : String(at + 1);
}
