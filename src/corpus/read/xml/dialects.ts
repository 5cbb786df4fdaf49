import { altoToHtml, pageToHtml } from './alto.ts';
import type { Dialect } from './dialect.ts';
import { docbook, jats } from './documents.ts';
import { foliaToHtml } from './folia.ts';
import { newsComponents, newsMl } from './newsml.ts';
import { publication } from './publications.ts';
import { tei } from './tei.ts';
import { htmlRenderings, toHtml } from './to-html.ts';
import { elementsIn, findAll, type XmlElement } from './tree.ts';

const newsItems = (root: XmlElement): readonly XmlElement[] =>
  root.name === 'newsItem' ? [root] : findAll(root, 'newsItem');

/** Of items within items, those that have a text of their own. */
const itemsWithText = (root: XmlElement): readonly XmlElement[] => {
  const inner = findAll(root, 'Item').flatMap((item) => {
    const deeper = itemsWithText(item);
    return deeper.length > 0 ? deeper : [item];
  });
  return inner.filter((item) => findAll(item, 'text', 'alto', 'p').length > 0);
};

function delpherToHtml(item: XmlElement): string {
  const texts = findAll(item, 'text', 'alto');
  const parts = texts.map((text) =>
    text.name === 'alto' ? altoToHtml(text) : toHtml(text, delpherText),
  );
  return parts.join('');
}

const delpherText = new Map([...htmlRenderings, ['title', null] as const]);

/** The kinds of XML that are read, in a line or two each. */
export const dialects: readonly Dialect[] = [
  {
    name: 'NITF',
    roots: ['nitf'],
    fields: {
      title: ['hedline/hl1', 'hedline', 'head/title'],
      date: ['date.issue@norm', 'story.date@norm', 'pubdata@date.publication'],
      source: ['pubdata@name', 'doc.copyright@holder', 'distributor/org', 'distributor'],
      id: ['doc-id@id-string'],
      author: ['byline/person', 'byline'],
    },
    toHtml: (article) => toHtml(article, newsMl),
  },
  {
    name: 'NewsML-G2',
    roots: ['newsMessage', 'newsItem'],
    articles: newsItems,
    fields: {
      title: ['contentMeta/headline', 'hedline/hl1', 'itemMeta/title'],
      date: [
        'contentMeta/contentCreated',
        'itemMeta/firstCreated',
        'itemMeta/versionCreated',
        'date.issue@norm',
      ],
      source: [
        'itemMeta/provider/name',
        'provider@literal',
        'infoSource/name',
        'infoSource@literal',
      ],
      id: ['newsItem@guid'],
      author: ['contentMeta/by', 'creator/name'],
    },
    toHtml: (article) =>
      findAll(article, 'contentSet')
        .map((set) => toHtml(set, newsMl))
        .join(''),
    emptyBecause: 'it has no text: its content is a picture, a film or a package of others',
  },
  {
    name: 'NewsML 1.2',
    roots: ['NewsML'],
    articles: newsComponents,
    fields: {
      title: ['NewsLines/HeadLine', 'hedline/hl1', 'head/title'],
      date: ['NewsIdentifier/DateId', 'NewsManagement/FirstCreated', 'date.issue@norm'],
      source: ['Provider/Party@FormalName', 'Source/Party@FormalName', 'NewsIdentifier/ProviderId'],
      id: ['NewsItem@Duid', 'NewsIdentifier/NewsItemId'],
      author: ['NewsLines/ByLine'],
    },
    toHtml: (article) => toHtml(article, newsMl),
    emptyBecause: 'it has no text: its content is a picture, a film or elsewhere',
  },
  {
    name: 'ALTO',
    roots: ['alto'],
    fields: {},
    toHtml: altoToHtml,
    emptyBecause: 'no text was recognised on this page',
  },
  { name: 'PAGE', roots: ['PcGts'], fields: {}, toHtml: pageToHtml },
  {
    name: 'Delpher',
    roots: ['text'],
    fields: { title: ['text/title'] },
    toHtml: (article) => toHtml(article, delpherText),
  },
  {
    name: 'DIDL',
    roots: ['DIDL'],
    articles: (root) => {
      const found = itemsWithText(root);
      return found.length > 0 ? found : [root];
    },
    fields: {
      title: ['text/title', 'title'],
      date: ['date', 'issued'],
      source: ['isPartOf', 'publisher'],
    },
    toHtml: delpherToHtml,
    emptyBecause: 'it only says where the texts are; fetch those (…:ocr) and give them',
  },
  {
    name: 'FoLiA',
    roots: ['FoLiA'],
    fields: { id: ['FoLiA@id'], title: ['meta[id=title]'], date: ['meta[id=date]'] },
    toHtml: (article) =>
      elementsIn(article)
        .filter(({ name }) => name === 'text' || name === 'speech')
        .map(foliaToHtml)
        .join(''),
  },
  tei,
  publication,
  jats,
  docbook,
];
