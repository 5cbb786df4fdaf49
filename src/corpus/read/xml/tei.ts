import type { Dialect } from './dialect.ts';
import {
  htmlRenderings,
  renderings,
  tagged,
  toHtml,
  toHtmlWithNotes,
  type WriteHtml,
} from './to-html.ts';
import { elementsIn, findAll, type XmlElement } from './tree.ts';

const lines = (element: XmlElement, write: WriteHtml): string => {
  const verses = findAll(element, 'l').map((line) => write(line).trim());
  return tagged('p', verses.join('<br>'));
};

/** A word is written with a space after it, where none is kept between words. */
const word = (element: XmlElement, write: WriteHtml): string => {
  const isJoined = /^(?:right|both)$/.test(element.attributes['join'] ?? '');
  return isJoined ? write(element).trim() : `${write(element).trim()} `;
};

/** What is chosen of two writings: what is right, whole and in today's spelling. */
const choice = (element: XmlElement, write: WriteHtml): string => {
  const preferred = ['corr', 'expan', 'reg', 'sic', 'orig', 'abbr'];
  const found = preferred.flatMap((name) => elementsIn(element).filter((own) => own.name === name));
  return found[0] ? write(found[0]) : write(element);
};

/** What a parliament's report notes is part of it: who speaks, and what is heard. */
const note = (element: XmlElement, write: WriteHtml): string => {
  const { type = '' } = element.attributes;
  return /^(?:editorial|date|president|time)$/.test(type) ? '' : tagged('p', write(element));
};

const isFootnote = ({ name, attributes }: XmlElement): boolean => {
  const { place = '', type = '', n } = attributes;
  return name === 'note' && (/foot|end|bottom|margin/.test(place + type) || n !== undefined);
};

const inSentence = (element: XmlElement, write: WriteHtml): string => {
  const isSplit = findAll(element, 'w', 'pc').length > 0;
  if (!isSplit) return write(element);
  return `${findAll(element, 'w', 'pc')
    .map((own) => word(own, write))
    .join('')
    .trim()} `;
};

const teiRenderings = new Map([
  ...htmlRenderings,
  ...renderings({
    'p ab u seg opener closer salute signed byline': 'p',
    head: (element, write) => tagged('h2', write(element)),
    list: (element, write) => {
      const isNumbered = /ordered|numbered/.test(
        element.attributes['type'] ?? element.attributes['rend'] ?? '',
      );
      return tagged(isNumbered ? 'ol' : 'ul', write(element));
    },
    item: 'li',
    row: 'tr',
    cell: 'td',
    quote: 'blockquote',
    figure: (element, write) =>
      tagged('figcaption', findAll(element, 'head', 'p').map(write).join(' ')),
    lg: lines,
    l: (element, write) => `${write(element).trim()}<br>`,
    lb: ({ attributes }) => (attributes['break'] === 'no' ? '' : ' '),
    'pb cb fw gap del graphic figDesc vocal kinesic incident index teiHeader front': null,
    choice,
    note,
    s: inSentence,
  }),
]);

function teiToHtml(article: XmlElement): string {
  const texts = findAll(article, 'text');
  const write = (element: XmlElement) =>
    toHtmlWithNotes(element, teiRenderings, {
      names: ['note'],
      isNote: isFootnote,
      markOf: ({ attributes }) => attributes['n'],
      write: (own) => toHtml(own, teiRenderings),
    });
  return texts.map(write).join('');
}

/** TEI, of letters and editions (DBNL) and of parliaments (ParlaMint). */
export const tei: Dialect = {
  name: 'TEI',
  roots: ['TEI', 'TEI.2', 'teiCorpus'],
  articles: (root) => {
    const inner = findAll(root, 'TEI', 'TEI.2');
    return inner.length > 0 ? inner : [root];
  },
  fields: {
    title: ['titleStmt/title', 'biblFull/title', 'head'],
    date: [
      'sourceDesc/bibl/date@when',
      'sourceDesc/bibl/date',
      'publicationStmt/date@when',
      'publicationStmt/date',
      'setting/date@when',
    ],
    source: [
      'publicationStmt/publisher/orgName',
      'publicationStmt/publisher',
      'sourceDesc/bibl/publisher',
    ],
    id: ['TEI@id'],
    author: ['titleStmt/author'],
  },
  toHtml: teiToHtml,
};
