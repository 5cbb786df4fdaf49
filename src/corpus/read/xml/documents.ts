import type { Dialect } from './dialect.ts';
import {
  htmlRenderings,
  type Renderings,
  renderings,
  tagged,
  toHtml,
  toHtmlWithNotes,
  type WriteHtml,
} from './to-html.ts';
import { elementsIn, everyElement, findAll, textOf, type XmlElement } from './tree.ts';

/*
 * Articles of journals (JATS) and manuals (DocBook): both are an <article> of sections in sections, each with
 * its title.
 */

const sectionNames = new Set(
  'sec app ack section sect1 sect2 sect3 sect4 sect5 chapter appendix preface simplesect'.split(
    ' ',
  ),
);
const deepest = 6;

/** The same with how deep each section lies, which is the level of its title. */
function withLevels(element: XmlElement, level = 2): XmlElement {
  const isSection = sectionNames.has(element.name);
  const inner = isSection ? Math.min(level + 1, deepest) : level;
  return {
    ...element,
    attributes: isSection ? { ...element.attributes, level: String(level) } : element.attributes,
    children: element.children.map((own) =>
      typeof own === 'string' ? own : withLevels(own, inner),
    ),
  };
}

const section = (element: XmlElement, write: WriteHtml): string => {
  const [title] = elementsIn(element).filter(({ name }) => name === 'title');
  if (title === undefined) return write(element);
  const rest = { ...element, children: element.children.filter((own) => own !== title) };
  return tagged(`h${element.attributes['level'] ?? 2}`, write(title)) + write(rest);
};
const sections = renderings({ [[...sectionNames].join(' ')]: section });

const jatsTable: Renderings = new Map([
  ...htmlRenderings,
  ...sections,
  ...renderings({
    'title subtitle': 'h2',
    abstract: (element, write) => tagged('div class="lead"', write(element)),
    'disp-quote': 'blockquote',
    'preformat code': 'pre',
    caption: 'figcaption',
    list: (element, write) =>
      tagged(
        /order|number/.test(element.attributes['list-type'] ?? '') ? 'ol' : 'ul',
        write(element),
      ),
    'list-item': 'li',
    'def-list': 'ul',
    'def-item': 'li',
    break: () => '<br>',
    // What points at sources, and those.
    'xref label ref-list fn-group journal-meta article-meta graphic inline-graphic media': null,
    'disp-formula inline-formula object-id permissions': null,
  }),
]);

const docbookTable: Renderings = new Map([
  ...htmlRenderings,
  ...sections,
  ...renderings({
    'para simpara': 'p',
    'title subtitle bridgehead': 'h2',
    'blockquote epigraph': 'blockquote',
    'programlisting screen literallayout synopsis': 'pre',
    'itemizedlist simplelist variablelist': 'ul',
    'orderedlist procedure': 'ol',
    'listitem step member varlistentry': 'li',
    caption: 'figcaption',
    row: 'tr',
    entry: 'td',
    abstract: (element, write) => tagged('div class="lead"', write(element)),
    'info articleinfo bookinfo sectioninfo indexterm remark imageobject bibliography index toc':
      null,
  }),
]);

/** `<day>12</day><month>3</month><year>2024</year>`, of the kind that comes first. */
function jatsDate(article: XmlElement): string | undefined {
  const [found] = findAll(article, 'pub-date');
  if (found === undefined) return undefined;
  const iso = found.attributes['iso-8601-date'];
  if (iso !== undefined) return iso;
  const part = (name: string) => {
    const [own] = everyElement(found).filter((element) => element.name === name);
    return own === undefined ? undefined : textOf(own).trim().padStart(2, '0');
  };
  const parts = [part('year'), part('month'), part('day')];
  const missing = parts.indexOf(undefined);
  return (missing < 0 ? parts : parts.slice(0, missing)).join('-') || undefined;
}

const has = (root: XmlElement, ...names: readonly string[]): boolean =>
  elementsIn(root).some(({ name }) => names.includes(name));

/** Articles of journals. */
export const jats: Dialect = {
  name: 'JATS',
  roots: ['article'],
  isOne: (root) => has(root, 'front'),
  fields: {
    id: ['article-meta/article-id'],
    title: ['article-meta/title-group/article-title', 'title-group/article-title'],
    source: ['journal-title-group/journal-title', 'journal-meta/journal-title'],
  },
  dateOf: jatsDate,
  toHtml: (article) =>
    [
      ...findAll(article, 'article-meta').flatMap((meta) =>
        elementsIn(meta).filter(({ name }) => name === 'abstract'),
      ),
      ...elementsIn(article).filter(({ name }) => name === 'body'),
    ]
      .map((part) => toHtml({ ...part, children: [withLevels(part)] }, jatsTable))
      .join(''),
  emptyBecause: 'it only describes an article: there is no text in it',
};

/** Manuals and articles in DocBook. */
export const docbook: Dialect = {
  name: 'DocBook',
  roots: ['article', 'book'],
  isOne: (root) =>
    has(root, 'info', 'articleinfo', 'bookinfo', 'para', 'section', 'sect1', 'chapter'),
  fields: {
    title: ['article/info/title', 'info/title', 'articleinfo/title', 'bookinfo/title', 'title'],
    date: ['info/pubdate', 'info/date', 'articleinfo/pubdate', 'bookinfo/pubdate'],
    source: ['info/publisher/publishername', 'info/orgname'],
    author: ['info/author/personname', 'articleinfo/author/personname'],
  },
  toHtml: (article) => {
    // The title is no heading of its own.
    const children = article.children.filter(
      (own) => typeof own === 'string' || own.name !== 'title',
    );
    return toHtmlWithNotes(withLevels({ ...article, children }), docbookTable, {
      names: ['footnote'],
      isNote: () => true,
      markOf: () => undefined,
      write: (note) => toHtml(note, docbookTable),
    });
  },
};
