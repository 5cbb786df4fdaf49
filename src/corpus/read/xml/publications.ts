import type { Dialect } from './dialect.ts';
import {
  escapeHtml,
  htmlRenderings,
  renderings,
  tagged,
  toHtml,
  toHtmlWithNotes,
} from './to-html.ts';
import { elementsIn, textOf, type XmlElement } from './tree.ts';

/** Words that stand apart in the file, as one line. */
const line = (element: XmlElement): string => closeUp(inOrder(element).join(' ')).trim();

const inOrder = ({ children }: XmlElement): string[] =>
  children.flatMap((child) => (typeof child === 'string' ? [child] : inOrder(child)));

/** Files that were set out for reading have white space before a full stop. */
const closeUp = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\s([:;,.!?)]+)(?=\s|$)/g, '$1')
    .replace(/\(\s/g, '(');

/** `Artikel 3. Begrippen`: label, number and title of a heading. */
const heading = (element: XmlElement): string => {
  const parts = elementsIn(element).filter(({ name }) => /^(?:label|nr|titel)$/.test(name));
  return tagged('h2', escapeHtml(parts.map(textOf).join(' ').trim() || line(element)));
};

const table = new Map([
  ...htmlRenderings,
  ...renderings({
    'al tekstregel wie wat considerans.al functie naam-ondertekenaar dossier.titel onderw': (
      element,
      write,
    ) => tagged('p', closeUp(write(element))),
    'kop tussenkop item-titel stuktitel': heading,
    spreker: (element) => tagged('p', escapeHtml(line(element))),
    lijst: (element, write) => {
      const marks = elementsIn(element).map(markOfItem).join(' ');
      if (/^\s*[a-z][.)°]?(?:\s|$)/.test(marks)) return tagged('ol type="a"', write(element));
      return tagged(/^\s*\d/.test(marks) ? 'ol' : 'ul', write(element));
    },
    'li.nr lidnr': null,
    li: (element, write) => {
      const [, digits, letter] =
        /^(?:(\d{1,4})|([a-z]))[.)°]?$/.exec(markOfItem(element).trim()) ?? [];
      const value = letter === undefined ? digits : String(letter.charCodeAt(0) - 96);
      const inner = write(element);
      return value === undefined ? tagged('li', inner) : `<li value="${value}">${inner}</li>`;
    },
    lid: (element, write) => {
      const [number] = elementsIn(element).filter(({ name }) => name === 'lidnr');
      const value = /^\D{0,2}(\d{1,4})\D{0,2}$/.exec(number ? textOf(number) : '')?.[1];
      const inner = write(element);
      return value === undefined ? inner : `<ol start="${value}"><li>${inner}</li></ol>`;
    },
    row: 'tr',
    entry: 'td',
    // Addresses, numbers and pictures around the text.
    'metadata meta plaatje nr dossiernummer ondernummer vergaderjaar kamerstukkop kiesdeler': null,
    'frontm stcrt-kop stb-kop redactionele-correctie intitule-nr colspec': null,
  }),
]);

function markOfItem(item: XmlElement): string {
  return (
    elementsIn(item)
      .find(({ name }) => name === 'li.nr')
      ?.children.join('') ?? ''
  );
}

/** What the Dutch government and parliament publish (officielebekendmakingen.nl). */
export const publication: Dialect = {
  name: 'an official publication',
  roots: ['officiele-publicatie', 'handelingen', 'kamerwrk'],
  fields: {
    title: [
      'meta[name=DC.title]@content',
      'handelingen/agendapunt/item-titel',
      'item-titel',
      'stuktitel',
      'intitule',
      'kop/titel',
    ],
    date: [
      'meta[name=DCTERMS.issued]@content',
      'meta[name=DCTERMS.available]@content',
      'meta[name=OVERHEIDop.datumVergadering]@content',
      'meta[name=OVERHEIDop.datumOndertekening]@content',
      'vergadering/datum',
      'datumtekst',
    ],
    source: ['meta[name=DC.creator]@content', 'meta[name=DC.publisher]@content'],
    id: ['meta[name=DC.identifier]@content'],
  },
  toHtml: (article) =>
    toHtmlWithNotes(article, table, {
      names: ['noot', 'voetnoot'],
      isNote: () => true,
      markOf: (note) =>
        elementsIn(note)
          .find(({ name }) => name === 'noot.nr')
          ?.children.join(''),
      write: (note) =>
        elementsIn(note)
          .filter(({ name }) => name !== 'noot.nr')
          .map((own) => tagged('p', toHtml(own, table)))
          .join(''),
    }),
};
